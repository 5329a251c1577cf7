import Diagnostics
import Source
import Syntax
import Types

// Sentences about tables.
extension Diagnostic {
  static func membersNotCovered(_ table: String, _ enumeration: Enumeration, _ missing: [String], at place: Place)
    -> Diagnostic
  {
    Diagnostic(
      .L601,
      "the table `\(table)` has no row for \(missing.prefix(6).joined(separator: ", "))\(missing.count > 6 ? ", …" : "")",
      labels: [Label(place, "every \(enumeration.noun) must find its row")],
      help: ["add the rows, or one for all others:", "else: …"], fixes: stoppingElse(table, place))
  }

  static func tableNeedsElse(_ table: String, _ type: ValueType, at place: Place) -> Diagnostic {
    Diagnostic(
      .L602, "the table `\(table)` says nothing of other keys",
      labels: [Label(place, "its key is \(type): there may be more")],
      help: ["add what holds for all others:", "else: { stop: \"{key} is not in the table \(table)\" }"],
      fixes: stoppingElse(table, place))
  }

  /// A last row that stops the record: no key is passed over in silence.
  private static func stoppingElse(_ table: String, _ place: Place) -> [Fix] {
    let row = "else: { stop: \"{key} is not in the table \(table)\" }"
    return Edit.appendingEntry(row, below: place).map { [Fix("stop at all others", .probable, [$0])] } ?? []
  }

  static func rowKeyType(_ text: String, _ column: ValueType, at place: Place) -> Diagnostic {
    Diagnostic(.L603, "the key of this row is not \(column): `\(text)`", labels: [Label(place)])
  }

  static func rowKeyNeedsQuotes(_ text: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .L603, "a text needs quotes: \"\(text)\"", labels: [Label(place, "the key of this table is text")],
      fixes: [Fix("write \"\(text)\"", .safe, [Edit(place, "\"\(text)\"")])])
  }

  static func unknownRowMember(_ text: String, _ enumeration: Enumeration, at place: Place) -> Diagnostic {
    let near = Suggestions.nearest(text, in: enumeration.members.map(\.word))
    var help = near.map { "did you mean \($0)?" }
    var meant = near.first
    if enumeration == .country {
      help = ["countries are written with their two ISO letters: NL, BE, DE"]
      meant = nil
      if text == "UK" {
        help = ["Great Britain is GB"]
        meant = "GB"
      }
    }
    return Diagnostic(
      .L603, "`\(text)` is no \(enumeration.noun)", labels: [Label(place)], help: help,
      fixes: meant.map { [Fix("write \($0)", .probable, [Edit(place, $0)])] } ?? [])
  }

  static func unknownGroup(_ name: Name, _ enumeration: Enumeration, at place: Place) -> Diagnostic {
    Diagnostic(
      .L603, "there is no group `\(name.text)` of \(enumeration.noun) values", labels: [Label(place)],
      help: enumeration.groups.isEmpty ? [] : ["groups: \(enumeration.groups.keys.sorted().joined(separator: ", "))"])
  }

  static func groupNeedsMembers(_ name: Name, _ column: ValueType, at place: Place) -> Diagnostic {
    Diagnostic(
      .L603, "`in \(name.text)` needs a key with groups, as country has",
      labels: [Label(place, "this key is \(column)")])
  }

  static func rowTwice(_ key: String, at place: Place, other: Place) -> Diagnostic {
    Diagnostic(
      .L604, "the row \(key) stands here twice", labels: [Label(place), Label(other, "the first time")],
      help: ["keep one of them"])
  }

  static func groupsOverlap(_ key: String, at place: Place, other: Place) -> Diagnostic {
    Diagnostic(
      .L604, "two groups hold \(key), and only one row can count",
      labels: [Label(place), Label(other, "so does this one")],
      help: ["a row for \(key) itself stands over both"])
  }

  static func rowNeverUsed(_ row: String, because reason: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .L606, "no key ever reaches the row `\(row)`", labels: [Label(place, reason)], help: ["take the line out"])
  }

  static func cellsDiffer(_ first: ValueType, _ firstPlace: Place?, _ second: ValueType, at place: Place) -> Diagnostic
  {
    Diagnostic(
      .L605, "the rows of a table give one type; this is \(second), others are \(first)",
      labels: [Label(place, second.description)] + (firstPlace.map { [Label($0, first.description)] } ?? []),
      help: ["give all rows the same kind of value"])
  }

  static func keyTypeNeeded(_ table: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .L608, "the table `\(table)` must say what its key is", labels: [Label(place)],
      help: ["without quotes, NO may be a country or a word:", "key: country     # or text, int, …"])
  }

  static func rowsTooDeep(_ table: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .L603, "the rows of `\(table)` nest deeper than it has key columns", labels: [Label(place)],
      help: ["name one type for each level: key: [country, int]"])
  }

  static func lookUpKeyCount(_ table: String, given: Int, columns: [ValueType], at place: Place) -> Diagnostic {
    Diagnostic(
      .T309,
      "the table `\(table)` is looked up by \(columns.count) key\(columns.count == 1 ? "" : "s"); here \(given == 1 ? "is" : "are") \(given)",
      labels: [Label(place)], help: ["\(table)[\(columns.map(\.description).joined(separator: ", "))]"])
  }

  /// - Parameter isGuessed: the table does not say what its key is.
  static func lookUpKeyType(
    _ table: String, _ column: ValueType, _ type: ValueType, _ text: String, isGuessed: Bool, at place: Place
  ) -> Diagnostic {
    var help: [String] = []
    switch (column.unwrapped, type.unwrapped) {
    case (.text, .whole) where isGuessed: help = ["say the key's type in the table:", "key: int"]
    case (.text, .decimal) where isGuessed: help = ["say the key's type in the table:", "key: decimal"]
    case (.text, .whole), (.text, .decimal): help = ["make it a text: \"{\(text)}\""]
    case (.whole, .text): help = ["if the text is a number: number(\(text))"]
    default: break
    }
    return Diagnostic(
      .T301, "the table `\(table)` is looked up by \(column); this is \(type)",
      labels: [Label(place, type.description)],
      help: help)
  }

  /// The cells of a CSV file are text as long as the table does not say otherwise.
  static func cellTypeNotSaid(_ table: String, _ field: Field, _ type: String, at place: Place, declared: Place)
    -> Diagnostic
  {
    Diagnostic(
      .T301, "`\(field.name)` is \(field.type); the table `\(table)` gives text",
      labels: [Label(place, "text"), Label(declared, "says no type of its values")],
      help: ["say the value's type in the table:", "value: \(type)"])
  }

  static func csvProblem(_ message: String, at place: Place, help: [String] = []) -> Diagnostic {
    Diagnostic(.L607, message, labels: [Label(place)], help: help)
  }
}
