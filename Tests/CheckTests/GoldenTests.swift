import Check
import Diagnostics
import Foundation
import Source
import Syntax
import Testing

/// Every file `Goldens/NAME.yaml` is a flow, or the part of one that matters; `NAME.txt` is what the checker says of
/// it, whole. `FLOWRUN_UPDATE_GOLDENS=1` writes the texts anew; read the difference as prose.
@Suite struct GoldenTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")

  static var names: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }

  @Test func thereAreGoldens() {
    #expect(Self.names.count >= 45)
  }

  @Test(arguments: Self.names)
  func theMessageReadsAsItShould(name: String) throws {
    let yaml = try String(contentsOf: Self.folder.appending(path: "\(name).yaml"), encoding: .utf8)
    let text = Self.say(yaml, path: "\(name).yaml")
    let golden = Self.folder.appending(path: "\(name).txt")
    if ProcessInfo.processInfo.environment["FLOWRUN_UPDATE_GOLDENS"] == "1" {
      try text.write(to: golden, atomically: true, encoding: .utf8)
    }
    let expected = try String(contentsOf: golden, encoding: .utf8)
    #expect(text == expected)
    // One cause, one message: a golden is named after its code, and nothing else comes with it.
    if let code = Code(rawValue: String(name.prefix(4))) {
      #expect(Self.diagnostics(yaml, path: name).map(\.code) == [code])
    }
  }

  /// What the checker says of a flow, or of the lines of one: what is left out is a flow from orders to sales.
  static func diagnostics(_ yaml: String, path: String) -> [Diagnostic] {
    let reading = FlowReader.read(SourceFile(path: path, text: yaml))
    var file = reading.file
    let isFragment = file.sourceEntity == nil && file.targetEntity == nil
    if isFragment {
      file.name = Name("test", Span(0, 0))
      file.sourceEntity = Name("shop.orders", Span(0, 0))
      file.targetEntity = Name("till.sales", Span(0, 0))
    }
    let checked = Checker.check(file, in: TestSystems.context(isPart: isFragment, isThorough: path.hasPrefix("T322")))
    let all = reading.diagnostics + checked.diagnostics
    return isFragment ? all.filter { !$0.isAboutWhatFragmentsLeaveOut } : all
  }

  static func say(_ yaml: String, path: String) -> String {
    TextRenderer().render(diagnostics(yaml, path: path))
  }
}

extension Diagnostic {
  /// A fragment has no `flow`, `source` and `target`, and need not fill what the target requires.
  fileprivate var isAboutWhatFragmentsLeaveOut: Bool {
    code == .S102 && labels.first?.text.hasPrefix("every flow needs") == true
  }
}
