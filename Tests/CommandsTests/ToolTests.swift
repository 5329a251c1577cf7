import Foundation
import Testing

/// `fmt` and `eval` from outside.
@Suite struct ToolTests {
  private static let untidy =
    "flow: a\nsource: mplus.articles\ntarget: bigcommerce.products\nupdate: no\nfields:\n    sku: pluNumber\n"
  private static let tidy =
    "flow:    a\nsource:  mplus.articles\ntarget:  bigcommerce.products\nupdate:  [ ]\nfields:\n  sku: pluNumber\n"

  @Test func fmtChecksShowsAndLaysOut() async throws {
    let folder = try Folder(["a.flow.yaml": Self.untidy])
    let file = folder.url.appending(path: "a.flow.yaml")
    let check = try await Program.run(["fmt", "--check"], in: folder.url)
    #expect(check.status == 1)
    #expect(check.output == "a.flow.yaml\n")
    let diff = try await Program.run(["fmt", "--diff", "a"], in: folder.url)
    #expect(diff.status == 0)
    #expect(diff.output.contains("-update: no\n") && diff.output.contains("+update:  [ ]\n"))
    #expect(try String(contentsOf: file, encoding: .utf8) == Self.untidy)
    #expect(try await Program.run(["fmt"], in: folder.url).status == 0)
    #expect(try String(contentsOf: file, encoding: .utf8) == Self.tidy)
    #expect(try await Program.run(["fmt", "--check"], in: folder.url).status == 0)
  }

  @Test func fmtDoesNotTouchAFileWithMistakes() async throws {
    let wrong = Self.untidy.replacing("fields:", with: "filds:")
    let folder = try Folder(["a.flow.yaml": wrong])
    let answer = try await Program.run(["fmt"], in: folder.url)
    #expect(answer.status == 3)
    #expect(answer.messages.contains("error[S101]"))
    #expect(try String(contentsOf: folder.url.appending(path: "a.flow.yaml"), encoding: .utf8) == wrong)
  }

  @Test func schemaPrintsOneOfEveryKind() async throws {
    let flow = try await Program.run(["schema"])
    #expect(
      flow.output.hasPrefix("{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n  \"title\": \"A flow\""))
    for kind in ["flow", "shared", "test", "project", "overlay"] {
      let answer = try await Program.run(["schema", kind])
      #expect(answer.status == 0 && answer.output.hasSuffix("}\n"))
      #expect((answer.output == flow.output) == (kind == "flow"))
    }
    let wrong = try await Program.run(["schema", "flows"])
    #expect(wrong.status == 64)
    #expect(wrong.messages == "error: there is no schema of `flows`; did you mean `flow`?\n")
  }

  @Test func schemaInfersTheFieldsOfSampleData() async throws {
    let folder = try Folder([
      "orders.ndjson": """
      {"id": 1, "total": 12.5, "note": null, "lines": [{"sku": "a", "quantity": 2}], "to": {"city": "Ede"}}
      {"id": 2, "total": 3, "note": "x", "lines": [], "to": {"city": ""}}

      """
    ])
    let text = try await Program.run(["schema", "infer", "orders.ndjson"], in: folder.url)
    #expect(
      text.output == """
        orders.ndjson: 2 records

        id                a whole number
        total             a decimal number
        note              text, may be missing
        lines             a list of records (record)
        lines[].sku       text
        lines[].quantity  a whole number
        to                a record (record)
        to.city           text, may be missing

        """)
    let json = try await Program.run(["schema", "infer", "orders.ndjson", "--json"], in: folder.url)
    #expect(json.output.contains("\"records\": 2") && json.output.contains("\"path\": \"lines[].sku\""))
    #expect(try await Program.run(["schema", "infer"], in: folder.url).status == 64)
    #expect(try await Program.run(["schema", "flow", "orders.ndjson"], in: folder.url).status == 64)
    #expect(try await Program.run(["schema", "infer", "none.json"], in: folder.url).status == 64)
  }

  @Test func evalGivesValueAndType() async throws {
    let folder = try Folder([
      "one.json": #"{ "first_name": "Anna", "total": 12.5 }"#,
      "many.ndjson": "{\"t\": \"1\"}\n{\"t\": \"x\"}\n",
    ])
    #expect(try await Program.run(["eval", "1999 / 100"]).output == "19.99  a decimal number\n")
    let text = try await Program.run(["eval", "first_name.upper()", "--input", "one.json"], in: folder.url)
    #expect(text.output == "\"ANNA\"  text\n")
    let json = try await Program.run(["eval", "total * 2", "--input", "one.json", "--json"], in: folder.url)
    #expect(json.output.contains("\"value\": 25"))
    let many = try await Program.run(["eval", "number(t)", "--input", "many.ndjson"], in: folder.url)
    #expect(many.status == 1)
    #expect(many.output == "1  a decimal number\n")
    #expect(many.messages.contains("record 2"))
  }

  @Test func evalExplainsAWrongFormula() async throws {
    let answer = try await Program.run(["eval", "idd", "--entity", "bigcommerce.orders"])
    #expect(answer.status == 3)
    #expect(answer.messages.contains("error[N201]"))
  }
}
