import Builtins
import Diagnostics
import Plan
import Source
import Syntax
import Types
import Values

// Calls: functions, loops over lists, the flow's own transforms. `x.f(a)` and `f(x, a)` are the same call.
extension FlowChecker {
  func checkCall(
    _ name: Name, receiver: Syntax.Expression?, _ arguments: [Syntax.Expression], optional: Bool,
    expected: ValueType?, _ span: Span, in scope: Scope
  ) -> Plan.Expression {
    let all = (receiver.map { [$0] } ?? []) + arguments
    if name.text == "try", receiver == nil { return checkTry(all, expected: expected, span, in: scope) }
    if let transform = transformEntries[name.text] {
      let values = computing { all.map { check($0, in: scope) } }
      return apply(transform, to: values, name, span)
    }
    let candidates = Functions.candidates(named: name.text)
    guard !candidates.isEmpty else {
      if unreadNames.contains(name.text) { return broken(span) }
      report(
        .unknownFunction(
          name, known: Functions.all.map(\.name) + transformEntries.keys.sorted(),
          arguments: all.map { source.text($0.span) }, at: place(name.span), whole: place(span)))
      return broken(span)
    }
    if let loop = loop(among: candidates, all) {
      return computing { checkLoop(loop, name, all, span, in: scope) }
    }
    return computing { checkFunction(name, candidates, all, optional: optional, expected: expected, span, in: scope) }
  }

  // MARK: functions

  private func checkFunction(
    _ name: Name, _ candidates: [Function], _ arguments: [Syntax.Expression], optional: Bool, expected: ValueType?,
    _ span: Span, in scope: Scope
  ) -> Plan.Expression {
    let values = checkArguments(candidates, arguments, expected: expected, in: scope)
    let optionalFirst = values.first?.type.isOptional == true
    if values.contains(where: { $0.type.isUnknown && !$0.type.isList }) { return broken(span) }
    guard let (function, type) = resolve(name, values, arguments, span) else { return broken(span) }
    let isGuarded = optional && optionalFirst
    for (index, value) in values.enumerated() where value.type.isOptional {
      if index == 0, optional { continue }
      if function.parameter(index)?.kind.takesMissing == true { continue }
      reportOptionalArgument(name, index, value, arguments[index], isMethodReceiver: index == 0)
    }
    if !function.isLoop, let reason = function.failure(with: values) {
      mayStop.append(PossibleStop(place: place(span), reason: reason))
    }
    checkConstantArguments(function, values, arguments)
    checkWrittenOut(function, values, arguments)
    let exact = type.refined(by: function.name, values)
    return Plan.Expression(
      .call(function, values, onlyIfPresent: isGuarded), isGuarded ? exact.asOptional : exact, origin: origin(span))
  }

  private func reportOptionalArgument(
    _ name: Name, _ index: Int, _ value: Plan.Expression, _ syntax: Syntax.Expression, isMethodReceiver: Bool
  ) {
    report(
      .optionalArgument(
        source.text(syntax.span), function: name.text, isReceiver: isMethodReceiver, value.type,
        at: place(syntax.span)))
  }

  /// A word parameter takes a bare word; the others are formulas, of which the first tells what a number is.
  private func checkArguments(
    _ candidates: [Function], _ arguments: [Syntax.Expression], expected: ValueType?, in scope: Scope
  ) -> [Plan.Expression] {
    var amount: ValueType?
    return arguments.enumerated().map { index, argument in
      let kinds = candidates.compactMap { $0.parameter(index)?.kind }
      if case .name(let word) = argument.kind {
        let words = kinds.flatMap { $0.words ?? [] }
        if words.contains(word) { return constant(.text(Text(word)), .word(word), argument.span) }
        if !kinds.isEmpty, kinds.allSatisfy({ $0.words != nil }), scope.names[word] == nil,
          scope.record?.field(word) == nil
        {
          report(.unknownWord(word, candidates[0].name, words, at: place(argument.span)))
          return broken(argument.span)
        }
      }
      let takesAmount = kinds.contains(where: \.isQuantity)
      let wanted = kinds.contains(where: \.isCountry) ? .enumeration(.country) : takesAmount ? amount : nil
      let value = check(argument, expected: wanted, in: scope)
      if value.type.unwrapped.isAmount, takesAmount { amount = value.type.unwrapped }
      return value
    }
  }

