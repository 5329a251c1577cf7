import ConnectorKit
import Diagnostics
import Foundation
import Testing
import Types
import Values

@testable import Workspace

/// What is kept of an account beside a project.
@Suite struct AccountFileTests {
  private static let list = RecordType(
    "shop.classes", noun: "class",
    fields: [
      Field("id", .whole, .always, .readOnly, meaning: ""), Field("name", .anyText, .always, .readOnly, meaning: ""),
      Field("rate", .anyDecimal, .optional, .readOnly, meaning: ""),
    ])
  private static let declaration = ConnectorDeclaration(
    name: "shop", title: "Shop", settings: [],
    entities: [
      Entity("classes", meaning: "", record: list, key: "id", reading: .init(changes: false)).listed(by: "name")
    ])

  private static var account: AccountSnapshot {
    var account = AccountSnapshot(
      address: "shop.example/a", readAt: Moment(iso: "2026-03-05T21:40:11Z") ?? .first)
    account.lists["classes"] = [
      .init(["id": .whole(1), "name": .text("Hoog"), "rate": .decimal(DecimalNumber("21.5") ?? .zero)]),
      .init(["id": .whole(2), "name": .text("Laag")]),
    ]
    account.names["orders.extras"] = [.init("B", records: 2, sample: nil), .init("A", records: 1, sample: "x")]
    account.fields["orders"] = [.init("points", .int, records: 4)]
    account.recordsSeen = ["orders": 5]
    return account
  }

  @Test func itComesBackAsItWas() throws {
    let bytes = AccountFile.json(Self.account, Self.declaration).bytes(pretty: true)
    let back = try AccountFile.account(bytes, Self.declaration)
    var sorted = Self.account
    sorted.names["orders.extras"]?.sort { $0.name < $1.name }
    #expect(back == sorted)
    let known = Self.declaration.knowing(back)
    let field = Field("class", .whole, meaning: "").ofAccountList("class", "classes", in: "classes", key: "id")
    #expect(known.keptValues(of: field)?.map(\.described) == ["1 (Hoog)", "2 (Laag)"])
    #expect(known.keptValues(of: Field("other", .whole, meaning: "")) == nil)
    #expect(Self.declaration.keptValues(of: field) == nil)
  }

  @Test(arguments: [
    ("", "it is not JSON"), ("[1]", "another version of flowrun"), (#"{"version": 2}"#, "another version of flowrun"),
    (#"{"version": 1, "connector": "till"}"#, "it is of the connector till, and not of shop"),
    (#"{"version": 1, "connector": "shop"}"#, "it does not say when it was read"),
    (#"{"version": 1, "connector": "shop", "read_at": "yesterday"}"#, "it does not say when it was read"),
  ])
  func whatIsBrokenSaysHow(text: String, sentence: String) throws {
    let problem = #expect(throws: FileProblem.self) {
      _ = try AccountFile.account(Array(text.utf8), Self.declaration)
    }
    #expect(problem?.description.contains(sentence) == true, "\(problem?.description ?? "")")
  }

  /// Members that make no sense are left out, whatever they are.
  @Test func strangeMembersAreNothing() throws {
    let text = #"""
      {"version": 1, "connector": "shop", "read_at": "2026-03-05T21:40:11Z", "lists": {"classes": [{"id": "x", "name": 3,
       "more": 1}, 5], "gone": [{"id": 1}]}, "names": {"a": [{"name": 1}, {}]}, "fields": {"a": [{"name": "b", "type": "c"}]},
       "records_seen": {"a": "many"}}
      """#
    let account = try AccountFile.account(Array(text.utf8), Self.declaration)
    #expect(account.lists == ["classes": [.init([:]), .init([:])]])
    #expect(account.names == ["a": []] && account.fields == ["a": []] && account.recordsSeen.isEmpty)
  }

  private static let file = #"""
    {"version": 1, "connector": "shop", "address": "shop.example/a", "read_at": "2026-03-05T21:40:11Z"}
    """#

  private func scene(_ address: String) throws -> Scene {
    try Scene([
      "flowrun.yaml": """
      connections:
        web: { connector: shop, url: "\(address)", token: "env:T", prices: incl }
      """, "live/web.json": Self.file,
    ])
  }

  @Test func aFileOfTheSameSystemIsUsedAndGrowsOld() throws {
    let scene = try scene("https://shop.example/a/")
    let project = try scene.project()
    #expect(project.diagnostics.isEmpty)
    #expect(project.accounts["web"]?.address == "shop.example/a")
    #expect(project.declarations["web"]?.account != nil)
    let day: Int64 = 86_400
    let read = Moment(iso: "2026-03-05T21:40:11Z")?.seconds ?? 0
    #expect(project.oldAccounts(now: Moment(seconds: read + 30 * day)).isEmpty)
    let old = project.oldAccounts(now: Moment(seconds: read + 31 * day))
    #expect(old.map(\.message) == ["live/web.json is 31 days old"])
    #expect(old.map(\.help) == [["flowrun fields web --live reads it anew"]])
  }

  @Test func aFileOfAnotherSystemIsLeftAside() throws {
    let scene = try scene("https://shop.example/b")
    let project = try scene.project()
    #expect(project.accounts.isEmpty)
    #expect(project.diagnostics.map(\.code) == [.S124])
    #expect(
      project.diagnostics.map(\.message) == [
        "live/web.json is left aside: it was read from shop.example/a, and the connection leads to shop.example/b"
      ])
  }

  @Test func writingMakesTheFolderAndReplacesTheWhole() throws {
    let scene = try scene("https://shop.example/a")
    try FileManager.default.removeItem(at: scene.url.appending(path: "live"))
    let project = try scene.project()
    let connection = try #require(project.connection("web"))
    for count in [1, 2] {
      var account = Self.account
      account.recordsSeen = ["orders": count]
      try AccountFile.write(account, of: connection, in: project)
      #expect(try scene.project().accounts["web"]?.recordsSeen == ["orders": count])
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: scene.url.appending(path: "live").path)
    #expect(files == ["web.json"])
  }
}
