public import Values

/// A regular expression that is matched in time proportional to text times pattern, whatever the pattern: all ways
/// through it are followed at once and none is tried twice (Thompson 1968, Pike).
///
/// Literals, `.`, classes `[a-z]` and `[^…]`, `\d \w \s \D \W \S`, `^ $`, groups, `|`, `* + ? {m} {m,} {m,n}`. No back
/// references and no look-around: they cannot be matched so.
public struct Pattern: Sendable {
  let program: [Step]

  enum Step: Sendable {
    case one(UInt32)
    case any
    case oneOf(CharacterSet)
    /// Both are tried.
    case split(Int, Int)
    case jump(Int)
    case start
    case end
    case found
  }

  /// Code points of a pattern.
  public static let lengthMax = 1000
  /// Steps of a compiled pattern; `{m,n}` multiplies them.
  public static let stepsMax = 10_000
  /// Groups inside each other.
  public static let depthMax = 50
  /// The greatest `n` in `{m,n}`.
  public static let repeatMax = 1000

  /// What is wrong with a pattern, and where.
  public struct Problem: Error, Sendable, Hashable {
    public var message: String
    /// Byte of the pattern, from 0.
    public var offset: Int
  }

  public static func compile(_ text: Text) throws(Problem) -> Pattern {
    var parser = PatternParser(text)
    let tree = try parser.pattern()
    var writer = PatternWriter()
    try writer.write(tree)
    writer.steps.append(.found)
    return Pattern(program: writer.steps)
  }

  /// Whether the pattern is found anywhere in the text; `^` and `$` bind it to the ends.
  public func isFound(in text: Text) -> Bool {
    text.withBytes { bytes in
      var now = StateSet(program.count)
      var next = StateSet(program.count)
      var at = 0
      while true {
        // A match may begin at every place.
        if add(0, to: &now, isStart: at == 0, isEnd: at == bytes.count) { return true }
        if at == bytes.count { return false }
        let point = CodePoint.next(bytes, &at)
        next.removeAll()
        for state in now.states where accepts(state, point) {
          if add(state + 1, to: &next, isStart: false, isEnd: at == bytes.count) { return true }
        }
        swap(&now, &next)
      }
    }
  }

  func accepts(_ state: Int, _ point: UInt32) -> Bool {
    switch program[state] {
    case .one(let wanted): wanted == point
    case .any: point != 0x0A
    case .oneOf(let set): set.contains(point)
    case .split, .jump, .start, .end, .found: false
    }
  }

  /// Adds a step and all that follow it without taking a character; true if the pattern's end is among them.
  private func add(_ first: Int, to set: inout StateSet, isStart: Bool, isEnd: Bool) -> Bool {
    var waiting = [first]
    while let state = waiting.popLast() {
      if !set.insert(state) { continue }
      switch program[state] {
      case .found: return true
      case .jump(let target): waiting.append(target)
      case .split(let left, let right):
        waiting.append(right)
        waiting.append(left)
      case .start: if isStart { waiting.append(state + 1) }
      case .end: if isEnd { waiting.append(state + 1) }
      case .one, .any, .oneOf: break
      }
    }
    return false
  }
}

/// Steps that a match has reached, each once.
private struct StateSet {
  private(set) var states: [Int] = []
  private var isIn: [Bool]

  init(_ count: Int) {
    isIn = Array(repeating: false, count: count)
  }

  /// False if it was there.
  mutating func insert(_ state: Int) -> Bool {
    if isIn[state] { return false }
    isIn[state] = true
    states.append(state)
    return true
  }

  mutating func removeAll() {
    for state in states { isIn[state] = false }
    states.removeAll(keepingCapacity: true)
  }
}
