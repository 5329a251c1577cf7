import Builtins
import Check
import ConnectorKit
import Diagnostics
import Engine
import Plan
import Values
import Workspace

/// `validate --live`: the flows of one project against what both accounts hold now. Nothing is kept.
struct LiveValidation {
  private var project: Project
  private let last: Int
  /// What was looked at, for people.
  private(set) var remarks: [String] = []

  /// - Parameter last: how many of the newest records of each source.
  init(_ project: Project, last: Int) {
    self.project = project
    self.last = last
  }

  /// - Parameter check: the flows of a project, checked.
  mutating func checked(
    _ before: CheckedProject, check: (Project) throws -> CheckedProject
  ) async throws -> CheckedProject {
    let plans = before.flows.compactMap(\.plan)
    let names = Session.connectionNames(plans).filter { project.connection($0)?.hasAccount == true }
    let session = try LiveSession(project, names)
    do {
      for name in names { try await readLists(name, session) }
      var checked = try check(project)
      let records = try await newest(checked.flows.compactMap(\.plan), session)
      await session.close()
      for index in checked.flows.indices { hold(&checked.flows[index], against: records) }
      return checked
    } catch {
      await session.close()
      throw error
    }
  }

  /// Lists as they are now; names of custom fields as they were kept.
  private mutating func readLists(_ name: String, _ session: LiveSession) async throws(Failure) {
    let reading = try await session.asking(name) { reader throws(ConnectorError) in
      try await reader.readLists(now: RealWorld.now())
    }
    for unread in reading.unread { remarks.append("\(name).\(unread.entity) was not read: \(unread.reason)") }
    var account = reading.snapshot
    if let kept = project.accounts[name] {
      account.names = kept.names
      account.fields = kept.fields
      account.recordsSeen = kept.recordsSeen
    }
    project.accounts[name] = account
  }

  /// The newest records of every source whose flows have something to ask of them, each read once.
  private mutating func newest(
    _ plans: [FlowPlan], _ session: LiveSession
  ) async throws(Failure) -> [String: [FoundRecord]] {
    var wanted: [(source: EntityReference, fields: Set<String>)] = []
    for plan in plans where project.connection(plan.source.connection)?.hasAccount == true {
      let fields = TableProbe(plan, Self.functions(plan)).fields
      if fields.isEmpty { continue }
      if let place = wanted.firstIndex(where: { $0.source.name == plan.source.name }) {
        wanted[place].fields.formUnion(fields)
      } else {
        wanted.append((plan.source, fields))
      }
    }
    var records: [String: [FoundRecord]] = [:]
    for (source, fields) in wanted {
      let last = last
      let found = try await session.asking(source.connection) { reader throws(ConnectorError) in
        try await reader.newest(last, of: source.entity.name, fields: fields)
      }
      records[source.name] = found
      remarks.append("looked at \(found.count) record\(found.count == 1 ? "" : "s") of \(source.name)")
    }
    return records
  }

  private func hold(_ flow: inout CheckedFlow, against records: [String: [FoundRecord]]) {
    guard let plan = flow.plan, let found = records[plan.source.name] else { return }
    let declaration = project.declarations[plan.source.connection]
    let seen = TableProbe(plan, Self.functions(plan)).keys(of: found) { declaration?.keptValues(of: $0) }
    flow.diagnostics += LiveChecker.check(plan, seen, records: found.count).map { $0.calling(project.connections) }
  }

  private static func functions(_ plan: FlowPlan) -> FunctionContext {
    let now = RealWorld.now()
    return FunctionContext(
      now: now, today: ZoneFiles.rules(plan.timezone)?.local(now).date ?? now.date, rounding: plan.rounding,
      zone: { ZoneFiles.rules($0) })
  }
}
