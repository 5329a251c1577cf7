import Source

/// Empty lines, the ends of lines, and comments.
extension FormatLayout {
  /// Where comments behind lines start.
  static let commentColumn = 47
  /// From here on, a comment on a line of its own goes on with the one above it.
  private static let marginColumn = 24

  mutating func lines() {
    let bytes = text.bytes
    var leaf = 0
    var anchor = 0
    var bracket = 0
    var emptyStart: Int?
    var isStart = true
    for (place, line) in text.lineStarts.enumerated() {
      let next = place + 1 < text.lineStarts.count ? text.lineStarts[place + 1] : bytes.count
      var end = next
      while end > line, text.isBreak(end - 1) { end -= 1 }
      if end < next, next - end != 1 || bytes[end] != Ascii.newline, bytes[end..<next] != [0x0D, 0x0A] {
        return isSafe = false
      }
      while leaf < leaves.count, leaves[leaf].span.end <= line { leaf += 1 }
      while bracket < brackets.count, brackets[bracket].end <= line { bracket += 1 }
      while anchor < anchors.count, anchors[anchor].start < line { anchor += 1 }
      let isInLeaf = leaf < leaves.count && leaves[leaf].span.start < line
      let content = text.skipBlanks(line)
      if !isInLeaf, content >= end {
        if line < bytes.count, !isKept(line) { emptyStart = emptyStart ?? line }
        continue
      }
      if let start = emptyStart { edit(start, line, .text(isStart ? "" : "\n")) }
      emptyStart = nil
      isStart = false
      let isInBracket = bracket < brackets.count && brackets[bracket].start < line
      if !isInLeaf, !isInBracket, bytes[content] == Ascii.hash {
        edit(line, content, .blanks(commentIndent(text.column(content), anchor)))
      }
      finish(line, content, end, next, leaf)
    }
    if let start = emptyStart { edit(start, bytes.count, .text("")) }
    if let last = bytes.last, last != Ascii.newline, emptyStart == nil { edit(bytes.count, bytes.count, .text("\n")) }
  }

  private func isKept(_ line: Int) -> Bool {
    kept.contains { $0.start <= line && text.skipBlanks(line) < $0.end && isNextContentBehind($0.start, line) }
  }

  /// Nothing but empty lines stands between.
  private func isNextContentBehind(_ start: Int, _ line: Int) -> Bool {
    text.bytes[start..<line].allSatisfy { $0 == Ascii.space || $0 == Ascii.newline || $0 == Ascii.carriageReturn }
  }

  /// Blanks at the end go, a comment moves into the comments' column, and the line ends with one byte.
  private mutating func finish(_ line: Int, _ content: Int, _ end: Int, _ next: Int, _ firstLeaf: Int) {
    var place = line
    var leaf = firstLeaf
    var comment: Int?
    scan: while place < end {
      while leaf < leaves.count, leaves[leaf].span.end <= place { leaf += 1 }
      if leaf < leaves.count, leaves[leaf].span.start <= place {
        if leaves[leaf].isBlock, leaves[leaf].span.start >= line {
          // Behind the sign of a block text only a comment can stand.
          comment = text.bytes[place..<end].firstIndex(of: Ascii.hash)
          break scan
        }
        place = leaves[leaf].span.end
        continue
      }
      if text.bytes[place] == Ascii.hash {
        comment = place
        break scan
      }
      place += 1
    }
    let leafAtEnd = leaves.dropFirst(firstLeaf).first { $0.span.end > end && $0.span.start < end }
    var trimmed = end
    let isOpenText = leafAtEnd.map { !$0.isPlain && (!$0.isBlock || $0.span.start < line) } ?? false
    let isBlockEnd = firstLeaf < leaves.count && leaves[firstLeaf].isBlock && leaves[firstLeaf].span.start < line
    if !isOpenText, !isBlockEnd { while trimmed > content, text.isBlank(trimmed - 1) { trimmed -= 1 } }
    if let comment, comment > content {
      var start = comment
      while start > line, text.isBlank(start - 1) { start -= 1 }
      edit(start, comment, .toColumn(Self.commentColumn))
    }
    let stop = next > end ? next - 1 : end
    if trimmed < stop { edit(trimmed, stop, .text("")) }
  }

  /// A comment on a line of its own stands where the entry does to which it belongs.
  private func commentIndent(_ column: Int, _ following: Int) -> Int {
    let next = following < anchors.count ? anchors[following] : nil
    let previous = following > 0 ? anchors[following - 1] : nil
    let deepest = max(next?.indent ?? 0, previous?.indent ?? 0)
    if column >= Self.marginColumn, column > deepest + 8, deepest < Self.commentColumn - 8 { return Self.commentColumn }
    if let next, column <= next.column || next.indent > previous?.indent ?? 0 { return next.indent }
    var limit = Int.max
    for anchor in anchors[..<following].reversed() where anchor.indent < limit {
      if anchor.column <= column { return anchor.indent }
      limit = anchor.indent
    }
    return next?.indent ?? 0
  }
}

/// The comments of a file, to see that none was lost.
enum FormatComments {
  static func texts(_ source: SourceFile, _ root: YAMLNode?) -> [String] {
    let leaves = leaves(root)
    let bytes = source.bytes
    var texts: [String] = []
    var leaf = 0
    var place = 0
    while place < bytes.count {
      while leaf < leaves.count, leaves[leaf].end <= place { leaf += 1 }
      if leaf < leaves.count, leaves[leaf].start <= place {
        place = leaves[leaf].end
      } else if bytes[place] == Ascii.hash {
        var end = place
        while end < bytes.count, bytes[end] != Ascii.newline { end += 1 }
        var last = end
        while last > place, Lexer.isBlank(bytes[last - 1]) { last -= 1 }
        texts.append(source.text(Span(place, last)))
        place = end
      } else {
        place += 1
      }
    }
    return texts
  }

  private static func leaves(_ root: YAMLNode?) -> [Span] {
    var found: [Span] = []
    var waiting = root.map { [$0] } ?? []
    while let node = waiting.popLast() {
      switch node.kind {
      case .scalar: found.append(node.span)
      case .list(let items): waiting += items
      case .mapping(let entries): waiting += entries.flatMap { [$0.key, $0.value] }
      case .broken: break
      }
    }
    return found.sorted { $0.start < $1.start }
  }
}
