/// Rows of text in columns that are as wide as their widest cell, but not wider than a limit: a cell that is longer is
/// wrapped, as is the last column at the end of the line.
struct Table {
  private var rows: [[String]] = []
  private let widthMax: Int

  init(widthMax: Int = 110) { self.widthMax = widthMax }

  mutating func add(_ cells: String...) { rows.append(cells) }

  /// No column but the last is wider.
  private static let columnMax = 40

  var text: String {
    let count = rows.map(\.count).max() ?? 0
    var widths = (0..<max(0, count - 1)).map { column in
      min(Self.columnMax, rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0)
    }
    widths.append(max(30, widthMax - widths.reduce(0) { $0 + $1 + 2 }))
    return rows.map { Self.line($0, widths) }.joined(separator: "\n")
  }

  /// One row, on as many lines as its longest cell needs.
  private static func line(_ row: [String], _ widths: [Int]) -> String {
    let cells = row.enumerated().map { wrap($1, $0 + 1 == row.count ? widths[widths.count - 1] : widths[$0]) }
    return (0..<(cells.map(\.count).max() ?? 0)).map { number in
      var line = ""
      for (column, cell) in cells.enumerated() {
        let part = number < cell.count ? cell[number] : ""
        line +=
          column + 1 == row.count ? part : part + String(repeating: " ", count: max(0, widths[column] - part.count) + 2)
      }
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }

  static func wrap(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + word.count + 1 > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    lines.append(line)
    return lines
  }
}
