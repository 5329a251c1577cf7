import Diagnostics
import Source
import Syntax
import Types

// Sentences about values that may be missing.
extension Diagnostic {
  static func optionalIntoRequired(
    _ name: Name, _ field: Field, value: String, _ type: ValueType, at place: Place, field fieldPlace: Place
  ) -> Diagnostic {
    Diagnostic(
      .M402, "`\(name.text)` must be there, and this may be missing",
      labels: [Label(place, type.description), Label(fieldPlace, "required")],
      help: [
        "choose what happens when it is missing:",
        "\(name.text):",
        "  from:    \(value)",
        "  missing: skip record            # or: { stop: \"…\" }, or a value",
      ])
  }

  static func optionalOperand(_ text: String, _ symbol: String, _ type: ValueType, at place: Place) -> Diagnostic {
    let standard =
      switch type.unwrapped {
      case .whole, .decimal, .amount: "0"
      case .date: "today()"
      default: "\"\""
      }
    return Diagnostic(
      .M401, "`\(text)` may be missing here", labels: [Label(place, "`\(symbol)` needs a value")],
      help: ["say what counts then: (\(text) ?? \(standard))", "or ask first whether it is there: \(text) is present"],
      fixes: [Fix("write `(\(text) ?? \(standard))`", .idea, [Edit(place, "(\(text) ?? \(standard))")])])
  }

  static func optionalCondition(_ text: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .M401, "`\(text)` may be missing here, and a condition is yes or no", labels: [Label(place)],
      help: ["\(text) == true counts missing as no; \(text) ?? false says it outright"],
      fixes: [Fix("write `\(text) == true`", .safe, [Edit(place, "\(text) == true")])])
  }

  static func optionalArgument(
    _ text: String, function: String, isReceiver: Bool, _ type: ValueType, at place: Place
  ) -> Diagnostic {
    Diagnostic(
      .M401, "`\(text)` may be missing here", labels: [Label(place, "`\(function)` needs a value")],
      help: isReceiver
        ? ["\(text)?.\(function)(…) is missing when \(text) is", "or say what counts then: (\(text) ?? …)"]
        : ["say what counts then: \(text) ?? …"])
  }

  static func fieldOfOptional(
    _ base: String, _ name: String, _ record: RecordType, at place: Place, base basePlace: Place
  )
    -> Diagnostic
  {
    Diagnostic(
      .M401, "`\(base)` may be missing, and then it has no `\(name)`", labels: [Label(place)],
      help: ["\(base)?.\(name) is missing when \(base) is"],
      fixes: [Fix("write `\(base)?.\(name)`", .safe, [Edit(basePlace, "\(base)?.\(name)")])])
  }

  static func optionalInTemplate(_ text: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .M403, "`\(text)` may be missing, and the text would have a hole", labels: [Label(place)],
      help: ["say what stands there then: {\(text) ?? \"\"}"],
      fixes: [Fix("write `\(text) ?? ''`", .idea, [Edit(place, "\(text) ?? ''")])])
  }

  static func coalesceUseless(_ text: String, _ type: ValueType, at place: Place) -> Diagnostic {
    Diagnostic(
      .M404, "`\(text)` is never missing, so `??` does nothing", labels: [Label(place)], help: ["write \(text)"],
      fixes: [Fix("write `\(text)`", .safe, [Edit(place, text)])])
  }

  static func missingNeverAsked(_ text: String, _ type: ValueType, at place: Place) -> Diagnostic {
    Diagnostic(
      .M404, "`\(text)` is never missing, so `missing` is never asked", labels: [Label(place)],
      help: ["remove the line"], fixes: removingPolicy(place))
  }

  /// The line of `missing:` or `problem:` whose value stands at a place; nil if it does not stand alone.
  static func removingPolicy(_ place: Place) -> [Fix] {
    let source = place.source
    let line = source.lineNumber(at: place.span.start)
    let blanks = source.line(line).utf8.prefix { $0 == 0x20 }.count
    let start = source.lineStarts[line - 1] + blanks
    let key = source.text(Span(start, place.span.start))
    guard ["missing:", "problem:"].contains(where: { key.hasPrefix($0) }) else { return [] }
    return Edit.removingEntry(at: Place(source, Span(start, start + 7))).map { [Fix("remove it", .safe, [$0])] } ?? []
  }

  static func presenceConstant(_ text: String, _ type: ValueType, negated: Bool, at place: Place) -> Diagnostic {
    Diagnostic(
      .M405, "`\(text)` is always there, so this is always \(negated ? "false" : "true")", labels: [Label(place)],
      help: ["take the question out"])
  }

  /// - Parameter twin: a field of the source with the same name and a value that fits.
  static func requiredNotMapped(_ field: Field, _ target: String, twin: Bool, at place: Place) -> Diagnostic {
    let line = "\(field.name): \(field.name)"
    return Diagnostic(
      .M406, "\(target) needs `\(field.name)`", labels: [Label(place, "no line here fills it")],
      help: twin
        ? ["the source has a field of that name; add a line:", line]
        : ["add a line:", "\(field.name): …    # \(field.type): \(field.meaning)"],
      fixes: twin
        ? Edit.insertingEntry(line, behind: place).map { [Fix("add `\(line)`", .probable, [$0])] } ?? [] : [])
  }

  static func neverMapped(_ fields: [Field], _ target: String, at place: Place) -> Diagnostic {
    let width = fields.map(\.name.count).max() ?? 0
    let lines = fields.map { field in
      field.name + String(repeating: " ", count: width - field.name.count + 2) + field.meaning
    }
    return Diagnostic(
      .M407, "\(fields.count) fields of \(target) are left alone", labels: [Label(place)],
      help: ["a line for any of them fills it:"] + lines)
  }

  static func requiredNotCreated(_ field: Field, _ target: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .M406, "\(target) needs `\(field.name)` when a record is created", labels: [Label(place, "create is emptied")])
  }

  static func requiredSkipped(_ field: Field, at place: Place) -> Diagnostic {
    Diagnostic(
      .M402, "`\(field.name)` must be there, so its field can't be skipped", labels: [Label(place)],
      help: ["missing: skip record, missing: { stop: \"…\" }, or a value"])
  }

  static func lookUpKeyOptional(_ table: String, _ text: String, at place: Place, table tablePlace: Place) -> Diagnostic
  {
    Diagnostic(
      .M401, "`\(text)` may be missing, and the table `\(table)` has no answer for that",
      labels: [Label(place), Label(tablePlace, "no row `missing:`")],
      help: ["add a row to the table:", "missing: …", "or say what counts then: \(text) ?? …"])
  }
}