  /// The function that fits; number literals become amounts where the others are.
  private func resolve(
    _ name: Name, _ values: [Plan.Expression], _ arguments: [Syntax.Expression], _ span: Span
  ) -> (Function, ValueType)? {
    let types = values.map { $0.type.unwrapped }
    let literals = Set(values.indices.filter { values[$0].isNumberLiteral })
    guard let (function, resolution) = Functions.resolve(name.text, arguments: types, literals: literals) else {
      return nil
    }
    if !resolution.isFit, let index = listWithHoles(name, types, literals) {
      report(.listWithHoles(source.text(arguments[index].span), at: place(arguments[index].span)))
      return nil
    }
    switch resolution {
    case .fits(let type):
      return (function, type)
    case .wrongCount(let expected):
      report(.wrongArgumentCount(function, given: types.count, expected: expected, at: place(span)))
    case .wrongArgument(let index, let expected):
      let last = min(index, arguments.count - 1)
      reportWrongArgument(function, last, expected, types, arguments)
    }
    return nil
  }

  /// What constants already tell: a pattern that can't be read.
  private func checkConstantArguments(
    _ function: Function, _ values: [Plan.Expression], _ arguments: [Syntax.Expression]
  ) {
    guard let index = function.patternIndex, values.indices.contains(index)
    else { return }
    guard case .text(let text)? = values[index].constantValue else {
      report(.patternNotConstant(at: place(arguments[index].span)))
      return
    }
    do throws(Pattern.Problem) {
      _ = try Pattern.compile(text)
    } catch {
      report(.patternInvalid(error.message, at: place(patternSpan(text, error.offset, arguments[index].span))))
    }
  }

  // MARK: loops

  /// A loop names its element, or the element's place and the element: `lines.map(line, …)`, `lines.map(n, line, …)`.
  private func loop(among candidates: [Function], _ arguments: [Syntax.Expression]) -> Function.Loop? {
    guard arguments.count == 3 || arguments.count == 4 else { return nil }
    for name in arguments.dropFirst().dropLast() {
      guard case .name = name.kind else { return nil }
    }
    for candidate in candidates {
      if case .loop(let loop) = candidate.body { return loop }
    }
    return nil
  }

  private func checkLoop(
    _ loop: Function.Loop, _ name: Name, _ arguments: [Syntax.Expression], _ span: Span, in scope: Scope
  ) -> Plan.Expression {
    let list = check(arguments[0], in: scope)
    guard case .list(let element, let bound) = list.type.unwrapped else {
      if !list.type.isUnknown {
        report(.loopNeedsList(name.text, source.text(arguments[0].span), list.type, at: place(arguments[0].span)))
      }
      return broken(span)
    }
    var inner = scope
    var placeSlot: Int?
    if arguments.count == 4 { placeSlot = bind(arguments[1], .whole, in: &inner) }
    let slot = bind(arguments[arguments.count - 2], element, in: &inner)
    variablePaths[slot] = list.sourcePath(variablePaths)
    let formula = arguments[arguments.count - 1]
    let body = check(formula, in: inner)
    let type = loopType(loop, element, bound, body, formula)
    if type.isUnknown { return broken(span) }
    return Plan.Expression(
      .loop(loop, list: list, variable: slot, place: placeSlot, body: body), type, origin: origin(span))
  }

  /// A loop's own name, and its slot.
  private func bind(_ argument: Syntax.Expression, _ type: ValueType, in scope: inout Scope) -> Int {
    let slot = newVariable()
    guard case .name(let name) = argument.kind else { return slot }
    if scope.names[name] != nil { report(.loopNameHides(name, at: place(argument.span))) }
    scope.names[name] = .variable(slot, type)
    return slot
  }

