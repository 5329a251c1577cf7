import Source

/// Whether two trees say the same: the same words and texts in the same quotes and blocks, wherever they stand.
struct SameMeaning {
  /// Boxes of the first tree, by the byte at which they start: these may be written in another way.
  let boxes: [Int: BoxSyntax]

  func holds(_ left: YAMLNode?, _ right: YAMLNode?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    if let box = boxes[left.span.start], box.span == left.span { return isBox(right, box.mark) }
    switch (left.kind, right.kind) {
    case (.scalar(let one), .scalar(let other)): return one.text == other.text && one.style == other.style
    case (.list(let one), .list(let other)):
      return left.isFlow == right.isFlow && one.count == other.count && zip(one, other).allSatisfy { holds($0, $1) }
    case (.mapping(let one), .mapping(let other)):
      return left.isFlow == right.isFlow && one.count == other.count
        && zip(one, other).allSatisfy { holds($0.key, $1.key) && holds($0.value, $1.value) }
    case (.broken, .broken): return true
    case (.scalar, _), (.list, _), (.mapping, _), (.broken, _): return false
    }
  }

  private func isBox(_ node: YAMLNode, _ state: BoxSyntax.Mark) -> Bool {
    switch state {
    case .ticked: node.isFlow && node.items?.count == 1 && node.items?.first?.scalar?.text == "x"
    case .emptied: node.isFlow && node.items?.isEmpty == true
    case .ifEmpty: node.scalar?.text == "if empty"
    case .ifUntouched: node.scalar?.text == "if untouched"
    }
  }
}
