import Source

/// The lines of one source that a message speaks of, with marks below them.
struct Excerpt {
  struct Mark {
    var span: Span
    var text: String
    var isPrimary: Bool

    init(_ label: Label, isPrimary: Bool) {
      span = label.place.span
      text = label.text
      self.isPrimary = isPrimary
    }
  }

  /// A marked stretch of one line, in columns from 0.
  private struct Stretch {
    var start: Int
    var end: Int
    /// Only on the last line of a mark.
    var text: String
    var isPrimary: Bool
  }

  /// Lines of a mark that are shown; of longer ones only the first and the last.
  private static let markedLinesMax = 6

  private(set) var lines: [String] = []
  private let source: SourceFile
  private let renderer: TextRenderer
  private let gutter: Int

  init(_ source: SourceFile, _ marks: [Mark], _ renderer: TextRenderer, _ gutter: Int) {
    self.source = source
    self.renderer = renderer
    self.gutter = gutter
    var stretches: [Int: [Stretch]] = [:]
    for mark in marks { add(mark, to: &stretches) }
    var previous: Int?
    for number in stretches.keys.sorted() {
      if let previous, number == previous + 2 {
        lines.append(lineOfSource(number - 1, LineView(source, number - 1, focus: 0)))
      } else if let previous, number > previous + 1 {
        lines.append(renderer.pad(gutter) + " " + renderer.paint(renderer.glyph(.gap), .frame))
      }
      show(number, stretches[number] ?? [])
      previous = number
    }
  }

  // MARK: which lines

  private func add(_ mark: Mark, to stretches: inout [Int: [Stretch]]) {
    let span = mark.span.clamped(to: source.bytes.count)
    let first = source.lineNumber(at: span.start)
    let end = trimmedEnd(span)
    let last = max(first, source.lineNumber(at: end))
    for number in first...last {
      if last - first >= Self.markedLinesMax, number > first + 2, number < last { continue }
      let line = LineView(source, number, focus: 0)
      let from = number == first ? span.start : contentStart(number)
      let to = number == last ? end : lineEnd(number)
      guard to > from || first == last else { continue }
      let start = line.column(of: from)
      stretches[number, default: []].append(
        Stretch(
          start: start, end: max(start + 1, line.column(of: to)), text: number == last ? mark.text : "",
          isPrimary: mark.isPrimary))
    }
  }

  /// Without line breaks at the end.
  private func trimmedEnd(_ span: Span) -> Int {
    var end = span.end
    while end > span.start, source.bytes[end - 1] == 0x0A || source.bytes[end - 1] == 0x0D { end -= 1 }
    return end
  }

  private func contentStart(_ number: Int) -> Int {
    var index = source.lineStarts[number - 1]
    while index < source.bytes.count, source.bytes[index] == 0x20 || source.bytes[index] == 0x09 { index += 1 }
    return index
  }

  private func lineEnd(_ number: Int) -> Int {
    var end = number < source.lineStarts.count ? source.lineStarts[number] : source.bytes.count
    while end > source.lineStarts[number - 1], [0x0A, 0x0D, 0x20].contains(source.bytes[end - 1]) { end -= 1 }
    return end
  }

  // MARK: one line

  private mutating func show(_ number: Int, _ stretches: [Stretch]) {
    let sorted = stretches.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    let focus = (sorted.first { $0.isPrimary } ?? sorted.first)?.start ?? 0
    let view = LineView(source, number, focus: focus)
    lines.append(lineOfSource(number, view))
    let moved = sorted.map { stretch in
      var stretch = stretch
      stretch.start = max(0, stretch.start - view.firstColumn)
      stretch.end = max(stretch.start + 1, min(stretch.end - view.firstColumn, LineView.columnsMax))
      return stretch
    }.filter { $0.start < LineView.columnsMax }
    guard let last = moved.last else { return }
    let isLastAtEnd = moved.allSatisfy { $0.end <= last.end }
    let hanging = (isLastAtEnd ? Array(moved.dropLast()) : moved).filter { !$0.text.isEmpty }
    lines.append(frame(underline(moved) + (isLastAtEnd && !last.text.isEmpty ? " " + painted(last.text, last) : "")))
    guard !hanging.isEmpty else { return }
    lines.append(frame(bars(hanging)))
    for position in hanging.indices.reversed() {
      let left = bars(Array(hanging[..<position]), padTo: hanging[position].start)
      lines.append(frame(left + painted(hanging[position].text, hanging[position])))
    }
  }

  private func lineOfSource(_ number: Int, _ view: LineView) -> String {
    let text = String(number)
    let bar = renderer.paint(renderer.glyph(.bar), .frame)
    return renderer.pad(gutter - text.count) + renderer.paint(text, .frame) + " " + bar + " " + view.text
  }

  private func frame(_ text: String) -> String {
    renderer.pad(gutter) + " " + renderer.paint(renderer.glyph(.bar), .frame) + " " + text
  }

  /// `^` below the primary stretch, `-` below the others.
  private func underline(_ stretches: [Stretch]) -> String {
    let width = stretches.map(\.end).max() ?? 0
    var cells = [Character](repeating: " ", count: width)
    for stretch in stretches where !stretch.isPrimary {
      for column in stretch.start..<stretch.end { cells[column] = "-" }
    }
    for stretch in stretches where stretch.isPrimary {
      for column in stretch.start..<stretch.end { cells[column] = "^" }
    }
    guard renderer.usesColour else { return String(cells) }
    return cells.map { cell in
      switch cell {
      case "^": renderer.paint("^", .severity(.error))
      case "-": renderer.paint("-", .secondary)
      default: " "
      }
    }.joined()
  }

  private func bars(_ stretches: [Stretch], padTo width: Int = 0) -> String {
    var text = ""
    var column = 0
    for stretch in stretches where stretch.start >= column {
      text += renderer.pad(stretch.start - column) + renderer.paint(renderer.glyph(.bar), .secondary)
      column = stretch.start + 1
    }
    return text + renderer.pad(width - column)
  }

  private func painted(_ text: String, _ stretch: Stretch) -> String {
    renderer.paint(text, stretch.isPrimary ? .severity(.error) : .secondary)
  }
}
