/// Two texts as `diff -u` shows them: what `flowrun fix --dry-run` and `flowrun fmt --diff` print, and `patch` understands.
public enum UnifiedDiff {
  /// Lines around a change that stay the same and are shown.
  static let contextLines = 3

  /// Empty if the texts are the same.
  public static func text(path: String, from old: [UInt8], to new: [UInt8]) -> String {
    let before = lines(old)
    let after = lines(new)
    let hunks = hunks(steps(before, after))
    guard !hunks.isEmpty else { return "" }
    return "--- \(path)\n+++ \(path)\n" + hunks.map(text).joined()
  }

  private struct Step {
    var sign: Character
    var line: String
    /// The lines of both texts in front of this one.
    var before: Int
    var after: Int
  }

  /// With their line breaks, so that a missing one at the end is a difference.
  private static func lines(_ bytes: [UInt8]) -> [String] {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated().compactMap { index, line in
      let isLast = index == bytes.count { $0 == 0x0A }
      if isLast { return line.isEmpty ? nil : String(decoding: line, as: UTF8.self) + "\n\\ No newline at end of file" }
      return String(decoding: line, as: UTF8.self)
    }
  }

  private static func steps(_ before: [String], _ after: [String]) -> [Step] {
    let difference = after.difference(from: before)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var steps: [Step] = []
    var (old, new) = (0, 0)
    while old < before.count || new < after.count {
      if removed.contains(old), old < before.count {
        steps.append(Step(sign: "-", line: before[old], before: old, after: new))
        old += 1
      } else if inserted.contains(new), new < after.count {
        steps.append(Step(sign: "+", line: after[new], before: old, after: new))
        new += 1
      } else {
        steps.append(Step(sign: " ", line: before[old], before: old, after: new))
        old += 1
        new += 1
      }
    }
    return steps
  }

  private static func hunks(_ steps: [Step]) -> [ArraySlice<Step>] {
    var ranges: [Range<Int>] = []
    for index in steps.indices where steps[index].sign != " " {
      let range = max(0, index - contextLines)..<min(steps.count, index + contextLines + 1)
      if let last = ranges.last, range.lowerBound <= last.upperBound {
        ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
      } else {
        ranges.append(range)
      }
    }
    return ranges.map { steps[$0] }
  }

  private static func text(_ hunk: ArraySlice<Step>) -> String {
    guard let first = hunk.first else { return "" }
    let old = hunk.count { $0.sign != "+" }
    let new = hunk.count { $0.sign != "-" }
    let head = "@@ -\(first.before + (old == 0 ? 0 : 1)),\(old) +\(first.after + (new == 0 ? 0 : 1)),\(new) @@\n"
    return head + hunk.map { "\($0.sign)\($0.line)\n" }.joined()
  }
}
