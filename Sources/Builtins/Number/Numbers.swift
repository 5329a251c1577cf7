import Types
public import Values

extension Functions {
  /// Numbers, and amounts where that makes sense.
  static let numbers: [Function] = [
    Function(
      "abs", .number, [Parameter("x", .quantity)], .sameAs(0), "The number without its sign.",
      examples: [.init("abs(0 - 2.5)", "2.5")], failure: "the number is too large",
      body: .plain { (values, _) throws(Fault) in
        if case .whole(let number) = values.first {
          if number == .min { throw .tooLarge }
          return .whole(number.magnitude > Int64.max ? number : Swift.abs(number))
        }
        return .decimal(try values.number(0).magnitude)
      }),
    Function(
      "min", .number, [Parameter("a", .quantity), Parameter("b", .quantity, isOptional: true, isRepeated: true)],
      .joined,
      "The smallest of several numbers or amounts.", examples: [.init("min(3, 1.5, 2)", "1.5")],
      body: .plain { (values, _) throws(Fault) in try extreme(values) { $0 < $1 } }),
    Function(
      "min", .list, [Parameter("list", .list(.quantity))], .elementOf(0),
      "The smallest number or amount of a list; missing if it is empty.",
      examples: [.init("[3, 1, 2].min()", "1")], cost: 1,
      body: .plain { (values, _) throws(Fault) in
        let list = try values.list(0)
        return list.isEmpty ? .missing : try extreme(list) { $0 < $1 }
      }),
    Function(
      "max", .number, [Parameter("a", .quantity), Parameter("b", .quantity, isOptional: true, isRepeated: true)],
      .joined,
      "The greatest of several numbers or amounts.", examples: [.init("max(0, 5 - 8)", "0")],
      body: .plain { (values, _) throws(Fault) in try extreme(values) { $0 > $1 } }),
    Function(
      "max", .list, [Parameter("list", .list(.quantity))], .elementOf(0),
      "The greatest number or amount of a list; missing if it is empty.",
      examples: [.init("[3, 1, 2].max()", "3")],
      body: .plain { (values, _) throws(Fault) in
        let list = try values.list(0)
        return list.isEmpty ? .missing : try extreme(list) { $0 > $1 }
      }),
    Function(
      "round", .number, [Parameter("x", .number)], .type(.whole),
      "The nearest whole number, by the flow's own rounding.",
      examples: [.init("round(2.5)", "3")], failure: "the number is too large",
      body: .plain { (values, context) throws(Fault) in
        .whole(try whole(values.number(0).rounded(toDigits: 0, context.rounding)))
      }),
    Function(
      "round", .number,
      [
        Parameter("x", .quantity), Parameter("digits", .whole, isOptional: true),
        Parameter("mode", .word(RoundingMode.allCases.map(\.rawValue)), isOptional: true),
      ], .computed(roundedType),
      "The number with so many digits behind the point, 0 if not said; by the flow's own rounding, or by the one named.",
      examples: [
        .init("round(2.345, 2)", "2.35"), .init("round(2.345, 2, half_even)", "2.34"),
        .init("round(1234, 0 - 2)", "1200"),
      ],
      failure: "the digits are not between -28 and 28, or the number is too large",
      body: .plain { (values, context) throws(Fault) in
        let digits = values.count > 1 ? try values.whole(1) : 0
        guard (-28...28).contains(digits) else {
          throw .conversion("\(digits) digits; from -28 to 28 can be asked for")
        }
        let mode = values.count > 2 ? try roundingMode(values.text(2)) : context.rounding
        let rounded = try values.number(0).rounded(toDigits: Int(digits), mode)
        guard case .whole = values.first else { return .decimal(rounded) }
        return .whole(try whole(rounded))
      }),
    Function(
      "floor", .number, [Parameter("x", .quantity)], .computed(wholeType),
      "The greatest whole number that is not greater.",
      examples: [.init("floor(2.7)", "2"), .init("floor(0 - 2.5)", "0 - 3")], failure: "the number is too large",
      body: .plain { (values, _) throws(Fault) in .whole(try whole(values.number(0).floor())) }),
    Function(
      "ceil", .number, [Parameter("x", .quantity)], .computed(wholeType),
      "The smallest whole number that is not smaller.",
      examples: [.init("ceil(2.1)", "3")], failure: "the number is too large",
      body: .plain { (values, _) throws(Fault) in .whole(try whole(values.number(0).ceiling())) }),
    Function(
      "div", .number, [Parameter("a", .whole), Parameter("b", .whole)], .type(.whole),
      "How many times b goes into a, rounded down.",
      examples: [.init("div(7, 2)", "3"), .init("div(0 - 7, 2)", "0 - 4")],
      failure: "b is 0",
      body: .plain { (values, _) throws(Fault) in
        let (a, b) = (try values.whole(0), try values.whole(1))
        if b == 0 { throw .divisionByZero }
        let (quotient, overflow) = a.dividedReportingOverflow(by: b)
        if overflow { throw .tooLarge }
        return .whole(quotient * b != a && (a < 0) != (b < 0) ? quotient - 1 : quotient)
      }),
    Function(
      "sign", .number, [Parameter("x", .quantity)], .type(.whole), "-1 below zero, 0 for zero, 1 above.",
      examples: [.init("sign(12.5)", "1")],
      body: .plain { (values, _) throws(Fault) in .whole(Int64(try values.number(0).signum)) }),
    Function(
      "clamp", .number, [Parameter("x", .quantity), Parameter("low", .quantity), Parameter("high", .quantity)], .joined,
      "The number, but not below low and not above high.", examples: [.init("clamp(12, 0, 10)", "10")],
      failure: "low is greater than high",
      body: .plain { (values, _) throws(Fault) in
        let (x, low, high) = (try values.number(0), try values.number(1), try values.number(2))
        if low > high { throw .conversion("the lower end \(low) is above the upper end \(high)") }
        return x < low ? values[1] : x > high ? values[2] : values[0]
      }),
    Function(
      "format", .number,
      [
        Parameter("x", .quantity), Parameter("digits", .whole),
        Parameter("notation", .text, isOptional: true, choices: NumberText.notations),
      ],
      .type(.anyText), "The number as text with exactly so many digits; \"nl\" or \"de\" write a decimal comma.",
      examples: [.init("format(2.5, 2)", "\"2.50\""), .init("format(1234.5, 2, \"nl\")", "\"1234,50\"")],
      failure: "the digits are not between 0 and 28",
      body: .plain { (values, context) throws(Fault) in
        let digits = try values.whole(1)
        guard (0...28).contains(digits) else { throw .conversion("\(digits) digits; from 0 to 28 can be asked for") }
        let number = try values.number(0).rounded(toDigits: Int(digits), context.rounding)
        let text = Text(number.formatted(digits: Int(digits)))
        if values.count < 3 { return .text(text) }
        switch try values.text(2).string {
        case "en": return .text(text)
        case "nl", "de", "fr", "be": return .text(text.replacing(".", with: ","))
        case let other: throw .conversion("\"\(other)\" is not a way to write numbers; nl, de, fr and en are known")
        }
      }),
  ]

