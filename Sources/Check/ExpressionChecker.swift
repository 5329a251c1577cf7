import Diagnostics
import Plan
import Source
import Syntax
import Types
import Values

// Formulas: every node gets its type, names become slots. `expected` is what the place wants: it makes a bare word a
// member and a number an amount, and is no demand; the caller compares afterwards.
extension FlowChecker {
  func check(_ value: ValueSyntax, expected: ValueType? = nil, in scope: Scope) -> Plan.Expression {
    switch value {
    case .formula(let expression): check(expression, expected: expected, in: scope)
    case .text(let template): checkText(template, expected: expected, in: scope)
    }
  }

  func check(_ expression: Syntax.Expression, expected: ValueType? = nil, in scope: Scope) -> Plan.Expression {
    guard descent.descend() else { return tooMuch(expression.span) }
    defer { descent.ascend() }
    return checkNode(expression, expected: expected, in: scope)
  }

  private func checkNode(
    _ expression: Syntax.Expression, expected: ValueType?, in scope: Scope
  ) -> Plan.Expression {
    let span = expression.span
    switch expression.kind {
    case .whole(let number):
      if let amount = literalAmount(DecimalNumber(number), expected, span) { return amount }
      return constant(.whole(number), .whole, span)
    case .decimal(let number):
      if let amount = literalAmount(number, expected, span) { return amount }
      return constant(.decimal(number), .decimal(digits: number.scale), span)
    case .bool(let bool):
      return constant(.bool(bool), .bool, span)
    case .text(let template):
      return checkText(template, expected: expected, in: scope)
    case .rawText(let text):
      return constant(.text(Text(text)), .text(TextFacts(lengthMax: text.unicodeScalars.count)), span)
    case .list(let elements):
      return checkList(elements, expected: expected, span, in: scope)
    case .name(let name):
      return checkName(Name(name, span), expected: expected, in: scope)
    case .field(let base, let name, let optional):
      return checkField(base, name, optional: optional, span, in: scope)
    case .index(let base, let keys):
      return checkIndex(base, keys, span, in: scope)
    case .call(let name, let arguments):
      return checkCall(name, receiver: nil, arguments, optional: false, expected: expected, span, in: scope)
    case .method(let receiver, let name, let arguments, let optional):
      return checkCall(name, receiver: receiver, arguments, optional: optional, expected: expected, span, in: scope)
    case .unary(.not, let operand):
      return computing { checkNot(operand, span, in: scope) }
    case .unary(.minus, let operand):
      return computing { checkMinus(operand, expected: expected, span, in: scope) }
    case .binary(let symbol, let symbolSpan, let left, let right):
      return checkBinary(symbol, symbolSpan, left, right, expected: expected, span, in: scope)
    case .isPresent(let operand, let negated):
      return computing { checkPresence(operand, negated: negated, span, in: scope) }
    case .conditional(let condition, let then, let otherwise):
      return checkConditional(condition, then, otherwise, expected: expected, span, in: scope)
    case .broken:
      return broken(span)
    }
  }

  /// A condition must be yes or no, and always one of them.
  func checkCondition(_ value: ValueSyntax, in scope: Scope) -> Plan.Expression {
    let wasCopied = isCopied
    isCopied = false
    defer { isCopied = wasCopied }
    return demandBool(check(value, expected: .bool, in: scope), value.span)
  }

  func demandBool(_ condition: Plan.Expression, _ span: Span) -> Plan.Expression {
    switch condition.type {
    case .bool, .unknown, .never: break
    case .optional(.bool): report(.optionalCondition(source.text(span), at: place(span)))
    default: report(.conditionNotBool(source.text(span), condition.type, at: place(span)))
    }
    return condition
  }

  /// What is known only after writing may be copied and printed, not computed with.
  func computing<Result>(_ body: () -> Result) -> Result {
    let wasCopied = isCopied
    isCopied = false
    defer { isCopied = wasCopied }
    return body()
  }

  /// "A number literal where an amount is expected is that amount; 0 too."
  private func literalAmount(_ number: DecimalNumber, _ expected: ValueType?, _ span: Span) -> Plan.Expression? {
    guard case .amount(let basis, _)? = expected?.unwrapped else { return nil }
    return constant(.decimal(number), .amount(basis, digits: number.scale), span)
  }

  // MARK: texts and lists

