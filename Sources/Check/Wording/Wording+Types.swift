import Builtins
import Diagnostics
import Source
import Syntax
import Types
import Values

// Sentences about types.
extension Diagnostic {
  static func typeMismatch(_ field: Field, _ type: ValueType, text: String, at place: Place, field fieldPlace: Place)
    -> Diagnostic
  {
    var help: [String] = []
    var fixes: [Fix] = []
    switch (type, field.type) {
    case (.text, _) where field.type != .anyText && onlyHole(text) != nil:
      let inner = onlyHole(text) ?? text
      help = ["in quotes everything is text; the field itself stands without: \(inner)"]
      fixes = [Fix("write `\(inner)`", .probable, [Edit(place, inner)])]
    case (.record(let record), let wanted):
      let names = [field.link?.key, field.name].compactMap(\.self) + record.fields.map(\.name)
      if let name = names.first(where: { record.field($0)?.type.unwrapped == wanted.unwrapped }) {
        help = ["take one of its fields: \(text).\(name)"]
        fixes = [Fix("write `\(text).\(name)`", .probable, [Edit(place, "\(text).\(name)")])]
      }
    case (.text, .whole) where field.link != nil: help = lookUp(field)
    case (.whole, .text), (.decimal, .text), (.enumeration, .text):
      help = ["put it into a text: \"{\(text)}\""]
      fixes = [Fix("write \"{\(text)}\"", .safe, [Edit(place, "\"{\(text)}\"")])]
    case (.amount, .text):
      help = ["amounts print with their digits: \"{\(text)}\""]
      fixes = [Fix("write \"{\(text)}\"", .safe, [Edit(place, "\"{\(text)}\"")])]
    case (.text, .whole), (.text, .decimal):
      help = ["if the text holds a number: number(\(text))"]
    case (.text, .amount(let basis, _)):
      help = ["if the text holds an amount: money(number(\(text)), \(basis.rawValue))"]
    case (.text, .enumeration(let enumeration)):
      help = [
        "it is one of \(enumeration.members.prefix(8).map(\.word).joined(separator: ", "))\(enumeration.members.count > 8 ? ", …" : ""); a table turns texts into members"
      ]
    case (.decimal, .whole): help = ["round(\(text)), floor(\(text)) or ceil(\(text)) give a whole number"]
    case (.date, .moment): help = ["a moment needs a time as well"]
    case (.bool, .text): help = ["if \(text) then \"yes\" else \"no\""]
    default: break
    }
    return Diagnostic(
      .T301, "`\(field.name)` is \(field.type); this is \(type)",
      labels: [Label(place, type.description), Label(fieldPlace, field.type.description)], help: help, fixes: fixes)
  }

  /// `"{id}"`: what stands in the braces, if nothing else does.
  private static func onlyHole(_ text: String) -> String? {
    guard let quote = text.first, quote == "\"" || quote == "'", text.last == quote, text.count > 4 else { return nil }
    let inside = text.dropFirst().dropLast()
    guard inside.hasPrefix("{"), inside.hasSuffix("}") else { return nil }
    let inner = inside.dropFirst().dropLast()
    return inner.contains { "{}".contains($0) } ? nil : String(inner)
  }

  /// `"0,5"` where a number belongs.
  static func numberInQuotes(_ number: DecimalNumber, _ field: Field, at place: Place, field fieldPlace: Place)
    -> Diagnostic
  {
    var written = number.description
    if case .amount(let basis, _) = field.type { written = "money(\(written), \(basis.rawValue))" }
    return Diagnostic(
      .T301, "`\(field.name)` is \(field.type); in quotes this is text",
      labels: [Label(place, "text"), Label(fieldPlace, field.type.description)],
      fixes: [Fix("write \(written)", .probable, [Edit(place, written)])])
  }

  /// A number that names a record is not converted from a text, but found by what the text says of that record.
  private static func lookUp(_ field: Field) -> [String] {
    guard let link = field.link else { return [] }
    return [
      "it names one of \(link.entity): look that up by what is known of it, and take its number",
      "related:", "  \(link.name):", "    entity: CONNECTION.\(link.entity)", "    match: FIELD = …",
      "fields:", "  \(field.name): \(link.name).\(link.key)",
    ]
  }

  /// - Parameter rate: the field of the record that holds the rate, if there is one.
  static func basisWrong(
    _ field: Field, _ mine: VATBasis, _ theirs: VATBasis, text: String, sibling: String?, rate: String?,
    at place: Place, field fieldPlace: Place
  ) -> Diagnostic {
    let convert =
      rate.map { "convert it with the record's own rate: \(theirs.rawValue)(\(text), \($0))" }
      ?? "convert it with the rate in percent: \(theirs.rawValue)(\(text), 21), if all have that one"
    return Diagnostic(
      .T312, "a price \(mine.phrase) goes into a field \(theirs.phrase)",
      labels: [Label(place, "amount \(mine.phrase)"), Label(fieldPlace, "amount \(theirs.phrase)")],
      help: theirs == .untaxed || mine == .untaxed
        ? ["only the author knows which it is: money(\(text), \(theirs.rawValue)) says so"]
        : (sibling.map { ["the record also has \($0), \(theirs.phrase)"] } ?? []) + [convert])
  }

