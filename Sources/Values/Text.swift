/// A text: a slice of shared UTF-8 bytes, often of the document it came from. Compared, sorted and measured by bytes.
///
/// Whoever makes a text from bytes answers for their being UTF-8; `String(text)` repairs what is not.
public struct Text: Sendable {
  private let storage: [UInt8]
  private let start: UInt32
  private let end: UInt32

  public static let empty = Text(bytes: [])

  public init(_ string: String) {
    self.init(bytes: Array(string.utf8))
  }

  /// All of the bytes; at most 4 GB.
  public init(bytes: [UInt8]) {
    self.init(bytes: bytes, start: 0, end: bytes.count)
  }

  /// The bytes from `start` to before `end`, shared and not copied.
  public init(bytes: [UInt8], start: Int, end: Int) {
    precondition(0 <= start && start <= end && end <= bytes.count, "a text lies inside its bytes")
    storage = bytes
    self.start = UInt32(start)
    self.end = UInt32(end)
  }

  /// Bytes.
  public var count: Int { Int(end &- start) }
  public var isEmpty: Bool { start == end }

  /// The byte at `index`, counted from the start of the text.
  public subscript(index: Int) -> UInt8 {
    precondition(index >= 0 && index < count, "a byte inside the text")
    return storage[Int(start) + index]
  }

  /// The text between two byte offsets, which the caller places between characters; shares the bytes.
  public subscript(range: Range<Int>) -> Text {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "a range inside the text")
    return Text(bytes: storage, start: Int(start) + range.lowerBound, end: Int(start) + range.upperBound)
  }

  /// Lends the bytes; the pointer must not leave the closure.
  public func withBytes<Result, Problem: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Problem) -> Result
  ) throws(Problem) -> Result {
    try storage.withUnsafeBufferPointer { all throws(Problem) in
      try body(UnsafeBufferPointer(rebasing: all[Int(start)..<Int(end)]))
    }
  }

  /// The bytes, shared.
  public var bytes: ArraySlice<UInt8> { storage[Int(start)..<Int(end)] }

  public var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Unicode code points.
  public var codePointCount: Int {
    withBytes { bytes in
      var points = 0
      for byte in bytes where byte & 0xC0 != 0x80 { points += 1 }
      return points
    }
  }
}

extension String {
  public init(_ text: Text) {
    self = text.string
  }
}

extension Text: Hashable, Comparable {
  public static func == (left: Text, right: Text) -> Bool {
    left.count == right.count && left.withBytes { first in right.withBytes { first.elementsEqual($0) } }
  }

  /// By bytes, which for UTF-8 is the order of code points.
  public static func < (left: Text, right: Text) -> Bool {
    left.withBytes { first in right.withBytes { first.lexicographicallyPrecedes($0) } }
  }

  public func hash(into hasher: inout Hasher) {
    withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(UInt8(0xFF))
  }
}

extension Text: ExpressibleByStringLiteral, CustomStringConvertible {
  public init(stringLiteral value: String) {
    self.init(value)
  }

  public var description: String { string }
}
