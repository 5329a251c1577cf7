import Builtins
import Diagnostics
import Plan
import Source
import Syntax
import Types
import Values

// Operators: which types they take, and what comes out.
extension FlowChecker {
  func checkBinary(
    _ symbol: BinaryOperator, _ symbolSpan: Span, _ left: Syntax.Expression, _ right: Syntax.Expression,
    expected: ValueType?, _ span: Span, in scope: Scope
  ) -> Plan.Expression {
    switch symbol {
    case .and, .or: computing { checkLogic(symbol, left, right, span, in: scope) }
    case .coalesce: checkCoalesce(left, right, expected: expected, span, in: scope)
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      computing { checkComparison(symbol, symbolSpan, left, right, span, in: scope) }
    case .in, .notIn: computing { checkMembership(symbol, left, right, span, in: scope) }
    case .plus, .minus, .times, .dividedBy, .modulo:
      computing { checkArithmetic(symbol, symbolSpan, left, right, expected: expected, span, in: scope) }
    }
  }

  private func checkLogic(
    _ symbol: BinaryOperator, _ left: Syntax.Expression, _ right: Syntax.Expression, _ span: Span, in scope: Scope
  ) -> Plan.Expression {
    let asked = check(left, expected: .bool, in: scope)
    if case .text = asked.type.unwrapped, symbol == .or {
      report(.orBetweenTexts(source.text(left.span), source.text(right.span), at: place(span)))
      return broken(span)
    }
    let first = demandBool(asked, left.span)
    var rightScope = scope
    rightScope.narrow(by: first, truth: symbol == .and)
    let second = demandBool(check(right, expected: .bool, in: rightScope), right.span)
    return Plan.Expression(symbol == .and ? .and(first, second) : .or(first, second), .bool, origin: origin(span))
  }

  private func checkCoalesce(
    _ left: Syntax.Expression, _ right: Syntax.Expression, expected: ValueType?, _ span: Span, in scope: Scope
  ) -> Plan.Expression {
    let first = check(left, expected: expected, in: scope)
    let wanted = expected ?? (first.type.isUnknown ? nil : first.type.unwrapped)
    let second = check(right, expected: wanted, in: scope)
    if !first.type.isOptional, !first.type.isUnknown, !scope.isUncertain {
      report(.coalesceUseless(source.text(left.span), first.type, at: place(span)))
    }
    guard let joined = first.type.unwrapped.joined(with: second.type) else {
      if let (mine, theirs) = first.type.basesDiffering(from: second.type) {
        report(.basisDiffers(mine, theirs, at: place(right.span), other: place(left.span)))
      } else {
        report(.branchesDiffer(first.type.unwrapped, place(left.span), second.type, at: place(right.span)))
      }
      return broken(span)
    }
    return Plan.Expression(.coalesce(first, second), joined, origin: origin(span))
  }

  // MARK: comparing

  /// Both sides of a comparison: the one whose type is plain tells what a bare word or a number on the other side is.
  private func checkPair(
    _ left: Syntax.Expression, _ right: Syntax.Expression, in scope: Scope
  ) -> (Plan.Expression, Plan.Expression) {
    if left.isBareWord(unknownTo: scope) || left.isNumberLiteral {
      let second = check(right, in: scope)
      if isLost(second), left.isBareWord(unknownTo: scope) { return (broken(left.span), second) }
      return (check(left, expected: second.type.unwrapped, in: scope), second)
    }
    let first = check(left, in: scope)
    if isLost(first), right.isBareWord(unknownTo: scope) { return (first, broken(right.span)) }
    return (first, check(right, expected: first.type.unwrapped, in: scope))
  }

  /// Nothing is known of it because of a mistake that was told, so nobody knows either which words belong beside it.
  private func isLost(_ value: Plan.Expression) -> Bool {
    value.type.isUnknown && (file.hasMistakes || diagnostics.contains { $0.severity == .error })
  }

