import Diagnostics
import Source
import Types

// Sentences about what stands in the parentheses of a call.
extension Diagnostic {
  static func listWithHoles(_ text: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .M408, "some entries of this list may be missing", labels: [Label(place, "a list with holes")],
      help: ["leave the missing ones out: \(text).present()"],
      fixes: [Fix("write `\(text).present()`", .probable, [Edit(place, "\(text).present()")])])
  }

  static func basisOfArgument(
    _ function: String, _ mine: VATBasis, _ theirs: VATBasis, _ text: String, at place: Place
  ) -> Diagnostic {
    Diagnostic(
      .T312, "`\(function)` takes an amount \(theirs.phrase); this is one \(mine.phrase)",
      labels: [Label(place, "amount \(mine.phrase)")],
      help: mine == .untaxed
        ? ["only the author knows which it is: money(\(text), \(theirs.rawValue)) says so"]
        : ["this amount is \(mine.phrase) already; \(mine == .excl ? "incl" : "excl")(\(text), rate) is the way across"]
    )
  }

  static func unknownWord(_ word: String, _ function: String, _ words: [String], at place: Place) -> Diagnostic {
    let near = Suggestions.nearest(word, in: words)
    return Diagnostic(
      .T309, "`\(function)` knows no `\(word)`", labels: [Label(place)],
      help: [
        (Suggestions.question(near).map { "\($0) " } ?? "")
          + "it is one of \(words.joined(separator: ", "))"
      ],
      fixes: near.first.map { [Fix("write `\($0)`", .probable, [Edit(place, $0)])] } ?? [])
  }

  static func unknownChoice(_ text: String, _ function: String, _ choices: [String], at place: Place) -> Diagnostic {
    let near = Suggestions.nearest(text, in: choices)
    return Diagnostic(
      .T309, "`\(function)` knows no \"\(text)\"", labels: [Label(place)],
      help: [
        (Suggestions.question(near).map { "\($0) " } ?? "")
          + "it is one of \(choices.map { "\"\($0)\"" }.joined(separator: ", "))"
      ])
  }

  static func choiceNotConstant(_ function: String, _ choices: [String], at place: Place) -> Diagnostic {
    Diagnostic(
      .T309, "what `\(function)` takes here must be written out", labels: [Label(place)],
      help: ["it is one of \(choices.map { "\"\($0)\"" }.joined(separator: ", "))"])
  }

  static func noEntryToSkip(at place: Place) -> Diagnostic {
    Diagnostic(
      .S103, "`skip entry` leaves out an entry of a list, and this field stands in none", labels: [Label(place)],
      help: ["skip field leaves the field alone; skip record leaves out the whole record"])
  }

  static func zeroForProblem(at place: Place) -> Diagnostic {
    Diagnostic(
      .P504, "an amount that can't be worked out becomes 0.00", labels: [Label(place, "is zero meant?")],
      help: [
        "stop the record or leave the field alone: problem: skip field", "or show that zero is meant, with `choose`",
      ])
  }

  static func numberTooLarge(_ number: String, _ most: Int64, _ field: Field, at place: Place) -> Diagnostic {
    Diagnostic(
      .T320, "`\(field.name)` travels as a JSON number, and those keep whole numbers up to \(grouped(most))",
      labels: [Label(place, "the last digits of \(number) may change")],
      help: ["a number that long is mostly a code: is there a field for text?"])
  }

  static func lengthUnknown(_ field: Field, _ lengthMax: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .T322, "nobody knows how long this is, and `\(field.name)` holds \(lengthMax) characters", labels: [Label(place)],
      help: ["a longer text stops the record; cut it with too_long: cut, or .truncate(\(lengthMax))"])
  }
}