  private func loopType(
    _ loop: Function.Loop, _ element: ValueType, _ bound: Int?, _ body: Plan.Expression, _ syntax: Syntax.Expression
  ) -> ValueType {
    switch loop {
    case .filter, .exists, .all, .find, .existsOne, .count:
      _ = demandBool(body, syntax.span)
      switch loop {
      case .filter: return .list(element, bound: bound)
      case .find: return element.asOptional
      case .count: return .whole
      default: return .bool
      }
    case .map:
      return .list(body.type, bound: bound)
    case .sortBy, .minBy, .maxBy:
      if body.type.isOptional {
        report(.optionalOperand(source.text(syntax.span), loop.rawValue, body.type, at: place(syntax.span)))
      }
      return loop == .sortBy ? .list(element, bound: bound) : element.asOptional
    case .sum:
      if body.type.isOptional {
        report(.optionalOperand(source.text(syntax.span), "sum", body.type, at: place(syntax.span)))
      }
      switch body.type.unwrapped {
      case .whole: return .whole
      case .decimal(let digits): return .decimal(digits: digits)
      case .amount(let basis, let digits): return .amount(basis, digits: digits)
      case .unknown: return .unknown
      default:
        report(
          .operandWrong(
            "sum", "numbers or amounts", body.type, source.text(syntax.span), at: place(syntax.span)))
        return .unknown
      }
    }
  }

  // MARK: try

  private func checkTry(
    _ arguments: [Syntax.Expression], expected: ValueType?, _ span: Span, in scope: Scope
  ) -> Plan.Expression {
    guard arguments.count == 2 else {
      report(.tryNeedsTwo(given: arguments.count, at: place(span)))
      return broken(span)
    }
    let before = mayStop
    let value = check(arguments[0], expected: expected, in: scope)
    // What it may fail of is handled here.
    mayStop = before
    let fallback = check(arguments[1], expected: expected ?? value.type, in: scope)
    if !value.canFail { report(.tryUseless(source.text(arguments[0].span), at: place(span))) }
    if value.type.unwrapped.isAmount { warnOfZero(fallback, place(arguments[1].span)) }
    let type = joinedType([(value.type, arguments[0].span), (fallback.type, arguments[1].span)])
    return Plan.Expression(.attempt(value, fallback: fallback), type, origin: origin(span))
  }
}

extension Function {
  /// The parameter that an argument belongs to; the last one may take several.
  func parameter(_ index: Int) -> Parameter? {
    if index < parameters.count { return parameters[index] }
    return parameters.last?.isRepeated == true ? parameters.last : nil
  }
}

extension ParameterKind {
  var words: [String]? {
    if case .word(let words) = self { words } else { nil }
  }

  var isQuantity: Bool {
    if case .quantity = self { true } else { false }
  }

  var isCountry: Bool {
    if case .country = self { true } else { false }
  }

  var takesMissing: Bool {
    switch self {
    case .anything, .listOfOptionals: true
    default: false
    }
  }
}

extension Plan.Expression {
  /// Whether computing it may end in a problem that `try` or `problem:` can catch.
  var canFail: Bool {
    switch kind {
    case .constant, .variable, .related, .written: type.isUnknown
    case .letValue: true
    case .stop: false
    case .field(let base, let field): base.canFail || field.type.isConverted
    case .call(let function, let arguments, _):
      function.failure(with: arguments) != nil || arguments.contains(where: \.canFail)
    case .loop(let loop, let list, _, _, let body): loop == .sum || list.canFail || body.canFail
    case .attempt(_, let fallback): fallback.canFail
    case .arithmetic(.dividedBy, let a, let b), .arithmetic(.modulo, let a, let b):
      b.constantValue == nil || a.canFail || b.canFail
    // A sum that no longer fits 64 bits is a problem, never a wrong number.
    case .arithmetic: true
    case .named, .and, .or, .coalesce, .equal, .order, .isIn, .not, .isPresent, .negate, .conditional, .template,
      .list, .lookUp:
      children.contains(where: \.canFail)
    }
  }
}

extension ValueType {
  /// Types whose wire form may turn out to be something else.
  fileprivate var isConverted: Bool {
    switch self {
    case .date, .moment: true
    default: false
    }
  }
}
