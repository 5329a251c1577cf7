import Source

/// `[a, b]` and `{ a: b }`: one blank behind a comma and a colon, and inside braces.
extension FormatLayout {
  mutating func bracketed(_ node: YAMLNode) {
    if let box = boxes[node.span.start], box.span == node.span { return self.box(node, box) }
    switch node.kind {
    case .scalar: leaf(node)
    case .broken: isSafe = false
    case .list(let items):
      brackets(node, items.map(\.span), inside: "")
      for item in items { bracketed(item) }
    case .mapping(let entries):
      brackets(node, entries.map(\.span), inside: " ")
      for entry in entries {
        guard entry.key.scalar != nil else { return isSafe = false }
        leaf(entry.key)
        if entry.value.span.count > 0 {
          gap(entry.key.span.end, entry.value.span.start, [":"], ": ")
          bracketed(entry.value)
        }
      }
    }
  }

  private mutating func brackets(_ node: YAMLNode, _ parts: [Span], inside: String) {
    let opens = text.bytes[node.span.start] == UInt8(ascii: "[") || text.bytes[node.span.start] == Ascii.openBrace
    for (left, right) in zip(parts, parts.dropFirst()) { gap(left.end, right.start, [","], ", ") }
    // A pair alone in a list has no braces.
    guard opens, node.span.count >= 2, node.isFlow else { return }
    guard let first = parts.first, let last = parts.last else {
      return gap(node.span.start + 1, node.span.end - 1, [""], " ")
    }
    guard first.start > node.span.start else { return }
    gap(node.span.start + 1, first.start, [""], inside)
    gap(last.end, node.span.end - 1, ["", ","], inside)
  }

  /// A gap on one line that holds what is expected, without its blanks.
  private mutating func gap(_ start: Int, _ end: Int, _ expected: [String], _ right: String) {
    guard start <= end else { return isSafe = false }
    let bytes = text.bytes[start..<end]
    if bytes.contains(where: { $0 == Ascii.newline || $0 == Ascii.hash }) { return }
    let found = bytes.filter { $0 != Ascii.space && $0 != Ascii.tab }
    guard expected.contains(where: { $0.utf8.elementsEqual(found) }) else { return }
    edit(start, end, .text(right))
  }
}
