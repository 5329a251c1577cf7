import Source

/// A line as a terminal shows it: tabs expanded, wide characters two columns wide, very long lines cut.
struct LineView {
  /// Columns of a line that are shown at most.
  static let columnsMax = 200
  private static let tabWidth = 4
  /// Columns in front of the marked place when a line is cut.
  private static let before = 60

  let text: String
  /// The column of the line that stands leftmost; 0 unless the line was cut.
  let firstColumn: Int
  private let source: SourceFile
  private let number: Int

  /// - Parameter focus: a column that must be seen.
  init(_ source: SourceFile, _ number: Int, focus: Int) {
    self.source = source
    self.number = number
    let whole = Self.expanded(source.line(number))
    let isLong = whole.reduce(0, { $0 + Self.width($1) }) > Self.columnsMax
    firstColumn = isLong && focus > Self.columnsMax - Self.before ? focus - Self.before : 0
    text = isLong ? Self.cut(whole, from: firstColumn) : whole
  }

  /// The column, from 0, in which a byte of the file stands.
  func column(of offset: Int) -> Int {
    let start = source.lineStarts[number - 1]
    guard offset > start else { return 0 }
    return Self.expanded(source.text(Span(start, offset))).reduce(0) { $0 + Self.width($1) }
  }

  private static func expanded(_ line: String) -> String {
    var result = ""
    var column = 0
    for character in line {
      if character == "\t" {
        let count = tabWidth - column % tabWidth
        result += String(repeating: " ", count: count)
        column += count
      } else if let scalar = character.unicodeScalars.first, isControl(scalar) {
        result += "\u{FFFD}"
        column += 1
      } else {
        result.append(character)
        column += width(character)
      }
    }
    return result
  }

  private static func cut(_ line: String, from first: Int) -> String {
    var result = ""
    var column = 0
    for character in line {
      let width = width(character)
      if column >= first, column + width <= first + columnsMax { result.append(character) }
      if column < first, column + width > first { result += " " }
      column += width
    }
    return result
  }

  /// They could make a terminal do things.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
      || (0x2066...0x2069).contains(scalar.value)
  }

  /// 2 for characters of East Asia and emoji, 0 for marks that stand on the one before, else 1.
  static func width(_ character: Character) -> Int {
    var width = 0
    for scalar in character.unicodeScalars {
      if wide.contains(where: { $0.contains(scalar.value) }) || scalar.properties.isEmojiPresentation { return 2 }
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: continue
      default: width = 1
      }
    }
    return width
  }

  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD,
  ]
}
