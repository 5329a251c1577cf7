import ConnectorKit
import Engine
import Testing
import Values

/// What every journal must do. Each room with a journal runs all cases against its own.
struct JournalSuite: Sendable {
  var make: @Sendable () async throws -> any Journal
  /// What a new process finds after the one with this journal was killed.
  var reopen: @Sendable (any Journal) async throws -> any Journal

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var body: @Sendable (JournalSuite) async throws -> Void
    var testDescription: String { name }
    init(_ name: String, _ body: @escaping @Sendable (JournalSuite) async throws -> Void) {
      self.name = name
      self.body = body
    }
  }

  static let cases: [Case] = [
    Case("a flow is held by one run until it finishes", heldByOne),
    Case("flows do not hold each other", flowsAreApart),
    Case("a killed run gives its flow free, and is listed as interrupted", killedRun),
    Case("the cursor is what was committed last", cursorMoves),
    Case("an intent stays until it has an outcome", intents),
    Case("a held intent is not asked about again", heldIntent),
    Case("an intent and its values come back as they were", intentRoundTrip),
    Case("links are found from both sides", links),
    Case("a flow's systems keep their addresses until somebody moves them", places),
    Case("links not seen by a run come in pages", notSeen),
    Case("a failure counts its runs and keeps its first moment", failures),
    Case("a settled failure is gone, its neighbour stays", settled),
    Case("a person releases a held record", release),
    Case("changes after sending are remembered by key", changed),
    Case("a run that lost its flow commits nothing", lostLock),
    Case("books come back as they were", books),
    Case("everything committed outlives a kill", outlives),
    Case("one commit carries all of it, and the second has the last word", secondCommit),
  ]

  static let noon = Moment(seconds: 1_800_000_000)

  func begin(_ journal: any Journal, _ flow: String = "orders", isFull: Bool = false) async throws -> OpenRun {
    try await journal.begin(
      RunOpening(
        flow: flow, pairing: Pairing(source: "shop.orders", target: "till.orders"), startedAt: Self.noon,
        isFull: isFull, owner: "pid 1 on here"))
  }

  func finish(_ journal: any Journal, _ run: RunID, _ books: Books = Books()) async throws {
    try await journal.finish(RunClosing(run: run, finishedAt: Self.noon, ending: .done, books: books))
  }

  static func intent(_ key: String, at: Moment = noon, lookUp: [Intent.LookUpField] = []) -> Intent {
    Intent(
      idempotencyKey: key, flow: "orders", sourceKey: "s-\(key)", sourceVersion: "v1", connection: "till",
      entity: "orders", targetKey: nil, isMain: true, lookUp: lookUp, intendedAt: at)
  }

  static func link(_ source: String, _ target: String) -> Link {
    Link(flow: "orders", sourceKey: source, targetKey: target, sourceVersion: "v1", isOwn: true, writtenAt: noon)
  }
}

// The cases.
extension JournalSuite {
  @Sendable static func heldByOne(_ suite: JournalSuite) async throws {
    let journal = try await suite.make()
    let run = try await suite.begin(journal)
    let error = await #expect(throws: JournalError.self) { try await suite.begin(journal) }
    #expect(error?.kind == .heldBy(owner: "pid 1 on here", since: noon))
    try await suite.finish(journal, run.id)
    let next = try await suite.begin(journal)
    #expect(next.id > run.id)
  }

  @Sendable static func flowsAreApart(_ suite: JournalSuite) async throws {
    let journal = try await suite.make()
    let orders = try await suite.begin(journal, "orders")
    let stock = try await suite.begin(journal, "stock")
    var batch = Batch(run: orders.id)
    batch.cursor = Cursor("7")
    try await journal.commit(batch)
    try await suite.finish(journal, stock.id)
    #expect(try await suite.begin(journal, "stock").cursor == nil)
  }

  @Sendable static func killedRun(_ suite: JournalSuite) async throws {
    let journal = try await suite.make()
    _ = try await suite.begin(journal)
    let next = try await suite.reopen(journal)
    let run = try await suite.begin(next)
    let runs = try await next.runs(flow: "orders", limit: 10)
    #expect(runs.map(\.id).first == run.id)
    #expect(runs.map(\.ending) == [nil, .interrupted])
  }

