import Builtins
import ConnectorKit
import Diagnostics
import Plan
import Source
import Syntax
import Types
import Values

@testable import Check
@testable import Engine

/// A case on its way through the language's own parser, checker and both evaluators.
struct CELRun {
  var type: ValueType = .unknown
  /// What the checker says; nothing is evaluated then.
  var diagnostics: [Diagnostic]
  /// The names of the functions that the formula calls.
  var functions: Set<String> = []
  /// Of the tree and of the compiled evaluator.
  var answers: [Answer] = []

  enum Answer: Equatable {
    case value(Value)
    case fault(Fault)
  }

  init(_ test: CELCase, aliases: CELAliases, zone: @escaping @Sendable (String) -> TimeZoneRules?) throws {
    let record = CELRecord(test.variables)
    try self.init(
      SourceFile(path: test.id, text: test.expression), of: record.type, record.json, in: aliases.flow, zone: zone
    ) { aliases.applied(to: $0) }
  }

  /// A formula over a record of that type.
  init(
    _ source: SourceFile, of record: RecordType, _ json: String, in flow: FlowFile,
    zone: @escaping @Sendable (String) -> TimeZoneRules?,
    rewriting: (Syntax.Expression) -> Syntax.Expression = { $0 }
  ) throws {
    let (parsed, noticed) = FormulaParser.parse(source)
    diagnostics = noticed.filter { $0.severity == .error }
    guard diagnostics.isEmpty else { return }

    let checker = FlowChecker(flow, CheckContext(connections: [:], isPart: true))
    checker.declareTransforms()
    let scope = Scope(record: record)
    let expression = checker.inside(source) { checker.check(rewriting(parsed), in: scope) }
    type = expression.type
    diagnostics = checker.diagnostics.filter { $0.severity == .error }
    guard diagnostics.isEmpty else { return }
    expression.visit { part in
      switch part.kind {
      case .call(let function, _, _): functions.insert(function.name)
      case .loop(let loop, _, _, _, _): functions.insert(loop.rawValue)
      default: break
      }
    }

    let entity = EntityReference(
      connection: "cel", connector: "cel",
      entity: Entity("cases", meaning: "", record: record, key: "x", reading: .init(changes: false)))
    var plan = FlowPlan(name: "cel", source: entity, target: entity, record: RecordPlan(fields: [], origin: 0))
    plan.variableCount = checker.variableCount
    let context = FunctionContext(now: .first, today: .first, rounding: .half_up, zone: zone)
    let node = try JSONDocument.parse(Array(json.utf8)).root
    answers = [
      Self.answer(expression, plan, context, node, TreeEvaluator()),
      Self.answer(expression, plan, context, node, CompiledEvaluator()),
    ]
  }

  private static func answer(
    _ expression: Plan.Expression, _ plan: FlowPlan, _ context: FunctionContext, _ node: Node,
    _ evaluator: some Evaluator
  ) -> Answer {
    var evaluator = evaluator
    let formula = evaluator.formula(expression)
    var frame = Frame(Surroundings(plan, context, evaluator: &evaluator))
    frame.bind(FlowPlan.sourceVariable, .record(.node(node)))
    do throws(Fault) {
      return .value(try formula.value(&frame))
    } catch {
      return .fault(error)
    }
  }
}

/// A case's variables as a source record: its type, and a document that holds it. `a.b` is a field of the field `a`.
struct CELRecord {
  var type: RecordType
  var json: String

  init(_ variables: [CELCase.Variable]) {
    let tree = Self.tree(variables.map { (Self.path($0.name), $0) })
    type = tree.type
    json = tree.json
  }

  private static func path(_ name: String) -> [String] { name.split(separator: ".").map(String.init) }

  private static func tree(_ variables: [([String], CELCase.Variable)]) -> (type: RecordType, json: String) {
    var fields: [Field] = []
    var members: [String] = []
    let names = variables.map { $0.0[0] }
    for name in Set(names).sorted() {
      let inner = variables.filter { $0.0[0] == name }.map { (Array($0.0.dropFirst()), $0.1) }
      // The suite lets the longest name win.
      if let leaf = inner.first(where: { $0.0.isEmpty }), inner.count == 1 {
        guard let type = valueType(leaf.1.type, leaf.1.value) else { continue }
        fields.append(Field(name, type, .always, meaning: "", emptyIsValue: true))
        members.append("\"\(name)\": \(leaf.1.value.map(json) ?? "null")")
      } else {
        let (type, json) = tree(inner.filter { !$0.0.isEmpty })
        fields.append(Field(name, .record(type), .always, meaning: ""))
        members.append("\"\(name)\": \(json)")
      }
    }
    return (RecordType("cel.\(names.joined())", noun: "record", fields: fields), "{\(members.joined(separator: ","))}")
  }

  private static func valueType(_ type: String, _ value: JSON?) -> ValueType? {
    switch type {
    case "int": .whole
    case "string": .anyText
    case "bool": .bool
    case "duration": .span
    case "timestamp": .moment
    case "list(int)": .list(.whole, bound: nil)
    case "list(string)": .list(.anyText, bound: nil)
    case let map where map.hasPrefix("map(string,"):
      .record(
        RecordType(
          "cel.map", noun: "map",
          fields: (value?["map"]?.array ?? []).compactMap { entry in
            guard let key = entry.array?.first?["string"]?.string else { return nil }
            let element = String(map.dropFirst("map(string,".count).dropLast())
            return valueType(element, entry.array?.last).map {
              Field(key, $0, .always, meaning: "", emptyIsValue: true)
            }
          }))
    default: nil
    }
  }

  private static func json(_ tagged: JSON) -> String {
    if let whole = tagged["int"]?.string { return whole }
    if let bool = tagged["bool"], case .bool(let value) = bool { return value ? "true" : "false" }
    if let text = tagged["string"]?.string { return JSON.string(text).description }
    if let span = tagged["duration"]?.array, span.count == 2, case .number(let nanos) = span[1] {
      return "\"PT\(span[0].string ?? "0").\(nanos)S\""
    }
    if let list = tagged["list"]?.array { return "[\(list.map(json).joined(separator: ","))]" }
    let entries = (tagged["map"]?.array ?? []).compactMap { entry -> String? in
      guard let key = entry.array?.first, let value = entry.array?.last else { return nil }
      return "\(json(key)): \(json(value))"
    }
    return "{\(entries.joined(separator: ","))}"
  }
}