  static func basisDiffers(_ first: VATBasis, _ second: VATBasis, at place: Place, other: Place) -> Diagnostic {
    Diagnostic(
      .T312, "an amount \(first.phrase) meets one \(second.phrase)",
      labels: [Label(place, "amount \(second.phrase)"), Label(other, "amount \(first.phrase)")],
      help: ["bring both to one side first: excl(amount, rate) or incl(amount, rate)"])
  }

  static func numberForAmount(_ text: String, _ field: Field, at place: Place, field fieldPlace: Place) -> Diagnostic {
    let basis: String = if case .amount(let basis, _) = field.type { basis.rawValue } else { "incl" }
    return Diagnostic(
      .T325, "`\(field.name)` is \(field.type); this is a number",
      labels: [Label(place, "a number"), Label(fieldPlace, field.type.description)],
      help: ["if it is an amount, say so: money(\(text), \(basis))"],
      fixes: [Fix("write `money(\(text), \(basis))`", .probable, [Edit(place, "money(\(text), \(basis))")])])
  }

  static func amountAndNumber(_ text: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .T325, "an amount and a number don't mix", labels: [Label(place)],
      help: ["if `\(text)` is an amount, say so: money(\(text), incl) or money(\(text), excl)"])
  }

  static func amountTimesAmount(at place: Place) -> Diagnostic {
    Diagnostic(
      .T311, "an amount times an amount means nothing", labels: [Label(place)],
      help: ["multiply an amount by a number"])
  }

  static func numberByAmount(_ symbol: String, _ left: String, _ right: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .T311, "a number \(symbol == "/" ? "divided by" : "modulo") an amount means nothing", labels: [Label(place)],
      help: ["an amount can be divided by a number, or by another amount of its kind: \(right) / \(left)"])
  }

  static func amountModulo(_ text: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .T311, "`%` is for whole numbers, not for amounts", labels: [Label(place)],
      help: ["in hundredths it is a whole number: cents(\(text))"])
  }

  static func textPlus(
    _ left: String, _ right: String, _ a: ValueType, _ b: ValueType, at place: Place, whole: Place
  ) -> Diagnostic {
    func hole(_ text: String) -> String {
      let isQuoted = text.hasPrefix("\"") || text.hasPrefix("'")
      return isQuoted ? String(text.dropFirst().dropLast()) : "{\(text)}"
    }
    let joined = "\"\(hole(left))\(hole(right))\""
    let other = if case .text = a { b } else { a }
    return Diagnostic(
      .T305, "`+` joins text to text; here is also \(other)", labels: [Label(place)],
      help: ["put them side by side in quotes: \(joined)"],
      fixes: [Fix("write \(joined)", .probable, [Edit(whole, joined)])])
  }

  static func operandWrong(_ symbol: String, _ wanted: String, _ type: ValueType, _ text: String, at place: Place)
    -> Diagnostic
  {
    Diagnostic(.T301, "`\(symbol)` takes \(wanted); `\(text)` is \(type)", labels: [Label(place, type.description)])
  }

  static func conditionNotBool(_ text: String, _ type: ValueType, at place: Place) -> Diagnostic {
    var mended: String?
    let help: String
    switch type {
    case .whole, .decimal, .amount:
      mended = "\(text) > 0"
      help = "compare it: \(text) > 0"
    case .list:
      mended = "\(text).count() > 0"
      help = "ask whether it has any: \(text).count() > 0"
    case .optional(.whole), .optional(.decimal), .optional(.amount): help = "compare it: (\(text) ?? 0) > 0"
    case .optional:
      mended = "\(text) is present"
      help = "ask whether it is there: \(text) is present"
    default: help = "compare it with something, as in \(text) == …"
    }
    return Diagnostic(
      .T306, "a condition is yes or no; this is \(type)", labels: [Label(place)], help: [help],
      fixes: mended.map { [Fix("write `\($0)`", .probable, [Edit(place, $0)])] } ?? [])
  }

  static func orBetweenTexts(_ left: String, _ right: String, at place: Place) -> Diagnostic {
    func hole(_ text: String) -> String {
      text.hasPrefix("\"") || text.hasPrefix("'") ? String(text.dropFirst().dropLast()) : "{\(text)}"
    }
    return Diagnostic(
      .T323, "`or` stands between conditions, and these are texts", labels: [Label(place)],
      help: [
        "joined, they are \"\(hole(left))\(hole(right))\"",
        "if the second counts when the first is missing: \(left) ?? \(right)",
      ])
  }

  static func conditionConstant(_ what: String, _ value: Bool, at place: Place) -> Diagnostic {
    Diagnostic(
      .W708, "\(what) is always \(value ? "true" : "false")", labels: [Label(place)],
      help: ["take it out, or ask something that depends on the record"])
  }

  static func comparesDifferent(_ first: ValueType, _ second: ValueType, left: Place, right: Place) -> Diagnostic {
    let text = right.source.text(right.span)
    let isCode: Bool = if case .text = first.unwrapped { !text.isEmpty && text.allSatisfy(\.isNumber) } else { false }
    return Diagnostic(
      .T307, "these two can never be equal: \(first) and \(second)",
      labels: [Label(right, second.description), Label(left, first.description)],
      help: [isCode ? "a text has quotes: \"\(text)\"" : "compare values of one kind"],
      fixes: isCode ? [Fix("write \"\(text)\"", .probable, [Edit(right, "\"\(text)\"")])] : [])
  }

  static func notComparable(_ first: ValueType, _ second: ValueType, at place: Place) -> Diagnostic {
    Diagnostic(.T307, "\(first) and \(second) can't be compared", labels: [Label(place)])
  }

  static func momentAndDate(_ text: String, _ zone: String, moment: Place, at place: Place) -> Diagnostic {
    let mended = "\(text).date(\(zone))"
    return Diagnostic(
      .T315, "a moment has a date only in a time zone", labels: [Label(place), Label(moment, "a moment")],
      help: ["name the zone: \(mended)"], fixes: [Fix("write `\(mended)`", .probable, [Edit(moment, mended)])])
  }

  static func momentForDate(_ text: String, _ zone: String, at place: Place, field: Place) -> Diagnostic {
    let mended = "\(text).date(\(zone))"
    return Diagnostic(
      .T315, "a moment has a date only in a time zone", labels: [Label(place, "a moment"), Label(field, "a date")],
      help: ["name the zone: \(mended)"], fixes: [Fix("write `\(mended)`", .probable, [Edit(place, mended)])])
  }

  static func inNeedsList(_ text: String, _ value: ValueType, _ type: ValueType, at place: Place) -> Diagnostic {
    var help = ["write the values in brackets: in [a, b]"]
    if case .enumeration(let enumeration) = value.unwrapped, !enumeration.groups.isEmpty {
      help.append("or the name of a group: in \(enumeration.groups.keys.sorted().joined(separator: ", in "))")
    }
    return Diagnostic(.T318, "`in` looks into a list; `\(text)` is \(type)", labels: [Label(place)], help: help)
  }

  static func listElementsDiffer(_ first: ValueType, _ second: ValueType, at place: Place) -> Diagnostic {
    Diagnostic(
      .T318, "the elements of a list are of one type; this is \(second), those before are \(first)",
      labels: [Label(place)], help: ["write them all alike: with quotes they are texts, without they are numbers"])
  }

  static func branchesDiffer(_ first: ValueType, _ firstPlace: Place?, _ second: ValueType, at place: Place)
    -> Diagnostic
  {
    Diagnostic(
      .T308, "one way gives \(first), the other \(second)",
      labels: [Label(place, second.description)] + (firstPlace.map { [Label($0, first.description)] } ?? []),
      help: ["both must be of one type"])
  }

  static func holeNotPrintable(_ text: String, _ type: ValueType, at place: Place) -> Diagnostic {
    var help = "take a field of it: {\(text).…}"
    if case .list = type.unwrapped { help = "join its elements: {\(text).join(', ')}" }
    return Diagnostic(.T301, "\(type) can't be printed into a text", labels: [Label(place)], help: [help])
  }

  static func notRounded(_ field: Field, _ digits: Int, _ text: String, at place: Place, field fieldPlace: Place)
    -> Diagnostic
  {
    Diagnostic(
      .T313, "`\(field.name)` keeps \(digits) digits behind the point; this may have more",
      labels: [Label(place, "not rounded"), Label(fieldPlace, "\(digits) digits")],
      help: [
        "round it: round(\(text), \(digits))", "or say it once for the whole flow:", "settings:", "  rounding: half_up",
      ],
      fixes: [Fix("write `round(\(text), \(digits))`", .probable, [Edit(place, "round(\(text), \(digits))")])])
  }

  static func endless(_ field: Field, _ text: String, at place: Place, field fieldPlace: Place) -> Diagnostic {
    Diagnostic(
      .T313, "a division may never end, and nothing says how many digits `\(field.name)` gets",
      labels: [Label(place, "not rounded"), Label(fieldPlace)],
      help: ["say how many: round(\(text), 4)"],
      fixes: [Fix("write `round(\(text), 4)`", .probable, [Edit(place, "round(\(text), 4)")])])
  }

  static func mayBeTooLong(_ field: Field, _ length: Int, _ lengthMax: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .T321, "up to \(length) characters, `\(field.name)` holds \(lengthMax)", labels: [Label(place)],
      help: ["cut it: .truncate(\(lengthMax)), or too_long: cut", "a longer text stops the record"])
  }

  static func listForOne(_ text: String, _ field: Field, at place: Place, field fieldPlace: Place) -> Diagnostic {
    Diagnostic(
      .T301, "`\(field.name)` takes one value; this is a list", labels: [Label(place, "a list"), Label(fieldPlace)],
      help: ["take the first: \(text).first(), or join them: \(text).join(\", \")"])
  }

  static func wrongArgumentCount(_ function: Function, given: Int, expected: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .T309,
      "`\(function.name)` takes \(expected) value\(expected == "1" ? "" : "s"); here \(given == 1 ? "is" : "are") \(given)",
      labels: [Label(place)],
      help: [function.signature])
  }

  static func wrongArgument(
    _ function: Function, _ expected: String, _ type: ValueType, _ text: String, at place: Place
  ) -> Diagnostic {
    Diagnostic(
      .T309, "`\(function.name)` takes \(expected) here; this is \(type)", labels: [Label(place, type.description)],
      help: [function.signature])
  }

  static func transformArgumentCount(_ transform: TransformSyntax, given: Int, expected: Int, at place: Place)
    -> Diagnostic
  {
    Diagnostic(
      .T309,
      "the transform `\(transform.name.text)` takes \(expected) value\(expected == 1 ? "" : "s"); here are \(given)",
      labels: [Label(place)])
  }

  static func loopNeedsList(_ name: String, _ text: String, _ type: ValueType, at place: Place) -> Diagnostic {
    Diagnostic(.T318, "`\(name)` walks a list; `\(text)` is \(type)", labels: [Label(place)])
  }

  static func indexNeedsText(_ text: String, _ type: ValueType, at place: Place) -> Diagnostic {
    Diagnostic(
      .T301, "`\(text)[…]` is for tables, and for names in quotes", labels: [Label(place, "this is \(type)")],
      help: ["the first element of a list is \(text).first()"])
  }

  static func indexNeedsNumber(_ text: String, _ type: ValueType, at place: Place) -> Diagnostic {
    Diagnostic(
      .T301, "a list is asked for an element by its number; `\(text)` is \(type)", labels: [Label(place)],
      help: ["the first element is list[0]; to look for one, write list.find(x, …)"])
  }

  static func patternNotConstant(at place: Place) -> Diagnostic {
    Diagnostic(
      .T319, "a pattern must be written out", labels: [Label(place)],
      help: ["write it raw, so that braces and backslashes stay: r\"^[0-9]+$\""])
  }

  static func patternInvalid(_ problem: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .T319, "this pattern can't be read: \(problem)", labels: [Label(place)],
      help: ["as an example, four digits are r\"^[0-9]{4}$\"; flowrun functions matches shows more"])
  }

  static func tryNeedsTwo(given: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .T309, "`try` takes a value and what to use if it fails; here are \(given)", labels: [Label(place)],
      help: ["try(number(text), 0)"])
  }

  static func tryUseless(_ text: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .P503, "`\(text)` can't fail, so `try` does nothing", labels: [Label(place)], help: ["write \(text)"],
      fixes: [Fix("write `\(text)`", .safe, [Edit(place, text)])])
  }

  static func mustBeHandled(_ text: String, _ reason: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .P501, severity: .error, "`\(text)` can stop a record, and nothing says what happens then",
      labels: [Label(place, reason)],
      help: ["say it in the formula: try(\(text), …)", "or beside it: problem: skip field, stop, or a value"])
  }

  static func problemNeverAsked(at place: Place) -> Diagnostic {
    Diagnostic(
      .P503, "this value can't fail, so `problem` is never asked", labels: [Label(place)],
      help: ["remove the line"], fixes: removingPolicy(place))
  }

  static func divisionByZero(at place: Place) -> Diagnostic {
    Diagnostic(
      .P502, "this divides by 0", labels: [Label(place)],
      help: ["no record can ever be worked out; divide by another number"])
  }

  static func knownAfterWriting(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .P505, "`\(name)` is known only after the record was written", labels: [Label(place)],
      help: ["it may be copied into a field or put into a text, not tested or calculated with"])
  }

  static func tooDeep(at place: Place) -> Diagnostic {
    Diagnostic(
      .C803, "formulas go too deep here, or there are too many",
      labels: [Label(place, "counted with the `let` and transforms that it needs")],
      help: [
        "a formula goes at most \(Descent.depthMax) steps down, and all of a flow have at most \(Descent.partsMax) parts; "
          + "a table, or `each`, says the same thing once for many values"
      ])
  }
}
