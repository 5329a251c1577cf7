import Foundation
import Sandbox
import Testing

/// Shared files, layers of settings and flows that stand against each other, through the door.
@Suite struct SurfaceTests {
  static let project = """
    connections:
      bigcommerce: { connector: bigcommerce, url: "https://api.bigcommerce.com/stores/a", token: env:T, prices: excl }
      mplus: { connector: mplus, url: "https://api.mpluskassa.nl:44281/", ident: env:I, secret: env:S }
      second: { connector: mplus, url: "https://api.mpluskassa.nl:44281", ident: env:I, secret: env:S }
    settings:
      rounding: half_up
      orders:
        branch: 3
    """

  static let orders = """
    flow: orders
    source: bigcommerce.orders
    target: mplus.orders
    match: extOrderId
    update: [ ]
    use: shared/common.yaml
    settings:
      defaultDebtor: 100001
    fields:
      extOrderId: "BC-{id}"
      orderType: external_sales_order
      vatMethod: inclusive
      relationNumber: settings.defaultDebtor
      financialBranchNumber: settings.branch
      lineList:
        - each: line in products
          fields:
            articleNumber: 1
            data: { quantity: line.quantity, price: line.price_inc_tax }
      paymentList:
        - fields:
            method: payment[payment_method]
            amount: total_inc_tax
    examples:
      - name: paid by bank
        given: { id: 7, payment_method: "bank", total_inc_tax: 3 }
        expect: { extOrderId: "BC-7", financialBranchNumber: 3, paymentList: [ { method: "BANK" } ] }
    """

  static let shared = """
    tables:
      payment:
        file: payment.csv
        else: { stop: "no payment method for {key}" }
    """

  private func folder(_ more: [String: String] = [:]) throws -> Folder {
    try Folder(
      [
        "flowrun.yaml": Self.project, "orders.flow.yaml": Self.orders, "shared/common.yaml": Self.shared,
        "shared/payment.csv": "shop,till\nbank,BANK\n",
      ].merging(more) { $1 })
  }

  /// `Tests/Rules`: small flows, each for some rules of the language, checked and run with their examples.
  @Test func theRulesHold() async throws {
    let rules = LocalProject.repository.appending(path: "Tests/Rules")
    let folder = try Folder()
    for name in try FileManager.default.contentsOfDirectory(atPath: rules.path) {
      try FileManager.default.copyItem(at: rules.appending(path: name), to: folder.url.appending(path: name))
    }
    let flows = try FileManager.default.contentsOfDirectory(atPath: rules.path).filter { $0.hasSuffix(".flow.yaml") }
    #expect(flows.count >= 9)
    for flow in flows.sorted() {
      let validated = try await Program.run(["validate", flow, "--deny", "warnings"], in: folder.url)
      #expect(validated.status == 0, "\(validated.output)")
    }
    let tested = try await Program.run(["test"], in: folder.url)
    #expect(tested.status == 0, "\(tested.output)")
  }

  @Test func aSharedTableInACSVFile() async throws {
    let folder = try folder()
    let validated = try await Program.run(["validate", "--deny", "warnings"], in: folder.url)
    #expect(validated.status == 0, "\(validated.output)")
    let tested = try await Program.run(["test"], in: folder.url)
    #expect(tested.status == 0, "\(tested.output)")
  }

