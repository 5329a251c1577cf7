import Values

/// How a date is written: `dd-MM-yyyy HH:mm:ss`, `d MMMM yyyy`. Letters are fields, what stands between apostrophes and
/// everything else stands for itself.
struct DateFormat: Sendable {
  var pattern: String
  private var parts: [Part] = []
  private var language: DateLanguage?

  private enum Part: Sendable {
    case literal(UInt8)
    case field(UInt8, width: Int)

    /// Months and days of the week in letters.
    var isName: Bool {
      guard case .field(let letter, let width) = self else { return false }
      return letter == UInt8(ascii: "E") || width > 2 && letter == UInt8(ascii: "M")
    }
  }

  struct Written {
    var date: CalendarDate
    var millisecondOfDay: Int
  }

  static let iso = DateFormat(
    pattern: "yyyy-MM-dd",
    parts: [
      .field(UInt8(ascii: "y"), width: 4), .literal(UInt8(ascii: "-")), .field(UInt8(ascii: "M"), width: 2),
      .literal(UInt8(ascii: "-")), .field(UInt8(ascii: "d"), width: 2),
    ])

  private init(pattern: String, parts: [Part]) {
    self.pattern = pattern
    self.parts = parts
  }

  /// `language` is needed where the format writes names.
  init(_ text: Text, language code: Text? = nil) throws(Fault) {
    pattern = text.string
    if let code { language = try DateLanguage.of(code) }
    let bytes = Array(text.bytes)
    var at = 0
    while at < bytes.count {
      let letter = bytes[at]
      if letter == UInt8(ascii: "'") {
        at = literal(bytes, from: at + 1)
        continue
      }
      var width = 1
      while at + width < bytes.count, bytes[at + width] == letter { width += 1 }
      guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter | 0x20) else {
        parts.append(.literal(letter))
        at += 1
        continue
      }
      guard DateFormat.widths(letter).contains(width) else {
        throw .conversion(
          "\"\(pattern)\" is not a date format; d, dd, EEE, EEEE, M, MM, MMM, MMMM, yy, yyyy, HH, mm and ss are known, "
            + "and letters between apostrophes stand for themselves: 'T'")
      }
      parts.append(.field(letter, width: width))
      at += width
    }
    if language == nil, parts.contains(where: \.isName) {
      throw .conversion(
        "the names in \"\(pattern)\" are those of a language; add one: \"nl\", \"de\", \"fr\" or \"en\"")
    }
  }

  /// Takes the text up to the closing apostrophe; two of them are one.
  private mutating func literal(_ bytes: [UInt8], from start: Int) -> Int {
    var at = start
    while at < bytes.count, bytes[at] != UInt8(ascii: "'") {
      parts.append(.literal(bytes[at]))
      at += 1
    }
    if at == start { parts.append(.literal(UInt8(ascii: "'"))) }
    return at + 1
  }

  static func widths(_ letter: UInt8) -> [Int] {
    switch letter {
    case UInt8(ascii: "d"): [1, 2]
    case UInt8(ascii: "M"): [1, 2, 3, 4]
    case UInt8(ascii: "E"): [3, 4]
    case UInt8(ascii: "y"): [2, 4]
    case UInt8(ascii: "H"), UInt8(ascii: "m"), UInt8(ascii: "s"): [2]
    default: []
    }
  }

  var hasTime: Bool {
    parts.contains { part in
      if case .field(let letter, _) = part { "Hms".utf8.contains(letter) } else { false }
    }
  }

  func write(_ shown: LocalDateTime) -> Text {
    var text = TextBuilder(reserving: 24)
    for part in parts {
      switch part {
      case .literal(let byte): text.append(bytes: CollectionOfOne(byte))
      case .field(let letter, let width):
        if part.isName, let language {
          let isShort = width == 3
          text.append(
            letter == UInt8(ascii: "M")
              ? language.month(shown.date.month, isShort: isShort)
              : language.day(shown.date.weekday.rawValue, isShort: isShort))
        } else {
          text.append(DateFormat.padded(DateFormat.value(letter, width, shown), width))
        }
      }
    }
    return text.text
  }

  private static func value(_ letter: UInt8, _ width: Int, _ shown: LocalDateTime) -> Int {
    switch letter {
    case UInt8(ascii: "d"): shown.date.day
    case UInt8(ascii: "M"): shown.date.month
    case UInt8(ascii: "y"): width == 2 ? shown.date.year % 100 : shown.date.year
    case UInt8(ascii: "H"): shown.hour
    case UInt8(ascii: "m"): shown.minute
    default: shown.second
    }
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  /// Nil if the text is not written so, or if there is no such day or time. A year of two digits is one of 1970 to 2069.
  func read(_ text: Text) -> Written? {
    let bytes = Array(text.trimmed.bytes)
    var at = 0
    var fields: [UInt8: Int] = [:]
    for part in parts {
      switch part {
      case .literal(let byte):
        guard at < bytes.count, bytes[at] == byte else { return nil }
        at += 1
      case .field(let letter, let width):
        guard let number = part.isName ? name(bytes, &at, letter, width) : DateFormat.number(bytes, &at, width)
        else { return nil }
        fields[letter] = letter == UInt8(ascii: "y") && width == 2 ? number + (number < 70 ? 2000 : 1900) : number
      }
    }
    guard at == bytes.count, let year = fields[UInt8(ascii: "y")], let month = fields[UInt8(ascii: "M")],
      let day = fields[UInt8(ascii: "d")], let date = CalendarDate(year: year, month: month, day: day),
      fields[UInt8(ascii: "E")].map({ $0 == date.weekday.rawValue }) ?? true
    else { return nil }
    let (hour, minute) = (fields[UInt8(ascii: "H")] ?? 0, fields[UInt8(ascii: "m")] ?? 0)
    let second = fields[UInt8(ascii: "s")] ?? 0
    guard hour < 24, minute < 60, second < 60 else { return nil }
    return Written(date: date, millisecondOfDay: ((hour * 60 + minute) * 60 + second) * 1000)
  }

  /// The number of the month or day whose name stands here, capital and small letters alike.
  private func name(_ bytes: [UInt8], _ at: inout Int, _ letter: UInt8, _ width: Int) -> Int? {
    guard let language else { return nil }
    let isMonth = letter == UInt8(ascii: "M")
    let rest = Text(bytes: Array(bytes[at...])).lowercased
    for number in 1...(isMonth ? 12 : 7) {
      let written = isMonth ? language.month(number, isShort: width == 3) : language.day(number, isShort: width == 3)
      let name = Text(written).lowercased
      if rest.hasPrefix(name) {
        at += name.count
        return number
      }
    }
    return nil
  }

  /// Exactly so many digits; one stands for one or two.
  private static func number(_ bytes: [UInt8], _ at: inout Int, _ width: Int) -> Int? {
    let start = at
    var value = 0
    while at < bytes.count, at - start < max(width, 2), (0x30...0x39).contains(bytes[at]) {
      value = value * 10 + Int(bytes[at] - 0x30)
      at += 1
    }
    return at - start >= width ? value : nil
  }
}
