/// A text and the path that messages call it by. Reading it from disk is the caller's business.
public struct SourceFile: Sendable, Hashable {
  /// What messages print before the line number; relative to where the person stands, if possible.
  public let path: String
  /// The text as it was read. It need not be valid UTF-8: that is for the reader of the format to notice.
  public let bytes: [UInt8]
  /// Byte offset of the first byte of every line. The first entry is always 0.
  public let lineStarts: [Int]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    self.lineStarts = Self.findLineStarts(bytes)
  }

  public init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// The text of a span, with broken UTF-8 replaced. Spans that reach past the end are cut.
  public func text(_ span: Span) -> String {
    let range = span.clamped(to: bytes.count)
    return String(decoding: bytes[range.start..<range.end], as: UTF8.self)
  }

  /// The text of a line without its line break; lines count from 1.
  public func line(_ number: Int) -> String {
    guard number >= 1, number <= lineStarts.count else { return "" }
    let start = lineStarts[number - 1]
    var end = number < lineStarts.count ? lineStarts[number] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// LF, CRLF and a lone CR each end a line, as they do for libyaml.
  private static func findLineStarts(_ bytes: [UInt8]) -> [Int] {
    var starts = [0]
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 0x0D {
        if index < bytes.count, bytes[index] == 0x0A { index += 1 }
        starts.append(index)
      } else if byte == 0x0A {
        starts.append(index)
      }
    }
    return starts
  }
}
