import ConnectorKit
import Diagnostics
import Plan
import Source
import Syntax
import Types
import Values

/// Checks one flow. A class, as its parts discover each other: a `let` is checked when it is first used, a table when
/// it is first looked up.
final class FlowChecker {
  let file: FlowFile
  let context: CheckContext
  /// What spans are spans of: the flow, or for a while a test file beside it.
  var source: SourceFile

  var diagnostics: [Diagnostic] = []
  var mayStop: [PossibleStop] = []

  /// What the plan will hold.
  var lets: [LetPlan] = []
  var tables: [TablePlan] = []
  var related: [RelatedPlan] = []
  var settings: [Setting] = []
  var layeredSettings: [LayeredSetting] = []
  var filledFields: [(field: String, setting: String)] = []
  var places: [Place] = []
  var variableCount = 1
  var sourceFields: Set<String> = []

  /// The path of the source list that a loop's slot walks: `products` for `each: line in products`.
  var variablePaths: [Int: String] = [:]
  var tableEntries: [String: TableEntry] = [:]
  var transformEntries: [String: TransformEntry] = [:]
  var relatedEntries: [String: RelatedEntry] = [:]
  var usedSettings: Set<String> = []
  var declaredLets: [LetEntry] = []
  /// Transforms whose body is being checked, to find one that uses itself.
  var openTransforms: [String] = []
  /// Zones that were asked for before: a long flow names the same one on every other line.
  var zonesKnown: Set<String> = []
  /// What is being checked stands in braces inside a text, where quotes are the other ones.
  var isInHole = false
  /// Entries of lists and related records around what is being checked: what `skip entry` can leave out.
  var entriesAround = 0
  /// Entries around what is being checked are written anew each time, as nothing tells one from another.
  var isInRewrittenEntry = false
  /// Names whose declarations could not be read, in the flow and in the files that it uses.
  let unreadNames: Set<String>
  /// The field whose value is being checked.
  var writtenField: Field?
  /// The connection whose record is being made: the flow's target, or a related one.
  var writtenConnection: String?
  /// Related records that the value being checked needs after they were written.
  var afterWriting: Set<Int> = []
  /// Whether the expression being checked is only copied or printed; what is known after writing may be no more.
  var isCopied = false
  /// What was told of the account's lists: one cell may go into several fields.
  var toldOfAccount: Set<Place> = []
  /// How deep the formula being checked goes, and how much was checked.
  var descent = Descent()

  init(_ file: FlowFile, _ context: CheckContext) {
    self.file = file
    self.context = context
    unreadNames = context.shared.reduce(into: file.unreadNames) { $0.formUnion($1.file.unreadNames) }
    self.source = file.source
  }

  // MARK: noticing

