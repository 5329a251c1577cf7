internal import Values

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Both simulated systems, their ledger and the merchant's hands, without a socket: requests go in, answers come out,
/// one at a time.
public actor SimulatedWorld {
  var shop: StoreService
  var till: TillService
  var ledger: Ledger
  var schedule: FaultSchedule
  var arrivals = ArrivalLog()
  private let clock: SandboxClock
  /// Seconds that a fixed clock has moved.
  var ticks = 0
  private(set) var requests: [SandboxSystem: Int] = [:]
  /// Systems that accept no credentials any more.
  private var locked: Set<SandboxSystem> = []

  public init(_ settings: SandboxSettings = SandboxSettings()) throws(SandboxProblem) {
    ledger = try Ledger(path: settings.ledgerPath)
    clock = settings.clock
    schedule = FaultSchedule(settings.faults)
    let now = Self.seconds(settings.clock)
    till = TillService(ident: settings.ident, secret: settings.secret)
    till.service = settings.tillService
    till.till = TillData.till(articles: settings.articles, seed: settings.seed, now: now)
    shop = StoreService(hash: settings.storeHash, token: settings.token)
    shop.store = StoreData.store(orders: settings.orders, seed: settings.seed, now: now, till: till.till)
    shop.pricesIncludeTax = settings.pricesIncludeTax
    shop.quota = settings.quota
  }

  /// Answers one request. Its effect and its ledger entries are complete when this returns, unless its answer's manner is
  /// ``SimulatedResponse/Manner/late``: then ``carryOut(_:for:)`` is for later.
  public func handle(_ request: SimulatedRequest, for system: SandboxSystem) -> SimulatedResponse {
    if request.segments.first == "_sandbox" { return control(request, at: system) }
    requests[system, default: 0] += 1
    let form = locked.contains(system) ? FaultForm.tokenForEver : schedule.draw(request, system)
    var arrival = Arrival(request, system, at: milliseconds, form)
    let response = answer(request, system, form, &arrival)
    arrival.status = response.status
    arrivals.append(arrival)
    return response
  }

  private func answer(
    _ request: SimulatedRequest, _ system: SandboxSystem, _ form: FaultForm?, _ arrival: inout Arrival
  ) -> SimulatedResponse {
    guard let form else { return carryOut(request, for: system) }
    if form == .tokenForEver { locked.insert(system) }
    if let refusal = form.refusal(of: request, system, now: wallMilliseconds / 1000) {
      schedule.note(form, request)
      arrival.quietUntil = form.quietMilliseconds(now: wallMilliseconds).map { wait in
        arrival.at + wait * schedule.settings.secondMilliseconds / 1000
      }
      return refusal
    }
    var request = request
    let left = form == .partly ? request.dropSecondHalf() : 0
    if form == .rowInserted { request.pageShift = -1 }
    if form == .rowDeleted { request.pageShift = 1 }
    var response = carryOut(request, for: system)
    if left > 0 { response.addErrors(left) }
    if form.spoil(&response, to: request, &schedule, now: wallMilliseconds / 1000) {
      schedule.note(form, request)
    } else {
      arrival.fault = nil
    }
    return response
  }

  /// Does what a request asks for; no fault stands in its way.
  func carryOut(_ request: SimulatedRequest, for system: SandboxSystem) -> SimulatedResponse {
    setNow(now)
    shop.clockMilliseconds = isFixed ? now * 1000 : milliseconds * 1000 / schedule.settings.secondMilliseconds
    var response =
      switch system {
      case .bigcommerce: shop.handle(request)
      case .mplus: till.handle(request)
      }
    let notes = takeNotes()
    do {
      for note in notes { try ledger.append(note, at: shop.store.now) }
    } catch {
      return SimulatedResponse(500, body: Array(error.description.utf8))
    }
    if !notes.isEmpty { tick() }
    let faults = schedule.settings
    response.delayMilliseconds = faults.delaysWritesOnly && notes.isEmpty ? 0 : faults.delayMilliseconds
    return response
  }

  /// Lets everybody in again that was locked out.
  func setFaults(_ new: SandboxFaults) {
    schedule.change(new)
    locked = []
  }

  func setNow(_ seconds: Int) {
    shop.store.now = seconds
    till.till.now = seconds
  }

  /// Every write and every edit has its own second of a fixed clock.
  func tick() {
    if isFixed { ticks += 1 }
    setNow(now)
  }

  var now: Int { Self.seconds(clock) + ticks }

  /// What was written since the last call, in order within each system.
  func takeNotes() -> [LedgerNote] {
    let notes = shop.store.written + till.till.written
    shop.store.written = []
    till.till.written = []
    return notes
  }

  private var isFixed: Bool {
    switch clock {
    case .fixed: true
    case .system: false
    }
  }

  private static func seconds(_ clock: SandboxClock) -> Int {
    switch clock {
    case .fixed(let seconds): seconds
    case .system: machineMilliseconds(CLOCK_REALTIME) / 1000
    }
  }

  /// Milliseconds of the wall's clock: what the date in a header is, wherever the merchant has moved the system's own.
  private var wallMilliseconds: Int { isFixed ? now * 1000 : Self.machineMilliseconds(CLOCK_REALTIME) }

  /// Milliseconds that only go up, also while a fixed clock stands still.
  var milliseconds: Int { Self.machineMilliseconds(CLOCK_MONOTONIC) }

  private static func machineMilliseconds(_ clock: clockid_t) -> Int {
    var now = timespec()
    clock_gettime(clock, &now)
    return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
  }
}
