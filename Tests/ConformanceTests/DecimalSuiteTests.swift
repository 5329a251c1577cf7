import Testing

@testable import Values

/// The General Decimal Arithmetic cases, compared by value.
@Suite(.enabled(if: PublicSuites.folder != nil)) struct DecimalSuiteTests {
  private struct Row {
    var id: String
    var operation: String
    var precision: Int
    var mode: RoundingMode
    var operands: [DecimalNumber]
    var result: DecimalNumber

    /// Nil for a row whose numbers have more digits than ours.
    init?(_ line: Substring) {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard cells.count >= 6, let precision = Int(cells[2]),
        let mode = RoundingMode(rawValue: String(cells[3])), let result = Row.number(cells[5])
      else { return nil }
      let operands = cells[4].split(separator: " ").map { Row.number($0) }
      guard operands.allSatisfy({ $0 != nil }) else { return nil }
      id = String(cells[0])
      operation = String(cells[1])
      self.precision = precision
      self.mode = mode
      self.operands = operands.compactMap { $0 }
      self.result = result
    }

    /// The cases also write `+1`, `.5` and `5.`.
    private static func number(_ text: Substring) -> DecimalNumber? {
      var bytes = Array(text.utf8.filter { $0 != UInt8(ascii: "'") })
      if bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
      if let point = bytes.firstIndex(of: UInt8(ascii: ".")) {
        if point + 1 == bytes.count || bytes[point + 1] | 0x20 == UInt8(ascii: "e") { bytes.remove(at: point) }
        if point == 0 || bytes[point - 1] == UInt8(ascii: "-") { bytes.insert(UInt8(ascii: "0"), at: point) }
      }
      return DecimalNumber(parsing: bytes)
    }

    /// Nil for an operation that does not apply here.
    func computed() throws -> DecimalNumber? {
      guard let first = operands.first else { return nil }
      let second = operands.count > 1 ? operands[1] : .zero
      switch operation {
      case "add": return try first.added(second, digits: precision, mode)
      case "subtract": return try first.added(second.negated, digits: precision, mode)
      case "multiply": return try first.multiplied(by: second, digits: precision, mode)
      case "divide": return try first.divided(by: second, digits: precision, mode).value
      case "remainder":
        return try limited(first.remainder(dividingBy: second))
      case "divideint":
        return try first.divided(by: second, digits: DecimalNumber.maximumDigits, .down).value
          .rounded(toDigits: 0, .down)
      case "compare": return DecimalNumber(Int64(first.compared(to: second)))
      case "max": return try limited(max(first, second))
      case "min": return try limited(min(first, second))
      case "abs": return try limited(first.magnitude)
      case "minus": return try limited(first.negated)
      case "plus", "tosci": return try limited(first)
      case "reduce": return try limited(first).normalized
      case "tointegral", "tointegralx": return first.rounded(toDigits: 0, mode)
      default: return nil
      }
    }

    private func limited(_ number: DecimalNumber) throws -> DecimalNumber {
      try number.limited(atScale: number.scale, digits: precision, mode)
    }

    /// Quantize gives the exponent by an example, rescale by a number.
    func quantized(_ line: Substring) -> DecimalNumber? {
      guard let first = operands.first, operands.count == 2 else { return nil }
      if operation == "rescale" {
        return operands[1].wholeValue.map { first.rounded(toDigits: -Int($0), mode) }
      }
      let pattern = line.split(separator: "\t", omittingEmptySubsequences: false)[4].split(separator: " ")[1]
        .lowercased()
      let parts = pattern.split(separator: "e", omittingEmptySubsequences: false)
      let digits = parts[0].split(separator: ".", omittingEmptySubsequences: false)
      let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
      return first.rounded(toDigits: (digits.count > 1 ? digits[1].utf8.count : 0) - exponent, mode)
    }
  }

  @Test func everyRowAgrees() throws {
    let text = String(decoding: try #require(PublicSuites.read("decimal.tsv")), as: UTF8.self)
    var passed = 0
    var wrong: [String] = []
    for line in text.split(separator: "\n").dropFirst() {
      do {
        let row = Row(line)
        let isQuantized = row?.operation == "quantize" || row?.operation == "rescale"
        guard let row, let computed = try isQuantized ? row.quantized(line) : row.computed() else {
          wrong.append("\(line) can't be computed")
          continue
        }
        if computed == row.result { passed += 1 } else { wrong.append("\(line) gave \(computed)") }
      } catch {
        wrong.append("\(line) gave \(error)")
      }
    }
    for line in wrong.prefix(40) { print("decimal: \(line)") }
    #expect(wrong.count == 0)
    print("decimal: \(passed) passed, 0 declared, \(wrong.count) failed")
  }
}
