import ConnectorKit
import Testing
import Types
import Values

@testable import Connectors

@Suite struct FileReadingTests {
  static let forms = [
    "a.ndjson": "{\"id\":1,\"n\":\"x\"}\n\n{\"id\":2,\"n\":\"y\"}\r\n{\"id\":3,\"n\":\"z\"}",
    "a.json": "\u{FEFF} [ {\"id\":1,\"n\":\"x\"},\n{\"id\":2,\"n\":\"y\"} ,{\"id\":3,\"n\":\"z\"}]\n",
    "a.csv": "\u{FEFF}id;n\r\n1;x\r\n\r\n2;\"y\"\r\n3;z",
  ]

  @Test(arguments: forms.keys.sorted(), [1, 2, 3, 100])
  func everyFormGivesTheSameRecordsInPagesOfAnySize(_ name: String, _ limit: Int) async throws {
    let desk = FileDesk([name: Self.forms[name] ?? ""])
    let lines = try await desk.all("a", limit: limit)
    #expect(lines == ["1 {\"id\":1,\"n\":\"x\"}", "2 {\"id\":2,\"n\":\"y\"}", "3 {\"id\":3,\"n\":\"z\"}"])
  }

  @Test func recordsLongerThanAChunkAndManyOfThemArriveWhole() async throws {
    let long = String(repeating: "ä\\\"]},", count: 30_000)
    let records = (1...40).map { "{\"id\":\($0),\"t\":\"\($0 % 7 == 0 ? long : "short")\"}" }
    for (name, text) in [
      "a.ndjson": records.joined(separator: "\n"), "a.json": "[" + records.joined(separator: " , ") + "]",
    ] {
      let lines = try await FileDesk([name: text]).all("a", limit: 9)
      #expect(lines.count == 40)
      #expect(zip(lines, records).allSatisfy { $0.hasSuffix($1) })
    }
  }

