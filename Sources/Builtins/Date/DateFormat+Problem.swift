public import Values

extension Functions {
  /// What is wrong with a date format, before any date was read or written with it; nil if nothing is.
  ///
  /// To read a date, a format needs day, month and year, each once and apart from its neighbours. `hasTime` says whether
  /// there are hours to write.
  public static func dateFormatProblem(_ format: Text, isReading: Bool, hasTime: Bool) -> DateFormatProblem? {
    let fields = FormatField.all(in: Array(format.bytes))
    let text = format.string
    func has(_ letter: Character) -> Bool { fields.contains { $0.letter == letter } }
    for field in fields where field.isWrong {
      return DateFormatProblem("`\(field.written)` is no part of a date format", field.suggestion)
    }
    if has("m"), !has("M"), !has("H") {
      return DateFormatProblem(
        "`mm` is the minute; the month is `MM`", "write \"\(text.map { $0 == "m" ? "M" : String($0) }.joined())\"")
    }
    if !isReading {
      guard !hasTime, let time = fields.first(where: { "Hms".contains($0.letter) }) else { return nil }
      return DateFormatProblem(
        "a date has no time, and `\(time.written)` asks for one",
        "take it out, or format a moment, which needs a time zone")
    }
    for (letter, name) in [("d", "day"), ("M", "month"), ("y", "year")] as [(Character, String)] {
      let count = fields.count { $0.letter == letter }
      if count == 0 {
        return DateFormatProblem(
          "without a \(name) no date can be read", "\(letter == "y" ? "yyyy" : "\(letter)\(letter)") is the \(name)")
      }
      if count > 1 { return DateFormatProblem("the \(name) stands twice in this format", "day is dd, month is MM") }
    }
    for (field, next) in zip(fields, fields.dropFirst()) where field.width == 1 && next.start == field.end {
      return DateFormatProblem(
        "`\(field.written)` may be one digit or two, and nothing separates it from `\(next.written)`",
        "write a sign between them, or \(field.written)\(field.written) if there are always two digits")
    }
    return nil
  }
}

public struct DateFormatProblem: Sendable, Hashable {
  public var message: String
  public var help: String?

  init(_ message: String, _ help: String?) {
    self.message = message
    self.help = help
  }
}

/// A run of one letter in a format.
private struct FormatField {
  var letter: Character
  var width: Int
  var start: Int

  var end: Int { start + width }
  var written: String { String(repeating: letter, count: width) }
  var isWrong: Bool { letter.asciiValue.map { !DateFormat.widths($0).contains(width) } ?? true }

  /// Texts between apostrophes stand for themselves.
  static func all(in bytes: [UInt8]) -> [FormatField] {
    var fields: [FormatField] = []
    var isQuoted = false
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: "'") { isQuoted.toggle() }
      guard !isQuoted, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) else {
        at += 1
        continue
      }
      var width = 1
      while at + width < bytes.count, bytes[at + width] == byte { width += 1 }
      fields.append(FormatField(letter: Character(Unicode.Scalar(byte)), width: width, start: at))
      at += width
    }
    return fields
  }

  var suggestion: String {
    switch letter {
    case "j", "J", "Y", "y", "a", "A": "yyyy is the year, or yy with two digits"
    case "D", "t", "T", "d": "dd is the day, or d with one digit where one does"
    case "m", "M": "MM is the month, mm the minute"
    case "h", "H", "u", "U": "HH is the hour, 00 to 23"
    case "i", "n", "N": "mm is the minute"
    case "s", "S": "ss is the second"
    default: "a format is made of yyyy, MM, dd, HH, mm and ss"
    }
  }
}
