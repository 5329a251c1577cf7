import Diagnostics
import Source
import Testing

/// The rules of the type system one by one: a few lines of a flow, and the codes that the checker says of them, with
/// the line that each points at. What is right says nothing.
@Suite struct TypeRuleTests {
  @Test(arguments: TypeRule.all)
  func theRuleHolds(rule: TypeRule) {
    #expect(rule.said == rule.expected, "\(rule.yaml)")
  }
}

struct TypeRule: Sendable, CustomTestStringConvertible {
  var name: String
  var yaml: String
  /// `M401 2`: the code and the line.
  var expected: [String]

  init(_ name: String, _ yaml: String, _ expected: String...) {
    self.name = name
    self.yaml = yaml
    self.expected = expected
  }

  var testDescription: String { name }

  /// Hints are left out: they are about style.
  var said: [String] {
    GoldenTests.diagnostics(yaml, path: "rule.yaml").filter { $0.severity != .hint }.map { diagnostic in
      let line = diagnostic.place.map { $0.source.position(at: $0.span.start).line } ?? 0
      return "\(diagnostic.code.rawValue) \(line)"
    }.sorted()
  }

  static let all: [TypeRule] =
    wire + missing + narrowing + lists + joins + amounts + rounding + times + texts + costs + problems + coercions
    + conditions
    + words
}
