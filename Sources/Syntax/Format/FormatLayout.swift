import Source

/// Walks through the tree and notes what every line and every gap between two words should be.
struct FormatLayout {
  let text: FormatText
  /// Boxes by the byte at which they start.
  let boxes: [Int: BoxSyntax]
  var edits: [FormatEdit] = []
  /// False as soon as a form turns up that this layout does not know.
  var isSafe = true

  /// Where an entry of a block starts: what comments on lines of their own are lined up with.
  struct Anchor {
    var start: Int
    var column: Int
    var indent: Int
  }
  var anchors: [Anchor] = []

  /// Words, texts and block texts in the order of the file.
  struct Leaf {
    var span: Span
    var isPlain: Bool
    var isBlock: Bool
  }
  var leaves: [Leaf] = []
  /// Lists and blocks with brackets that reach over more than one line.
  var brackets: [Span] = []
  /// Empty lines that belong to a text.
  var kept: [Span] = []

  /// A key that is longer does not push the values of its neighbours away.
  private static let keyWidthMax = 40

  init(_ source: SourceFile, boxes: [Int: BoxSyntax]) {
    // A byte order mark goes; the first line begins behind it.
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let first = source.bytes.starts(with: mark) ? mark.count : 0
    text = FormatText(bytes: source.bytes, lineStarts: [first] + source.lineStarts.dropFirst())
    self.boxes = boxes
    if first > 0 { edit(0, first, .text("")) }
  }

  mutating func take(_ root: YAMLNode?, minimumColumn: Int) {
    if let root {
      switch root.kind {
      case .mapping(let entries) where !root.isFlow:
        mapping(entries, indent: 0, minimumColumn: minimumColumn)
      case .mapping, .list, .scalar, .broken: isSafe = false
      }
    }
    lines()
  }

  mutating func edit(_ start: Int, _ end: Int, _ replacement: FormatEdit.Replacement) {
    edits.append(FormatEdit(start: start, end: end, replacement: replacement))
  }

  // MARK: blocks

  private mutating func mapping(
    _ entries: [YAMLEntry], indent: Int, minimumColumn: Int = 0, startsBehindDash: Bool = false
  ) {
    let columns = valueColumns(entries, indent: indent, minimum: minimumColumn)
    for (place, entry) in entries.enumerated() {
      let key = entry.key.span
      guard entry.key.scalar != nil, text.isOneLine(key.start, key.end) else { return isSafe = false }
      start(of: key.start, indent: indent, isBehindDash: place == 0 && startsBehindDash)
      leaf(entry.key)
      let colon = text.skipBlanks(key.end)
      guard colon < text.bytes.count, text.bytes[colon] == Ascii.colon else { return isSafe = false }
      if entry.value.span.count == 0 {
        edit(key.end, colon + 1, .text(":"))
      } else if text.isOneLine(colon, entry.value.span.start) {
        let width = indent + FormatText.width(text.bytes[key.start..<key.end]) + 1
        edit(key.end, entry.value.span.start, .text(":" + String(repeating: " ", count: columns[place] - width)))
        inline(entry.value, below: (text.column(key.start), indent), column: columns[place])
      } else {
        edit(key.end, colon + 1, .text(":"))
        below(entry.value, (text.column(key.start), indent))
      }
    }
  }

  /// The column of each value. Empty lines divide a block into parts, and each part has its own.
  private func valueColumns(_ entries: [YAMLEntry], indent: Int, minimum: Int) -> [Int] {
    var columns: [Int] = []
    var part: [Int] = []
    func close() {
      let widths = part.filter { $0 <= Self.keyWidthMax }
      let column = max(minimum, indent + (widths.max() ?? 0) + 2)
      columns += part.map { max(column, indent + $0 + 2) }
      part = []
    }
    for (place, entry) in entries.enumerated() {
      if place > 0, hasEmptyLine(entries[place - 1].span.end, entry.key.span.start) { close() }
      let isInline = entry.value.span.count > 0 && text.isOneLine(entry.key.span.end, entry.value.span.start)
      part.append(isInline ? FormatText.width(text.bytes[entry.key.span.start..<entry.key.span.end]) : 0)
    }
    close()
    return columns
  }

  private func hasEmptyLine(_ start: Int, _ end: Int) -> Bool {
    text.linesInside(start, end).contains { line in
      let content = text.skipBlanks(line)
      return content < end && text.isBreak(content)
    }
  }

  private mutating func list(_ node: YAMLNode, _ items: [YAMLNode], indent: Int, startsBehindDash: Bool = false) {
    var cursor = node.span.start
    for (place, item) in items.enumerated() {
      let dash = text.skipToContent(cursor)
      guard dash < text.bytes.count, text.bytes[dash] == Ascii.dash else { return isSafe = false }
      start(of: dash, indent: indent, isBehindDash: place == 0 && startsBehindDash)
      cursor = max(dash + 1, item.span.end)
      if item.span.count == 0 { continue }
      guard text.isOneLine(dash, item.span.start) else {
        below(item, (text.column(dash), indent))
        continue
      }
      edit(dash + 1, item.span.start, .blanks(1))
      switch item.kind {
      case .mapping(let entries) where !item.isFlow: mapping(entries, indent: indent + 2, startsBehindDash: true)
      case .list(let inner) where !item.isFlow: list(item, inner, indent: indent + 2, startsBehindDash: true)
      case .mapping, .list, .scalar, .broken:
        inline(item, below: (text.column(dash), indent), column: indent + 2)
      }
    }
  }

