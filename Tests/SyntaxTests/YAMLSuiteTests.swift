import Diagnostics
import Source
import Syntax
import Testing
import Values

/// The public YAML suite, if `FLOWRUN_SUITES` names the folder it lies in. Flow files are a small part of YAML, so this
/// is no pass rate: no case may crash, and every scalar must point at its own bytes.
@Suite struct YAMLSuiteTests {
  @Test func everyCaseIsReadAndItsScalarsAreFound() throws {
    guard let folder = Files.environment("FLOWRUN_SUITES") else { return }
    var exact = 0
    var coarse: [String] = []
    for (name, text) in try cases(Files.read(folder + "/yaml.json")) {
      let source = SourceFile(path: name, text: text)
      let reading = YAMLDocument.read(source)
      for diagnostic in reading.diagnostics {
        for label in diagnostic.labels {
          #expect(label.place.span.start >= 0 && label.place.span.end <= source.bytes.count, "\(name)")
        }
      }
      guard let root = reading.root, reading.diagnostics.isEmpty else { continue }
      for scalar in scalars(root) {
        if scalar.map.isCoarse { coarse.append("\(name): \(scalar.text)") } else { exact += 1 }
      }
    }
    #expect(exact > 600)
    #expect(coarse.count <= 5, "\(coarse)")
  }

  private func cases(_ bytes: [UInt8]) throws -> [(String, String)] {
    let suite = try JSON.parse(bytes)
    return (suite["cases"]?.array ?? []).map { ($0["id"]?.string ?? "", $0["yaml"]?.string ?? "") }
  }

  private func scalars(_ root: YAMLNode) -> [YAMLScalar] {
    var waiting = [root]
    var found: [YAMLScalar] = []
    while let node = waiting.popLast() {
      if let scalar = node.scalar { found.append(scalar) }
      waiting += node.items ?? []
      for entry in node.entries ?? [] { waiting += [entry.key, entry.value] }
    }
    return found
  }
}