  private func checkComparison(
    _ symbol: BinaryOperator, _ symbolSpan: Span, _ left: Syntax.Expression, _ right: Syntax.Expression, _ span: Span,
    in scope: Scope
  ) -> Plan.Expression {
    if isLabel(left, against: right, in: scope) || isLabel(right, against: left, in: scope) { return broken(span) }
    let (first, second) = checkPair(left, right, in: scope)
    let isEquality = symbol == .equal || symbol == .notEqual
    guard comparable(first, second, left, right, symbolSpan, isEquality: isEquality) else { return broken(span) }
    let id = origin(span)
    switch symbol {
    case .equal: return Plan.Expression(.equal(first, second), .bool, origin: id)
    case .notEqual:
      let equal = Plan.Expression(.equal(first, second), .bool, origin: id)
      return Plan.Expression(.not(equal), .bool, origin: id)
    default: break
    }
    for (side, syntax) in [(first, left), (second, right)] where side.type.isOptional {
      report(.optionalOperand(source.text(syntax.span), symbol.rawValue, side.type, at: place(syntax.span)))
    }
    let order: Plan.Expression.Order =
      switch symbol {
      case .less: .less
      case .lessOrEqual: .lessOrEqual
      case .greater: .greater
      default: .greaterOrEqual
      }
    return Plan.Expression(.order(order, first, second), .bool, origin: id)
  }

  /// A label of the source, asked for what only the field of its members knows: told here.
  private func isLabel(_ side: Syntax.Expression, against other: Syntax.Expression, in scope: Scope) -> Bool {
    guard case .name(let name) = side.kind, scope.names[name] == nil, scope.blindness == nil, scope.grouped == nil,
      let label = scope.record?.field(name), let partner = label.memberField.flatMap({ scope.record?.field($0) })
    else { return false }
    var words = [other]
    if case .list(let elements) = other.kind { words = elements }
    let asks = words.contains { word in
      guard case .name(let name) = word.kind else { return false }
      return word.isBareWord(unknownTo: scope) && partner.hasMember(name)
    }
    if asks { report(.labelIsNoMember(label, partner.name, at: place(side.span))) }
    return asks
  }

  private func comparable(
    _ first: Plan.Expression, _ second: Plan.Expression, _ left: Syntax.Expression, _ right: Syntax.Expression,
    _ symbolSpan: Span, isEquality: Bool
  ) -> Bool {
    let (a, b) = (first.type.unwrapped, second.type.unwrapped)
    if a.isUnknown || b.isUnknown || a == .never || b == .never { return false }
    switch (a, b) {
    case (.amount(let mine, _), .amount(let theirs, _)) where mine != theirs:
      report(.basisDiffers(mine, theirs, at: place(right.span), other: place(left.span)))
      return false
    case (.amount, let number) where number.isNumber, (let number, .amount) where number.isNumber:
      report(.amountAndNumber(source.text(number == a ? left.span : right.span), at: place(symbolSpan)))
      return false
    case (.date, .moment), (.moment, .date):
      let moment = a == .moment ? left.span : right.span
      report(.momentAndDate(source.text(moment), zoneWord, moment: place(moment), at: place(symbolSpan)))
      return false
    case (.list(let mine, _), .list(let theirs, _)) where isEquality && !mine.holdsRecords && !theirs.holdsRecords:
      break
    case (.record, _), (_, .record), (.list, _), (_, .list):
      report(.notComparable(a, b, at: place(symbolSpan)))
      return false
    default: break
    }
    guard a.joined(with: b) != nil else {
      report(.comparesDifferent(a, b, left: place(left.span), right: place(right.span)))
      return false
    }
    return true
  }

  private func checkMembership(
    _ symbol: BinaryOperator, _ left: Syntax.Expression, _ right: Syntax.Expression, _ span: Span, in scope: Scope
  ) -> Plan.Expression {
    if isLabel(left, against: right, in: scope) { return broken(span) }
    let value = check(left, in: scope)
    if isLost(value), case .list(let words) = right.kind {
      for word in words where !word.isBareWord(unknownTo: scope) { _ = check(word, in: scope) }
      return broken(span)
    }
    let members: Plan.Expression
    if case .name(let group) = right.kind, scope.names[group] == nil,
      case .enumeration(let enumeration) = value.type.unwrapped, let words = enumeration.groups[group]
    {
      members = constant(
        .list(words.map { .text(Text($0)) }), .list(.enumeration(enumeration), bound: words.count), right.span)
    } else {
      members = check(right, expected: .list(value.type.unwrapped, bound: nil), in: scope)
    }
    guard case .list(let element, _) = members.type.unwrapped else {
      if !members.type.isUnknown {
        report(.inNeedsList(source.text(right.span), value.type, members.type, at: place(right.span)))
      }
      return broken(span)
    }
    if !element.isUnknown, !value.type.isUnknown, element != .never,
      value.type.unwrapped.joined(with: element.unwrapped) == nil
    {
      report(.comparesDifferent(value.type.unwrapped, element, left: place(left.span), right: place(right.span)))
      return broken(span)
    }
    let isIn = Plan.Expression(.isIn(value, members), .bool, origin: origin(span))
    return symbol == .in ? isIn : Plan.Expression(.not(isIn), .bool, origin: isIn.origin)
  }

