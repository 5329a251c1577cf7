import Builtins
import Diagnostics
import Plan
import Source
import Syntax
import Types
import Values

// `transforms:` have no types of their own: each call is checked as if the body stood there. A mistake in the body
// names both places, the body and the call.
extension FlowChecker {
  func declareTransforms() {
    for transform in file.transforms { declare(TransformEntry(transform, in: file.source, isShared: false)) }
    for shared in context.shared {
      for transform in shared.file.transforms {
        declare(TransformEntry(transform, in: shared.file.source, isShared: true))
      }
    }
  }

  private func declare(_ entry: TransformEntry) {
    let name = entry.syntax.name.text
    if !Functions.candidates(named: name).isEmpty { report(.transformHidesFunction(name, at: entry.place)) }
    guard let first = transformEntries[name] else {
      transformEntries[name] = entry
      return
    }
    if first.source != entry.source { report(.namedTwice(name, at: entry.place, first: first.place)) }
  }

  /// A call of a transform, by a step or in a formula; the value comes first.
  func apply(
    _ entry: TransformEntry, to arguments: [Plan.Expression], _ name: Name, _ span: Span
  ) -> Plan.Expression {
    entry.isUsed = true
    let transform = entry.syntax
    guard !openTransforms.contains(transform.name.text) else {
      report(.transformNeedsItself(transform.name.text, at: place(name.span), declared: entry.place))
      return broken(span)
    }
    openTransforms.append(transform.name.text)
    defer { openTransforms.removeLast() }
    if arguments.contains(where: \.type.isUnknown) { return broken(span) }
    let parameters = transform.body.isSteps ? 1 : transform.parameters.count
    guard arguments.count == parameters else {
      report(.transformArgumentCount(transform, given: arguments.count, expected: parameters, at: place(span)))
      return broken(span)
    }
    let call = place(span)
    let before = diagnostics.count
    let result = inside(entry.source) { checkBody(transform, arguments) }
    nameCall(call, of: transform, since: before)
    return result
  }

  private func checkBody(_ transform: TransformSyntax, _ arguments: [Plan.Expression]) -> Plan.Expression {
    switch transform.body {
    case .steps(let steps):
      return check(steps, on: arguments[0], in: transformScope([:]))
    case .formula(let body):
      var names: [String: Scope.Binding] = [:]
      for (parameter, argument) in zip(transform.parameters, arguments) { names[parameter.text] = .argument(argument) }
      return check(body, in: transformScope(names))
    }
  }

  /// What was noticed in the body also names the call; what a second call would say again is left out.
  private func nameCall(_ call: Place, of transform: TransformSyntax, since start: Int) {
    let noticed = diagnostics[start...]
    diagnostics.removeSubrange(start...)
    for var diagnostic in noticed {
      let isTold = diagnostics.contains {
        $0.code == diagnostic.code && $0.message == diagnostic.message && $0.place == diagnostic.place
      }
      if isTold { continue }
      diagnostic.labels.append(Label(call, "`\(transform.name.text)` is called here"))
      diagnostics.append(diagnostic)
    }
  }

  private func transformScope(_ names: [String: Scope.Binding]) -> Scope {
    var scope = Scope(record: nil)
    scope.names = names
    scope.blindness = "a transform sees its parameters, settings and tables"
    return scope
  }

  /// Steps in order. Each runs only on a present value.
  func check(_ steps: [StepSyntax], on value: Plan.Expression, in scope: Scope) -> Plan.Expression {
    var value = value
    for step in steps {
      if value.type.isUnknown { return value }
      value = check(step, on: value, in: scope)
    }
    return value
  }

  private func check(_ step: StepSyntax, on value: Plan.Expression, in scope: Scope) -> Plan.Expression {
    if let transform = transformEntries[step.function.text] {
      let rest = step.arguments.map { check($0, in: scope) }
      guard value.type.isOptional else { return apply(transform, to: [value] + rest, step.function, step.span) }
      var present = value
      present.type = value.type.unwrapped
      let applied = apply(transform, to: [present] + rest, step.function, step.span)
      if applied.type.isUnknown { return applied }
      let test = Plan.Expression(.isPresent(value), .bool, origin: value.origin)
      let type = applied.type.asOptional
      let nothing = constant(.missing, type, step.span)
      return Plan.Expression(
        .conditional([.init(when: test, use: applied)], otherwise: nothing), type, origin: applied.origin)
    }
    var inner = scope
    inner.names[Self.stepValue] = .argument(value)
    // The value of a step is an argument like any other; its place is the step itself.
    let receiver = Syntax.Expression(.name(Self.stepValue), step.function.span)
    return checkCall(
      step.function, receiver: receiver, step.arguments, optional: true, expected: nil, step.span, in: inner)
  }

  /// No flow can write this name.
  private static let stepValue = "value of the step"
}

extension TransformSyntax.Body {
  fileprivate var isSteps: Bool {
    if case .steps = self { true } else { false }
  }
}
