import Values

/// How a date is written: `dd-MM-yyyy HH:mm:ss`. Letters are fields, everything else stands for itself.
struct DateFormat: Sendable {
  var pattern: String
  private var parts: [Part] = []

  private enum Part: Sendable {
    case literal(UInt8)
    case field(UInt8, width: Int)
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

  init(_ text: Text) throws(Fault) {
    pattern = text.string
    let bytes = Array(text.bytes)
    var at = 0
    while at < bytes.count {
      let letter = bytes[at]
      var width = 1
      while at + width < bytes.count, bytes[at + width] == letter { width += 1 }
      guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter | 0x20) else {
        parts.append(.literal(letter))
        at += 1
        continue
      }
      guard DateFormat.widths(letter).contains(width) else {
        throw .conversion(
          "\"\(pattern)\" is not a date format; d, dd, M, MM, yy, yyyy, HH, mm and ss are known")
      }
      parts.append(.field(letter, width: width))
      at += width
    }
  }

  private static func widths(_ letter: UInt8) -> [Int] {
    switch letter {
    case UInt8(ascii: "d"), UInt8(ascii: "M"): [1, 2]
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
      case .field(let letter, let width): text.append(DateFormat.padded(DateFormat.value(letter, width, shown), width))
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
        guard let number = DateFormat.number(bytes, &at, width) else { return nil }
        fields[letter] = letter == UInt8(ascii: "y") && width == 2 ? number + (number < 70 ? 2000 : 1900) : number
      }
    }
    guard at == bytes.count, let year = fields[UInt8(ascii: "y")], let month = fields[UInt8(ascii: "M")],
      let day = fields[UInt8(ascii: "d")], let date = CalendarDate(year: year, month: month, day: day)
    else { return nil }
    let (hour, minute) = (fields[UInt8(ascii: "H")] ?? 0, fields[UInt8(ascii: "m")] ?? 0)
    let second = fields[UInt8(ascii: "s")] ?? 0
    guard hour < 24, minute < 60, second < 60 else { return nil }
    return Written(date: date, millisecondOfDay: ((hour * 60 + minute) * 60 + second) * 1000)
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
