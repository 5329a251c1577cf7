extension Moment {
  /// Reads ISO 8601 with a zone: `2019-03-05T21:40:11Z`, `2019-03-05T21:40:11.123+02:00`, `2019-03-05 21:40+0200`.
  /// Digits beyond milliseconds are dropped. Without a zone it is no moment: nil.
  public init?(iso text: some Collection<UInt8>) {
    var reader = ByteReader(text)
    guard let date = reader.isoDate(), reader.take("T", or: "t") != nil || reader.take(" "),
      let time = reader.timeOfDay()
    else {
      return nil
    }
    let offset: Int
    if reader.take("Z", or: "z") != nil {
      offset = 0
    } else {
      guard let written = reader.offset() else { return nil }
      offset = written
    }
    guard reader.isAtEnd else { return nil }
    self.init(date: date, millisecondOfDay: time - offset)
  }

  public init?(iso text: String) {
    self.init(iso: text.utf8)
  }

  /// Reads RFC 2822: `Tue, 05 Mar 2019 21:40:11 +0000`. The weekday may be left out and is not compared;
  /// `GMT`, `UT`, `UTC` and `Z` stand for +0000.
  public init?(rfc2822 text: some Collection<UInt8>) {
    var reader = ByteReader(text)
    if !reader.word().isEmpty {
      guard reader.take(",") else { return nil }
    }
    reader.skipBlanks()
    guard let day = reader.number(1, 2), reader.skipBlanks(),
      let month = Moment.months.firstIndex(of: reader.word().lowercased()), reader.skipBlanks(),
      let year = reader.number(4, 4), reader.skipBlanks(),
      let date = CalendarDate(year: year, month: month + 1, day: day),
      let time = reader.timeOfDay(), reader.skipBlanks()
    else { return nil }
    let zone = reader.word().uppercased()
    let offset: Int
    if zone.isEmpty {
      guard let written = reader.offset() else { return nil }
      offset = written
    } else {
      guard ["GMT", "UT", "UTC", "Z"].contains(zone) else { return nil }
      offset = 0
    }
    reader.skipBlanks()
    guard reader.isAtEnd else { return nil }
    self.init(date: date, millisecondOfDay: time - offset)
  }

  public init?(rfc2822 text: String) {
    self.init(rfc2822: text.utf8)
  }

  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
  private static let monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  private static let dayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// `Tue, 05 Mar 2019 21:40:11 +0000`.
  public var rfc2822: String {
    let (date, shown) = (date, local(offsetSeconds: 0))
    var bytes = Array("\(Moment.dayNames[date.weekday.rawValue - 1]), ".utf8)
    bytes.appendDigits(date.day, width: 2)
    bytes.append(contentsOf: " \(Moment.monthNames[date.month - 1]) ".utf8)
    bytes.appendDigits(date.year, width: 4)
    bytes.append(UInt8(ascii: " "))
    shown.writeTime(into: &bytes, withMilliseconds: false)
    bytes.append(contentsOf: " +0000".utf8)
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Moment: CustomStringConvertible {
  /// `2019-03-05T21:40:11Z`, with `.123` only where there are milliseconds.
  public var description: String {
    var bytes: [UInt8] = []
    write(into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends what ``description`` says.
  public func write(into bytes: inout [UInt8]) {
    local(offsetSeconds: 0).write(into: &bytes)
    bytes.append(UInt8(ascii: "Z"))
  }
}

extension LocalDateTime: CustomStringConvertible {
  /// `2019-03-05T21:40:11`.
  public var description: String {
    var bytes: [UInt8] = []
    write(into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  func write(into bytes: inout [UInt8]) {
    date.write(into: &bytes)
    bytes.append(UInt8(ascii: "T"))
    writeTime(into: &bytes, withMilliseconds: true)
  }

  func writeTime(into bytes: inout [UInt8], withMilliseconds: Bool) {
    bytes.appendDigits(hour, width: 2)
    bytes.append(UInt8(ascii: ":"))
    bytes.appendDigits(minute, width: 2)
    bytes.append(UInt8(ascii: ":"))
    bytes.appendDigits(second, width: 2)
    let milliseconds = millisecondOfDay % 1000
    if withMilliseconds, milliseconds != 0 {
      bytes.append(UInt8(ascii: "."))
      bytes.appendDigits(milliseconds, width: 3)
    }
  }
}