  /// A value on lines of its own, below the key or dash that stands at `parent`.
  private mutating func below(_ node: YAMLNode, _ parent: (column: Int, indent: Int)) {
    switch node.kind {
    case .mapping(let entries) where !node.isFlow: mapping(entries, indent: parent.indent + 2)
    case .list(let items) where !node.isFlow: list(node, items, indent: parent.indent + 2)
    case .mapping, .list, .scalar, .broken:
      start(of: node.span.start, indent: parent.indent + 2, isBehindDash: false)
      inline(node, below: parent, column: parent.indent + 2)
    }
  }

  /// The first word of a line; the one behind a dash is placed by the dash.
  private mutating func start(of offset: Int, indent: Int, isBehindDash: Bool) {
    anchors.append(Anchor(start: offset, column: text.column(offset), indent: indent))
    if isBehindDash { return }
    guard text.startsLine(offset) else { return isSafe = false }
    edit(text.lineStart(offset), offset, .blanks(indent))
  }

  // MARK: values

  /// A value that starts at `column` and may go on below.
  private mutating func inline(_ node: YAMLNode, below parent: (column: Int, indent: Int), column: Int) {
    if let box = boxes[node.span.start], box.span == node.span { return self.box(node, box) }
    switch node.kind {
    case .broken: isSafe = false
    case .scalar(let scalar) where scalar.style == .literal || scalar.style == .folded: blockText(node, parent)
    case .scalar:
      leaf(node)
      moveLines(of: node, below: parent.indent, column: column)
    case .list, .mapping:
      guard node.isFlow else { return isSafe = false }
      if !text.isOneLine(node.span.start, node.span.end) { brackets.append(node.span) }
      bracketed(node)
      moveLines(of: node, below: parent.indent, column: column)
    }
  }

  mutating func box(_ node: YAMLNode, _ box: BoxSyntax) {
    leaves.append(Leaf(span: node.span, isPlain: false, isBlock: false))
    switch box.mark {
    case .ticked: edit(node.span.start, node.span.end, .text("[x]"))
    case .emptied: edit(node.span.start, node.span.end, .text("[ ]"))
    case .ifEmpty: edit(node.span.start, node.span.end, .text("if empty"))
    case .ifUntouched: edit(node.span.start, node.span.end, .text("if untouched"))
    }
  }

  mutating func leaf(_ node: YAMLNode) {
    let style = node.scalar?.style
    leaves.append(Leaf(span: node.span, isPlain: style == .plain, isBlock: style == .literal || style == .folded))
  }

  /// The lines on which a value goes on keep their place below its start if they stood there; others stand two blanks
  /// behind the key.
  private mutating func moveLines(of node: YAMLNode, below indent: Int, column: Int) {
    let old = text.column(node.span.start)
    var found: [(line: Int, content: Int)] = []
    for line in text.linesInside(node.span.start, node.span.end) {
      let content = text.skipBlanks(line)
      guard content < node.span.end, !text.isBreak(content), !text.bytes[line..<content].contains(Ascii.tab) else {
        continue
      }
      found.append((line, content))
    }
    let base = found.map { $0.content - $0.line }.filter { $0 < old }.min() ?? 0
    for (line, content) in found {
      let here = content - line
      edit(line, content, .blanks(here < old ? indent + 2 + here - base : column + here - old))
    }
  }

  /// `|` and `>`: the lines move together, so that the text stays the same.
  private mutating func blockText(_ node: YAMLNode, _ parent: (column: Int, indent: Int)) {
    var end = node.span.end
    while end < text.bytes.count, !text.isBreak(end) { end += 1 }
    leaves.append(Leaf(span: Span(node.span.start, end), isPlain: false, isBlock: true))
    var header = node.span.start + 1
    var digits = 0
    while header < end, !text.isBlank(header), !text.isBreak(header) {
      if text.bytes[header] == UInt8(ascii: "+") { kept.append(Span(end, text.bytes.count)) }
      if Lexer.isDigit(text.bytes[header]) { digits = Int(text.bytes[header] - Ascii.zero) }
      header += 1
    }
    let lines = text.linesInside(node.span.start, end).map { ($0, text.skipBlanks($0)) }
    let first = lines.first { $0.1 < text.bytes.count && !text.isBreak($0.1) }
    let old = digits > 0 ? parent.column + digits : first.map { $0.1 - $0.0 } ?? 0
    let move = parent.indent + (digits > 0 ? digits : 2) - old
    for (line, content) in lines {
      let isEmpty = content >= text.bytes.count || text.isBreak(content)
      let count = content - line
      edit(line, content, .blanks(isEmpty && count <= old ? 0 : max(0, count + move)))
    }
  }
}
