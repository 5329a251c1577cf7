/// Lines and columns of the text that is laid out.
struct FormatText {
  let bytes: [UInt8]
  let lineStarts: [Int]

  /// In code points.
  static func width(_ bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 & 0xC0 != 0x80 } }

  func lineStart(_ offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return lineStarts[low]
  }

  func column(_ offset: Int) -> Int { Self.width(bytes[lineStart(offset)..<offset]) }

  func isBlank(_ index: Int) -> Bool { bytes[index] == Ascii.space || bytes[index] == Ascii.tab }

  func isBreak(_ index: Int) -> Bool { bytes[index] == Ascii.newline || bytes[index] == Ascii.carriageReturn }

  /// The first byte from `index` on that is neither blank nor tab.
  func skipBlanks(_ index: Int) -> Int {
    var index = index
    while index < bytes.count, isBlank(index) { index += 1 }
    return index
  }

  /// The same, also over line ends and comments.
  func skipToContent(_ index: Int) -> Int {
    var index = index
    while index < bytes.count {
      if isBlank(index) || isBreak(index) {
        index += 1
      } else if bytes[index] == Ascii.hash {
        while index < bytes.count, !isBreak(index) { index += 1 }
      } else {
        break
      }
    }
    return index
  }

  func startsLine(_ offset: Int) -> Bool { skipBlanks(lineStart(offset)) == offset }

  func isOneLine(_ start: Int, _ end: Int) -> Bool { !bytes[start..<max(start, end)].contains(Ascii.newline) }

  /// The starts of the lines that begin inside.
  func linesInside(_ start: Int, _ end: Int) -> ArraySlice<Int> {
    let first = lineStarts.partitioned { $0 > start }
    let last = lineStarts.partitioned { $0 >= end }
    return lineStarts[first..<max(first, last)]
  }
}

extension [Int] {
  /// The first place from which on `isBehind` is true, in a sorted list.
  fileprivate func partitioned(_ isBehind: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
