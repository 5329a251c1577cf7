import ArgumentParser
import Diagnostics
import Foundation
import Values
import Workspace

struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "A formula tried out: its value and its type. Without one, a prompt.",
    discussion: """
      flowrun eval '1999 / 100 * 1.21'
      flowrun eval 'first_name.upper()' --input customer.json
      flowrun eval 'total_inc_tax > 50' --input orders.ndjson --entity bigcommerce.orders
      flowrun eval '"Order {id}"' --input -      in quotes it is text, braces insert fields
      flowrun eval --input customer.json         a prompt with completion; :quit leaves it

      The file holds one JSON record, a list of them, or one a line. Without --entity its types are seen from what
      it holds. Exit 3: the formula is wrong. Exit 1: it could not be computed for a record.
      """)

  @Argument(help: "A formula, as it would stand in a flow.")
  var formula: String?

  @Option(help: "JSON or NDJSON with the fields that the formula reads; - is standard input.")
  var input: String?

  @Option(help: "What the records are, as in bigcommerce.orders: gives the types of their fields.")
  var entity: String?

  @Flag(help: "One JSON document; of several records, one a line.")
  var json = false

  @OptionGroup var place: PlaceOptions

  func run() throws {
    let records = try input.map { try InputRecords.read($0) } ?? []
    let bench = try FormulaBench(records: records, entity: entity, place: place)
    guard let formula else { return EvalPrompt(bench: bench, records: records).run() }
    switch bench.check(formula) {
    case .failure(let wrong):
      Output.message(bench.text(of: wrong))
      throw Failure(.wrong)
    case .success(let checked):
      var failed = 0
      for (number, record) in (records.isEmpty ? [nil] : records.map(Optional.some)).enumerated() {
        do throws(Fault) {
          Output.line(answer(try checked.value(of: record), checked.type, isOnly: records.count < 2))
        } catch {
          failed += 1
          let which = records.count > 1 ? "record \(number + 1): " : ""
          Output.problem("\(which)\(error.message) (\(error.code.rawValue))")
        }
      }
      if failed > 0 { throw Failure(.unfinished) }
    }
  }

  private func answer(_ value: Value, _ type: String, isOnly: Bool) -> String {
    guard json else { return "\(value)  \(type)" }
    var writer = JSONWriter()
    value.write(into: &writer)
    let written = (try? JSON.parse(writer.bytes)) ?? .null
    if isOnly { return JSONText.document(["value": written, "type": .string(type)]) }
    let line = JSON.object(JSON.Object([("value", written), ("type", .string(type))]))
    return String(decoding: line.bytes(pretty: false), as: UTF8.self)
  }
}