  @Test func cellsBecomeWhatTheSampleShows() async throws {
    let desk = FileDesk([
      "a.csv": """
      sku,ean,price,stock,active,address.city,address.zip,note
      A-1,8712345678906,12.50,3,true,Ede,0671,"one, ""two""
      three"
      A-2,8712345678907,7,-1,false,,06712,
      """
    ])
    let type = try #require(desk.declaration.entity("a")?.record)
    #expect(type.fields.map(\.name) == ["sku", "ean", "price", "stock", "active", "address", "note"])
    #expect(type.field("ean")?.type == .anyText && type.field("price")?.type == .anyDecimal)
    #expect(type.field("stock")?.type == .whole && type.field("active")?.type == .bool)
    #expect(
      try await desk.all("a") == [
        "A-1 {\"sku\":\"A-1\",\"ean\":\"8712345678906\",\"price\":12.5,\"stock\":3,\"active\":true,"
          + "\"address\":{\"city\":\"Ede\",\"zip\":\"0671\"},\"note\":\"one, \\\"two\\\"\\nthree\"}",
        "A-2 {\"sku\":\"A-2\",\"ean\":\"8712345678907\",\"price\":7,\"stock\":-1,\"active\":false,"
          + "\"address\":{\"zip\":\"06712\"}}",
      ])
  }

  @Test func singleRecordsAndGroupsAreFound() async throws {
    let desk = FileDesk(["a.ndjson": "{\"id\":1,\"g\":\"x\"}\n{\"id\":2,\"g\":\"y\"}\n{\"id\":3,\"g\":\"x\"}\n"])
    #expect(try await desk.read("a", .keys(["3", "9"])).records.map(\.key) == ["3"])
    #expect(try await desk.read("a", .group(field: "g", values: ["x"])).records.map(\.key) == ["1", "3"])
  }

  @Test func whatChangesBetweenTwoPagesStopsTheRun() async throws {
    let desk = FileDesk(["a.ndjson": "{\"id\":1}\n{\"id\":2}\n"])
    let page = try await desk.read("a", limit: 1)
    desk.folder.put("a.ndjson", "{\"id\":0}\n{\"id\":1}\n{\"id\":2}\n")
    await #expect {
      try await desk.read("a", next: page.next)
    } throws: {
      ($0 as? ConnectorError)?.message == "a.ndjson: somebody changed it while it was read; run again"
    }
  }

  /// What is wrong, and the sentence about it. A schema says what should stand there.
  static let broken: [(name: String, text: String, message: String)] = [
    ("a.ndjson", "{\"id\":1,\"n\":\"x\"}\n{\"id\":2,\n", "line 2: column 9: "),
    ("a.ndjson", "{\"id\":1,\"n\":\"x\"}\n{\"id\":2,\"n\":\"y", "line 2: column"),
    ("a.ndjson", "{\"id\":2,\"n\":\"y", "it is the last line, and has no line end: was it cut off?"),
    ("a.ndjson", "[{\"id\":1}]\n", "line 1: a record is an object, as in { \"id\": 12 }"),
    ("a.ndjson", "{\"id\":1}\n\"x\"\n", "line 2: a record is an object"),
    ("a.ndjson", "{\"id\":1}\n\n\n{\"id\":\"2\"}\n", "line 4: `id` is a text, and should be a whole number"),
    ("a.ndjson", "{\"id\":1.5}\n", "line 1: `id` is a number, and should be a whole number"),
    ("a.ndjson", "{\"n\":\"x\"}\n", "line 1: `id` is missing, and every record has it"),
    ("a.ndjson", "{\"id\":1,\"id\":2}\n", "line 1: column"),
    (
      "a.ndjson", "{\"id\":1,\"on\":\"31-01-2026\"}\n",
      "line 1: `on` is a text, and should be a date, as \"2026-01-31\""
    ),
    ("a.ndjson", "{\"id\":1,\"to\":[]}\n", "line 1: `to` is a list, and should be a record"),
    ("a.ndjson", "{\"id\":1,\"to\":{\"city\":3}}\n", "line 1: `to.city` is a number, and should be a text"),
    ("a.ndjson", "{\"id\":1,\"tags\":[1]}\n", "line 1: `tags` is a number, and should be a text"),
    ("a.ndjson", "{\"id\":1,\"state\":\"gone\"}\n", "should be a state, as \"open\""),
    ("a.ndjson", "{'id':1}\n", "line 1: column 2"),
    ("a.ndjson", "{\"id\":NaN}\n", "line 1: column 7"),
    ("a.ndjson", "{\"id\":1,}\n", "line 1: column 9"),
    ("a.ndjson", "// x\n{\"id\":1}\n", "line 1: column 1"),
    ("a.json", "[{\"id\":1}", "line 1: the file ends inside its list of records: it was cut off"),
    ("a.json", "[{\"id\":1},", "line 1: the file ends inside its list of records: it was cut off"),
    ("a.json", "[{\"id\":1},\n{\"id\":", "line 2: the file ends inside this record: it was cut off"),
    ("a.json", "[{\"id\":1} {\"id\":2}]", "between two records stands a comma, and here is something else"),
    ("a.json", "[{\"id\":1},]", "line 1: column 1: "),
    ("a.json", "[{\"id\":1}]x", "something stands behind the end of the records"),
    (
      "a.json", "{\"id\":1}\n{\"id\":2}",
      "line 2: a second record begins here; a file with a record a line is called NAME.ndjson"
    ),
    ("a.json", "12", "a JSON file holds a list of records, as in [ { \"id\": 12 } ]"),
    ("a.json", "[1]", "line 1: a record is an object"),
    ("a.json", "[\n  {\n    \"id\": 1,\n    \"n\": x\n  }\n]", "line 4: column 10"),
    ("a.csv", "id,n\n1,x\n2\n", "line 3: this row has 1 cell, the first row names 2 columns"),
    ("a.csv", "id,n\n1,x,y\n", "line 2: this row has 3 cells, the first row names 2 columns; a cell with a comma"),
    ("a.csv", "id,n\n1,\"x\n2,y\n", "line 2: column 2: this quote is never closed"),
    ("a.csv", "id,n\n1,x\"y\"\n", "line 2: column 2: a quote inside a cell that doesn't begin with one"),
    ("a.csv", "id,n\n1,\"x\"y\n", "line 2: column 2: text behind the closing quote of a cell"),
    ("a.csv", "id,total\n1,\"12,50\"\n", "line 2: column `total` holds something else than a number, as in 12.50"),
    ("a.csv", "id,on\n\n1,31.1.2026\n", "line 3: column `on` holds something else than a date, as in 2026-01-31"),
    ("a.csv", "id,n,n\n1,x,y\n", "two columns are called `n`"),
    ("a.csv", "id,\n1,x\n", "column 2 has no name; the first row names the columns"),
    ("a.csv", "n\nx\n", "line 2: `id` is missing, and every record has it"),
    ("a.csv", "PK\u{03}\u{04}xx", "this is an Excel workbook; save it as CSV UTF-8"),
  ]

  static let schema = """
    {"x-key": "id", "required": ["id"], "properties": {
      "id": {"type": "integer"}, "n": {"type": "string"}, "total": {"type": "number"},
      "on": {"type": "string", "format": "date"}, "state": {"enum": ["open", "paid"]},
      "tags": {"type": "array", "items": {"type": "string"}},
      "to": {"type": "object", "properties": {"city": {"type": "string"}}}}}
    """

  @Test(arguments: broken.indices)
  func aBrokenFileStopsWithItsLine(_ index: Int) async throws {
    let (name, text, message) = Self.broken[index]
    let desk = FileDesk([name: text, "a.schema.json": Self.schema])
    await #expect {
      try await desk.all("a")
    } throws: { error in
      let said = (error as? ConnectorError)?.message ?? "\(error)"
      if !said.contains(message) || !said.hasPrefix(name) { print("\(index): \(said)") }
      return said.hasPrefix(name) && said.contains(message)
    }
  }

  @Test func bytesThatAreNoTextAreNamed() async throws {
    let folder = InMemoryFolder(["a.schema.json": Self.schema])
    folder.put("a.csv", bytes: Array("id,n\n1,x\n2,Caf".utf8) + [0xE9, 0x0A])
    await #expect {
      try await FileDesk(folder).all("a")
    } throws: {
      ($0 as? ConnectorError)?.message == "a.csv, line 3: this row is not UTF-8; save the file as CSV UTF-8"
    }
  }

  @Test func aRecordWithoutAnEndIsNotReadForEver() async throws {
    let text = "{\"id\":1}\n{\"id\":2,\"n\":\"" + String(repeating: "x", count: ByteWindow.recordMax + 100_000)
    await #expect {
      try await FileDesk(["a.ndjson": text, "a.schema.json": Self.schema]).all("a")
    } throws: {
      ($0 as? ConnectorError)?.message == "a.ndjson, line 2: this record has more than 4 MB, the limit for one"
    }
  }

  @Test func whatStandsBeforeABrokenPageIsGiven() async throws {
    let desk = FileDesk(["a.ndjson": "{\"id\":1}\n{\"id\":2}\n{\"id\":}\n", "a.schema.json": Self.schema])
    let page = try await desk.read("a", limit: 2)
    #expect(page.records.map(\.key) == ["1", "2"])
    await #expect(throws: ConnectorError.self) { try await desk.read("a", next: page.next, limit: 2) }
  }
}
