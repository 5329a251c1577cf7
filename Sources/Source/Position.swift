/// A line and a column as people and editors count them. Both start at 1.
public struct Position: Sendable, Hashable {
  public var line: Int
  /// In code points: the unit of the text and JSON renderings.
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

extension SourceFile {
  /// The line number, from 1, that a byte offset lies in.
  public func lineNumber(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  public func position(at offset: Int) -> Position {
    let offset = min(max(0, offset), bytes.count)
    let line = lineNumber(at: offset)
    let before = bytes[lineStarts[line - 1]..<offset]
    return Position(line: line, column: before.count(where: { $0 & 0xC0 != 0x80 }) + 1)
  }

  /// Column in UTF-16 units, from 1: what editors that do not speak UTF-8 count.
  public func utf16Column(at offset: Int) -> Int {
    let offset = min(max(0, offset), bytes.count)
    let start = lineStarts[lineNumber(at: offset) - 1]
    return String(decoding: bytes[start..<offset], as: UTF8.self).utf16.count + 1
  }

  /// Byte offsets of the code points, one more than there are: libyaml's marks count code points, spans count bytes.
  public func codePointOffsets() -> [Int] {
    var offsets: [Int] = []
    offsets.reserveCapacity(bytes.count + 1)
    for (index, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 { offsets.append(index) }
    offsets.append(bytes.count)
    return offsets
  }
}
