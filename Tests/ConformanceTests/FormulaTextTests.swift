import Diagnostics
import Source
import Testing
import Types
import Values

/// Formulas as people write them, through the parser, the checker and both evaluators.
@Suite struct FormulaTextTests {
  @Test(arguments: 0..<20) func whatIsWrittenIsUnderstood(hundred: Int) throws {
    let flow = CELAliases().flow
    var values = 0
    for index in 0..<100 {
      let seed = UInt64(hundred * 100 + index)
      var writer = FormulaWriter(seed: seed)
      let type = writer.result()
      let text = writer.formula(type, depth: 4)
      let run = try CELRun(
        SourceFile(path: "seed \(seed)", text: text), of: FormulaWriter.order, writer.record(), in: flow,
        zone: { $0 == "UTC" ? .utc : nil })
      #expect(run.diagnostics.isEmpty, "seed \(seed): \(text): \(run.diagnostics.map(\.message))")
      guard run.diagnostics.isEmpty else { continue }
      #expect(Self.fits(run.type, type), "seed \(seed): \(text) is \(run.type), not \(type)")
      #expect(run.answers.count == 2 && run.answers[0] == run.answers[1], "seed \(seed): \(text): \(run.answers)")
      if case .value(let value)? = run.answers.first {
        values += 1
        #expect(Self.holds(value, run.type), "seed \(seed): \(text) gives \(value), which is not \(run.type)")
      }
    }
    // Most must have a value, or the test says little.
    #expect(values >= 50)
  }

  /// The checker may know more: fewer characters or digits, or that it is never missing.
  private static func fits(_ found: ValueType, _ wanted: ValueType) -> Bool {
    if found.isOptional, !wanted.isOptional { return false }
    switch (found.unwrapped, wanted.unwrapped) {
    case (.text, .text), (.whole, .whole), (.decimal, .decimal), (.bool, .bool), (.date, .date), (.moment, .moment),
      (.span, .span):
      return true
    case (.amount(let found, _), .amount(let wanted, _)): return found == wanted
    case (.list(let found, _), .list(let wanted, _)): return fits(found, wanted)
    default: return false
    }
  }

  /// A value is of the type that the checker promised.
  private static func holds(_ value: Value, _ type: ValueType) -> Bool {
    switch (value, type.unwrapped) {
    case (.missing, _): type.isOptional
    case (.text, .text), (.whole, .whole), (.bool, .bool), (.date, .date), (.moment, .moment), (.span, .span): true
    case (.whole, .decimal), (.decimal, .decimal), (.whole, .amount), (.decimal, .amount): true
    case (.list(let elements), .list(let element, _)): elements.allSatisfy { holds($0, element) }
    default: false
    }
  }
}
