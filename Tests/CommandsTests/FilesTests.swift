import Foundation
import Testing
import Values

/// Flows over files, by the built program.
@Suite struct FilesTests {
  static let project = """
    connections:
      in:
        connector: files
        folder:    data
      out:
        connector: files
        folder:    results

    """
  static let flow = """
    flow:   people
    source: in.people
    target: out.customers
    match:  id
    fields:
      id:   id
      name: name
      town: address.city
    """
  static let schema = """
    {"x-key": "id", "required": ["id"],
     "properties": {"id": {"type": "integer"}, "name": {"type": "string"}, "town": {"type": "string"}}}
    """

  private func folder(_ more: [String: String] = [:]) throws -> Folder {
    try Folder(
      [
        "flowrun.yaml": Self.project, "people.flow.yaml": Self.flow,
        "data/people.csv": "id;name;address.city\n1;Ann;Ede\n2;Bo;\"Den; Haag\"\n",
        "results/customers.schema.json": Self.schema,
      ].merging(more) { $1 })
  }

  private func text(_ folder: Folder, _ name: String) throws -> String {
    try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
  }

  private func write(_ folder: Folder, _ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: folder.url.appending(path: name))
  }

  @Test func aFlowFromCSVToNDJSON() async throws {
    let folder = try folder()
    let plan = try await Program.run(["plan"], in: folder.url)
    #expect(plan.status == 0 && plan.output.contains("+ out.customers  from 1"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.appending(path: "results").path).count == 1)
    let first = try await Program.run(["execute"], in: folder.url)
    #expect(first.status == 0 && first.output.contains("read 2 = created 2 + updated 0"), "\(first)")
    let whole = "{\"id\":1,\"name\":\"Ann\",\"town\":\"Ede\"}\n{\"id\":2,\"name\":\"Bo\",\"town\":\"Den; Haag\"}\n"
    #expect(try text(folder, "results/customers.ndjson") == whole)
    let second = try await Program.run(["execute"], in: folder.url)
    #expect(second.output.contains("unchanged 2"))
    try write(folder, "data/people.csv", "id;name;address.city\n1;Anna;Ede\n2;Bo;\"Den; Haag\"\n3;Cas;Ede\n")
    let third = try await Program.run(["execute"], in: folder.url)
    #expect(third.output.contains("read 3 = created 1 + updated 1 + unchanged 1"))
    #expect(
      try text(folder, "results/customers.ndjson")
        == whole.replacing("Ann", with: "Anna") + "{\"id\":3,\"name\":\"Cas\",\"town\":\"Ede\"}\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.appending(path: "results").path).count == 2)
  }

  @Test func aPipeGivesRecordsAndNothingElse() async throws {
    let folder = try folder([
      "flowrun.yaml": """
      connections:
        in:  { connector: files, folder: data, files: { people: "-" } }
        out: { connector: files, folder: results, files: { customers: "-" }, stream: csv }

      """,
      "data/people.schema.json": """
      {"x-key": "id", "required": ["id", "address"], "properties": {
       "id": {"type": "integer"}, "name": {"type": "string"},
       "address": {"type": "object", "properties": {"city": {"type": "string"}}}}}
      """,
    ])
    let people = (1...250).map { "{\"id\":\($0),\"name\":\"P\($0)\",\"address\":{\"city\":\"=Ede\"}}\n" }.joined()
    for _ in 1...2 {
      let answer = try await Program.run(["execute"], in: folder.url, input: people)
      #expect(answer.status == 0)
      #expect(answer.output == "id,name,town\n" + (1...250).map { "\($0),P\($0),'=Ede\n" }.joined())
      #expect(answer.messages.contains("read 250 = created 250"))
    }
    let dry = try await Program.run(["plan"], in: folder.url, input: people)
    #expect(dry.output.contains("+ out.customers  from 250"))
    let broken = try await Program.run(["execute"], in: folder.url, input: people + "{\"id\":251,\"na")
    #expect(broken.status == 5 && broken.messages.contains("standard input, line 251: column"))
    #expect(broken.messages.contains("was it cut off?"))
    let json = try await Program.run(["execute", "--json"], in: folder.url, input: people)
    #expect(json.output.hasPrefix("id,name,town\n1,") && json.messages.contains("\"ending\": \"done\""))
  }

  @Test func theShippedFlowsRunOverFilesUnchanged() async throws {
    let folder = try LocalProject.copyOfMappings()
    let till = folder.url.appending(path: "samples/till")
    try? FileManager.default.removeItem(at: till.appending(path: "orders.ndjson"))
    let valid = try await Program.run(["validate", "--env", "files"], in: folder.url)
    #expect(valid.status == 0, "\(valid)")
    let answer = try await Program.run(["execute", "orders", "--env", "files"], in: folder.url)
    #expect(answer.status == 1)
    #expect(answer.output.contains("read 4 = created 3 + updated 0 + unchanged 0 + skipped 0 + stopped 1 + held 0"))
    #expect(answer.output.contains("Mplus has no article 599"))
    let orders = try text(folder, "samples/till/orders.ndjson").split(separator: "\n").map {
      try JSON.parse(String($0))
    }
    #expect(orders.compactMap { $0["extOrderId"]?.string } == ["BC-1001", "BC-1002", "BC-1003"])
    #expect(
      orders.map { $0["paymentList"]?[0]?["amount"]?.number } == [28.85, 32.4, 8.45].map { DecimalNumber("\($0)") })
    let people = try text(folder, "samples/till/relations.ndjson").split(separator: "\n")
    #expect(people.count == 4)
    let again = try await Program.run(["execute", "orders", "--env", "files"], in: folder.url)
    #expect(again.output.contains("skipped 3 + stopped 1"))
    #expect(try text(folder, "samples/till/orders.ndjson").split(separator: "\n").count == 3)
  }

  // MARK: the doors

  @Test func everyDoorKnowsFiles() async throws {
    let folder = try folder(["data/odd.csv": "x\n1\n1\n"])
    let list = try await Program.run(["fields", "in"], in: folder.url)
    #expect(list.output.contains("in.people  As people.csv holds them; `id` tells them apart."))
    #expect(list.output.contains("(in.odd)   no field of data/odd.csv is in every record and another one in each"))
    let fields = try await Program.run(["fields", "in", "people"], in: folder.url)
    #expect(fields.output.contains("address.city  text") && fields.output.contains("required"))
    let odd = try await Program.run(["fields", "in", "odd"], in: folder.url)
    #expect(odd.status == 64 && odd.messages.contains("flowrun schema infer SAMPLE --schema > odd.schema.json"))
    let ways = try await Program.run(["capabilities", "in"], in: folder.url)
    #expect(ways.output.contains("people  all   id, name  yes     yes     keep, delete"))
    let plain = try await Program.run(["fields", "files"], in: folder.url)
    #expect(plain.output.hasPrefix("files has no entities yet\n"))
    try write(folder, "people.flow.yaml", Self.flow.replacing("out.customers", with: "out.clients"))
    let wrong = try await Program.run(["validate"], in: folder.url)
    #expect(wrong.status == 3)
    #expect(wrong.output.contains("error[S104]: Files has no entity `clients`"))
    #expect(wrong.output.contains("flowrun schema infer SAMPLE --schema > clients.schema.json"))
  }

  @Test func aSampleBecomesASchemaThatAFlowCanUse() async throws {
    let folder = try folder()
    let schema = try await Program.run(["schema", "infer", "data/people.csv", "--schema"], in: folder.url)
    #expect(schema.status == 0 && schema.output.contains("\"x-key\": \"id\""))
    try write(folder, "data/people.schema.json", schema.output)
    let answer = try await Program.run(["execute"], in: folder.url)
    #expect(answer.status == 0, "\(answer)")
    try write(
      folder, "data/people.schema.json", schema.output.replacing("\"type\": \"integer\"", with: "\"minimum\": 1"))
    let wrong = try await Program.run(["validate"], in: folder.url)
    #expect(wrong.output.contains("data/people.schema.json: the word `minimum` at `id` is not understood here"))
  }

  @Test func aBrokenLineStopsTheRunAndWhatStoodBeforeIsThere() async throws {
    let folder = try folder()
    let schema = try await Program.run(["schema", "infer", "data/people.csv", "--schema"], in: folder.url)
    try write(folder, "data/people.schema.json", schema.output)
    let good = (1...100).map { "\($0);P\($0);Ede\n" }.joined()
    try write(folder, "data/people.csv", "id;name;address.city\n" + good + "101;x\n102;y;Ede\n")
    let answer = try await Program.run(["execute"], in: folder.url)
    #expect(answer.status == 5)
    #expect(
      answer.messages.contains(
        "data/people.csv, line 102: this row has 2 cells, the first row names 3 columns"), "\(answer)")
    #expect(answer.output.contains("created 100"))
    #expect(try text(folder, "results/customers.ndjson").split(separator: "\n").count == 100)
  }

  // MARK: kills

  /// At every boundary of a run: the old file or the new one, whole, and in the end each record once.
  @Test(arguments: [
    "before_read", "before_find", "before_send", "before_send:2", "after_send", "after_send:3", "before_commit",
    "after_commit", "before_commit:2", "after_commit:2", "before_replace", "after_replace", "before_finish",
  ])
  func aKillAtAnyBoundaryLeavesAWholeFile(_ failpoint: String) async throws {
    let old = "{\"id\":1,\"name\":\"old\",\"town\":\"Ede\"}\n"
    let new =
      "{\"id\":1,\"name\":\"Ann\",\"town\":\"Ede\"}\n"
      + (2...5).map { "{\"id\":\($0),\"name\":\"P\($0)\",\"town\":\"Ede\"}\n" }.joined()
    let folder = try folder([
      "data/people.csv": "id;name;address.city\n1;Ann;Ede\n" + (2...5).map { "\($0);P\($0);Ede\n" }.joined(),
      "results/customers.ndjson": old,
    ])
    let killed = try await Program.run(["execute"], in: folder.url, environment: ["FLOWRUN_FAILPOINT": failpoint])
    #expect(killed.status == SIGKILL)
    let between = try text(folder, "results/customers.ndjson")
    #expect(between == old || between == new)
    let next = try await Program.run(["execute"], in: folder.url)
    #expect(next.status == 0, "\(next)")
    #expect(try text(folder, "results/customers.ndjson") == new)
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.appending(path: "results").path)
    #expect(left.sorted() == ["customers.ndjson", "customers.schema.json"])
  }
}
