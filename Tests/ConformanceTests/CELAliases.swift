import Source
import Syntax

/// CEL's names for functions that the flow language calls otherwise; where a form differs, as a transform of the flow
/// language itself. `name/count` is the transform for that many arguments, the receiver counted.
struct CELAliases {
  static let names = [
    "startsWith": "starts_with", "endsWith": "ends_with", "lowerAscii": "lower", "upperAscii": "upper",
    "indexOf": "index_of", "lastIndexOf": "last_index_of", "charAt": "char_at", "existsOne": "exists_one",
    "transformList": "map", "greatest": "max", "least": "min", "timestamp": "moment", "duration": "span",
  ]
  static let transforms = """
    transforms:
      size/1(x): x.length()
    """

  let flow: FlowFile
  private let forms: [String: String]

  init() {
    let text = Self.transforms
    flow = FlowReader.read(SourceFile(path: "aliases", text: text)).file
    forms = [:]
  }

  /// The expression with the flow language's names.
  func applied(to expression: Expression) -> Expression {
    var expression = expression
    expression.kind = applied(expression.kind)
    return expression
  }

  private func name(_ name: Name) -> Name { Name(Self.names[name.text] ?? name.text, name.span) }

  private func applied(_ kind: Expression.Kind) -> Expression.Kind {
    switch kind {
    case .whole, .decimal, .bool, .rawText, .name, .broken, .text: kind
    case .list(let elements): .list(elements.map(applied))
    case .field(let base, let field, let optional): .field(applied(to: base), field, optional: optional)
    case .index(let base, let keys): .index(applied(to: base), keys.map(applied))
    case .call(let function, let arguments): .call(name(function), arguments.map(applied))
    case .method(let receiver, let function, let arguments, let optional):
      .method(applied(to: receiver), name(function), arguments.map(applied), optional: optional)
    case .unary(let symbol, let operand): .unary(symbol, applied(to: operand))
    case .binary(let symbol, let span, let left, let right):
      .binary(symbol, operatorSpan: span, applied(to: left), applied(to: right))
    case .isPresent(let operand, let negated): .isPresent(applied(to: operand), negated: negated)
    case .conditional(let condition, let then, let otherwise):
      .conditional(applied(to: condition), then: applied(to: then), otherwise: applied(to: otherwise))
    }
  }
}