  func checkText(_ template: Template, expected: ValueType?, in scope: Scope) -> Plan.Expression {
    if let text = template.constant {
      if case .enumeration(let enumeration)? = expected?.unwrapped {
        return checkQuotedMember(text, enumeration, template.span)
      }
      warnIfDoubledBraces(template.span, in: scope)
      return constant(.text(Text(text)), .text(TextFacts(lengthMax: text.unicodeScalars.count)), template.span)
    }
    return checkTemplate(template, printsMissing: false, in: scope)
  }

  /// `"{{ description }}"`: another template language's way to insert a field.
  private func warnIfDoubledBraces(_ span: Span, in scope: Scope) {
    let text = source.text(span)
    guard let open = text.range(between: "{{", and: "}}") else { return }
    let name = String(open.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    guard scope.record?.field(name)?.isReadable == true else { return }
    let mended = text.replacing("{{\(open)}}", with: "{\(name)}")
    report(.doubledBraces(name, at: place(span), mended: mended))
  }

  /// The sentence of a `stop` or `warn`: prints `(missing)` where a value is.
  func checkSentence(_ template: Template, in scope: Scope) -> Plan.Expression {
    let wasCopied = isCopied
    isCopied = false
    defer { isCopied = wasCopied }
    return checkTemplate(template, printsMissing: true, in: scope)
  }

  private func checkTemplate(_ template: Template, printsMissing: Bool, in scope: Scope) -> Plan.Expression {
    var lengthMax: Int? = 0
    let parts = template.parts.map { part -> Plan.Expression.TemplatePart in
      switch part {
      case .literal(let literal, _):
        lengthMax = lengthMax.map { $0 + literal.unicodeScalars.count }
        return .literal(Text(literal))
      case .hole(let hole):
        let value = checkHole(hole, printsMissing: printsMissing, in: scope)
        lengthMax = zip(lengthMax, value.type.printedLengthMax).map { $0 + $1 }
        return .hole(value)
      }
    }
    return Plan.Expression(
      .template(parts), .text(TextFacts(lengthMax: lengthMax)), origin: origin(template.span))
  }

  private func checkHole(_ hole: Syntax.Expression, printsMissing: Bool, in scope: Scope) -> Plan.Expression {
    if case .name("key") = hole.kind, case .keys(let keys)? = scope.names["key"] {
      let parts = keys.enumerated().flatMap { index, key -> [Plan.Expression.TemplatePart] in
        index == 0 ? [.hole(key)] : [.literal(", "), .hole(key)]
      }
      return Plan.Expression(.template(parts), .anyText, origin: origin(hole.span))
    }
    let wasInHole = isInHole
    isInHole = true
    defer { isInHole = wasInHole }
    let value = check(hole, in: scope)
    switch value.type.unwrapped {
    case .record, .list:
      report(.holeNotPrintable(source.text(hole.span), value.type, at: place(hole.span)))
      return broken(hole.span)
    default: break
    }
    if value.type.isOptional, !printsMissing {
      report(.optionalInTemplate(source.text(hole.span), at: place(hole.span)))
    }
    return value
  }

  private func checkList(
    _ elements: [Syntax.Expression], expected: ValueType?, _ span: Span, in scope: Scope
  ) -> Plan.Expression {
    var wanted: ValueType?
    if case .list(let element, _)? = expected?.unwrapped { wanted = element }
    var type: ValueType = .never
    let checked = elements.map { element -> Plan.Expression in
      let value = check(element, expected: wanted, in: scope)
      if let joined = type.joined(with: value.type) {
        type = joined
      } else {
        if let (mine, theirs) = type.basesDiffering(from: value.type) {
          report(.basisDiffers(mine, theirs, at: place(element.span), other: place(elements[0].span)))
        } else {
          report(.listElementsDiffer(type, value.type, at: place(element.span)))
        }
        type = .unknown
      }
      return value
    }
    let constants = checked.compactMap(\.constantValue)
    let listType = ValueType.list(checked.isEmpty ? wanted ?? .unknown : type, bound: checked.count)
    if constants.count == checked.count { return constant(.list(constants), listType, span) }
    return Plan.Expression(.list(checked), listType, origin: origin(span))
  }

  // MARK: not, minus, presence, if

  private func checkNot(_ operand: Syntax.Expression, _ span: Span, in scope: Scope) -> Plan.Expression {
    let value = demandBool(check(operand, expected: .bool, in: scope), operand.span)
    return Plan.Expression(.not(value), .bool, origin: origin(span))
  }

  private func checkMinus(
    _ operand: Syntax.Expression, expected: ValueType?, _ span: Span, in scope: Scope
  ) -> Plan.Expression {
    let value = check(operand, expected: expected, in: scope)
    switch value.type {
    case .whole, .decimal, .amount:
      if case .constant(.whole(let number)) = value.kind, let negated = Int64(exactly: -Int128(number)) {
        return constant(.whole(negated), .whole, span)
      }
      if case .constant(.decimal(let number)) = value.kind {
        return constant(.decimal(number.negated), value.type, span)
      }
      return Plan.Expression(.negate(value), value.type, origin: origin(span))
    case .unknown: return broken(span)
    default:
      report(
        .operandWrong("-", "a number or an amount", value.type, source.text(operand.span), at: place(operand.span)))
      return broken(span)
    }
  }

  private func checkPresence(
    _ operand: Syntax.Expression, negated: Bool, _ span: Span, in scope: Scope
  ) -> Plan.Expression {
    let value = check(operand, in: scope)
    if !value.type.isOptional, !value.type.isUnknown, !scope.isUncertain {
      report(.presenceConstant(source.text(operand.span), value.type, negated: negated, at: place(span)))
    }
    let present = Plan.Expression(.isPresent(value), .bool, origin: origin(span))
    return negated ? Plan.Expression(.not(present), .bool, origin: origin(span)) : present
  }

  private func checkConditional(
    _ condition: Syntax.Expression, _ then: Syntax.Expression, _ otherwise: Syntax.Expression, expected: ValueType?,
    _ span: Span, in scope: Scope
  ) -> Plan.Expression {
    let when = computing { demandBool(check(condition, expected: .bool, in: scope), condition.span) }
    var thenScope = scope
    thenScope.narrow(by: when, truth: true)
    var otherwiseScope = scope
    otherwiseScope.narrow(by: when, truth: false)
    let first = check(then, expected: expected, in: thenScope)
    // The first branch may tell what a number or a member in the second one is.
    let second = check(otherwise, expected: expected ?? first.type, in: otherwiseScope)
    let type = joinedType([(first.type, then.span), (second.type, otherwise.span)])
    return Plan.Expression(
      .conditional([.init(when: when, use: first)], otherwise: second), type, origin: origin(span))
  }

  /// The type of one of several; branches that have nothing in common are reported.
  func joinedType(_ branches: [(type: ValueType, span: Span)]) -> ValueType {
    var joined: ValueType = .never
    var firstSpan: Span?
    for branch in branches {
      guard let type = joined.joined(with: branch.type) else {
        if let (mine, theirs) = joined.basesDiffering(from: branch.type), let firstSpan {
          report(.basisDiffers(mine, theirs, at: place(branch.span), other: place(firstSpan)))
        } else {
          report(.branchesDiffer(joined, firstSpan.map(place), branch.type, at: place(branch.span)))
        }
        return .unknown
      }
      if firstSpan == nil, branch.type != .never { firstSpan = branch.span }
      joined = type
    }
    return joined
  }
}

extension Plan.Expression {
  var constantValue: Value? {
    if case .constant(let value) = kind, !value.isMissing || type != .unknown { value } else { nil }
  }

  /// A number written as such, possibly with a minus: what may be read as an amount.
  var isNumberLiteral: Bool {
    guard case .constant = kind else { return false }
    return type.isNumber
  }
}

extension ValueType {
  /// Most code points that a hole with such a value prints, if that is known.
  var printedLengthMax: Int? {
    switch self {
    case .text(let facts): facts.lengthMax
    case .whole: 20
    case .bool: 5
    case .date: 10
    case .moment: 24
    case .enumeration(let enumeration): enumeration.members.map { $0.word.count }.max()
    case .optional(let wrapped): wrapped.printedLengthMax
    case .decimal, .amount, .span, .record, .list, .unknown, .never: nil
    }
  }
}

extension String {
  /// What stands between the first of one mark and the next of the other.
  fileprivate func range(between open: String, and close: String) -> String? {
    var parts: [Substring] = []
    var rest = self[...]
    for mark in [open, close] {
      guard let index = rest.indices.first(where: { rest[$0...].hasPrefix(mark) }) else { return nil }
      parts.append(rest[..<index])
      rest = rest[index...].dropFirst(mark.count)
    }
    return parts.last.map(String.init)
  }
}
