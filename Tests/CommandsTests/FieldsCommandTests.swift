import Foundation
import Testing

/// Commands that messages print are typed by people, so they must lead somewhere.
@Suite struct FieldsCommandTests {
  @Test func aRecordInsideAnEntityIsListed() async throws {
    let answer = try await Program.run(["fields", "mplus", "orders.lineList"])
    #expect(answer.status == 0, "\(answer.messages)")
    #expect(answer.output.hasPrefix("mplus.orders.lineList\n"))
    #expect(answer.output.contains("\narticleNumber "))
    #expect(!answer.output.contains("\nextOrderId "))
    #expect(try await Program.run(["fields", "mplus.articles"]).status == 0)
    let wrong = try await Program.run(["fields", "mplus", "orders.lineLst"])
    #expect(wrong.status == 64)
    #expect(wrong.messages.contains("`lineLst` is no record in mplus.orders; did you mean `lineList`?"))
  }

  @Test func theMessageOfANestedFieldNamesACommandThatShowsIt() async throws {
    let folder = try LocalProject.copyOfMappings()
    let flow = folder.url.appending(path: "orders.flow.yaml")
    let text = try String(contentsOf: flow, encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let place = try #require(lines.firstIndex { $0.contains("articleNumber:") })
    let indent = lines[place].prefix { $0 == " " }
    try Data((lines[...place] + [indent + "zzzzzzzz: 1"] + lines[(place + 1)...]).joined(separator: "\n").utf8).write(
      to: flow)
    let answer = try await Program.run(["validate", "orders"], in: folder.url)
    let command = try #require(
      (answer.output + answer.messages).firstMatch(of: #/flowrun (fields \S+ \S+) lists them/#))
    #expect(command.output.1 == "fields mplus orders.lineList")
    let listed = try await Program.run(command.output.1.split(separator: " ").map(String.init), in: folder.url)
    #expect(listed.status == 0, "\(listed.messages)")
  }
}

/// The project's own names for its systems.
@Suite struct ConnectionNameTests {
  private static let project = """
    connections:
      shop: { connector: bigcommerce, url: "https://api.bigcommerce.com/stores/a", token: env:T, prices: excl }
      till: { connector: mplus, url: "https://api.mpluskassa.nl:44281/", ident: env:I, secret: env:S }

    """

  private static func flow(_ source: String) -> String {
    """
    flow: articles
    source: \(source)
    target: shop.products
    match: sku
    fields:
      sku: pluNumber
      name: description
      type: physical
      weight: 0
      price: priceExcl

    """
  }

  @Test func aConnectorIsCalledAsTheProjectCallsIt() async throws {
    let folder = try Folder(["flowrun.yaml": Self.project, "articles.flow.yaml": Self.flow("mplus.articles")])
    let answer = try await Program.run(["validate"], in: folder.url)
    #expect(answer.status == 3)
    #expect(answer.output.contains("MplusKASSA is called `till` in this project"), "\(answer.output)")
    #expect(answer.output.contains("write `till.articles`"), "\(answer.output)")
    #expect(try await Program.run(["fix", "--all"], in: folder.url).messages.contains("1 repair in 1 file"))
    let mended = try String(contentsOf: folder.url.appending(path: "articles.flow.yaml"), encoding: .utf8)
    #expect(mended == Self.flow("till.articles"))
  }

  @Test func samplesHaveTheProjectsNames() async throws {
    let folder = try Folder(["flowrun.yaml": Self.project, "articles.flow.yaml": "flow: articles\n"])
    let answer = try await Program.run(["validate"], in: folder.url)
    #expect(answer.output.contains("till.") && answer.output.contains("shop."), "\(answer.output)")
    #expect(!answer.output.contains("mplus.") && !answer.output.contains("bigcommerce."), "\(answer.output)")
  }

  @Test func aBrokenProjectFileStandsAlone() async throws {
    let folder = try Folder([
      "flowrun.yaml": Self.project.replacing("connections:", with: "conections:"),
      "articles.flow.yaml": Self.flow("till.articles"),
    ])
    let answer = try await Program.run(["validate", "--format", "short"], in: folder.url)
    #expect(answer.status == 3)
    #expect(answer.output.contains("did you mean `connections`?"), "\(answer.output)")
    #expect(!answer.output.contains("there is no connection"), "\(answer.output)")
  }
}
