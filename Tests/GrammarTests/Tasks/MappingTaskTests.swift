import Engine
import Foundation
import Testing
import Values

/// The flows that are measured against other tools do what they should. `FLOWRUN_PERF` names a folder with more
/// records, `data/NAME.ndjson`; what comes of them is written to the folder that `FLOWRUN_PERF_OUT` names.
@Suite struct MappingTaskTests {
  private static let tasks = ["products", "orders"]

  /// The records beside the flows, and what a program in another language makes of them.
  @Test(arguments: tasks)
  func everyFieldOfTheRecordsBesideTheFlowIsRight(name: String) throws {
    for task in [try MappingTask(name), try MappingTask(name, evaluator: TreeEvaluator())] {
      var expected = try Self.lines(MappingTask.folder.appending(path: "\(name).expected.ndjson"))[...]
      let given = try Self.lines(MappingTask.folder.appending(path: "\(name).ndjson"))
      #expect(given.count >= 24)
      for line in given {
        guard let output = try task.output(line) else { continue }
        let next = expected.popFirst()
        let wanted = try JSON.parse(try #require(next, "more records than expected"))
        #expect(output == wanted, "it makes \(output) of \(line)")
      }
      #expect(expected.isEmpty, "\(expected.count) records are missing")
    }
  }

  private static let environment = ProcessInfo.processInfo.environment

  @Test(.enabled(if: environment["FLOWRUN_PERF"] != nil), arguments: tasks)
  func theRecordsOfTheFolderAreMapped(name: String) throws {
    let data = URL(filePath: try #require(Self.environment["FLOWRUN_PERF"])).appending(path: "data")
    let out = URL(filePath: try #require(Self.environment["FLOWRUN_PERF_OUT"]))
    let task = try MappingTask(name)
    for file in try FileManager.default.contentsOfDirectory(atPath: data.path).sorted()
    where file.hasPrefix(name.prefix(1)) && file.hasSuffix(".ndjson") {
      let made = try Self.lines(data.appending(path: file)).compactMap { try task.output($0)?.description }
      try (made.joined(separator: "\n") + "\n").write(
        to: out.appending(path: file), atomically: true, encoding: .utf8)
    }
  }

  private static func lines(_ file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
  }
}
