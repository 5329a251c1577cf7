import Syntax
import Values

/// Every bracket printed, so that a test can see what binds to what.
extension Expression {
  var printed: String {
    switch kind {
    case .whole(let number): "\(number)"
    case .decimal(let number): number.description
    case .bool(let value): "\(value)"
    case .text(let template): "\"" + template.printed + "\""
    case .rawText(let text): "r\"" + text + "\""
    case .list(let values): "[" + printed(values) + "]"
    case .name(let name): name
    case .field(let base, let name, let optional): base.printed + (optional ? "?." : ".") + name.text
    case .index(let base, let keys): base.printed + "[" + printed(keys) + "]"
    case .call(let name, let arguments): name.text + "(" + printed(arguments) + ")"
    case .method(let base, let name, let arguments, let optional):
      base.printed + (optional ? "?." : ".") + name.text + "(" + printed(arguments) + ")"
    case .unary(.not, let operand): "(not " + operand.printed + ")"
    case .unary(.minus, let operand): "(-" + operand.printed + ")"
    case .binary(let found, _, let left, let right): "(\(left.printed) \(found.rawValue) \(right.printed))"
    case .isPresent(let subject, let negated): "(\(subject.printed) is \(negated ? "missing" : "present"))"
    case .conditional(let condition, let then, let otherwise):
      "(if \(condition.printed) then \(then.printed) else \(otherwise.printed))"
    case .broken: "<broken>"
    }
  }

  private func printed(_ values: [Expression]) -> String { values.map(\.printed).joined(separator: ", ") }
}

extension Template {
  var printed: String {
    parts.map { part in
      switch part {
      case .literal(let text, _): text
      case .hole(let expression): "{" + expression.printed + "}"
      }
    }.joined()
  }
}