  func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
  }

  func place(_ span: Span) -> Place { Place(source, span) }

  /// The number by which the plan remembers a place.
  func origin(_ span: Span) -> Int {
    places.append(place(span))
    return places.count - 1
  }

  func newVariable() -> Int {
    variableCount += 1
    return variableCount - 1
  }

  /// A value after a mistake: agrees with everything.
  func broken(_ span: Span) -> Plan.Expression {
    Plan.Expression(.constant(.missing), .unknown, origin: origin(span))
  }

  func constant(_ value: Value, _ type: ValueType, _ span: Span) -> Plan.Expression {
    Plan.Expression(.constant(value), type, origin: origin(span))
  }

  // MARK: the flow

  func checkFlow() -> FlowPlan? {
    let source = entity(file.sourceEntity, for: .reading)
    let target = entity(file.targetEntity, for: .writing)
    checkSettings(connectors: [source, target].compactMap { $0 })
    declareTables()
    declareTransforms()
    declareRelated(defaultConnection: target?.connection)

    guard let source else { return nil }
    var scope = Scope(record: source.entity.record)
    for entry in relatedEntries.values { scope.names[entry.name] = .related(entry) }
    let group = checkGroup(&scope, source)
    declareLets(file.record.lets, in: &scope)
    let filter = file.filter.map { checkCondition($0, in: scope) }
    if let filter {
      warnIfConstant(filter, "the filter", file.filter?.span)
      scope.narrow(by: filter, truth: true)
      for entry in declaredLets { entry.scope.narrow(by: filter, truth: true) }
    }
    checkRelated(in: scope)
    guard let target else { return nil }
    writtenConnection = target.connection
    let record = checkRecord(
      file.record, of: target.entity.record, finding: target.entity.finding, name: target.name, scope: scope,
      role: .flow(target.entity))
    let checks = file.checks.map { checkCheck($0, scope: scope, record: target.entity.record) }
    if let filter { checkCurrencies(filter, source) }
    checkAllTables()
    checkLetsNeverUsed(scope)
    warnAboutUnusedNames()
    demandHandlers()

    var plan = FlowPlan(name: file.name?.text ?? "", source: source, target: target, record: record)
    plan.sourceFields = sourceFields
    plan.settings = settings
    plan.rounding = setting("rounding").flatMap { RoundingMode(rawValue: $0.plainText) } ?? .half_up
    plan.timezone = setting("timezone")?.plainText ?? "Europe/Amsterdam"
    plan.currency = source.entity.reading?.currencyField == nil ? nil : setting("currency")?.plainText
    let currency = file.settings.first { $0.name.text == "currency" }?.name.span ?? file.sourceEntity?.span
    plan.currencyOrigin = currency.map { origin($0) } ?? plan.currencyOrigin
    plan.filter = filter
    plan.group = group
    plan.checks = checks
    plan.lets = lets
    plan.tables = tables
    plan.related = related
    plan.examples = checkExamples(source, target, group)
    plan.variableCount = variableCount
    checkCost(plan)
    plan.places = places
    return plan
  }

  enum Use { case reading, writing }

  /// The entity behind `source:` or `target:`.
  func entity(_ name: Name?, for use: Use) -> EntityReference? {
    guard let name else { return nil }
    let parts = name.text.split(separator: ".", maxSplits: 1).map(String.init)
    guard let declaration = context.connections[parts[0]] else {
      report(.unknownConnection(name, connections: context.connections, at: place(name.span)))
      return nil
    }
    let found = use == .reading ? declaration.sourceEntity(parts.last ?? "") : declaration.entity(parts.last ?? "")
    guard parts.count == 2, let entity = found else {
      let others = context.connections.sorted { $0.key < $1.key }.map(\.value).filter { $0.name != declaration.name }
      report(.unknownEntity(name, connection: parts[0], declaration, others: others, at: place(name.span)))
      return nil
    }
    if use == .reading, entity.reading == nil {
      report(.entityCannot(name, "be read", declaration, at: place(name.span)))
      return nil
    }
    if use == .writing, entity.writing == nil {
      report(.entityCannot(name, "be written", declaration, at: place(name.span)))
      return nil
    }
    return EntityReference(connection: parts[0], connector: declaration.name, entity: entity)
  }

  private func checkGroup(_ scope: inout Scope, _ source: EntityReference) -> GroupPlan? {
    guard let group = file.group else { return nil }
    guard case .formula(let expression) = group, case .name(let name) = expression.kind,
      let field = source.entity.record.field(name)
    else {
      report(.groupNeedsAField(at: place(group.span)))
      return nil
    }
    if source.entity.reading?.changes == true, source.entity.reading?.groups.contains(name) != true {
      report(.groupNotWhole(name, source.name, source.entity.reading?.groups ?? [], at: place(group.span)))
    }
    sourceFields.insert(name)
    let key = newVariable()
    let rows = newVariable()
    let record = source.entity.record
    scope.names["rows"] = .variable(rows, .list(.record(record), bound: nil))
    scope.names[name] = .variable(key, field.type)
    scope.grouped = Scope.Grouped(field: field, keyVariable: key, record: record)
    return GroupPlan(field: field, keyVariable: key, rowsVariable: rows)
  }

  /// `--strict`, or `problems: strict` among the settings: what can fail must say what happens then.
  private func demandHandlers() {
    guard context.isStrict || setting("problems")?.plainText == "strict" else { return }
    var told: Set<Place> = []
    for stop in mayStop where !stop.isChosen && told.insert(stop.place).inserted {
      report(.mustBeHandled(stop.place.source.text(stop.place.span), stop.reason, at: stop.place))
    }
  }

  private func checkCheck(_ check: CheckSyntax, scope: Scope, record: RecordType) -> CheckPlan {
    var scope = scope
    scope.written = record
    let outer = afterWriting
    afterWriting = []
    defer { afterWriting = outer }
    let when = checkCondition(check.when, in: scope)
    scope.narrow(by: when, truth: true)
    var plan = CheckPlan(
      when: when, isWarning: check.verdict == .warn, sentence: checkSentence(check.sentence, in: scope),
      origin: origin(check.span))
    plan.afterWriting = afterWriting
    return plan
  }

  func warnIfConstant(_ condition: Plan.Expression, _ what: String, _ span: Span?) {
    guard let span, case .constant(.bool(let value)) = condition.kind else { return }
    report(.conditionConstant(what, value, at: place(span)))
  }
}

extension Value {
  /// The text of a setting, whichever way it was written.
  var plainText: String {
    if case .text(let text) = self { return String(text) }
    return description
  }
}
