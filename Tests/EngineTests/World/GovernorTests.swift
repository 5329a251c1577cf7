import ConnectorKit
import Synchronization
import Testing
import Values

@testable import Engine

/// Who goes first, and who waits how long.
@Suite struct GovernorTests {
  private final class Notes: Sendable {
    private let state = Mutex<[String]>([])
    var list: [String] { state.withLock { $0 } }
    func add(_ note: String) { state.withLock { $0.append(note) } }
  }

  private final class Counter: Sendable {
    private let state = Mutex((now: 0, most: 0))
    var now: Int { state.withLock { $0.now } }
    var most: Int { state.withLock { $0.most } }
    @discardableResult func come() -> Int {
      state.withLock { state in
        state = (state.now + 1, max(state.most, state.now + 1))
        return state.now
      }
    }
    func go() { state.withLock { $0.now -= 1 } }
  }

  private func visitor(_ urgency: Urgency, _ name: String? = nil, atOnceMax: Int? = nil) -> Visitor {
    Visitor(urgency: urgency, name: name ?? "\(urgency)", atOnceMax: atOnceMax)
  }

  /// The order in which they get the only place, if they come in this one while it is taken.
  private func order(of visitors: [Visitor], _ limits: PacingLimits) async throws -> [String] {
    let governor = Governor(limits: limits, world: .still(StillClock()))
    let first = visitor(.others, "first")
    try await governor.enter(first)
    let order = Notes()
    await withTaskGroup { group in
      for (index, visitor) in visitors.enumerated() {
        group.addTask {
          do throws(CancellationError) { try await governor.enter(visitor) } catch { return }
          order.add(visitor.name)
          governor.leave(visitor)
        }
        while governor.waiting <= index { await Task.yield() }
      }
      governor.leave(first)
    }
    return order.list
  }

  @Test func `orders go before stock before products, and each kind in its own order`() async throws {
    let came = [
      visitor(.others, "p1"), visitor(.stock, "s1"), visitor(.others, "p2"), visitor(.orders, "o1"),
      visitor(.stock, "s2"), visitor(.orders, "o2"),
    ]
    #expect(try await order(of: came, PacingLimits(inFlight: 1)) == ["o1", "o2", "s1", "s2", "p1", "p2"])
  }

  @Test func `who was passed over so often has its turn`() async throws {
    let came =
      [visitor(.others, "p"), visitor(.others, "p"), visitor(.stock, "s"), visitor(.stock, "s")]
      + Array(repeating: visitor(.orders, "o"), count: 10)
    let order = try await order(of: came, PacingLimits(inFlight: 1, passedOverMax: 3)).joined()
    #expect(order == "ooospoospooooo")
  }

  @Test func `the urgency of a flow is that of the records that it writes`() {
    #expect(Urgency(.orders) == .orders)
    #expect(Urgency(.stock) == .stock)
    for subject: Subject? in [.products, .categories, .brands, .customers, nil] {
      #expect(Urgency(subject) == .others)
    }
  }

  @Test func `an order that comes last goes first when the quota's window ends`() async throws {
    let clock = StillClock()
    let governor = Governor(limits: PacingLimits(inFlight: 4), world: .still(clock))
    let first = visitor(.others)
    try await governor.enter(first)
    let start = clock.now.milliseconds
    governor.note(QuotaHeaders(left: 0, resetMilliseconds: 30_000))
    let order = Notes()
    await withTaskGroup { group in
      for name in ["product", "stock", "order"] {
        let visitor = visitor(name == "order" ? .orders : name == "stock" ? .stock : .others, name)
        group.addTask {
          do throws(CancellationError) { try await governor.enter(visitor) } catch { return }
          order.add("\(name) \(clock.now.milliseconds - start)")
          governor.leave(visitor)
        }
      }
      while governor.waiting < 3 { await Task.yield() }
      governor.leave(first)
    }
    #expect(Set(order.list) == ["order 30000", "stock 30000", "product 30000"])
  }

  @Test func `no more are inside than there are places`() async throws {
    let inside = Counter()
    let governor = Governor(limits: PacingLimits(inFlight: 3), world: .still(StillClock()))
    await withTaskGroup { group in
      for index in 0..<40 {
        let visitor = visitor(Urgency.allCases[index % 3])
        group.addTask {
          do throws(CancellationError) { try await governor.enter(visitor) } catch { return }
          inside.come()
          await Task.yield()
          inside.go()
          governor.leave(visitor)
        }
      }
    }
    #expect(inside.now == 0)
    #expect(inside.most <= 3)
    #expect(governor.waiting == 0)
  }

  @Test func `requests that the system takes one by one leave the other places to others`() async throws {
    let governor = Governor(limits: PacingLimits(inFlight: 4), world: .still(StillClock()))
    let level = visitor(.stock, "PUT levels", atOnceMax: 1)
    try await governor.enter(level)
    let second = Task { try await governor.enter(level) }
    while governor.waiting < 1 { await Task.yield() }
    // Less urgent, and free to go.
    try await governor.enter(visitor(.others))
    #expect(governor.waiting == 1)
    governor.leave(level)
    try await second.value
    #expect(governor.waiting == 0)
  }

