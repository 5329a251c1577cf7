import ConnectorKit
import Testing
import Types
import Values

@testable import Connectors

@Suite struct FileDeclarationTests {
  @Test func theKeyIsTheFirstFieldThatTellsRecordsApart() {
    let desk = FileDesk([
      "a.csv": "kind,sku,name\nx,1,b\nx,2,b\n",
      "b.ndjson": "{\"t\":1.5,\"code\":\"q\",\"id\":1}\n{\"t\":1.5,\"code\":\"r\",\"id\":1}\n",
      "c.csv": "n\n1\n1\n", "d.ndjson": "\n", "e.csv": "x,y\n",
    ])
    #expect(desk.declaration.entity("a")?.key == "sku")
    #expect(desk.declaration.entity("b")?.key == "code")
    #expect(desk.declaration.entities.map(\.name) == ["a", "b"])
    #expect(
      desk.declaration.unusable["c"]?.message
        == "no field of c.csv is in every record and another one in each, so nothing tells them apart")
    #expect(desk.declaration.unusable["d"]?.message == "d.ndjson is empty, and nothing says what its records hold")
    #expect(desk.declaration.unusable["e"] != nil)
  }

  @Test func namesComeFromTheFolderAndTheSettings() {
    let texts = [
      "a.csv": "id\n1\n", "a.json": "[{\"id\":1}]", "exports/o.ndjson": "{\"id\":1}\n", "read me.csv": "id\n1\n",
    ]
    let desk = FileDesk(texts, ["files.orders": "exports/o.ndjson", "files.t": "t.txt", "files.result": "-"])
    #expect(desk.declaration.entities.map(\.name) == ["orders"])
    #expect(desk.declaration.unusable["a"]?.message == "both a.csv and a.json may hold a")
    #expect(desk.declaration.unusable["a"]?.help == ["say which under files: { a: a.json }"])
    #expect(desk.declaration.unusable["t"]?.message == "`t.txt` says not by its ending how records stand in it")
    #expect(
      desk.declaration.unusable["result"]?.message
        == "result is standard input or output, and nothing says what its records hold")
  }

  @Test func likeAnotherConnectorIsThatConnector() throws {
    let desk = FileDesk(
      InMemoryFolder(["own.csv": "id\n1\n"]), ["like": "mplus", "files.relations": "r.csv"],
      others: [BigCommerce.declaration, Mplus.declaration])
    let orders = try #require(desk.declaration.entity("orders"))
    let model = try #require(Mplus.declaration.entity("orders"))
    #expect(orders.key == model.key && orders.record.fields.count == model.record.fields.count)
    #expect(orders.writing?.settleSeconds == 0 && orders.writing?.effect == .absolute)
    #expect(orders.finding.starts(with: model.finding))
    #expect(desk.declaration.flowSettings.map(\.name) == Mplus.declaration.flowSettings.map(\.name))
    #expect(desk.declaration.entity("own") != nil)
    #expect(desk.declaration.entity("relations")?.record.fields.allSatisfy { !$0.type.isList } == true)
    let wrong = FileDesk(InMemoryFolder(), ["like": "shopify"], others: [Mplus.declaration])
    #expect(wrong.declaration.problems.map(\.message) == ["`like: shopify` names no other connector"])
  }

  static let schemas: [(text: String, message: String)] = [
    ("{", "line 1: "),
    ("{}", "it should describe an object with `properties`"),
    ("{\"properties\":{\"id\":{\"type\":\"integer\"}}}", "does not say which field tells its records apart"),
    ("{\"x-key\":\"no\",\"properties\":{\"id\":{}}}", "`x-key` names `no`, which is none of its properties"),
    (
      "{\"x-key\":\"id\",\"patternProperties\":{},\"properties\":{\"id\":{}}}",
      "the word `patternProperties` is not understood here"
    ),
    ("{\"x-key\":\"id\",\"properties\":{\"id\":{\"minimum\":1}}}", "the word `minimum` at `id` is not understood here"),
    ("{\"x-key\":\"id\",\"properties\":{\"id\":{\"$ref\":\"#\"}}}", "the word `$ref` at `id`"),
    (
      "{\"x-key\":\"id\",\"properties\":{\"id\":{\"type\":[\"integer\",\"string\"]}}}",
      "`id` has the types integer and string"
    ),
    (
      "{\"x-key\":\"id\",\"properties\":{\"id\":{\"type\":\"int\"}}}",
      "`id` has the type `int`, and JSON Schema has none of that name"
    ),
    (
      "{\"x-key\":\"id\",\"required\":[\"x\"],\"properties\":{\"id\":{}}}",
      "`required` names `x`, which is none of the properties"
    ),
    (
      "{\"x-key\":\"id\",\"properties\":{\"id\":{\"type\":\"number\",\"x-amount\":\"net\"}}}",
      "`x-amount` at `id` is incl, excl or untaxed"
    ),
    (
      "{\"x-key\":\"id\",\"properties\":{\"id\":{\"type\":\"number\",\"multipleOf\":0.05}}}",
      "`multipleOf` at `id` is 1, 0.1, 0.01"
    ),
  ]

  @Test(arguments: schemas.indices)
  func aWrongSchemaIsNamedWithItsPlace(_ index: Int) {
    let desk = FileDesk(["a.schema.json": Self.schemas[index].text])
    let said = desk.declaration.unusable["a"]?.message ?? "nothing"
    #expect(said.hasPrefix("a.schema.json") && said.contains(Self.schemas[index].message), "\(said)")
  }

  @Test func aSchemaSaysEverythingAboutAField() throws {
    let text = """
      {"$schema": "http://json-schema.org/draft-07/schema#", "x-key": "id", "required": ["id", "mail"],
       "properties": {
         "id": {"type": "string", "maxLength": 20, "description": "Its number."},
         "mail": {"type": ["string", "null"], "x-personal": true},
         "price": {"type": "number", "multipleOf": 0.01, "x-amount": "incl"},
         "at": {"type": "string", "format": "date-time", "readOnly": true},
         "state": {"enum": ["open", "paid"]}, "city": {"enum": ["Den Haag"]},
         "lines": {"type": "array", "items": {"type": "object", "properties": {"sku": {"type": "string"}}}}}}
      """
    let schema = try RecordSchema(Array(text.utf8), named: "files.a")
    let record = schema.record
    #expect(record.field("id")?.type == .text(TextFacts(lengthMax: 20)) && record.field("id")?.access == .required)
    #expect(record.field("id")?.meaning == "Its number.")
    #expect(record.field("mail")?.isPersonal == true && record.field("mail")?.presence == .optional)
    #expect(record.field("price")?.type == .amount(.incl, digits: 2))
    #expect(record.field("at")?.type == .moment && record.field("at")?.access == .readOnly)
    #expect(record.field("city")?.type == .anyText)
    guard case .enumeration(let list)? = record.field("state")?.type else {
      Issue.record("state is an enumeration")
      return
    }
    #expect(list.members.map(\.word) == ["open", "paid"])
    let printed = RecordSchema(record: record, key: "id").document.bytes(pretty: true)
    let again = try RecordSchema(printed, named: "files.a")
    #expect(again.key == "id" && again.record.fields.map(\.name) == record.fields.map(\.name))
  }
}
