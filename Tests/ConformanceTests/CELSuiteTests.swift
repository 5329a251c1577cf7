import Builtins
import Diagnostics
import Foundation
import Testing
import Types
import Values

/// The Common Expression Language's own cases, if `FLOWRUN_SUITES` names the folder they lie in.
@Suite struct CELSuiteTests {
  @Test func everyCaseAgreesOrIsDeclared() throws {
    guard let bytes = PublicSuites.read("cel.json") else { return }
    let aliases = CELAliases()
    let declared = try Divergences.read()
    var agreed: Set<String> = []
    var failed: [String] = []
    /// Of each function, the first case that calls it and agrees.
    var uses: [String: String] = [:]
    let cases = CELCase.all(try JSON.parse(bytes))
    for test in cases {
      let run = try CELRun(test, aliases: aliases, zone: PublicSuites.zone)
      let problem = Self.disagreement(test, run)
      if problem == nil {
        agreed.insert(test.id)
        for name in run.functions where Functions.named(name) != nil && uses[name] == nil { uses[name] = test.id }
      }
      if let problem, declared[test.id] == nil { failed.append("\(test.id): \(test.expression) \(problem)") }
    }
    for id in declared.keys.sorted() where agreed.contains(id) { failed.append("\(id) is declared, and agrees") }
    for id in Set(declared.keys).subtracting(cases.map(\.id)).sorted() { failed.append("\(id) is no case") }
    failed += try Self.unrecorded(uses)
    for failure in failed { print("cel: \(failure)") }
    #expect(failed.count == 0)
    #expect(declared.count <= 60)
    let wrong = failed.count
    print("cel: \(cases.count - declared.count - wrong) passed, \(declared.count) declared, \(wrong) failed")
  }

  /// `cel-functions.txt` has what the suite calls, for tests that have no suite. `FLOWRUN_UPDATE_GOLDENS=1` writes it
  /// anew.
  private static func unrecorded(_ uses: [String: String]) throws -> [String] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "cel-functions.txt")
    let head = "# function | the first case of the suite that calls it and agrees\n"
    let text = head + uses.sorted { $0.key < $1.key }.map { "\($0.key) | \($0.value)\n" }.joined()
    if ProcessInfo.processInfo.environment["FLOWRUN_UPDATE_GOLDENS"] == "1" {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    return try String(contentsOf: file, encoding: .utf8) == text ? [] : ["cel-functions.txt is out of date"]
  }

  /// Nil if the case agrees.
  static func disagreement(_ test: CELCase, _ run: CELRun) -> String? {
    if let first = run.answers.first, run.answers.contains(where: { $0 != first }) {
      return "the evaluators differ: \(run.answers)"
    }
    switch (test.expectation, run.answers.first) {
    case (.problem, nil), (.problem, .fault?): return nil
    case (.problem, .value(let value)?): return "should be a problem, is \(value)"
    case (.value(let expected), .value(let value)?):
      return CELValue.equal(expected, value) ? nil : "should be \(expected), is \(value)"
    case (.value, .fault(let fault)?): return "problem: \(fault)"
    case (.type(let expected), .value?):
      let type = CELValue.name(run.type)
      return type == expected ? nil : "should be of type \(expected), is \(type)"
    case (.type, .fault(let fault)?): return "problem: \(fault)"
    case (.value, nil), (.type, nil):
      return run.diagnostics.map { "\($0.code): \($0.message)" }.joined(separator: "; ")
    }
  }
}

enum CELValue {
  static func equal(_ expected: JSON, _ value: Value) -> Bool {
    switch value {
    case .whole(let number): expected["int"]?.string == String(number)
    // Values are compared, and a whole number is a decimal too.
    case .decimal(let number): expected["int"]?.string == number.description
    case .bool(let bool): expected["bool"] == .bool(bool)
    case .text(let text): expected["string"]?.string == text.string
    case .list(let values):
      expected["list"]?.array.map { $0.count == values.count && zip($0, values).allSatisfy(equal) } ?? false
    case .missing: expected["string"]?.string == ""
    case .date, .moment, .span, .record: false
    }
  }

  static func name(_ type: ValueType) -> String {
    switch type {
    case .whole: "int"
    case .text: "string"
    case .bool: "bool"
    case .list(let element, _): "list(\(name(element)))"
    default: "\(type)"
    }
  }
}