  @Test func whoSaysWhatASettingIs() async throws {
    let folder = try folder(["flowrun.live.yaml": "settings:\n  branch: 9"])
    let answer = try await Program.run(["config", "why", "branch", "--env", "live"], in: folder.url)
    #expect(
      answer.output == """
        orders: branch = 9
          > 9  flowrun.live.yaml:2, the overlay
            3  flowrun.yaml:8, the project file

        """)
    let json = try await Program.run(["config", "why", "branch", "orders", "--json"], in: folder.url)
    #expect(json.status == 0 && json.output.contains("\"wins\" : true") || json.output.contains("\"wins\": true"))
    let unknown = try await Program.run(["config", "why", "brnch"], in: folder.url)
    #expect(unknown.status == 64)
    #expect(unknown.messages.contains("did you mean `branch`?"))
  }

  /// A slip in the project's settings would go unnoticed in each single flow.
  @Test func settingsThatReachNoFlow() async throws {
    let project = Self.project + "\n    brnch: 1\n  ordrs:\n    branch: 1\n  colour: \"red\""
    let folder = try folder(["flowrun.yaml": project])
    let answer = try await Program.run(["validate", "--format", "short"], in: folder.url)
    #expect(answer.status == 3)
    #expect(
      answer.output == """
        flowrun.yaml:9:5: S110: no flow reads the setting `brnch`
        flowrun.yaml:10:3: S103: there is no flow `ordrs`; did you mean `orders`?
        flowrun.yaml:12:3: S110: no flow reads the setting `colour`

        """)
  }

  static let there = """
    flow: there
    source: mplus.relations
    target: bigcommerce.customers
    match: email
    filter: email is present
    fields:
      email: { from: email, missing: skip record }
      first_name: "x"
      last_name: { from: name, missing: "x" }
      phone: telephone
    """

  static let back = """
    flow: back
    source: bigcommerce.customers
    target: second.relations
    match: email
    fields:
      email: email
      name: last_name
      telephone: phone
    """

  /// The whole project is looked at, and so is the rest of it when one flow runs; two names of one till are one till.
  @Test func opposingFlows() async throws {
    let folder = try folder(["there.flow.yaml": Self.there, "back.flow.yaml": Self.back])
    let all = try await Program.run(["validate"], in: folder.url)
    #expect(all.status == 3)
    #expect(all.output.contains("error[W705]: `back` and `there` hand"))
    let one = try await Program.run(
      ["plan", "there"], in: folder.url, environment: ["T": "x", "I": "x", "S": "x"])
    #expect(one.status == 3)
    #expect(one.messages.contains("W705"))
    let mended = Self.back.replacing("telephone: phone", with: "telephone: { from: phone, update: if empty }")
      .replacing("name: last_name", with: "name: { from: last_name, update: [ ] }")
    try Data(mended.utf8).write(to: folder.url.appending(path: "back.flow.yaml"))
    #expect(try await Program.run(["validate"], in: folder.url).status == 0)
  }

  /// Products whose articles no longer pass the filter are deleted from the shop, once.
  @Test func goneProductsAreDeleted() async throws {
    let local = try await LocalProject(orders: 2)
    let file = local.folder.url.appending(path: "deleting.flow.yaml")
    let flow = """
      flow:   deleting
      source: mplus.articles
      target: bigcommerce.products
      match:  sku
      gone:   delete
      filter: articleNumber > 0
      settings: { confirm_delete: [x], rounding: half_up }
      fields:
        sku:    "D{articleNumber}"
        name:   "Article {articleNumber}"
        type:   physical
        weight: 0
        price:  priceExcl

      """
    try Data(flow.utf8).write(to: file)
    let first = try await local.run(["execute", "deleting"])
    #expect(first.status == 0, "\(first.messages)\(first.output)")
    try Data(flow.replacing("articleNumber > 0", with: "articleNumber % 2 == 0").utf8).write(to: file)
    let planned = try await local.run(["plan", "deleting", "--full"])
    let count = planned.output.split(separator: "\n").count { $0.hasPrefix("  x bigcommerce.products") }
    #expect(count > 5, "\(planned.output)")
    let second = try await local.run(["execute", "deleting", "--full", "--json"])
    #expect(second.output.replacing(" ", with: "").contains("\"gone\":\(count)"), "\(second.output)")
    let third = try await local.run(["execute", "deleting", "--full", "--json"])
    #expect(third.output.replacing(" ", with: "").contains("\"gone\":0"), "\(third.output)")
    await local.systems.stop()
  }

  /// A flow whose name is new, while an old one is no longer there.
  @Test func aRenamedFlow() async throws {
    let local = try await LocalProject(orders: 2)
    _ = try await local.run(["execute", "customers"])
    let file = local.folder.url.appending(path: "customers.flow.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try FileManager.default.removeItem(at: file)
    try Data(text.replacing("flow:    customers", with: "flow:    people").utf8).write(
      to: local.folder.url.appending(path: "people.flow.yaml"))
    let answer = try await local.run(["plan", "people"])
    let sentence = "warning[W709]: the flow `people` never ran, and `customers`, which did, is no longer there"
    #expect(answer.messages.contains(sentence))
    await local.systems.stop()
  }
}
