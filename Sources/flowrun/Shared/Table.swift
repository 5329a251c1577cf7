/// Rows of text in columns that are as wide as their widest cell; the last column is wrapped to the width.
struct Table {
  private var rows: [[String]] = []
  private let widthMax: Int

  init(widthMax: Int = 110) { self.widthMax = widthMax }

  mutating func add(_ cells: String...) { rows.append(cells) }

  var text: String {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<max(0, count - 1)).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    let indent = widths.reduce(0) { $0 + $1 + 2 }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        if column + 1 == row.count {
          let wrapped = Self.wrap(cell, max(30, widthMax - indent))
          line += wrapped.joined(separator: "\n" + String(repeating: " ", count: indent))
        } else {
          line += cell + String(repeating: " ", count: widths[column] - cell.count + 2)
        }
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
