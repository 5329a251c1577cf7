import ArgumentParser
import Values

struct SandboxEditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Be the merchant: change, make or delete a record of a running sandbox.",
    discussion: """
      flowrun sandbox edit 8081 products 77 name="Blauwe mok" price=12.95
      flowrun sandbox edit 8081 products new name=Mok type=physical weight=1 price=10 sku=700
      flowrun sandbox edit 8081 products 77 --delete
      flowrun sandbox edit 8081 orders 120 status_id=10
      flowrun sandbox edit 8081 orders new like=120
      flowrun sandbox edit 8082 articles 10001 priceIncl=2199 description="Mok, blauw"
      flowrun sandbox edit 8082 stock 10001 physical=12.5 branch=1
      flowrun sandbox edit 8082 orders BC-100 deliver=true

      ADDRESS is the port of one of the two systems, or a URL that the sandbox printed; LIST may also be written with
      its system, as in flows: mplus.articles. A product of the shop is named by its number or sku, an article by its
      pluNumber, a customer or relation by number or e-mail address. Values are JSON, or text.
      """)

  @Argument(help: "A port, or a URL that the sandbox printed.")
  var address: String
  @Argument(help: "products, orders, articles, stock, …: the list in which the record is.")
  var list: String
  @Argument(help: "The record's number, sku, pluNumber or e-mail address; or new.")
  var key: String
  @Argument(help: "NAME=VALUE, as often as you like.")
  var values: [String] = []
  @Flag(help: "Delete the record.")
  var delete = false

  func validate() throws {
    if values.isEmpty, !delete { throw ValidationError("what is to be changed? Write NAME=VALUE, or --delete") }
    if delete, !values.isEmpty || key == Self.new {
      throw ValidationError("--delete goes with the number of a record, and with nothing to change")
    }
    for value in values where !value.contains("=") { throw ValidationError("“\(value)” is not NAME=VALUE") }
  }

  static let new = "new"

  func run() async throws {
    _ = try await SandboxControl(address).post("edit", edit)
    Output.line(delete ? "deleted" : key == Self.new ? "made" : "changed")
  }

  var edit: JSON {
    let parts = list.split(separator: ".", maxSplits: 1).map(String.init)
    var edit: JSON = ["entity": .string(parts.last ?? list)]
    if parts.count > 1 { edit["system"] = .string(parts[0]) }
    if key != Self.new { edit["key"] = .string(key) }
    if delete { edit["delete"] = .bool(true) }
    var set = JSON.Object()
    for value in values {
      let halves = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      set[halves[0]] = (try? JSON.parse(halves[1])) ?? .string(halves[1])
    }
    edit["set"] = .object(set)
    return edit
  }
}