  // MARK: arithmetic

  private func checkArithmetic(
    _ symbol: BinaryOperator, _ symbolSpan: Span, _ left: Syntax.Expression, _ right: Syntax.Expression,
    expected: ValueType?, _ span: Span, in scope: Scope
  ) -> Plan.Expression {
    let adapts = symbol == .plus || symbol == .minus
    var first: Plan.Expression
    var second: Plan.Expression
    if adapts {
      (first, second) = checkPair(left, right, in: scope)
    } else {
      (first, second) = (check(left, in: scope), check(right, in: scope))
    }
    for (side, syntax) in [(first, left), (second, right)] where side.type.isOptional {
      report(.optionalOperand(source.text(syntax.span), symbol.rawValue, side.type, at: place(syntax.span)))
    }
    first.type = first.type.unwrapped
    second.type = second.type.unwrapped
    if first.type.isUnknown || second.type.isUnknown { return broken(span) }
    if symbol == .plus, let joined = joining(first, second, span) { return joined }
    guard let type = arithmeticType(symbol, symbolSpan, first, second, left, right) else { return broken(span) }
    let operation: Plan.Expression.Arithmetic =
      switch symbol {
      case .plus: .plus
      case .minus: .minus
      case .times: .times
      case .dividedBy: .dividedBy
      default: .modulo
      }
    if operation == .dividedBy || operation == .modulo { checkDivisor(second, right) }
    return Plan.Expression(.arithmetic(operation, first, second), type, origin: origin(span))
  }

  /// Texts and lists are put one after the other by `+`: what a template does, and the sum of lists.
  private func joining(_ first: Plan.Expression, _ second: Plan.Expression, _ span: Span) -> Plan.Expression? {
    switch (first.type, second.type) {
    case (.text(let mine), .text(let theirs)):
      let facts = TextFacts(lengthMax: zip(mine.lengthMax, theirs.lengthMax).map { $0 + $1 })
      return Plan.Expression(.template([.hole(first), .hole(second)]), .text(facts), origin: origin(span))
    case (.list, .list):
      guard case .fits(let type) = Functions.listSum.resolve(arguments: [first.type, second.type]) else { return nil }
      return Plan.Expression(
        .call(Functions.listSum, [first, second], onlyIfPresent: false),
        type.refined(by: Functions.listSum.name, [first, second]), origin: origin(span))
    default:
      return nil
    }
  }

  private func checkDivisor(_ divisor: Plan.Expression, _ syntax: Syntax.Expression) {
    switch divisor.constantValue {
    case .whole(0): report(.divisionByZero(at: place(syntax.span)))
    case .decimal(let number) where number.isZero: report(.divisionByZero(at: place(syntax.span)))
    case nil: mayStop.append(PossibleStop(place: place(syntax.span), reason: "division fails when this is 0"))
    default: break
    }
  }

