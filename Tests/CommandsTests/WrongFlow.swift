import Diagnostics
import Foundation
import Source
import Syntax
import Testing
import Workspace

@testable import Commands

/// A folder of `Tests/Wrong`: a flow with one mistake, and what is said of it.
///
/// `CODE/` or `CODE-what/` holds `wrong.flow.yaml` and the files that it names. The first line may ask for more:
/// `# validate --strict`. Written by the tests with `FLOWRUN_UPDATE_GOLDENS=1`: `said.txt`, `said.json`, `said.sarif`,
/// and `fixed.yaml`, the flow after `flowrun fix --all`, if there is a repair.
struct WrongFlow: Sendable, CustomTestStringConvertible {
  var name: String
  var testDescription: String { name }

  var code: Code? { Code(rawValue: String(name.prefix(4))) }
  var folder: URL { Self.tree.appending(path: name) }

  static let tree = LocalProject.repository.appending(path: "Tests/Wrong")

  static let all: [WrongFlow] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: tree.path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted().map(WrongFlow.init)
  }()

  static let isUpdating = ProcessInfo.processInfo.environment["FLOWRUN_UPDATE_GOLDENS"] == "1"

  var project: Project {
    get throws {
      try Project.open(at: folder, standing: folder, connectors: Registry.connectors, environment: [:])
    }
  }

  var flowFile: URL { folder.appending(path: "wrong.flow.yaml") }

  private var options: String {
    let text = (try? String(contentsOf: flowFile, encoding: .utf8)) ?? ""
    return text.hasPrefix("# validate") ? String(text.prefix { $0 != "\n" }) : ""
  }

  /// Everything that `flowrun validate` says of the folder.
  func diagnostics() throws -> [Diagnostic] {
    try CheckedProject.check(
      [], in: project, isStrict: options.contains("--strict"), isThorough: options.contains("--all"), withTests: true
    ).allDiagnostics
  }

  /// What it says of the flow when the flow's file holds these bytes.
  func diagnostics(of bytes: [UInt8]) throws -> [Diagnostic] {
    let project = try project
    let reading = FlowReader.read(SourceFile(path: "wrong.flow.yaml", bytes: bytes))
    let opened = OpenedFlow.open(reading, flowFile, in: project)
    return CheckedFlow(
      opened, in: project, isStrict: options.contains("--strict"), isThorough: options.contains("--all"),
      withTests: true
    ).diagnostics
  }

  func golden(_ file: String, _ text: String) throws {
    let place = folder.appending(path: file)
    if Self.isUpdating { return try text.write(to: place, atomically: true, encoding: .utf8) }
    let expected = (try? String(contentsOf: place, encoding: .utf8)) ?? ""
    #expect(text == expected, "\(name)/\(file) is out of date: make golden, and read the difference as prose")
  }
}
