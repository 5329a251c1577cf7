/// "Did you mean": the names that are close enough to what was written to be worth saying.
public enum Suggestions {
  /// A list of more than this helps nobody.
  public static let countMax = 3

  /// The nearest names first; none if none is close. No suggestion is better than a silly one.
  ///
  /// Close are: the same letters in another case; and a Damerau–Levenshtein distance of at most a third of the
  /// length, at least 1.
  public static func nearest(_ name: String, in candidates: some Sequence<String>) -> [String] {
    let written = Array(name.unicodeScalars)
    let lowered = Array(name.lowercased().unicodeScalars)
    var found: [(name: String, distance: Int)] = []
    for candidate in candidates where candidate != name {
      let loweredCandidate = Array(candidate.lowercased().unicodeScalars)
      if loweredCandidate == lowered {
        found.append((candidate, 0))
        continue
      }
      let shorter = min(written.count, loweredCandidate.count)
      let limit = max(1, max(written.count, loweredCandidate.count) / 3)
      guard shorter >= 3, abs(written.count - loweredCandidate.count) <= limit else { continue }
      let distance = distance(lowered, loweredCandidate)
      if distance <= limit { found.append((candidate, distance)) }
    }
    return found.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(countMax).map(\.name)
  }

  /// Letters left out, added, changed, or swapped with their neighbour.
  static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let isSame = left[row] == right[column]
        var best = min(last[column + 1] + 1, current[column] + 1, last[column] + (isSame ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current.append(best)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }

  /// "did you mean `a` or `b`?"; nil if none is close.
  public static func question(_ name: String, in candidates: some Sequence<String>) -> String? {
    question(nearest(name, in: candidates))
  }

  /// The same of names that were found close.
  public static func question(_ near: [String]) -> String? { phrase(near).map { "did you mean \($0)?" } }

  /// "`a`", "`a` or `b`", "`a`, `b` or `c`"; nil for none.
  public static func phrase(_ names: [String]) -> String? {
    guard let last = names.last else { return nil }
    let quoted = names.dropLast().map { "`\($0)`" }.joined(separator: ", ")
    return quoted.isEmpty ? "`\(last)`" : "\(quoted) or `\(last)`"
  }
}