  private func arithmeticType(
    _ symbol: BinaryOperator, _ symbolSpan: Span, _ first: Plan.Expression, _ second: Plan.Expression,
    _ left: Syntax.Expression, _ right: Syntax.Expression
  ) -> ValueType? {
    let (a, b) = (first.type, second.type)
    switch (symbol, a, b) {
    case (.modulo, .whole, .whole), (.plus, .whole, .whole), (.minus, .whole, .whole), (.times, .whole, .whole):
      return .whole
    case (.dividedBy, .amount(let mine, _), .amount(let theirs, _)) where mine == theirs:
      return .anyDecimal
    case (.times, .amount, .amount):
      report(.amountTimesAmount(at: place(symbolSpan)))
      return nil
    case (.dividedBy, let number, .amount) where number.isNumber, (.modulo, let number, .amount) where number.isNumber:
      report(.numberByAmount(symbol.rawValue, source.text(left.span), source.text(right.span), at: place(symbolSpan)))
      return nil
    case (.modulo, .amount, _):
      report(.amountModulo(source.text(left.span), at: place(symbolSpan)))
      return nil
    case (_, .amount(let mine, let digits), .amount(let theirs, let others)):
      if mine == theirs { return .amount(mine, digits: zip(digits, others).map { max($0, $1) }) }
      report(.basisDiffers(mine, theirs, at: place(right.span), other: place(left.span)))
      return nil
    case (.times, .amount(let basis, let digits), let number) where number.isNumber,
      (.times, let number, .amount(let basis, let digits)) where number.isNumber:
      return .amount(basis, digits: zip(digits, number.fractionDigits).map { $0 + $1 })
    case (.dividedBy, .amount(let basis, let digits), let number) where number.isNumber:
      return .amount(basis, digits: second.quotientDigits(of: digits))
    case (.plus, .amount, let number) where number.isNumber, (.minus, .amount, let number) where number.isNumber,
      (.plus, let number, .amount) where number.isNumber, (.minus, let number, .amount) where number.isNumber:
      report(.amountAndNumber(source.text(number == a ? left.span : right.span), at: place(symbolSpan)))
      return nil
    case (.dividedBy, _, _) where a.isNumber && b.isNumber:
      return .decimal(digits: second.quotientDigits(of: a.fractionDigits))
    case (.times, _, _) where a.isNumber && b.isNumber:
      return .decimal(digits: zip(a.fractionDigits, b.fractionDigits).map { $0 + $1 })
    case (.plus, _, _) where a.isNumber && b.isNumber, (.minus, _, _) where a.isNumber && b.isNumber:
      return .decimal(digits: zip(a.fractionDigits, b.fractionDigits).map { max($0, $1) })
    case (.plus, .text, _), (.plus, _, .text):
      report(
        .textPlus(
          source.text(left.span), source.text(right.span), a, b, at: place(symbolSpan),
          whole: place(left.span.union(right.span))))
      return nil
    case (.minus, .moment, .moment), (.plus, .span, .span), (.minus, .span, .span):
      return .span
    case (.plus, .moment, .span), (.minus, .moment, .span), (.plus, .span, .moment):
      return .moment
    case (_, .date, _), (_, .moment, _), (_, .span, _), (_, _, .date), (_, _, .moment), (_, _, .span):
      report(
        .timeArithmetic(
          symbol.rawValue, source.text(left.span), source.text(right.span), a, b, at: place(symbolSpan)))
      return nil
    default:
      let (wrong, syntax) = a.isNumber || a.isAmount ? (b, right) : (a, left)
      report(
        .operandWrong(
          symbol.rawValue, "numbers or amounts", wrong, source.text(syntax.span), at: place(syntax.span)))
      return nil
    }
  }
}

extension ValueType {
  /// Digits behind the point, if they are bounded.
  var fractionDigits: Int? {
    switch self {
    case .whole: 0
    case .decimal(let digits), .amount(_, let digits): digits
    default: nil
    }
  }

  var holdsRecords: Bool {
    switch unwrapped {
    case .record: true
    case .list(let element, _): element.holdsRecords
    default: false
    }
  }

  var isAmount: Bool {
    if case .amount = self { true } else { false }
  }
}

func zip<A, B>(_ first: A?, _ second: B?) -> (A, B)? {
  if let first, let second { (first, second) } else { nil }
}

extension Plan.Expression {
  /// Digits behind the point of a number with `digits`, divided by this: known if this is a constant by which every
  /// division ends, as 8 and 0.5 are and 3 is not.
  func quotientDigits(of digits: Int?) -> Int? {
    guard let digits, var number = constantValue?.numberValue, !number.isZero else { return nil }
    let scale = number.scale
    for _ in 0..<scale {
      guard let next = try? number.multiplied(by: 10) else { return nil }
      number = next
    }
    guard var whole = number.wholeValue?.magnitude else { return nil }
    var more = 0
    for prime: UInt64 in [2, 5] {
      var count = 0
      while whole % prime == 0 {
        whole /= prime
        count += 1
      }
      more = max(more, count)
    }
    // What stands behind the divisor's point shifts the result the other way.
    return whole == 1 ? max(0, digits + more - scale) : nil
  }
}

extension Value {
  var numberValue: DecimalNumber? {
    switch self {
    case .whole(let number): DecimalNumber(number)
    case .decimal(let number): number
    case .missing, .bool, .text, .date, .moment, .span, .list, .record: nil
    }
  }
}

extension Syntax.Expression {
  var isNumberLiteral: Bool {
    switch kind {
    case .whole, .decimal: true
    case .unary(.minus, let operand): operand.isNumberLiteral
    default: false
    }
  }

  /// A word that names nothing here: a member, if the other side is of an enumeration.
  func isBareWord(unknownTo scope: Scope) -> Bool {
    guard case .name(let name) = kind else { return false }
    return scope.names[name] == nil && scope.record?.field(name) == nil
  }
}
