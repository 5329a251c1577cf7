import ConnectorKit
public import Plan
import Types
import Values

/// Every decision of a run, without a clock and without waiting: events in, commands out.
///
/// Records go through it in waves. Within a wave everything that can be known is known before anything is written, what
/// is about to be written is in the journal before it is sent, and what became of it is in the journal, together with
/// the moved cursor, before the next page is asked for.
public struct RunMachine: Sendable {
  public let plan: FlowPlan
  public let options: RunOptions
  let terms: RunTerms
  let map: @Sendable (SourceRecord) -> any RecordMapping
  let matchIsEarly: Bool

  public internal(set) var books = Books()
  /// Why the run ended early; nil while it goes on.
  public internal(set) var ending: RunEnding?
  /// What another system said when it ended the run.
  public internal(set) var message: String?

  var phase = Phase.start
  var now = Moment.first
  var commands: [RunCommand] = []
  /// Commands without an answer.
  var awaiting = 0
  var tickets: [Int: Ticket] = [:]
  var lastTicket = 0
  var isStopping = false

  var run = OpenRun(id: RunID(0), cursor: nil)
  /// What the next commit carries.
  var batch = Batch(run: RunID(0))
  var intents: [Intent] = []
  /// Held records are named in each run, and touched in none.
  var held: [String: Failure] = [:]
  /// Source keys that are read again though the cursor is past them.
  var again: [String] = []
  /// Source keys with an open failure.
  var failing: Set<String> = []
  /// Versions of those that were, so that a page does not bring them twice.
  var replayed: [String: String] = [:]

  var selection = ReadRequest.Selection.all
  var reading: ReadRequest?
  var read: [FoundRecord] = []
  /// Where the answer to the last request goes on, and what it says of the cursor.
  var next: PageMark?
  var arrivedCursor: Cursor?
  /// Where the next page of the source begins.
  var nextPage: PageMark?
  var askedAgain: [String] = []
  /// Where the cursor stands when the page in hand is settled.
  var pageCursor: Cursor?
  var origin = Origin.again
  var pages = 0
  var taken = 0
  var groupsDone: Set<String> = []
  /// Rows of groups that can't be asked for one by one.
  var rowsKept: [FoundRecord] = []

  /// Keys that were asked for and are not in the source.
  var absent: [String] = []

  /// What waits for a wave.
  var queue: [SourceRecord] = []
  /// The record that was settled last, and why it stopped or was skipped: for whoever runs a single one.
  var lastItem: Item?
  var lastFaults: [Fault] = []
  var lastReason: String?
  var conflicts: [String: Int] = [:]
  var wave: [Item] = []
  var search = Search()
  /// The entity in which a paired record is looked up.
  var pairEntities: [Slot: EntityReference] = [:]
  /// Match values of this run, with the record that had them first.
  var matched: [UInt64: String] = [:]
  var chains: [Int] = []
  var activeChains = 0

  var goneLinks: [Link] = []
  var goneAfter: String?
  /// Keys that passed the filter; in a dry run only, as that leaves no trace in the journal.
  var drySeen: Set<String> = []
  /// Records that a dry run would have made, where others of the flow hang on them.
  var dryMade: Set<String> = []

  enum Phase: Sendable {
    case start, verify, verifySearch, verified
    case again, againRead, page, pageRead, groupRead
    case waveStart, admit, earlyMatched
    case relate(Int), related(Int), relatedUsed(Int)
    case compute, lateMatched, decide, sending, write, waveDone, pageDone
    case gone, goneFound, goneSearched
    case closing, over
  }

  /// Where the records in hand come from.
  enum Origin: Sendable { case again, page, gone }

  /// What an answer is for.
  enum Ticket: Sendable {
    /// The phase goes on when all of its answers are there.
    case phase
    case find(connection: String, FindRequest, [[Slot]])
    case pair([Slot: String])
    /// A chain of writes.
    case chain(Int)
    case settle(Int)
    case verify(Int)
    case refreshed(Int)
  }

  /// `matchIsEarly`: the record's match needs no related record, so that a known one is found before anything else.
  public init(
    _ plan: FlowPlan, options: RunOptions = RunOptions(), terms: RunTerms = RunTerms(), matchIsEarly: Bool? = nil,
    map: @escaping @Sendable (SourceRecord) -> any RecordMapping
  ) {
    self.plan = plan
    self.options = options
    self.terms = terms
    self.matchIsEarly = matchIsEarly ?? !plan.matchNeedsRelated
    self.map = map
  }

