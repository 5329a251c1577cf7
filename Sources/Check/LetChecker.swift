import Diagnostics
import Plan
import Source
import Syntax
import Types
import Values

// `let`, settings, and the values that own names stand for.
extension FlowChecker {
  func declareLets(_ syntaxes: [LetSyntax], in scope: inout Scope) {
    let entries = syntaxes.map { LetEntry($0, scope: scope) }
    for entry in entries {
      let name = entry.syntax.name
      warnIfHiding(name, in: scope)
      scope.names[name.text] = .letValue(entry)
      declaredLets.append(entry)
    }
    // Lets see each other, whatever their order.
    for entry in entries { entry.scope = scope }
  }

  /// An own name over a source field wins; the vendor may have added the field later.
  func warnIfHiding(_ name: Name, in scope: Scope) {
    if let record = scope.record, scope.grouped == nil, record.field(name.text) != nil {
      report(.hidesSourceField(name.text, at: place(name.span)))
    }
  }

  /// Checked when first used; a let that needs itself is told as a cycle.
  func letValue(_ entry: LetEntry, _ use: Name) -> Plan.Expression {
    switch entry.state {
    case .checked(let index, let type):
      guard descent.reach(entry.height) else { return tooMuch(use.span) }
      taint(entry, use)
      return Plan.Expression(.letValue(index), type, origin: origin(use.span))
    case .checking:
      report(.letNeedsItself(entry.syntax.name.text, at: place(use.span), declared: place(entry.syntax.name.span)))
      return broken(use.span)
    case .unchecked:
      let index = check(entry)
      taint(entry, use)
      return Plan.Expression(.letValue(index), lets[index].expression.type, origin: origin(use.span))
    }
  }

  private func taint(_ entry: LetEntry, _ use: Name) {
    guard !entry.afterWriting.isEmpty else { return }
    let made = Set(relatedEntries.values.filter(\.canBeMade).map(\.index))
    if !isCopied, !made.isDisjoint(with: entry.afterWriting) {
      report(.knownAfterWriting(entry.syntax.name.text, at: place(use.span)))
    }
    afterWriting.formUnion(entry.afterWriting)
  }

  @discardableResult
  private func check(_ entry: LetEntry) -> Int {
    entry.state = .checking
    let outer = (afterWriting, isCopied)
    afterWriting = []
    isCopied = true
    let expression: Plan.Expression
    (expression, entry.height) = measured { checkChoice(entry.syntax.value, expected: nil, in: entry.scope) }
    entry.afterWriting = afterWriting
    (afterWriting, isCopied) = outer
    let index = lets.count
    lets.append(LetPlan(name: entry.syntax.name.text, expression: expression))
    entry.state = .checked(index, expression.type)
    return index
  }

  /// Lets that no formula reached: mistakes in them are told all the same.
  func checkLetsNeverUsed(_ scope: Scope) {
    for entry in declaredLets {
      guard case .unchecked = entry.state else { continue }
      check(entry)
      // Below a formula that is too deep nothing was looked at, so what stands there may well be used.
      if descent.isWithinLimits {
        report(.neverUsed("let", entry.syntax.name.text, at: place(entry.syntax.name.span)))
      }
    }
  }

  /// The plan's numbers of a block's lets, for those that were used.
  func indexes(of syntaxes: [LetSyntax]) -> [Int] {
    let spans = Set(syntaxes.map(\.name.span))
    return declaredLets.compactMap { entry in
      guard spans.contains(entry.syntax.name.span), case .checked(let index, _) = entry.state else { return nil }
      return index
    }
  }

  // MARK: a value or the first of several

  func checkChoice(_ choice: ChoiceSyntax, expected: ValueType?, in scope: Scope) -> Plan.Expression {
    switch choice {
    case .value(let value):
      return check(value, expected: expected, in: scope)
    case .choose(let lines, let otherwise, let span):
      var scope = scope
      var expected = expected
      var branches: [(type: ValueType, span: Span)] = []
      let checked = lines.map { line -> Plan.Expression.Branch in
        let when = checkCondition(line.when, in: scope)
        var useScope = scope
        useScope.narrow(by: when, truth: true)
        let use = checkResult(line.use, expected: expected, in: useScope)
        scope.narrow(by: when, truth: false)
        branches.append((use.type, line.use.span))
        if expected == nil, use.type != .never, !use.type.isUnknown { expected = use.type }
        return .init(when: when, use: use)
      }
      guard let otherwise else {
        report(.chooseWithoutElse(at: place(span)))
        return broken(span)
      }
      let last = checkResult(otherwise, expected: expected, in: scope)
      branches.append((last.type, otherwise.span))
      return Plan.Expression(.conditional(checked, otherwise: last), joinedType(branches), origin: origin(span))
    }
  }

  func checkResult(_ result: ResultSyntax, expected: ValueType?, in scope: Scope) -> Plan.Expression {
    switch result {
    case .value(let value): check(value, expected: expected, in: scope)
    case .stop(let sentence, let span): stop(sentence, span, in: scope)
    }
  }

  func stop(_ sentence: Template, _ span: Span, in scope: Scope) -> Plan.Expression {
    mayStop.append(PossibleStop(place: place(span), reason: "the flow says stop", isChosen: true))
    return Plan.Expression(.stop(checkSentence(sentence, in: scope)), .never, origin: origin(span))
  }
}