  @Sendable static func cursorMoves(_ suite: JournalSuite) async throws {
    let journal = try await suite.make()
    let run = try await suite.begin(journal)
    #expect(run.cursor == nil)
    var batch = Batch(run: run.id)
    batch.cursor = Cursor("7 Ä")
    try await journal.commit(batch)
    try await journal.commit(Batch(run: run.id))
    try await suite.finish(journal, run.id)
    #expect(try await journal.cursor(flow: "orders") == Cursor("7 Ä"))
    #expect(try await suite.begin(journal).cursor == Cursor("7 Ä"))
  }

  @Sendable static func intents(_ suite: JournalSuite) async throws {
    let journal = try await suite.make()
    let run = try await suite.begin(journal)
    var batch = Batch(run: run.id)
    batch.intents = [intent("a"), intent("b"), intent("c")]
    try await journal.commit(batch)
    #expect(try await journal.unresolvedIntents(flow: "orders").map(\.idempotencyKey) == ["a", "b", "c"])
    var second = Batch(run: run.id)
    second.outcomes = [Outcome("a", .confirmed(targetKey: "1")), Outcome("c", .absent), Outcome("x", .refused)]
    try await journal.commit(second)
    #expect(try await journal.unresolvedIntents(flow: "orders").map(\.idempotencyKey) == ["b"])
    #expect(try await journal.unresolvedIntents(flow: "stock").isEmpty)
  }

  @Sendable static func heldIntent(_ suite: JournalSuite) async throws {
    let journal = try await suite.make()
    let run = try await suite.begin(journal)
    var batch = Batch(run: run.id)
    batch.intents = [intent("a")]
    try await journal.commit(batch)
    var second = Batch(run: run.id)
    second.outcomes = [Outcome("a", .held)]
    try await journal.commit(second)
    #expect(try await journal.unresolvedIntents(flow: "orders").isEmpty)
  }

  @Sendable static func intentRoundTrip(_ suite: JournalSuite) async throws {
    let journal = try await suite.make()
    let run = try await suite.begin(journal)
    let values: [Value] = [
      .text("BC-1 \"ä\""), .whole(-5), .bool(true), .missing, .moment(noon), .date(noon.date),
      .decimal(DecimalNumber("12.50") ?? .zero), .list([.whole(1), .text("")]), .span(TimeSpan(milliseconds: 9)),
    ]
    var sent = intent("a", lookUp: values.enumerated().map { .init("f\($0)", $1) })
    sent.targetKey = "77"
    sent.isMain = false
    sent.attempt = 3
    var batch = Batch(run: run.id)
    batch.intents = [sent]
    try await journal.commit(batch)
    #expect(try await journal.unresolvedIntents(flow: "orders") == [sent])
  }

  @Sendable static func links(_ suite: JournalSuite) async throws {
    let journal = try await suite.make()
    let run = try await suite.begin(journal)
    var first = link("1", "100")
    first.written = ["name": .max, "price": 0]
    var batch = Batch(run: run.id)
    batch.links = [first, link("2", "200"), link("3", "100")]
    try await journal.commit(batch)
    #expect(try await journal.links(flow: "orders", sourceKeys: ["1", "9"]) == [first])
    #expect(try await journal.links(flow: "orders", targetKeys: ["100"]).map(\.sourceKey) == ["1", "3"])
    #expect(try await journal.links(flow: "stock", sourceKeys: ["1"]).isEmpty)
    #expect(try await journal.pairing(flow: "orders") == Pairing(source: "shop.orders", target: "till.orders"))
    #expect(try await journal.pairing(flow: "stock") == nil)
    var second = Batch(run: run.id)
    second.removedLinks = ["1"]
    try await journal.commit(second)
    #expect(try await journal.links(flow: "orders", targetKeys: ["100"]).map(\.sourceKey) == ["3"])
  }