  @Test func `who is stopped while it waits takes no place with it`() async throws {
    let governor = Governor(limits: PacingLimits(inFlight: 1), world: .still(StillClock()))
    try await governor.enter(visitor(.orders))
    let stopped = Task { try await governor.enter(visitor(.orders)) }
    while governor.waiting < 1 { await Task.yield() }
    stopped.cancel()
    await #expect(throws: CancellationError.self) { try await stopped.value }
    #expect(governor.waiting == 0)
    let next = Task { try await governor.enter(visitor(.others)) }
    while governor.waiting < 1 { await Task.yield() }
    governor.leave(visitor(.orders))
    try await next.value
  }

  @Test func `if the one who sleeps for all is stopped, another one sleeps`() async throws {
    let clock = StillClock()
    let calls = Counter()
    var world = World.still(clock)
    // The first sleeper sleeps until it is stopped.
    world.sleep = { milliseconds async throws(CancellationError) in
      let isFirst = calls.come() == 1
      if !isFirst { return try await clock.sleep(milliseconds) }
      while !Task.isCancelled { await Task.yield() }
      throw CancellationError()
    }
    let governor = Governor(limits: PacingLimits(inFlight: 1), world: world)
    governor.hush(milliseconds: 5000)
    let start = clock.now.milliseconds
    let keeper = Task { try await governor.enter(visitor(.others)) }
    while calls.now < 1 { await Task.yield() }
    let other = Task { try await governor.enter(visitor(.others)) }
    while governor.waiting < 2 { await Task.yield() }
    keeper.cancel()
    await #expect(throws: CancellationError.self) { try await keeper.value }
    try await other.value
    #expect(clock.now.milliseconds == start + 5000)
  }

  // The quota.

  /// A store with a quota for each window, as BigCommerce has one.
  private final class Store: Transport {
    private struct State {
      var ends: Int64 = 0
      var left = 0
      var refusedUntil: Int64 = 0
      var early = 0
      var refused = 0
      var served = 0
    }

    private let state = Mutex(State())
    private let clock: StillClock
    private let quota: Int
    private let tellsQuota: Bool

    init(_ clock: StillClock, quota: Int, tellsQuota: Bool) {
      (self.clock, self.quota, self.tellsQuota) = (clock, quota, tellsQuota)
    }

    func send(_ request: HTTPRequest) async throws(ConnectorError) -> HTTPResponse {
      await Task.yield()
      let now = clock.now.milliseconds
      return state.withLock { state in
        if now >= state.ends { (state.ends, state.left) = (now + 30_000, quota) }
        if now < state.refusedUntil { state.early += 1 }
        state.left -= 1
        let reset = String(state.ends - now)
        if state.left < 0 {
          state.refused += 1
          state.refusedUntil = state.ends
          return HTTPResponse(status: 429, headers: ["x-rate-limit-time-reset-ms": reset])
        }
        state.served += 1
        let headers = ["x-rate-limit-requests-left": String(state.left), "x-rate-limit-time-reset-ms": reset]
        return HTTPResponse(status: 200, headers: tellsQuota ? headers : [:])
      }
    }

    /// Served, refused, and sent after a refusal and before the reset it named.
    var counts: [Int] { state.withLock { [$0.served, $0.refused, $0.early] } }
  }

  private func press(tellsQuota: Bool) async -> [Int] {
    let clock = StillClock()
    let store = Store(clock, quota: 20, tellsQuota: tellsQuota)
    let paced = PacedTransport(store, limits: PacingLimits(inFlight: 4, attempts: 100), world: .still(clock))
    await withTaskGroup { group in
      for index in 0..<100 {
        let transport = paced.with(Urgency.allCases[index % 3])
        let request = HTTPRequest(
          .post, RequestURL("https://shop.example/x"), name: "post", isRepeatable: false, timeoutSeconds: 1)
        group.addTask { _ = try? await transport.send(request) }
      }
    }
    return store.counts
  }

  @Test func `a store that tells its quota never has to refuse`() async {
    #expect(await press(tellsQuota: true) == [100, 0, 0])
  }

  @Test func `nothing is sent after a refusal before the reset that it names`() async {
    let counts = await press(tellsQuota: false)
    #expect(counts[0] == 100)
    // Those that were on their way when the first was refused are refused too, and no others.
    #expect(counts[1] > 0 && counts[1] <= 4 * 5)
    #expect(counts[2] < counts[1], "\(counts)")
  }
}

extension QuotaHeaders {
  fileprivate init(left: Int, resetMilliseconds: Int) {
    let headers = [
      "x-rate-limit-requests-left": String(left), "x-rate-limit-time-reset-ms": String(resetMilliseconds),
    ]
    self.init(HTTPResponse(status: 200, headers: headers), now: Moment(milliseconds: 0))
  }
}
