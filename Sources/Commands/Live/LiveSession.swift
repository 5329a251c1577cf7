import ConnectorKit
import Engine
import HTTP
import Plan
import Values
import Workspace

/// Connections for commands that only look: nothing is written, here or there, and no store is opened.
struct LiveSession {
  let project: Project
  private let connections: [String: Connection]
  private let transports: [HTTPTransport]

  init(_ project: Project, _ names: [String]) throws(Failure) {
    self.project = project
    let world = RealWorld.make(journal: InMemoryJournal(), log: Log.make(verbose: 0, quiet: false), failpoint: nil)
    let settings = try Session.settings(names, in: project)
    let mask = SecretMask(settings.values.flatMap { $0.secrets.values })
    var connections: [String: Connection] = [:]
    var transports: [HTTPTransport] = []
    for (name, settings) in settings {
      guard let connection = project.connection(name) else { continue }
      let http = try Session.transport(connection, settings, project)
      transports.append(http)
      connections[name] = Session.connection(connection, settings, http, mask, world)
    }
    self.transports = transports
    self.connections = connections
  }

  /// What one connection's account is asked; its failures are told with the connection's name.
  func asking<Answer>(
    _ name: String, _ work: (AccountReader) async throws(ConnectorError) -> Answer
  ) async throws(Failure) -> Answer {
    guard let connection = connections[name], let declared = project.connection(name) else {
      throw Failure(.usage, "there is no connection `\(name)`")
    }
    do throws(ConnectorError) {
      return try await work(AccountReader(connection, declared.declaration))
    } catch {
      throw Failure(error, of: name)
    }
  }

  func close() async {
    for transport in transports { await transport.shutdown() }
  }
}

extension ProjectConnection {
  /// A system with lists of its own, not files.
  var hasAccount: Bool { declaration.entities.contains { $0.listing != nil } }
}

extension Failure {
  fileprivate init(_ error: ConnectorError, of connection: String) {
    let status: ExitStatus =
      switch error.kind {
      case .credentials: .credentials
      case .unreachable, .throttled, .unavailable: .unreachable
      case .refused, .conflict, .ambiguous, .misunderstood: .unfinished
      }
    self.init(status, "\(connection): \(error.message)")
  }
}
