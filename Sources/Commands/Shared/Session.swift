import ConnectorKit
import Engine
import Foundation
import HTTP
import Logging
import Plan
import Store
import Values
import Workspace

/// What the flows of one command share: the store, the connections with their quota, the clock.
struct Session {
  let project: Project
  let world: World
  let connections: [String: Connection]
  private let transports: [HTTPTransport]
  private let recording: Recording?

  /// Opens everything that `plans` need, and nothing else. Secrets are fetched here.
  ///
  /// - Parameter record: a file for all exchanges.
  init(
    _ project: Project, for plans: [FlowPlan], log: Logger, record: String? = nil
  ) throws(Failure) {
    let settings = try Self.settings(Self.connectionNames(plans), in: project)
    let secrets = settings.values.flatMap { $0.secrets.values }
    // A system may say what another one was told: what is known to one of them is masked in all.
    let mask = SecretMask(secrets)
    self.project = project
    let journal: any Journal
    if plans.contains(where: { $0.isPassing }) {
      // What went to standard output is gone: a journal would only make the next run leave it out.
      journal = InMemoryJournal()
    } else {
      do { journal = try SQLiteJournal(path: project.store.file.path) } catch { throw Failure(error) }
    }
    world = RealWorld.make(journal: journal, log: log, failpoint: Failpoint(PlaceOptions.environment))
    recording = try record.map { path throws(Failure) in try Self.recording(path, secrets) }
    var transports: [HTTPTransport] = []
    var connections: [String: Connection] = [:]
    for (name, settings) in settings {
      guard let connection = project.connection(name) else { continue }
      let http = try Self.transport(connection, settings, project)
      transports.append(http)
      let transport = recording.map { $0.transport(http) as any Transport } ?? http
      connections[name] = Self.connection(connection, settings, transport, mask, world)
    }
    self.transports = transports
    self.connections = connections
  }

  /// With the secrets, which are fetched here, of these connections and no others. Nothing that is printed from here on
  /// shows one of them.
  static func settings(_ names: [String], in project: Project) throws(Failure) -> [String: ConnectionSettings] {
    var settings: [String: ConnectionSettings] = [:]
    for name in names {
      guard let connection = project.connection(name) else { continue }
      do { settings[name] = try connection.settings(in: project, environment: PlaceOptions.environment) } catch {
        throw Failure(error)
      }
    }
    Output.conceal(settings.values.flatMap { $0.secrets.values })
    return settings
  }

  private static func recording(_ path: String, _ secrets: [Secret]) throws(Failure) -> Recording {
    do { return try Recording(path: path, secrets: secrets, now: { RealWorld.now() }) } catch {
      throw Failure(.usage, "\(path) can't be written: \(error.reason)")
    }
  }

  /// To the connection's own url only.
  static func transport(
    _ connection: ProjectConnection, _ settings: ConnectionSettings, _ project: Project
  ) throws(Failure) -> HTTPTransport {
    let pem: [UInt8]?
    do throws(ProjectProblem) { pem = try connection.authorities(in: project) } catch { throw Failure(error) }
    guard let pem else { return HTTPTransport(to: settings.text("url")) }
    guard let authorities = CertificateAuthorities(pem: pem) else {
      throw Failure(
        .wrong,
        "connection \(connection.name): the file of `ca` holds no certificate; it begins with -----BEGIN CERTIFICATE-----"
      )
    }
    return HTTPTransport(to: settings.text("url"), authorities: authorities)
  }

  static func connection(
    _ connection: ProjectConnection, _ settings: ConnectionSettings, _ transport: any Transport, _ mask: SecretMask,
    _ world: World
  ) -> Connection {
    var limits = PacingLimits(inFlight: connection.connector.declaration.requestsAtOnceMax)
    if let attempts = Int(settings.text("attempts")) { limits.attempts = max(1, attempts) }
    var made = Connection(
      name: connection.name, connector: connection.connector.init(settings: settings), transport: transport,
      limits: limits, settleMilliseconds: Int(settings.text("settle")).map { $0 * 1000 }, world: world)
    made.address = connection.address
    made.mask = mask
    return made
  }

  static func connectionNames(_ plans: [FlowPlan]) -> [String] {
    var names: [String] = []
    for plan in plans {
      for name in [plan.source.connection, plan.target.connection] + plan.related.map(\.entity.connection)
      where !names.contains(name) {
        names.append(name)
      }
    }
    return names
  }

  /// Closes all connections; says if the recording is not whole.
  func close() async {
    for transport in transports { await transport.shutdown() }
    if let problem = recording?.problem { Output.message("warning: the recording is not whole: \(problem)") }
  }

  /// For the message that another run gets.
  static var owner: String { "pid \(getpid()) on \(ProcessInfo.processInfo.hostName)" }
}

extension FlowPlan {
  /// What it writes goes to standard output.
  var isPassing: Bool { target.entity.writing?.isLasting == false }
}

extension Failure {
  init(_ error: JournalError) {
    switch error.kind {
    case .heldBy(let owner, let since):
      self.init(.busy, "another run has this flow since \(since): \(owner). \(error.message)")
    case .lostLock, .full, .readOnly, .locked, .corrupt, .newerSchema, .other: self.init(.store, error.message)
    }
  }
}
