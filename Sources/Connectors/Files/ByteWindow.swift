import ConnectorKit

/// The part of a file that is looked at: as many bytes as one record needs, and where they stand.
struct ByteWindow {
  private let file: any OpenedFile
  private(set) var bytes: [UInt8] = []
  /// Where in the file `bytes` begin.
  private var base: Int
  /// Behind the last record that was taken.
  private(set) var start = 0
  /// The line in which `start` stands, counted from 1.
  private(set) var line: Int
  /// Nothing follows behind `bytes`.
  private(set) var isWhole = false

  /// Bytes that are read at once; a longer record doubles it.
  static let chunk = 1 << 16
  /// No record is longer, in bytes.
  static let recordMax = 4 << 20

  init(_ file: any OpenedFile, at offset: Int = 0, line: Int = 1) {
    self.file = file
    base = offset
    self.line = line
  }

  /// Where in the file a place in `bytes` is.
  func offset(of index: Int) -> Int { base + index }

  /// More of the file, and at least as much again as is there. False if there is no more, or the record is too long.
  mutating func grow() throws(FileTrouble) -> Bool {
    let room = Self.recordMax + 1 - (bytes.count - start)
    if isWhole || room <= 0 { return false }
    if start > 0 {
      bytes.removeFirst(start)
      base += start
      start = 0
    }
    let count = min(max(Self.chunk, bytes.count), room)
    let more = try file.bytes(at: base + bytes.count, count: count)
    isWhole = more.count < count
    bytes += more
    return true
  }

  /// Goes behind what was taken.
  mutating func take(to index: Int) {
    line += lines(to: index)
    start = index
  }

  /// Line ends between `start` and a place behind it.
  func lines(to index: Int) -> Int { bytes[start..<index].count { $0 == 0x0A } }
}
