import ArgumentParser
import ConnectorKit
import Diagnostics
import Reference
import Types
import Values

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

      An editor that knows it completes keys, explains them and marks those that are none. The same schemas lie in
      docs/schemas.
      """)

  @Argument(help: "flow, shared, test, project or overlay; or infer.", completion: Completions.schemas)
  var kind = FileSchema.flow.rawValue

  @Argument(help: "Behind infer: JSON or NDJSON with records; - is standard input.", completion: .file())
  var file: String?

  @Flag(help: "Behind infer: one JSON document.")
  var json = false

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
    let records = try InputRecords.read(file)
    let rows = FieldRow.rows(of: SeenTypes.record(records, named: "record"))
    if json {
      let fields = rows.map { row in
        JSON.object(["path": .string(row.path), "type": .string("\(row.field.readType)")])
      }
      return Output.line(JSONText.document(["records": .whole(Int64(records.count)), "fields": .array(fields)]))
    }
    Output.line("\(file): \(records.count == 1 ? "1 record" : "\(records.count) records")\n")
    var table = Table(widthMax: Output.width)
    for row in rows { table.add(row.path, "\(row.field.readType)") }
    Output.line(table.text)
  }
}