  private static let roundedType: @Sendable ([ValueType]) -> ValueType = { types in
    switch types.first {
    case .amount(let basis, _)?: .amount(basis, digits: nil)
    case .decimal?: .anyDecimal
    case let other?: other
    case nil: .unknown
    }
  }

  private static let wholeType: @Sendable ([ValueType]) -> ValueType = { types in
    if case .amount(let basis, _)? = types.first { .amount(basis, digits: 0) } else { .whole }
  }

  /// The first value that no other beats. Whole numbers stay whole only if all are.
  static func extreme(
    _ values: [Value], _ beats: (DecimalNumber, DecimalNumber) -> Bool
  ) throws(Fault) -> Value {
    var best = try values.number(0)
    var index = 0
    for other in values.indices.dropFirst() {
      let number = try values.number(other)
      if beats(number, best) { (best, index) = (number, other) }
    }
    return values[index]
  }

  static func whole(_ number: DecimalNumber) throws(Fault) -> Int64 {
    guard let whole = number.wholeValue else { throw .tooLarge }
    return whole
  }

  static func roundingMode(_ word: Text) throws(Fault) -> RoundingMode {
    guard let mode = RoundingMode(rawValue: word.string) else { throw .conversion("\(word) is no way to round") }
    return mode
  }
}

extension Fault {
  public static var tooLarge: Fault { Fault(.conversion, "the number is too large") }
  public static var divisionByZero: Fault { Fault(.conversion, "a division by zero") }
}
