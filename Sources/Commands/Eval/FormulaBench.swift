import Builtins
import Check
import ConnectorKit
import Connectors
import Diagnostics
import Engine
import Foundation
import Plan
import Source
import Syntax
import Types
import Values
import Workspace

/// Where single formulas are tried out, with the same parser, checker and evaluator that flows have.
struct FormulaBench {
  /// What the fields of a formula are.
  let record: RecordType
  private let source: String
  private let connections: [String: ConnectorDeclaration]
  /// A flow has a target; formulas do not see it.
  private static let target = "mplus.orders"

  struct Wrong: Error {
    var diagnostics: [Diagnostic]
  }

  /// A formula that is right.
  struct Checked {
    /// In the reader's words.
    var type: String
    fileprivate var plan: FlowPlan

    func value(of record: Node?) throws(Fault) -> Value {
      let now = RealWorld.now()
      let functions = FunctionContext(
        now: now, today: ZoneFiles.rules(plan.timezone)?.local(now).date ?? now.date, rounding: plan.rounding,
        zone: { ZoneFiles.rules($0) })
      var evaluator = CompiledEvaluator()
      var frame = Frame(Surroundings(plan, functions, evaluator: &evaluator))
      frame.bind(FlowPlan.sourceVariable, record.map { .record(.node($0)) } ?? .missing)
      return try frame.value(ofLet: 0)
    }
  }

  init(records: [Node], entity: String?, place: PlaceOptions) throws(Failure) {
    var connections: [String: ConnectorDeclaration] = [:]
    for connector in Registry.connectors { connections[connector.declaration.name] = connector.declaration }
    guard let entity else {
      let seen = SeenTypes.record(records, named: "input.record")
      let input = Entity(
        "record", meaning: "The records of --input.", record: seen, key: "", reading: Entity.Reading(changes: false))
      connections["input"] = ConnectorDeclaration(name: "input", title: "input", settings: [], entities: [input])
      self.init(record: seen, source: "input.record", connections: connections)
      return
    }
    let parts = entity.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      throw Failure(.usage, "--entity is a system, a point, and what it holds: --entity bigcommerce.orders")
    }
    let declaration = try place.declaration(of: parts[0])
    let found = try declaration.entity(parts[1], of: parts[0])
    connections[parts[0]] = declaration
    self.init(record: found.record, source: entity, connections: connections)
  }

  private init(record: RecordType, source: String, connections: [String: ConnectorDeclaration]) {
    self.record = record
    self.source = source
    self.connections = connections
  }

  func check(_ formula: String) -> Result<Checked, Wrong> {
    let text = SourceFile(path: "formula", text: formula)
    let (expression, read) = FormulaParser.parse(text)
    if read.contains(where: { $0.severity == .error }) { return .failure(Wrong(diagnostics: read)) }
    var file = FlowFile(source: text, record: RecordBlock(span: Span(0, formula.utf8.count)))
    file.name = Name("formula", Span(0, 0))
    file.sourceEntity = Name(source, Span(0, 0))
    file.targetEntity = Name(Self.target, Span(0, 0))
    let value = LetSyntax(name: Name("the formula", Span(0, 0)), value: .value(.formula(expression)))
    file.record.lets = [value]
    let zones = CheckContext.ZoneNames(isKnown: { ZoneFiles.rules($0) != nil }, names: { ZoneFiles.names() })
    let result = Checker.check(file, in: CheckContext(connections: connections, isPart: true, zones: zones))
    let errors = result.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty, let plan = result.plan, let made = plan.lets.first else {
      return .failure(Wrong(diagnostics: errors))
    }
    return .success(Checked(type: "\(made.expression.type)", plan: plan))
  }

  /// The messages as they are shown, and where fields would come from if there are none.
  func text(of wrong: Wrong) -> String {
    let text = TextRenderer(usesColour: Output.style.colours(.messages)).render(wrong.diagnostics)
    guard record.fields.isEmpty, wrong.diagnostics.contains(where: { $0.code == .N201 }) else { return text }
    return text + "\nThere is no record here: --input FILE gives one, --entity bigcommerce.orders says what it holds."
  }

  /// What can be written at the end of a formula that begins like this: fields, functions, members of enumerations.
  func completions(of text: String) -> (word: String, candidates: [String]) {
    let word = String(text.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }.reversed())
    let parts = word.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let last = parts.last ?? ""
    var names: [String] = []
    if parts.count <= 1 {
      names = record.fields.map(\.name) + Functions.all.map { $0.name + "(" } + ["if ", "not ", "true", "false"]
      names += record.fields.flatMap { Self.members($0.type) }
    } else {
      let inner = Self.record(record, parts.dropLast())
      names = (inner?.fields.map(\.name) ?? []) + Functions.all.map { $0.name + "(" }
    }
    return (last, Array(Set(names.filter { $0.hasPrefix(last) })).sorted())
  }

  private static func members(_ type: ValueType) -> [String] {
    if case .enumeration(let list) = type.unwrapped, list.members.count <= 60 { list.members.map(\.word) } else { [] }
  }

  private static func record(_ record: RecordType, _ path: some Sequence<String>) -> RecordType? {
    var here = record
    for name in path {
      guard case .record(let next)? = here.field(name)?.type.unwrapped else { return nil }
      here = next
    }
    return here
  }
}
