import Builtins
import Diagnostics
import Plan
import Source
import Syntax
import Types
import Values

// `transforms:` have no types of their own: each call is checked as if the body stood there, and its mistakes name the
// place of the body.
extension FlowChecker {
  func declareTransforms() {
    for transform in file.transforms {
      if !Functions.candidates(named: transform.name.text).isEmpty {
        report(.transformHidesFunction(transform.name.text, at: place(transform.name.span)))
      }
      transformEntries[transform.name.text] = transform
    }
  }

  /// A call of a transform, by a step or in a formula; the value comes first.
  func apply(
    _ transform: TransformSyntax, to arguments: [Plan.Expression], _ name: Name, _ span: Span
  ) -> Plan.Expression {
    guard !openTransforms.contains(transform.name.text) else {
      report(.transformNeedsItself(transform.name.text, at: place(name.span), declared: place(transform.name.span)))
      return broken(span)
    }
    openTransforms.append(transform.name.text)
    defer { openTransforms.removeLast() }
    if arguments.contains(where: \.type.isUnknown) { return broken(span) }
    switch transform.body {
    case .steps(let steps):
      guard arguments.count == 1 else {
        report(.transformArgumentCount(transform, given: arguments.count, expected: 1, at: place(span)))
        return broken(span)
      }
      return check(steps, on: arguments[0], in: transformScope([:]))
    case .formula(let body):
      guard arguments.count == transform.parameters.count else {
        report(
          .transformArgumentCount(
            transform, given: arguments.count, expected: transform.parameters.count, at: place(span)))
        return broken(span)
      }
      var names: [String: Scope.Binding] = [:]
      for (parameter, argument) in zip(transform.parameters, arguments) { names[parameter.text] = .argument(argument) }
      return check(body, in: transformScope(names))
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
      return apply(transform, to: [value] + rest, step.function, step.span)
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
