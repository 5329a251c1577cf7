/// Who waits at a ``Governor``'s gate, who is inside, and what is known of the quota.
struct GateState {
  /// What somebody who waits is told.
  enum Call {
    case go
    /// Sleep so long, then ask again.
    case keep(milliseconds: Int)
    case cancelled
  }

  typealias Line = CheckedContinuation<Call, Never>

  private struct Ticket {
    var number: Int
    var visitor: Visitor
    /// Nil while its owner sleeps, or has not begun to wait.
    var line: Line?
    var isCancelled = false
  }

  var hasKeeper = false
  /// Monotonic milliseconds before which nothing is sent.
  var quietUntil: Int64 = 0
  private var running = 0
  private var runningByName: [String: Int] = [:]
  private var waiting: [Ticket] = []
  /// Turns given to owners who were asleep.
  private var given: Set<Int> = []
  private var numbers = 0
  private var passedOver = [Int](repeating: 0, count: Urgency.allCases.count)
  // The quota's window.
  private var windowEnds: Int64 = 0
  private var left = 0
  private var nextStart: Int64 = 0

  var waitingCount: Int { waiting.count }

  // Coming and going.

  mutating func join(_ visitor: Visitor) -> Int {
    numbers += 1
    waiting.append(Ticket(number: numbers, visitor: visitor))
    return numbers
  }

  mutating func wait(_ number: Int, _ line: Line) -> [(Line, Call)] {
    if given.remove(number) != nil { return [(line, .go)] }
    guard let place = waiting.firstIndex(where: { $0.number == number }) else { return [(line, .cancelled)] }
    if waiting[place].isCancelled {
      waiting.remove(at: place)
      return [(line, .cancelled)]
    }
    waiting[place].line = line
    return []
  }

  mutating func cancel(_ number: Int) -> [(Line, Call)] {
    guard let place = waiting.firstIndex(where: { $0.number == number }) else { return [] }
    guard let line = waiting[place].line else {
      waiting[place].isCancelled = true
      return []
    }
    waiting.remove(at: place)
    return [(line, .cancelled)]
  }

  func isGiven(_ number: Int) -> Bool { given.contains(number) }

  mutating func forget(_ number: Int) { waiting.removeAll { $0.number == number } }

  mutating func leave(_ visitor: Visitor) {
    running -= 1
    if visitor.atOnceMax != nil { runningByName[visitor.name, default: 1] -= 1 }
  }

  // Whose turn it is.

  /// Gives turns while there are places and the time has come; else sees to it that one sleeps until then.
  mutating func advance(_ now: Int64, _ limits: PacingLimits) -> [(Line, Call)] {
    var calls: [(Line, Call)] = []
    while running < limits.inFlight, let place = next(limits) {
      let start = start(now, limits)
      guard start <= now else {
        if !hasKeeper, let line = waiting[place].line {
          waiting[place].line = nil
          hasKeeper = true
          calls.append((line, .keep(milliseconds: Int(start - now))))
        }
        break
      }
      let ticket = waiting.remove(at: place)
      admit(ticket.visitor, now, limits)
      if let line = ticket.line { calls.append((line, .go)) } else { given.insert(ticket.number) }
    }
    return calls
  }

  private func next(_ limits: PacingLimits) -> Int? {
    let firsts = Urgency.allCases.compactMap { urgency in
      waiting.firstIndex { $0.visitor.urgency == urgency && isFree($0.visitor) && !$0.isCancelled }
    }
    let hungry = firsts.dropFirst().first {
      passedOver[waiting[$0].visitor.urgency.rawValue] >= limits.passedOverMax
    }
    return hungry ?? firsts.first
  }

  private func isFree(_ visitor: Visitor) -> Bool {
    guard let most = visitor.atOnceMax else { return true }
    return runningByName[visitor.name, default: 0] < most
  }

  private mutating func admit(_ visitor: Visitor, _ now: Int64, _ limits: PacingLimits) {
    running += 1
    if visitor.atOnceMax != nil { runningByName[visitor.name, default: 0] += 1 }
    for urgency in Urgency.allCases {
      let isPassedOver = urgency != visitor.urgency && waiting.contains { $0.visitor.urgency == urgency }
      passedOver[urgency.rawValue] = isPassedOver ? passedOver[urgency.rawValue] + 1 : 0
    }
    guard now < windowEnds else { return }
    left -= 1
    spread(from: now, limits)
  }

  // The quota.

  private func start(_ now: Int64, _ limits: PacingLimits) -> Int64 {
    let start = max(now, quietUntil)
    guard start < windowEnds else { return start }
    if left <= 0 { return windowEnds }
    return left < limits.reserve ? max(start, nextStart) : start
  }

  /// Answers may overtake each other: inside one window the least that was heard counts. What is on its way may not be
  /// counted yet over there.
  mutating func note(left said: Int, ends: Int64, now: Int64, _ limits: PacingLimits) {
    let estimate = said - max(0, running - 1)
    let isSameWindow = now < windowEnds && ends <= windowEnds + GateState.windowSlackMilliseconds
    left = isSameWindow ? min(left, estimate) : estimate
    windowEnds = isSameWindow ? max(windowEnds, ends) : ends
    spread(from: now, limits)
  }

  /// What is left of the quota over what is left of the window.
  private mutating func spread(from now: Int64, _ limits: PacingLimits) {
    guard left < limits.reserve else { return }
    nextStart = now + (windowEnds - now) / Int64(max(1, left))
  }

  /// Two answers that name the end of a window less than this apart mean the same one.
  private static let windowSlackMilliseconds: Int64 = 1000
}
