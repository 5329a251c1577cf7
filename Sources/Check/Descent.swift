import Diagnostics
import Plan
import Source

/// How deep a formula goes, with the lets and transforms that it needs, and how much of a flow was checked so far. Both
/// evaluators walk what the checker walks, so a limit here is theirs too: no flow can use up their stack.
struct Descent {
  /// Steps from a formula down to its deepest part.
  static let depthMax = 250
  /// Parts of all formulas; a transform's parts count again at each call.
  static let partsMax = 200_000

  private(set) var isWithinLimits = true
  /// Whether the one message about it was given.
  fileprivate var isTold = false
  private var depth = 0
  private var deepest = 0
  private var parts = 0

  /// False when this part is one too many; then there is nothing to ascend from.
  mutating func descend() -> Bool {
    guard reach(1), parts < Self.partsMax else {
      isWithinLimits = false
      return false
    }
    depth += 1
    parts += 1
    return true
  }

  mutating func ascend() { depth -= 1 }

  /// Counts something that goes `height` steps further down and is not walked again.
  mutating func reach(_ height: Int) -> Bool {
    guard depth + height <= Self.depthMax else {
      isWithinLimits = false
      return false
    }
    deepest = max(deepest, depth + height)
    return true
  }

  fileprivate mutating func beginMeasuring() -> Int {
    defer { deepest = depth }
    return deepest
  }

  fileprivate mutating func endMeasuring(_ outer: Int) -> Int {
    defer { deepest = max(deepest, outer) }
    return deepest - depth
  }
}

extension FlowChecker {
  /// What `body` gives, and how many steps down it went.
  func measured<Result>(_ body: () -> Result) -> (Result, height: Int) {
    let outer = descent.beginMeasuring()
    let result = body()
    return (result, descent.endMeasuring(outer))
  }

  /// Told once: what is beside and below a formula that is too deep is so as well.
  func tooMuch(_ span: Span) -> Plan.Expression {
    if !descent.isTold { report(.tooDeep(at: place(span))) }
    descent.isTold = true
    return broken(span)
  }
}
