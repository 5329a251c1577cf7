public import Source

/// Edits of whole entries of a YAML block, `key: value` with all that stands below it further to the right.
extension Edit {
  /// Takes the entry out whose key starts at a place, and the key above it too if it holds nothing else. Nil inside
  /// braces and behind a dash.
  public static func removingEntry(at place: Place) -> Edit? {
    let source = place.source
    var line = source.lineNumber(at: place.span.start)
    guard let indent = indent(source, line), source.lineStarts[line - 1] + indent == place.span.start else {
      return nil
    }
    var last = lastLine(of: line, indent, source)
    // The key above, as long as this entry is all it holds.
    var own = indent
    while let above = parent(of: line, own, source), lastLine(of: above.line, above.indent, source) == last,
      (above.line + 1..<line).allSatisfy({ isIdle(source, $0) })
    {
      guard above.indent >= 0, source.line(above.line).last == ":" else { return nil }
      line = above.line
      own = above.indent
    }
    last = max(last, line)
    let end = last < source.lineStarts.count ? source.lineStarts[last] : source.bytes.count
    return Edit(Place(source, Span(source.lineStarts[line - 1], end)), "")
  }

  /// A new entry behind the last one of the block that the key at a place opens. Nil if there is no block below it.
  public static func appendingEntry(_ text: String, below place: Place) -> Edit? {
    let source = place.source
    let line = source.lineNumber(at: place.span.start)
    guard let own = indent(source, line), source.line(line).last == ":" else { return nil }
    let last = lastLine(of: line, own, source)
    guard let first = (line + 1...max(last, line + 1)).first(where: { !isIdle(source, $0) }), first <= last,
      let inner = indent(source, first), inner > own
    else { return nil }
    return inserting(text, inner, behind: last, source)
  }

  /// A new entry on the line behind the one whose key starts at a place.
  public static func insertingEntry(_ text: String, behind place: Place) -> Edit? {
    let source = place.source
    let line = source.lineNumber(at: place.span.start)
    guard let indent = indent(source, line), source.lineStarts[line - 1] + indent == place.span.start else {
      return nil
    }
    return inserting(text, indent, behind: lastLine(of: line, indent, source), source)
  }

  private static func inserting(_ text: String, _ indent: Int, behind line: Int, _ source: SourceFile) -> Edit {
    let pad = String(repeating: " ", count: indent)
    let end = source.lineStarts[line - 1] + source.line(line).utf8.count
    return Edit(Place(source, Span(end, end)), "\n" + pad + text)
  }

  // MARK: lines

  /// Nil for a line without content.
  private static func indent(_ source: SourceFile, _ line: Int) -> Int? {
    isIdle(source, line) ? nil : source.line(line).utf8.prefix { $0 == 0x20 }.count
  }

  private static func isIdle(_ source: SourceFile, _ line: Int) -> Bool {
    let content = source.line(line).drop { $0 == " " || $0 == "\t" }
    return content.isEmpty || content.hasPrefix("#")
  }

  /// The last line with content that belongs to the entry.
  private static func lastLine(of line: Int, _ indent: Int, _ source: SourceFile) -> Int {
    var last = line
    var next = line + 1
    while next <= source.lineStarts.count {
      if let other = self.indent(source, next) {
        guard other > indent else { break }
        last = next
      }
      next += 1
    }
    return last
  }

  private static func parent(of line: Int, _ indent: Int, _ source: SourceFile) -> (line: Int, indent: Int)? {
    for above in stride(from: line - 1, to: 0, by: -1) {
      if let other = self.indent(source, above), other < indent { return (above, other) }
    }
    return nil
  }
}