  @Sendable static func places(_ suite: JournalSuite) async throws {
    let journal = try await suite.make()
    let orders = try await suite.begin(journal)
    #expect(try await journal.places().isEmpty)
    var batch = Batch(run: orders.id)
    batch.addresses = PairedAddresses(source: "shop.example/a", target: "till.example")
    try await journal.commit(batch)
    try await journal.commit(Batch(run: orders.id))
    let stock = try await suite.begin(journal, "stock")
    var other = Batch(run: stock.id)
    other.addresses = PairedAddresses(source: nil, target: "till.example")
    try await journal.commit(other)
    let before = [
      RememberedPlace(flow: "orders", connection: "shop", address: "shop.example/a"),
      RememberedPlace(flow: "orders", connection: "till", address: "till.example"),
      RememberedPlace(flow: "stock", connection: "till", address: "till.example"),
    ]
    #expect(try await journal.places() == before)
    let next = try await suite.reopen(journal)
    _ = try await suite.begin(next)
    #expect(try await next.places() == before)
    try await next.move(connection: "till", to: "new.example")
    #expect(try await next.places().map(\.address) == ["shop.example/a", "new.example", "new.example"])
  }

  @Sendable static func notSeen(_ suite: JournalSuite) async throws {
    let journal = try await suite.make()
    let first = try await suite.begin(journal)
    var batch = Batch(run: first.id)
    batch.links = ["1", "2", "3", "4"].map { link($0, "t\($0)") }
    batch.links[3].isGone = true
    batch.seen = ["1", "2", "3", "4"]
    try await journal.commit(batch)
    #expect(try await journal.linksNotSeen(flow: "orders", run: first.id, after: nil, limit: 10).isEmpty)
    try await suite.finish(journal, first.id)
    let second = try await suite.begin(journal, isFull: true)
    var seen = Batch(run: second.id)
    seen.seen = ["2", "unknown"]
    try await journal.commit(seen)
    let page = try await journal.linksNotSeen(flow: "orders", run: second.id, after: nil, limit: 1)
    #expect(page.map(\.sourceKey) == ["1"])
    #expect(
      try await journal.linksNotSeen(flow: "orders", run: second.id, after: "1", limit: 10).map(\.sourceKey) == ["3"])
  }

  @Sendable static func failures(_ suite: JournalSuite) async throws {
    let journal = try await suite.make()
    let first = try await suite.begin(journal)
    let fault = Fault(.refused, "no", details: [.init(name: "sku", value: "\"1\"")], origin: 3)
    let failure = Failure(flow: "orders", sourceKey: "1", cause: "R904", faults: [fault], at: noon, run: first.id)
    var batch = Batch(run: first.id)
    batch.failures = [failure]
    try await journal.commit(batch)
    #expect(try await journal.failures(flow: "orders") == [failure])
    try await suite.finish(journal, first.id)

    let second = try await suite.begin(journal)
    let later = noon.adding(TimeSpan(milliseconds: 1))
    var again = Batch(run: second.id)
    again.failures = [
      Failure(flow: "orders", sourceKey: "1", cause: "R903", faults: [], isHeld: true, at: later, run: second.id)
    ]
    try await journal.commit(again)
    try await journal.commit(again)
    let known = try await journal.failures(flow: "orders")
    #expect(known.map(\.attempts) == [2])
    #expect(known.map(\.firstAt) == [noon] && known.map(\.lastAt) == [later])
    #expect(known.map(\.cause) == ["R903"] && known.map(\.isHeld) == [true])
  }

  @Sendable static func settled(_ suite: JournalSuite) async throws {
    let journal = try await suite.make()
    let run = try await suite.begin(journal)
    var batch = Batch(run: run.id)
    batch.failures = ["1", "2"].map {
      Failure(flow: "orders", sourceKey: $0, cause: "R904", faults: [], at: noon, run: run.id)
    }
    try await journal.commit(batch)
    var second = Batch(run: run.id)
    second.settled = ["1", "9"]
    try await journal.commit(second)
    #expect(try await journal.failures(flow: "orders").map(\.sourceKey) == ["2"])
  }

  @Sendable static func release(_ suite: JournalSuite) async throws {
    let journal = try await suite.make()
    let run = try await suite.begin(journal)
    var batch = Batch(run: run.id)
    batch.failures = ["1", "2"].map {
      Failure(flow: "orders", sourceKey: $0, cause: "held", faults: [], isHeld: true, at: noon, run: run.id)
    }
    try await journal.commit(batch)
    try await journal.release(flow: "orders", sourceKeys: ["1"], as: .retry)
    #expect(try await journal.failures(flow: "orders").map(\.isHeld) == [false, true])
    try await journal.release(flow: "orders", sourceKeys: ["2"], as: .forget)
    #expect(try await journal.failures(flow: "orders").map(\.sourceKey) == ["1"])
  }

  @Sendable static func changed(_ suite: JournalSuite) async throws {
    let journal = try await suite.make()
    let run = try await suite.begin(journal)
    for version in ["v2", "v3"] {
      var batch = Batch(run: run.id)
      batch.changed = [ChangeMarker(sourceKey: "1", version: version, noticedAt: noon)]
      try await journal.commit(batch)
    }
    let known = try await journal.changedSince(flow: "orders")
    #expect(known == [ChangeMarker(sourceKey: "1", version: "v3", noticedAt: noon)])
  }

  @Sendable static func lostLock(_ suite: JournalSuite) async throws {
    let journal = try await suite.make()
    let run = try await suite.begin(journal)
    try await suite.finish(journal, run.id)
    var batch = Batch(run: run.id)
    batch.cursor = Cursor("late")
    let error = await #expect(throws: JournalError.self) { try await journal.commit(batch) }
    #expect(error?.kind == .lostLock)
    #expect(try await suite.begin(journal).cursor == nil)
  }

  @Sendable static func books(_ suite: JournalSuite) async throws {
    let journal = try await suite.make()
    let run = try await suite.begin(journal)
    var books = Books()
    books.created = 3
    books.skip("7", reason: "filter", sample: "the filter says no")
    books.stop("8", cause: "R902", sentence: "not a number")
    books.hold("9", cause: "held", sentence: "unclear")
    books.warn("8", cause: "12", sentence: "looks odd")
    books.relatedCreated = 2
    var batch = Batch(run: run.id, books: books)
    batch.seen = ["7"]
    try await journal.commit(batch)
    #expect(try await journal.runs(flow: "orders", limit: 1).first?.books == books)
    books.updated = 1
    try await suite.finish(journal, run.id, books)
    let summary = try await journal.runs(flow: nil, limit: 1).first
    #expect(summary?.books == books && summary?.ending == .done && summary?.finishedAt == noon)
    #expect(summary?.books.read == 7)
  }

  @Sendable static func outlives(_ suite: JournalSuite) async throws {
    let journal = try await suite.make()
    let run = try await suite.begin(journal)
    var batch = Batch(run: run.id)
    batch.intents = [intent("a")]
    batch.links = [link("1", "100")]
    batch.failures = [Failure(flow: "orders", sourceKey: "2", cause: "R904", faults: [], at: noon, run: run.id)]
    batch.changed = [ChangeMarker(sourceKey: "3", version: "v", noticedAt: noon)]
    batch.cursor = Cursor("5")
    try await journal.commit(batch)
    let next = try await suite.reopen(journal)
    #expect(try await suite.begin(next).cursor == Cursor("5"))
    #expect(try await next.unresolvedIntents(flow: "orders") == batch.intents)
    #expect(try await next.links(flow: "orders", sourceKeys: ["1"]) == batch.links)
    #expect(try await next.failures(flow: "orders") == batch.failures)
    #expect(try await next.changedSince(flow: "orders") == batch.changed)
  }

  @Sendable static func secondCommit(_ suite: JournalSuite) async throws {
    let journal = try await suite.make()
    let run = try await suite.begin(journal)
    var batch = Batch(run: run.id)
    batch.links = [link("1", "100")]
    batch.intents = [intent("a")]
    try await journal.commit(batch)
    batch.links = [link("1", "101")]
    batch.intents = [intent("a", at: noon.adding(TimeSpan(milliseconds: 5)))]
    try await journal.commit(batch)
    #expect(try await journal.links(flow: "orders", sourceKeys: ["1"]).map(\.targetKey) == ["101"])
    #expect(try await journal.links(flow: "orders", targetKeys: ["100"]).isEmpty)
    #expect(try await journal.unresolvedIntents(flow: "orders") == batch.intents)
  }
}
