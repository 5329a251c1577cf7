/// What a zone's clocks show: its changes so far, and the rule for those to come. Read from the bytes of a TZif file (RFC 8536).
public struct TimeZoneRules: Sendable, Hashable {
  /// Seconds since 1970 at which the offset changes, in order.
  private var changes: [Int64] = []
  /// Seconds ahead of UTC after the change of the same index.
  private var offsets: [Int] = []
  /// Before the first change.
  private var firstOffset = 0
  /// After the last change.
  private var rule: TimeZoneRule?

  /// UTC: no changes.
  public static let utc = TimeZoneRules(offsetSeconds: 0)

  /// A zone that never changes.
  public init(offsetSeconds: Int) {
    firstOffset = offsetSeconds
  }

  /// A zone that is written as its offset: `+01:00`, `-09:30`. Nil for anything else.
  public init?(offset text: String) {
    var digits = Substring(text)
    let isNegative = digits.first == "-"
    if isNegative || digits.first == "+" { digits.removeFirst() }
    let parts = digits.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let hours = Int(parts[0]), let minutes = Int(parts[1]), hours <= 14, minutes < 60
    else { return nil }
    let seconds = hours * 3600 + minutes * 60
    self.init(offsetSeconds: isNegative ? -seconds : seconds)
  }

  /// Seconds ahead of UTC at that moment.
  public func offset(at moment: Moment) -> Int {
    offset(atSecond: moment.seconds)
  }

  /// What a clock in the zone shows at that moment.
  public func local(_ moment: Moment) -> LocalDateTime {
    moment.local(offsetSeconds: offset(at: moment))
  }

  /// The moment at which a clock in the zone shows that time. If it shows it twice, the first; if it never does,
  /// because clocks were put forward, the time that was skipped goes on: 02:30 is then 03:30.
  public func moment(_ local: LocalDateTime) -> Moment {
    let shown = Moment(date: local.date, millisecondOfDay: local.millisecondOfDay)
    let before = offset(atSecond: shown.seconds - 86_400)
    let after = offset(atSecond: shown.seconds + 86_400)
    let candidates = [before, after].filter { offset(atSecond: shown.seconds - Int64($0)) == $0 }
    // The greater offset gives the earlier moment.
    return shown.adding(TimeSpan(milliseconds: -1000 * Int64(candidates.max() ?? before)))
  }

  /// Midnight of that date in the zone, or the first moment of the day if there is no midnight.
  public func startOfDay(_ date: CalendarDate) -> Moment {
    moment(LocalDateTime(date: date, millisecondOfDay: 0))
  }

  private func offset(atSecond second: Int64) -> Int {
    guard let first = changes.first, let last = changes.last else {
      return rule?.offset(atSecond: second) ?? firstOffset
    }
    if second < first { return firstOffset }
    if second >= last, let rule { return rule.offset(atSecond: second) }
    var low = 0
    var high = changes.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if changes[middle] <= second { low = middle } else { high = middle }
    }
    return offsets[low]
  }
}

// The file.
extension TimeZoneRules {
  /// Nil if the bytes are no TZif file of version 2 or later.
  public init?(tzif bytes: [UInt8]) {
    guard let first = TZifHeader(bytes, at: 0), first.version >= UInt8(ascii: "2"),
      let header = TZifHeader(bytes, at: 44 + first.blockLength(timeWidth: 4))
    else { return nil }
    let times = header.start + 44
    let types = times + header.timeCount * 8
    let details = types + header.timeCount
    let footer = header.start + 44 + header.blockLength(timeWidth: 8)
    guard footer <= bytes.count, header.typeCount > 0 else { return nil }

    let all = (0..<header.typeCount).map {
      Int(Int32(truncatingIfNeeded: TZifHeader.number(bytes, details + $0 * 6, 4)))
    }
    firstOffset = all[0]
    for index in 0..<header.timeCount {
      let type = Int(bytes[types + index])
      guard type < all.count else { return nil }
      let time = Int64(truncatingIfNeeded: TZifHeader.number(bytes, times + index * 8, 8))
      if let last = changes.last, time <= last { return nil }
      changes.append(time)
      offsets.append(all[type])
    }
    guard let text = TimeZoneRules.footer(bytes, from: footer) else { return nil }
    if !text.isEmpty {
      guard let rule = TimeZoneRule(posix: text) else { return nil }
      self.rule = rule
    }
  }

  /// What stands between two line ends at the end of the file; nil without them.
  private static func footer(_ bytes: [UInt8], from start: Int) -> ArraySlice<UInt8>? {
    guard start < bytes.count, bytes[start] == 0x0A,
      let end = bytes[(start + 1)...].firstIndex(of: 0x0A)
    else { return nil }
    return bytes[start + 1..<end]
  }
}

/// The head of one of the two blocks of the file: how many there are of each thing.
private struct TZifHeader {
  var start: Int
  var version: UInt8
  var timeCount: Int
  var typeCount: Int
  private var otherCounts: (leap: Int, characters: Int, isStandard: Int, isUTC: Int)

  init?(_ bytes: [UInt8], at start: Int) {
    guard start + 44 <= bytes.count, Array(bytes[start..<start + 4]) == Array("TZif".utf8) else { return nil }
    self.start = start
    version = bytes[start + 4]
    let counts = (0..<6).map { Int(TZifHeader.number(bytes, start + 20 + $0 * 4, 4)) }
    // No zone comes near; larger counts are no counts.
    guard counts.allSatisfy({ $0 <= 100_000 }) else { return nil }
    otherCounts = (counts[2], counts[5], counts[1], counts[0])
    timeCount = counts[3]
    typeCount = counts[4]
  }

  /// Bytes of the block without its head.
  func blockLength(timeWidth: Int) -> Int {
    timeCount * (timeWidth + 1) + typeCount * 6 + otherCounts.characters + otherCounts.leap * (timeWidth + 4)
      + otherCounts.isStandard + otherCounts.isUTC
  }

  /// The bits of a number, highest byte first.
  static func number(_ bytes: [UInt8], _ start: Int, _ width: Int) -> UInt64 {
    bytes[start..<start + width].reduce(0) { $0 << 8 | UInt64($1) }
  }
}
