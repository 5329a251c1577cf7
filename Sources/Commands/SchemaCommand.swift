import ArgumentParser
import ConnectorKit
import Connectors
import Diagnostics
import Reference
import Types
import Values
import Workspace

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "The JSON Schema (draft-07) of a kind of file, for editors; or the fields of sample data.",
    discussion: """
      flowrun schema                     of flows
      flowrun schema project             of flowrun.yaml
      flowrun schema overlay             of flowrun.NAME.yaml
      flowrun schema test > test.json    of files with test cases
      flowrun schema infer orders.json   which fields the records of a file have, and of which type
      flowrun schema infer orders.csv --schema > orders.schema.json   the same as a JSON Schema, for connector: files

      An editor that knows it completes keys, explains them and marks those that are none. The same schemas lie in
      docs/schemas.
      """)

  @Argument(help: "flow, shared, test, project or overlay; or infer.", completion: Completions.schemas)
  var kind = FileSchema.flow.rawValue

  @Argument(help: "Behind infer: NDJSON, JSON or CSV with records; - is standard input.", completion: .file())
  var file: String?

  @Flag(help: "Behind infer: one JSON document.")
  var json = false

  @Flag(name: .customLong("schema"), help: "Behind infer: as JSON Schema.")
  var asSchema = false

  static let infer = "infer"

  func validate() throws {
    if kind == Self.infer, file == nil { throw ValidationError("of which data? flowrun schema infer FILE") }
    if kind != Self.infer, let file { throw ValidationError("what is \(file)? Sample data stand behind infer") }
  }

  func run() throws {
    if kind == Self.infer, let file { return try infer(file) }
    guard let schema = FileSchema(rawValue: kind) else {
      let kinds = FileSchema.allCases.map(\.rawValue) + [Self.infer]
      let near = Suggestions.question(kind, in: kinds)
      throw Failure(
        .usage, "there is no schema of `\(kind)`; " + (near ?? "there are " + kinds.joined(separator: ", ")))
    }
    Output.raw(Array(schema.text(of: Registry.connectors.map { $0.declaration }).utf8), to: .data)
  }

  /// What the records have in common, as formulas would see it.
  private func infer(_ file: String) throws(Failure) {
    let sample: FileSample
    let typed = Project.typedFiles(standing: PlaceOptions.standing)
    do throws(ConnectorError) { sample = try FileSample(file, in: typed) } catch {
      throw Failure(.usage, error.message)
    }
    guard sample.count > 0 else { throw Failure(.usage, "\(file) is empty: it should hold records") }
    if asSchema {
      let document = RecordSchema(record: sample.record, key: sample.key).document
      return Output.line(String(decoding: document.bytes(pretty: true), as: UTF8.self))
    }
    let rows = FieldRow.rows(of: sample.record)
    if json {
      let fields = rows.map { row in
        JSON.object(["path": .string(row.path), "type": .string("\(row.field.readType)")])
      }
      return Output.line(
        JSONText.document([
          "records": .whole(Int64(sample.count)), "key": sample.key.map { .string($0) } ?? .null,
          "fields": .array(fields),
        ]))
    }
    Output.line("\(file): \(sample.count == 1 ? "1 record" : "\(sample.count) records")\n")
    var table = Table(widthMax: Output.width)
    for row in rows { table.add(row.path, "\(row.field.readType)") }
    Output.line(table.text)
  }
}
