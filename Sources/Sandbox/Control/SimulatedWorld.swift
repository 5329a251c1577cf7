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
  var faults: SandboxFaults
  private let clock: SandboxClock
  /// Seconds that a fixed clock has moved.
  var ticks = 0
  private(set) var requests: [SandboxSystem: Int] = [:]
  private var chance: SplitMix64

  public init(_ settings: SandboxSettings = SandboxSettings()) throws(SandboxProblem) {
    ledger = try Ledger(path: settings.ledgerPath)
    clock = settings.clock
    faults = settings.faults
    chance = SplitMix64(seed: settings.faults.seed)
    let now = Self.seconds(settings.clock)
    till = TillService(ident: settings.ident, secret: settings.secret)
    till.service = settings.tillService
    till.till = TillData.till(articles: settings.articles, seed: settings.seed, now: now)
    shop = StoreService(hash: settings.storeHash, token: settings.token)
    shop.store = StoreData.store(orders: settings.orders, seed: settings.seed, now: now, till: till.till)
    shop.pricesIncludeTax = settings.pricesIncludeTax
    shop.quota = settings.quota
  }

  /// Answers one request. Its effect and its ledger entries are complete when this returns.
  public func handle(_ request: SimulatedRequest, for system: SandboxSystem) -> SimulatedResponse {
    if request.segments.first == "_sandbox" { return control(request) }
    requests[system, default: 0] += 1
    let fault = drawFault()
    if let refusal = fault?.refusal { return refusal }
    setNow(Self.seconds(clock) + ticks)
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
    fault?.spoil(&response)
    response.delayMilliseconds = faults.delaysWritesOnly && notes.isEmpty ? 0 : faults.delayMilliseconds
    return response
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
    case .fixed(let seconds): return seconds
    case .system:
      var now = timespec()
      clock_gettime(CLOCK_REALTIME, &now)
      return now.tv_sec
    }
  }

  // ---- faults ----

  /// Half of them before the effect, half after it: then the caller cannot know what happened.
  private enum Fault {
    case throttled, unavailable
    case lostAnswer, cutAnswer, gatewayPage

    var refusal: SimulatedResponse? {
      switch self {
      case .throttled: SimulatedResponse(429)
      case .unavailable:
        SimulatedResponse(503, headers: [("Content-Type", "text/html")], body: Array("<h1>503</h1>".utf8))
      case .lostAnswer, .cutAnswer, .gatewayPage: nil
      }
    }

    func spoil(_ response: inout SimulatedResponse) {
      switch self {
      case .throttled, .unavailable: break
      case .lostAnswer: response.cut = .beforeAnything
      case .cutAnswer: response.cut = .halfway
      case .gatewayPage:
        response = SimulatedResponse(502, headers: [("Content-Type", "text/html")], body: Array("<h1>502</h1>".utf8))
      }
    }
  }

  private func drawFault() -> Fault? {
    guard faults.perThousand > 0, chance.number(1...1000) <= faults.perThousand else { return nil }
    return chance.pick([.throttled, .unavailable, .lostAnswer, .cutAnswer, .gatewayPage])
  }

  func setFaults(_ new: SandboxFaults) {
    if new.seed != faults.seed { chance = SplitMix64(seed: new.seed) }
    faults = new
  }
}
