public import Values

extension Pattern {
  /// Bytes of the first part of the text that the pattern fits, the longest of those that begin there; nil if none does.
  /// All beginnings are followed at once, so that time stays proportional to text times pattern.
  public func firstRange(in text: Text, from start: Int = 0) -> Range<Int>? {
    text.withBytes { bytes in
      var now = ThreadSet(program.count)
      var next = ThreadSet(program.count)
      var best: Range<Int>?
      var at = start
      while true {
        if best == nil { add(0, begin: at, at: at, bytes.count, to: &now, &best) }
        if at == bytes.count || now.threads.isEmpty { return best }
        let point = CodePoint.next(bytes, &at)
        next.removeAll()
        for thread in now.threads where accepts(thread.state, point) {
          // What begins later than a match that is known can't win.
          if let best, thread.begin > best.lowerBound { continue }
          add(thread.state + 1, begin: thread.begin, at: at, bytes.count, to: &next, &best)
        }
        swap(&now, &next)
      }
    }
  }

  /// Every part that the pattern fits, from left to right, replaced. A place between two characters is replaced too
  /// where the pattern fits nothing: `x*`.
  public func replacing(in text: Text, by replacement: Text) -> Text {
    var result = TextBuilder(reserving: text.count)
    var copied = 0
    var at = 0
    while at <= text.count, let found = firstRange(in: text, from: at) {
      result.append(text[copied..<found.lowerBound])
      result.append(replacement)
      copied = found.upperBound
      at = found.upperBound
      if found.isEmpty {
        if at == text.count { break }
        at += text[at..<text.count].prefix(codePoints: 1).count
      }
    }
    result.append(text[copied..<text.count])
    return result.text
  }

  /// Adds a step and all that follow it without taking a character. Steps are entered in the order of their beginnings,
  /// so that of two threads in one step the earlier one stays.
  private func add(
    _ first: Int, begin: Int, at: Int, _ count: Int, to set: inout ThreadSet, _ best: inout Range<Int>?
  ) {
    var waiting = [first]
    while let state = waiting.popLast() {
      if !set.insert(state, begin) { continue }
      switch program[state] {
      case .found:
        if best.map({ begin < $0.lowerBound || (begin == $0.lowerBound && at > $0.upperBound) }) ?? true {
          best = begin..<at
        }
      case .jump(let target): waiting.append(target)
      case .split(let left, let right): waiting += [right, left]
      case .start: if at == 0 { waiting.append(state + 1) }
      case .end: if at == count { waiting.append(state + 1) }
      case .one, .any, .oneOf: break
      }
    }
  }
}

/// Steps that matches have reached, each once, with the byte where the match began.
private struct ThreadSet {
  private(set) var threads: [(state: Int, begin: Int)] = []
  private var isIn: [Bool]

  init(_ count: Int) {
    isIn = Array(repeating: false, count: count)
  }

  /// False if the step was there.
  mutating func insert(_ state: Int, _ begin: Int) -> Bool {
    if isIn[state] { return false }
    isIn[state] = true
    threads.append((state, begin))
    return true
  }

  mutating func removeAll() {
    for thread in threads { isIn[thread.state] = false }
    threads.removeAll(keepingCapacity: true)
  }
}
