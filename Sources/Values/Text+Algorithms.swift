// Over bytes, because Swift's and Foundation's text functions take ten to thirty times as long.
extension Text {
  /// Whether there is nothing but white space.
  public var isBlank: Bool {
    withBytes { bytes in
      var at = 0
      while at < bytes.count {
        let length = Text.blankLength(bytes, at: at)
        if length == 0 { return false }
        at += length
      }
      return true
    }
  }

  /// Without white space at both ends: ASCII blanks, and what else Unicode calls White_Space, the no-break space among it.
  public var trimmed: Text {
    let range = withBytes { bytes -> Range<Int> in
      var start = 0
      var end = bytes.count
      while start < end {
        let length = Text.blankLength(bytes, at: start)
        if length == 0 { break }
        start += length
      }
      while end > start {
        var lead = end - 1
        while lead > start, bytes[lead] & 0xC0 == 0x80 { lead -= 1 }
        if Text.blankLength(bytes, at: lead) != end - lead { break }
        end = lead
      }
      return start..<end
    }
    return range.count == count ? self : self[range]
  }

  /// The length of the blank at that place; 0 if another character stands there.
  private static func blankLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let lead = bytes[index]
    if lead < 0x80 { return lead == 0x20 || lead >= 0x09 && lead <= 0x0D ? 1 : 0 }
    if lead == 0xC2 {
      guard index + 1 < bytes.count else { return 0 }
      return bytes[index + 1] == 0x85 || bytes[index + 1] == 0xA0 ? 2 : 0
    }
    guard lead >= 0xE1, lead <= 0xE3, index + 2 < bytes.count else { return 0 }
    switch (lead, bytes[index + 1], bytes[index + 2]) {
    case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF),
      (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
      return 3
    default: return 0
    }
  }

  public func hasPrefix(_ other: Text) -> Bool {
    count >= other.count && withBytes { mine in other.withBytes { Text.isSame(mine, at: 0, as: $0) } }
  }

  public func hasSuffix(_ other: Text) -> Bool {
    count >= other.count
      && withBytes { mine in other.withBytes { Text.isSame(mine, at: mine.count - $0.count, as: $0) } }
  }

  /// Every text contains the empty one.
  public func contains(_ other: Text) -> Bool { firstRange(of: other) != nil }

  /// Byte offsets of the first place, at or after `start`, where `other` stands.
  public func firstRange(of other: Text, from start: Int = 0) -> Range<Int>? {
    withBytes { mine in other.withBytes { Text.find($0, in: mine, from: start) } }
  }

  /// Every place of `other`, from left to right, replaced. An empty `other` replaces nothing.
  public func replacing(_ other: Text, with replacement: Text) -> Text {
    guard !other.isEmpty, var found = firstRange(of: other) else { return self }
    var result = TextBuilder(reserving: count + replacement.count)
    var start = 0
    while true {
      result.append(self[start..<found.lowerBound])
      result.append(replacement)
      start = found.upperBound
      guard let next = firstRange(of: other, from: start) else { break }
      found = next
    }
    result.append(self[start..<count])
    return result.text
  }

  /// The pieces between the places of `separator`, empty ones too. An empty separator splits nothing.
  public func split(on separator: Text) -> [Text] {
    guard !separator.isEmpty else { return [self] }
    var pieces: [Text] = []
    var start = 0
    while let found = firstRange(of: separator, from: start) {
      pieces.append(self[start..<found.lowerBound])
      start = found.upperBound
    }
    pieces.append(self[start..<count])
    return pieces
  }

  /// The first code points, at most `limit` of them.
  public func prefix(codePoints limit: Int) -> Text {
    let end = withBytes { bytes -> Int in
      var left = limit
      for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
        if left <= 0 { return offset }
        left -= 1
      }
      return bytes.count
    }
    return self[0..<end]
  }

  /// Only ASCII bytes.
  public var isASCII: Bool {
    withBytes { bytes in
      for byte in bytes where byte >= 0x80 { return false }
      return true
    }
  }

  public var lowercased: Text {
    isASCII ? mapped(from: UInt8(ascii: "A"), to: UInt8(ascii: "Z")) : Text(string.lowercased())
  }

  public var uppercased: Text {
    isASCII ? mapped(from: UInt8(ascii: "a"), to: UInt8(ascii: "z")) : Text(string.uppercased())
  }

  /// The other case for letters in the range; itself if there is none.
  private func mapped(from first: UInt8, to last: UInt8) -> Text {
    let result = withBytes { bytes -> [UInt8]? in
      guard let source = bytes.baseAddress, bytes.contains(where: { $0 >= first && $0 <= last }) else { return nil }
      return [UInt8](unsafeUninitializedCapacity: bytes.count) { target, count in
        count = bytes.count
        guard let target = target.baseAddress else { return }
        var at = 0
        while at < count {
          let byte = source[at]
          (target + at).initialize(to: byte >= first && byte <= last ? byte ^ 0x20 : byte)
          at += 1
        }
      }
    }
    return result.map { Text(bytes: $0) } ?? self
  }

  private static func isSame(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, as other: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    for offset in 0..<other.count where bytes[start + offset] != other[offset] { return false }
    return true
  }

  private static func find(
    _ other: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Range<Int>? {
    guard start >= 0, start + other.count <= bytes.count else { return nil }
    guard other.count > 0 else { return start..<start }
    let first = other[0]
    var at = start
    let last = bytes.count - other.count
    while at <= last {
      if bytes[at] == first, isSame(bytes, at: at, as: other) { return at..<at + other.count }
      at += 1
    }
    return nil
  }
}

/// Puts a text together from pieces.
public struct TextBuilder: Sendable {
  private var bytes: [UInt8] = []

  public init(reserving capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  public mutating func append(_ text: Text) {
    text.withBytes { bytes.append(contentsOf: $0) }
  }

  public mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// UTF-8.
  public mutating func append(bytes more: some Sequence<UInt8>) {
    bytes.append(contentsOf: more)
  }

  public mutating func append(_ number: DecimalNumber) {
    number.write(into: &bytes)
  }

  public mutating func append(whole number: Int64) {
    DecimalNumber(number).write(into: &bytes)
  }

  public mutating func append(_ date: CalendarDate) {
    date.write(into: &bytes)
  }

  public mutating func append(_ moment: Moment) {
    moment.write(into: &bytes)
  }

  public var text: Text { Text(bytes: bytes) }
}
