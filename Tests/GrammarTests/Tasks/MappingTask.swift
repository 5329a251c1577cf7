import Builtins
import Check
import ConnectorKit
import Diagnostics
import Engine
import Foundation
import Plan
import Source
import Syntax
import Testing
import Types
import Values

/// One of the flows of `bench/tasks`, which map lines of JSON to lines of JSON.
struct MappingTask {
  static let folder = MappingTests.folder.deletingLastPathComponent().appending(path: "bench/tasks")

  let plan: FlowPlan
  private let program: FlowProgram

  init(_ name: String, evaluator: some Evaluator = CompiledEvaluator()) throws {
    let path = "\(name).flow.yaml"
    let text = try String(contentsOf: Self.folder.appending(path: path), encoding: .utf8)
    let reading = FlowReader.read(SourceFile(path: path, text: text))
    let result = Checker.check(reading.file, in: CheckContext(connections: TaskSystems.connections))
    let all = reading.diagnostics + result.diagnostics
    let said = TextRenderer().render(all.filter { $0.severity != .hint })
    #expect(said.isEmpty, Comment(rawValue: said))
    plan = try #require(result.plan)
    let functions = FunctionContext(
      now: .first, today: .first, rounding: plan.rounding, zone: { $0 == "UTC" ? .utc : nil })
    program = FlowProgram(plan, functions, evaluator: evaluator)
  }

  /// What comes of one line; nil if the record is left out.
  func output(_ line: some StringProtocol) throws -> JSON? {
    let given = Self.typed(try JSON.parse(String(line)), .record(plan.source.entity.record))
    let record = SourceRecord(
      key: "1", version: "1", rows: [FoundRecord(key: "1", body: try JSONDocument.parse(given.bytes()).root)])
    var mapping = program.mapping(of: record)
    guard case .pass = mapping.admit() else { return nil }
    guard case .record(let draft) = mapping.compute().result else {
      Issue.record("no draft: \(mapping.compute().result) of \(line)")
      return nil
    }
    return try Self.document(draft)
  }

  /// Amounts that the file has as texts, as numbers: texts of the wire end where a record is read.
  private static func typed(_ json: JSON, _ type: ValueType) -> JSON {
    switch (json, type.unwrapped) {
    case (.string(let text), .amount): return DecimalNumber(text).map { .number($0) } ?? json
    case (.array(let elements), .list(let element, _)): return .array(elements.map { typed($0, element) })
    case (.object(let object), .record(let record)):
      return .object(
        JSON.Object(object.members.map { ($0.name, typed($0.value, record.field($0.name)?.type ?? .unknown)) }))
    default: return json
    }
  }

  /// A draft as a document: what is cleared is null, what is left alone is not there.
  private static func document(_ draft: Draft) throws -> JSON {
    var object = JSON.Object()
    for field in draft.fields {
      switch field.content {
      case .value(let value):
        var writer = JSONWriter()
        value.write(into: &writer)
        object[field.field.name] = try JSON.parse(writer.string)
      case .cleared, .afterWriting: object[field.field.name] = .null
      case .record(let inner): object[field.field.name] = try document(inner)
      case .list(let drafts): object[field.field.name] = .array(try drafts.map(document))
      case .matched(let entries, _): object[field.field.name] = .array(try entries.map { try document($0.draft) })
      }
    }
    return .object(object)
  }
}
