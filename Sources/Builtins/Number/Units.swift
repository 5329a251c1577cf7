import Types
import Values

extension Functions {
  /// Measures. Each kind is a function of its own, so that no weight becomes a length.
  static let units: [Function] = [
    Function(
      "convert", .number, conversion(Unit.weights), .type(.anyDecimal),
      "A weight in another unit: mg, g, kg, t, oz (ounce) or lb (pound).",
      examples: [.init("convert(1500, g, kg)", "1.5"), .init("convert(2, lb, g)", "907.18474")], body: converting),
    Function(
      "convert", .number, conversion(Unit.lengths), .type(.anyDecimal),
      "A length in another unit: mm, cm, dm, m, km, inch, ft (foot) or yd (yard).",
      examples: [.init("convert(12.5, cm, mm)", "125"), .init("convert(2, inch, cm)", "5.08")], body: converting),
    Function(
      "convert", .number, conversion(Unit.volumes), .type(.anyDecimal),
      "A volume in another unit: ml, cl, dl, l or m3.",
      examples: [.init("convert(75, cl, l)", "0.75")], body: converting),
  ]

  private static func conversion(_ units: [Unit]) -> [Parameter] {
    let words = units.map(\.name)
    return [Parameter("x", .number), Parameter("from", .word(words)), Parameter("to", .word(words))]
  }

  private static let converting = Function.Body.plain { (values, _) throws(Fault) in
    let (from, to) = (try Unit.named(values.text(1)), try Unit.named(values.text(2)))
    let x = try values.number(0)
    return .decimal(
      try arithmetic { () throws(ArithmeticProblem) in try x.multiplied(by: from.size).divided(by: to.size).value })
  }
}

/// A unit and its size in the smallest of its kind, exactly: the pound of 1959 is 0.45359237 kg, the inch 25.4 mm.
private struct Unit: Sendable {
  var name: String
  var size: DecimalNumber

  init(_ name: String, _ size: String) {
    self.name = name
    self.size = DecimalNumber(size) ?? .one
  }

  static let weights = [
    Unit("mg", "0.001"), Unit("g", "1"), Unit("kg", "1000"), Unit("t", "1000000"), Unit("oz", "28.349523125"),
    Unit("lb", "453.59237"),
  ]
  static let lengths = [
    Unit("mm", "1"), Unit("cm", "10"), Unit("dm", "100"), Unit("m", "1000"), Unit("km", "1000000"),
    Unit("inch", "25.4"), Unit("ft", "304.8"), Unit("yd", "914.4"),
  ]
  static let volumes = [
    Unit("ml", "1"), Unit("cl", "10"), Unit("dl", "100"), Unit("l", "1000"), Unit("m3", "1000000"),
  ]

  static func named(_ word: Text) throws(Fault) -> Unit {
    for unit in weights + lengths + volumes where unit.name == word.string { return unit }
    throw .conversion("\(word) is no unit")
  }
}