  /// Takes in what happened and gives what is to be done now.
  public mutating func step(_ event: RunEvent) -> [RunCommand] {
    now = event.at
    absorb(event.kind)
    while awaiting == 0, !isOver { advance() }
    defer { commands = [] }
    return commands
  }

  public var isOver: Bool { if case .over = phase { true } else { false } }

  private mutating func absorb(_ event: RunEvent.Kind) {
    switch event {
    case .start: break
    case .stop:
      isStopping = true
      // Nobody waits for a pause that only leads to more waiting; the next run looks.
      for (number, ticket) in tickets {
        if case .settle = ticket {
          tickets[number] = nil
          activeChains -= 1
          awaiting -= 1
        }
      }
    case .begun(let run, let intents, let failures):
      awaiting -= 1
      begin(run, intents, failures)
    case .inspected(let result):
      awaiting -= 1
      inspected(result)
    case .page(let result):
      awaiting -= 1
      pageArrived(result)
    case .remembered(let links):
      awaiting -= 1
      for link in links { item(of: link.sourceKey) { $0.link = link } }
    case .unseen(let links):
      awaiting -= 1
      goneLinks = links
    case .paired(let number, let keys): paired(number, keys)
    case .found(let number, let result): found(number, result)
    case .written(let number, let result): written(number, result)
    case .committed(let number): committed(number)
    case .woke(let number): woke(number)
    case .journalFailed(let error):
      end(.journal, error.message)
      phase = .over
      commands = [.finish(nil)]
    }
  }

  private mutating func advance() {
    if ending != nil || isStopping, !isClosing { phase = .closing }
    switch phase {
    case .start: start()
    case .verify: verify()
    case .verifySearch: verifySearch()
    case .verified: verified()
    case .again: readAgain()
    case .againRead: againRead()
    case .page: readPage()
    case .pageRead: pageRead()
    case .groupRead: groupRead()
    case .waveStart: startWave()
    case .admit: admit()
    case .earlyMatched: earlyMatched()
    case .relate(let turn): relate(turn)
    case .related(let turn): related(turn)
    case .relatedUsed(let turn): relatedUsed(turn)
    case .compute: compute()
    case .lateMatched: lateMatched()
    case .decide: decide()
    case .sending:
      phase = .write
      startChains()
    case .write: phase = .waveDone
    case .waveDone: waveDone()
    case .pageDone: pageDone()
    case .gone: lookForGone()
    case .goneFound: goneFound()
    case .goneSearched: hideGone()
    case .closing: close()
    case .over: break
    }
  }

  private var isClosing: Bool { if case .closing = phase { true } else { isOver } }

  // Commands.

  mutating func ask(_ command: RunCommand) {
    commands.append(command)
    awaiting += 1
  }

  mutating func ticket(_ ticket: Ticket) -> Int {
    lastTicket += 1
    tickets[lastTicket] = ticket
    return lastTicket
  }

  /// Writes down what is settled; the phase goes on when that is done.
  mutating func commit() {
    defer { batch = Batch(run: run.id, books: books) }
    if options.isDry || batch.isEmpty { return }
    batch.books = books
    ask(.commit(ticket(.phase), batch))
  }

  mutating func end(_ ending: RunEnding, _ message: String? = nil) {
    if self.ending == nil {
      self.ending = ending
      self.message = message
    }
  }

  /// What another system's wrong does to the run, where no single record is to blame.
  mutating func end(_ error: ConnectorError) {
    switch error.kind {
    case .credentials: end(.credentials, error.message)
    case .throttled, .unavailable: end(.unreachable, error.message + "; try later")
    case .unreachable, .refused, .conflict, .ambiguous, .misunderstood: end(.unreachable, error.message)
    }
  }

  private mutating func close() {
    guard batch.isEmpty || options.isDry else {
      commit()
      return
    }
    phase = .over
    let ending = ending ?? (isStopping ? .stopped : .done)
    self.ending = ending
    commands.append(.progress(books, Progress(pages: pages, isRetrying: false)))
    commands.append(
      .finish(
        options.isDry || run.id.number == 0
          ? nil : RunClosing(run: run.id, finishedAt: now, ending: ending, books: books)))
  }

  private mutating func committed(_ number: Int) {
    guard let ticket = tickets.removeValue(forKey: number) else { return }
    switch ticket {
    case .refreshed(let index): resend(index)
    case .phase, .find, .pair, .chain, .settle, .verify: awaiting -= 1
    }
  }
}
