import Types
import Values

extension Functions {
  /// Parts of numbers and amounts.
  static let shares: [Function] = [
    Function(
      "percent", .amount, [Parameter("x", .quantity), Parameter("rate", .number)], .computed(unroundedType),
      "So many percent of the number or amount.",
      examples: [.init("percent(80, 15)", "12"), .init("money(200, incl).percent(2.5)", "money(5, incl)")],
      failure: "the number is too large",
      body: .plain { (values, _) throws(Fault) in try hundredths(values) { rate throws(ArithmeticProblem) in rate } }),
    Function(
      "discount", .amount, [Parameter("x", .quantity), Parameter("rate", .number)], .computed(unroundedType),
      "The number or amount less so many percent of it.",
      examples: [.init("discount(80, 15)", "68"), .init("money(19.95, incl).discount(10)", "money(17.955, incl)")],
      failure: "the number is too large",
      body: .plain { (values, _) throws(Fault) in
        try hundredths(values) { rate throws(ArithmeticProblem) in try DecimalNumber(100).subtracting(rate) }
      }),
    Function(
      "allocate", .amount,
      [
        Parameter("total", .quantity), Parameter("weights", .list(.quantity)),
        Parameter("digits", .whole, isOptional: true),
      ],
      .computed { types in
        var weights: Int?
        if types.count > 1, case .list(_, let bound) = types[1] { weights = bound }
        return .list(types.first ?? .unknown, bound: weights)
      },
      "The total in parts that stand to each other like the weights and add up to it to the cent: what rounding leaves "
        + "goes to the parts that lost most. Whole numbers give whole parts; the digits may be said.",
      examples: [
        .init("allocate(money(10, incl), [1, 1, 1])", "[money(3.34, incl), money(3.33, incl), money(3.33, incl)]"),
        .init("allocate(7, [50, 30, 20])", "[4, 2, 1]"),
      ],
      failure: "a weight is negative, all are 0, or the total has more digits than its parts may have", cost: 20,
      body: .plain { (values, _) throws(Fault) in .list(try Allocation(values).parts()) }),
  ]

  /// x times something made of the rate, divided by 100.
  private static func hundredths(
    _ values: [Value], _ factor: (DecimalNumber) throws(ArithmeticProblem) -> DecimalNumber
  ) throws(Fault) -> Value {
    let (x, rate) = (try values.number(0), try values.number(1))
    return .decimal(
      try arithmetic { () throws(ArithmeticProblem) in
        try x.multiplied(by: try factor(rate)).divided(by: 100).value
      })
  }

  /// A calculation leaves an amount an amount, and makes a decimal of a whole number.
  static let unroundedType: @Sendable ([ValueType]) -> ValueType = { types in
    if case .amount(let basis, _)? = types.first { .amount(basis, digits: nil) } else { .anyDecimal }
  }
}

/// The method of the largest remainder: every part is rounded towards 0, and the units that are left go to the parts with
/// the largest rests, the first of equals first.
private struct Allocation {
  private let units: DecimalNumber
  private let weights: [DecimalNumber]
  private let sum: DecimalNumber
  private let digits: Int
  private let isWhole: Bool

  init(_ values: [Value]) throws(Fault) {
    let total = try values.number(0)
    if case .whole? = values.first { isWhole = true } else { isWhole = false }
    digits = values.count > 2 ? try values.count(2, atMost: 12) : isWhole ? 0 : 2
    var weights: [DecimalNumber] = []
    for value in try values.list(1) {
      let weight = try [value].number(0)
      if weight.signum < 0 { throw .conversion("the weight \(weight) is negative") }
      weights.append(weight)
    }
    self.weights = weights
    sum = try Functions.total(values.list(1)).decimal
    if total.rounded(toDigits: digits) != total {
      throw .conversion("\(total) has more digits than its parts, which have \(digits); round it first")
    }
    if sum.signum == 0, total.signum != 0 {
      throw .conversion(weights.isEmpty ? "there is nothing to share \(total) among" : "all weights are 0")
    }
    let scale = Allocation.scale(digits)
    units = try Functions.arithmetic { () throws(ArithmeticProblem) in try total.multiplied(by: scale) }
  }

  func parts() throws(Fault) -> [Value] {
    if sum.signum == 0 { return weights.map { _ in value(.zero) } }
    var parts: [DecimalNumber] = []
    var rests: [DecimalNumber] = []
    var left = units.magnitude
    for weight in weights {
      let share = try Functions.arithmetic { () throws(ArithmeticProblem) in
        try units.magnitude.multiplied(by: weight)
      }
      let rest = try Functions.arithmetic { () throws(ArithmeticProblem) in try share.remainder(dividingBy: sum) }
      let part = try Functions.arithmetic { () throws(ArithmeticProblem) in
        try share.subtracting(rest).divided(by: sum).value
      }
      rests.append(rest)
      parts.append(part)
      left = try Functions.arithmetic { () throws(ArithmeticProblem) in try left.subtracting(part) }
    }
    let byRest = rests.indices.sorted { rests[$0] == rests[$1] ? $0 < $1 : rests[$0] > rests[$1] }
    for index in byRest where left.signum > 0 {
      parts[index] = try Functions.arithmetic { () throws(ArithmeticProblem) in try parts[index].adding(.one) }
      left = try Functions.arithmetic { () throws(ArithmeticProblem) in try left.subtracting(.one) }
    }
    return parts.map(value)
  }

  private func value(_ units: DecimalNumber) -> Value {
    let signed = self.units.signum < 0 ? units.negated : units
    let scaled = Result(catching: { () throws(ArithmeticProblem) in
      try signed.divided(by: Allocation.scale(digits)).value
    })
    guard case .success(let part) = scaled else { return .decimal(signed) }
    if isWhole, let whole = part.wholeValue { return .whole(whole) }
    return .decimal(part)
  }

  private static func scale(_ digits: Int) -> DecimalNumber {
    DecimalNumber(Int64((0..<digits).reduce(1) { so, _ in so * 10 }))
  }
}

extension Value {
  /// A number as a decimal; 0 for anything else.
  fileprivate var decimal: DecimalNumber {
    switch self {
    case .whole(let number): DecimalNumber(number)
    case .decimal(let number): number
    default: .zero
    }
  }
}
