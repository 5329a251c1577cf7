import Types
public import Values

extension Functions {
  /// Amounts and their VAT basis.
  static let amounts: [Function] = [
    Function(
      "money", .amount, [Parameter("x", .number), Parameter("basis", .word(VATBasis.allCases.map(\.rawValue)))],
      .computed { types in .amount(types.last?.word.flatMap(VATBasis.init(rawValue:)) ?? .untaxed, digits: nil) },
      "The number as an amount in the flow's currency, including VAT, excluding it or untouched by it.",
      examples: [.init("money(2.50, incl)", "money(2.5, incl)")],
      body: .plain { (values, _) throws(Fault) in .decimal(try values.number(0)) }),
    Function(
      "money", .amount,
      [
        Parameter("amount", .amount, basis: .untaxed), Parameter("basis", .word(VATBasis.allCases.map(\.rawValue))),
      ],
      .computed { types in .amount(types.last?.word.flatMap(VATBasis.init(rawValue:)) ?? .untaxed, digits: nil) },
      "An amount of which the system doesn't say so, as one including VAT or excluding it.",
      examples: [.init("money(money(2.50, untaxed), incl)", "money(2.5, incl)")],
      body: .plain { (values, _) throws(Fault) in .decimal(try values.number(0)) }),
    Function(
      "excl", .amount, [Parameter("amount", .amount, basis: .incl), Parameter("rate", .number)],
      .type(.amount(.excl, digits: nil)), "An amount including VAT without it; the rate is in percent: 21.",
      examples: [.init("excl(money(121, incl), 21)", "money(100, excl)")], failure: "the rate is -100 or less",
      divides: true,
      body: .plain { (values, _) throws(Fault) in
        let call = try VATCall(values)
        return .decimal(try arithmetic { () throws(ArithmeticProblem) in try net(call) })
      }),
    Function(
      "incl", .amount, [Parameter("amount", .amount, basis: .excl), Parameter("rate", .number)],
      .type(.amount(.incl, digits: nil)), "An amount excluding VAT with it; the rate is in percent: 21.",
      examples: [.init("incl(money(100, excl), 21)", "money(121, incl)")], failure: "the rate is -100 or less",
      body: .plain { (values, _) throws(Fault) in
        let call = try VATCall(values)
        return .decimal(try arithmetic { () throws(ArithmeticProblem) in try call.amount.multiplied(by: call.factor) })
      }),
    Function(
      "vat", .amount, [Parameter("amount", .amount, basis: .incl), Parameter("rate", .number)],
      .type(.amount(.untaxed, digits: nil)), "The VAT inside an amount that includes it; the rate is in percent: 21.",
      examples: [.init("vat(money(121, incl), 21)", "money(21, untaxed)")], failure: "the rate is -100 or less",
      divides: true,
      body: .plain { (values, _) throws(Fault) in
        let call = try VATCall(values)
        return .decimal(
          try arithmetic { () throws(ArithmeticProblem) in try call.amount.subtracting(try net(call)) })
      }),
    Function(
      "vat", .amount, [Parameter("amount", .amount, basis: .excl), Parameter("rate", .number)],
      .type(.amount(.untaxed, digits: nil)),
      "The VAT on top of an amount that excludes it; the rate is in percent: 21.",
      examples: [.init("vat(money(100, excl), 21)", "money(21, untaxed)")], failure: "the rate is -100 or less",
      body: .plain { (values, _) throws(Fault) in
        let call = try VATCall(values)
        return .decimal(
          try arithmetic { () throws(ArithmeticProblem) in
            try call.amount.multiplied(by: call.factor).subtracting(call.amount)
          })
      }),
    Function(
      "cents", .amount, [Parameter("amount", .amount)], .type(.whole),
      "The amount in hundredths, by the flow's rounding.", examples: [.init("cents(money(12.345, incl))", "1235")],
      failure: "the amount is too large",
      body: .plain { (values, context) throws(Fault) in
        let amount = try values.number(0)
        let hundredfold = try arithmetic { () throws(ArithmeticProblem) in try amount.multiplied(by: 100) }
        return .whole(try whole(hundredfold.rounded(toDigits: 0, context.rounding)))
      }),
  ]

  /// An amount and 1 + rate/100.
  private struct VATCall {
    var amount: DecimalNumber
    var factor: DecimalNumber

    init(_ values: [Value]) throws(Fault) {
      amount = try values.number(0)
      let rate = try values.number(1)
      factor = try arithmetic { () throws(ArithmeticProblem) in
        try DecimalNumber.one.adding(try rate.divided(by: 100).value)
      }
      if factor.signum <= 0 { throw .conversion("\(rate) percent is no VAT rate") }
    }
  }

  private static func net(_ call: VATCall) throws(ArithmeticProblem) -> DecimalNumber {
    try call.amount.divided(by: call.factor).value
  }

  /// A calculation whose problem becomes a fault.
  public static func arithmetic(
    _ body: () throws(ArithmeticProblem) -> DecimalNumber
  ) throws(Fault) -> DecimalNumber {
    do {
      return try body()
    } catch {
      switch error {
      case .overflow: throw .tooLarge
      case .divisionByZero: throw .divisionByZero
      }
    }
  }
}
