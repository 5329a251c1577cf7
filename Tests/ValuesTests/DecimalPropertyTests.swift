import Testing

@testable import Values

/// Random numbers, the same in every run, against Int128 arithmetic.
@Suite struct DecimalPropertyTests {
  struct Sequence64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  /// Up to `digits` digits, of all lengths alike.
  private func random(_ digits: Int, _ source: inout Sequence64) -> Int128 {
    let length = Int.random(in: 0...digits, using: &source)
    let value = (UInt128(source.next()) << 64 | UInt128(source.next())) % PowersOfTen.power(length)
    return source.next() & 1 == 0 ? Int128(value) : -Int128(value)
  }

  private func make(_ coefficient: Int128, _ scale: Int) throws -> DecimalNumber {
    try #require(DecimalNumber(coefficient: coefficient, scale: scale))
  }

  private func ten(_ power: Int) -> Int128 { Int128(PowersOfTen.power(power)) }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func sumsDifferencesAndOrder(seed: UInt64) throws {
    var source = Sequence64(state: seed)
    for _ in 0..<2000 {
      let (first, second) = (random(22, &source), random(22, &source))
      let (scale, other) = (Int.random(in: 0...10, using: &source), Int.random(in: 0...10, using: &source))
      let common = max(scale, other)
      let (raised, raisedOther) = (first * ten(common - scale), second * ten(common - other))
      let (left, right) = (try make(first, scale), try make(second, other))
      #expect(try left.adding(right) == make(raised + raisedOther, common))
      #expect(try left.subtracting(right) == make(raised - raisedOther, common))
      #expect(left.compared(to: right) == (raised < raisedOther ? -1 : raised == raisedOther ? 0 : 1))
      if raisedOther != 0 {
        #expect(try left.remainder(dividingBy: right) == make(raised % raisedOther, common))
      }
    }
  }

  @Test(arguments: [4, 5] as [UInt64])
  func productsAndQuotients(seed: UInt64) throws {
    var source = Sequence64(state: seed)
    for _ in 0..<2000 {
      let (first, second) = (random(17, &source), random(17, &source))
      let (scale, other) = (Int.random(in: 0...14, using: &source), Int.random(in: 0...14, using: &source))
      let (left, right) = (try make(first, scale), try make(second, other))
      let product = try left.multiplied(by: right)
      #expect(try product == make(first * second, scale + other))
      if second != 0 {
        let back = try product.divided(by: right)
        #expect(back.value == left && back.isExact)
        let quotient = try left.divided(by: right)
        let again = try quotient.value.multiplied(by: right)
        #expect(!quotient.isExact || again == left)
        if first != 0 { #expect(quotient.isExact || quotient.value.digits == 34) }
      }
    }
  }

  @Test(arguments: RoundingMode.allCases)
  func roundings(mode: RoundingMode) throws {
    var source = Sequence64(state: 6)
    for _ in 0..<500 {
      let coefficient = random(34, &source)
      let scale = Int.random(in: 0...28, using: &source)
      let digits = Int.random(in: 0...28, using: &source)
      let value = try make(coefficient, scale)
      let rounded = value.rounded(toDigits: digits, mode)
      let drop = scale - digits
      guard drop > 0 else {
        #expect(rounded == value)
        continue
      }
      let unit = ten(drop)
      let lower = coefficient / unit - (coefficient % unit < 0 ? 1 : 0)
      let above = coefficient - lower * unit
      let expected: Int128 =
        switch mode {
        case .floor: lower
        case .ceiling: above > 0 ? lower + 1 : lower
        case .down: coefficient < 0 && above > 0 ? lower + 1 : lower
        case .up: coefficient > 0 && above > 0 ? lower + 1 : lower
        case .half_up: above * 2 > unit || above * 2 == unit && coefficient > 0 ? lower + 1 : lower
        case .half_down: above * 2 > unit || above * 2 == unit && coefficient < 0 ? lower + 1 : lower
        case .half_even: above * 2 > unit || above * 2 == unit && lower & 1 == 1 ? lower + 1 : lower
        }
      #expect(rounded.coefficient == expected && rounded.scale == digits)
    }
  }

  @Test func textThereAndBack() throws {
    var source = Sequence64(state: 7)
    for _ in 0..<2000 {
      let coefficient = random(34, &source)
      let scale = Int.random(in: 0...28, using: &source)
      let value = try make(coefficient, scale)
      let back = try #require(DecimalNumber(value.description))
      #expect(back == value && back.hashValue == value.hashValue && back.compared(to: value) == 0)
      var bytes: [UInt8] = []
      value.writeAllDigits(into: &bytes)
      let same = try #require(DecimalNumber(parsing: bytes))
      #expect(same.coefficient == coefficient && same.scale == scale)
    }
  }
}
