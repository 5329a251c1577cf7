/// What changes in a file, line by line, as `diff -u` shows it.
enum LineDiff {
  /// Lines shown around a change.
  private static let context = 3

  private struct Line {
    /// ` `, `-` or `+`
    var sign: Character
    var text: Substring
  }

  static func text(_ path: String, _ old: [UInt8], _ new: [UInt8]) -> String {
    let lines = merged(split(old), split(new))
    var result = ["--- \(path)", "+++ \(path)"]
    var oldNumber = 1
    var newNumber = 1
    var index = 0
    while index < lines.count {
      guard let hunk = nextHunk(lines, from: index) else { break }
      for line in lines[index..<hunk.lowerBound] { count(line, &oldNumber, &newNumber) }
      let part = lines[hunk]
      let oldCount = part.count { $0.sign != "+" }
      let newCount = part.count { $0.sign != "-" }
      result.append("@@ -\(oldNumber),\(oldCount) +\(newNumber),\(newCount) @@")
      for line in part {
        result.append("\(line.sign)\(line.text)")
        count(line, &oldNumber, &newNumber)
      }
      index = hunk.upperBound
    }
    return result.joined(separator: "\n")
  }

  private static func split(_ bytes: [UInt8]) -> [Substring] {
    var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private static func merged(_ old: [Substring], _ new: [Substring]) -> [Line] {
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var lines: [Line] = []
    var place = 0
    for (offset, text) in old.enumerated() {
      if removed.contains(offset) {
        lines.append(Line(sign: "-", text: text))
        continue
      }
      while inserted.contains(place) {
        lines.append(Line(sign: "+", text: new[place]))
        place += 1
      }
      lines.append(Line(sign: " ", text: text))
      place += 1
    }
    lines += new[place...].map { Line(sign: "+", text: $0) }
    return lines
  }

  private static func nextHunk(_ lines: [Line], from start: Int) -> Range<Int>? {
    guard let first = lines[start...].firstIndex(where: { $0.sign != " " }) else { return nil }
    var last = first
    for index in lines.indices[first...] {
      if lines[index].sign != " " { last = index }
      if index - last > 2 * context { break }
    }
    return max(start, first - context)..<min(lines.count, last + context + 1)
  }

  private static func count(_ line: Line, _ old: inout Int, _ new: inout Int) {
    if line.sign != "+" { old += 1 }
    if line.sign != "-" { new += 1 }
  }
}
