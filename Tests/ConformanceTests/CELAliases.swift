import Source
import Syntax

/// CEL's names for functions that the flow language calls otherwise, at most forty lines of them. Where the form differs
/// as well, the name stands for a transform of the flow language; one with a time zone ends in `_in`.
struct CELAliases {
  static let names = [
    "startsWith": "starts_with", "endsWith": "ends_with", "lowerAscii": "lower", "upperAscii": "upper",
    "indexOf": "index_of", "lastIndexOf": "last_index_of", "charAt": "char_at", "existsOne": "exists_one",
    "transformList": "map", "greatest": "max", "least": "min", "timestamp": "moment", "duration": "span",
    "size": "length", "bool": "yes_no", "int": "number", "string": "as_text",
  ]
  /// What they are for an argument that is a timestamp or a duration.
  static let ofMoment = ["int": "to_unix"]
  static let ofSpan = ["getHours": "total_hours", "getMinutes": "total_minutes", "getSeconds": "total_seconds"]
  static let transforms = """
    transforms:
      as_text(x): "{x}"
      total_hours(s): div(total_seconds(s), 3600)
      total_minutes(s): div(total_seconds(s), 60)
      getFullYear_in(t, zone): year(date(t, zone))
      getMonth_in(t, zone): month(date(t, zone)) - 1
      getDate_in(t, zone): day(date(t, zone))
      getDayOfMonth_in(t, zone): day(date(t, zone)) - 1
      getDayOfWeek_in(t, zone): weekday(date(t, zone)) % 7
      getDayOfYear_in(t, zone): day_of_year(date(t, zone)) - 1
      getHours_in(t, zone): hour(t, zone)
      getMinutes_in(t, zone): minute(t, zone)
      getSeconds_in(t, zone): second(t, zone)
    """
  static let zoned = "get"

  /// Holds the transforms.
  let flow = FlowReader.read(SourceFile(path: "aliases", text: transforms)).file
}

/// The expression with the flow language's names.
extension CELAliases {
  func applied(to expression: Expression) -> Expression {
    var expression = expression
    expression.kind = applied(expression.kind)
    return expression
  }

  private func applied(_ kind: Expression.Kind) -> Expression.Kind {
    switch kind {
    case .whole, .decimal, .bool, .rawText, .name, .broken, .text: return kind
    case .list(let elements): return .list(elements.map(applied))
    case .field(let base, let field, let optional): return .field(applied(to: base), field, optional: optional)
    case .index(let base, let keys): return .index(applied(to: base), keys.map(applied))
    case .call(let function, let arguments):
      let name = arguments.first.flatMap { Self.alias(function, of: $0) } ?? name(function)
      return .call(name, arguments.map(applied))
    case .method(let receiver, let function, let arguments, let optional):
      return method(receiver, function, arguments.map(applied), optional)
    case .unary(let symbol, let operand): return .unary(symbol, applied(to: operand))
    case .binary(let symbol, let span, let left, let right):
      return .binary(symbol, operatorSpan: span, applied(to: left), applied(to: right))
    case .isPresent(let operand, let negated): return .isPresent(applied(to: operand), negated: negated)
    case .conditional(let condition, let then, let otherwise):
      return .conditional(applied(to: condition), then: applied(to: then), otherwise: applied(to: otherwise))
    }
  }

  private func name(_ name: Name) -> Name { Name(Self.names[name.text] ?? name.text, name.span) }

  /// CEL gives several functions one name; which one is meant is seen from how the argument is made.
  private static func alias(_ function: Name, of argument: Expression) -> Name? {
    guard case .call(let maker, _) = argument.kind else { return nil }
    let names = ["timestamp": ofMoment, "duration": ofSpan][maker.text]
    return names?[function.text].map { Name($0, function.span) }
  }

  private func method(
    _ receiver: Expression, _ function: Name, _ arguments: [Expression], _ optional: Bool
  ) -> Expression.Kind {
    // CEL's extensions stand in a namespace.
    if case .name(let space) = receiver.kind, ["math", "strings"].contains(space) {
      return .call(name(function), arguments)
    }
    let ofSpan = Self.alias(function, of: receiver)
    let receiver = applied(to: receiver)
    if let ofSpan { return .method(receiver, ofSpan, arguments, optional: optional) }
    // A moment's parts are those in UTC where no zone is named.
    if function.text.hasPrefix(Self.zoned) {
      let utc = Expression(.rawText("UTC"), function.span)
      return .method(
        receiver, Name("\(function.text)_in", function.span), arguments.isEmpty ? [utc] : arguments, optional: optional)
    }
    // CEL's map with a condition: what does not fulfil it becomes nothing.
    let loopNames = function.text == "map" ? 1 : 2
    if ["map", "transformList"].contains(function.text), arguments.count == loopNames + 2 {
      let kept = Expression(.list([arguments[loopNames + 1]]), function.span)
      let body = Expression.Kind.conditional(
        arguments[loopNames], then: kept, otherwise: Expression(.list([]), function.span))
      let map = Expression(
        .method(
          receiver, name(function), Array(arguments[..<loopNames]) + [Expression(body, function.span)], optional: false),
        function.span)
      return .method(map, Name("flatten", function.span), [], optional: false)
    }
    return .method(receiver, name(function), arguments, optional: optional)
  }
}
