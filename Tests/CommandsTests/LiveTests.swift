import Foundation
import Sandbox
import Testing
import Values

/// `fields --live` and `validate --live`: what the accounts hold, against what the flows say.
@Suite(.serialized) struct LiveTests {
  @Test func theAccountIsKeptBesideTheProject() async throws {
    let project = try await LocalProject(orders: 30)
    let first = try await project.run(["fields", "bigcommerce", "--live"])
    #expect(first.status == 0, "\(first.messages)")
    #expect(first.output.contains("0 Default, 1 Hoog, 2 Laag, 3 Nul"), "\(first.output)")
    #expect(first.output.contains("orders.billing_address.form_fields"), "\(first.output)")
    #expect(first.messages.contains("bigcommerce.local.json is written"), "\(first.messages)")

    let file = project.folder.url.appending(path: "live/bigcommerce.local.json")
    let bytes = Array(try Data(contentsOf: file))
    let kept = try JSON.parse(bytes)
    #expect(kept["lists"]?["tax_classes"]?[2]?["name"] == "Laag")
    let names = kept["names"]?["products.custom_fields"]?.array?.compactMap { $0["name"]?.string }
    #expect(names == ["Herkomst"])
    // Neither customers nor credentials.
    let text = String(decoding: bytes, as: UTF8.self)
    for secret in ["@example", "token", "NL00", "sandbox-"] { #expect(!text.contains(secret), "\(secret)") }

    let again = try await project.run(["fields", "bigcommerce", "--live"])
    #expect(again.messages.contains("nothing is another than before"), "\(again.messages)")
    let older = text.replacing("\"Laag\"", with: "\"Verlaagd\"").replacing("\"Herkomst\"", with: "\"Afkomst\"")
    try Data(older.utf8).write(to: file)
    let changed = try await project.run(["fields", "bigcommerce", "--live", "--json"])
    #expect(changed.messages.contains("changed: tax_classes 2: Verlaagd is now Laag"), "\(changed.messages)")
    #expect(changed.messages.contains("new: products.custom_fields \"Herkomst\""), "\(changed.messages)")
    #expect(changed.messages.contains("gone: products.custom_fields \"Afkomst\""), "\(changed.messages)")
    #expect(try JSON.parse(changed.output)["changes"]?.array?.count == 3)
    #expect(await project.writes() == 0)
    await project.systems.stop()
  }

  @Test func oneEntityShowsWordsNumbersAndSamples() async throws {
    let project = try await LocalProject(orders: 30)
    let products = try await project.run(["fields", "bigcommerce", "products", "--live", "--json"])
    let fields = try JSON.parse(products.output)["fields"]?.array ?? []
    func notes(_ path: String) -> String? {
      fields.first { $0["path"]?.string == path }?["live"]?.array?.compactMap(\.string).joined(separator: " ")
    }
    #expect(notes("tax_class_id")?.contains("Here: 0 (Default), 1 (Hoog), 2 (Laag), 3 (Nul).") == true)
    #expect(notes("sku")?.hasPrefix("For instance: ") == true)
    let named = fields.first { $0["path"]?.string == "custom_fields[\"Herkomst\"]" }
    #expect(named?["sample"] == "Nederland")

    let orders = try await project.run(["fields", "bigcommerce", "orders", "--live"])
    #expect(orders.output.contains("awaiting_fulfillment"))
    #expect(!orders.output.contains("@example"), "an address of a customer is printed")
    #expect(orders.output.contains("(personal)"))
    await project.systems.stop()
  }

  /// Without a network: what was kept is what the flows are checked against.
  @Test func flowsAreCheckedAgainstWhatWasKept() async throws {
    let project = try await LocalProject(orders: 30)
    for name in ["bigcommerce", "mplus"] { _ = try await project.run(["fields", name, "--live"]) }
    let right = try await project.run(["validate", "--deny", "warnings"])
    #expect(right.status == 0, "\(right.output)")
    await project.systems.stop()

    try change("tables/payment-methods.csv", "iDEAL,IDEAL", "iDEAL,IDEEL", in: project)
    try change("orders.flow.yaml", "form_fields[\"VAT number\"]", "form_fields[\"VAT numbr\"]", in: project)
    try change("products.flow.yaml", "tax_class_id: tax_class[vatCode]", "tax_class_id: laag", in: project)
    let wrong = try await project.run(["validate", "orders", "--deny", "warnings"])
    #expect(wrong.status == 3)
    #expect(wrong.output.contains("the account of mplus has no payment method \"IDEEL\""), "\(wrong.output)")
    #expect(wrong.output.contains("payment-methods.csv:2:7"), "\(wrong.output)")
    #expect(wrong.output.contains("did you mean \"VAT number\"?"), "\(wrong.output)")
    let word = try await project.run(["validate", "products"])
    #expect(word.output.contains("it has 0 (Default), 1 (Hoog), 2 (Laag), 3 (Nul)"), "\(word.output)")

    // Of another shop, and no longer what was written.
    try change("live/mplus.local.json", "127.0.0.1", "10.0.0.1", in: project)
    try change("live/bigcommerce.local.json", "\"lists\"", "lists", in: project)
    let aside = try await project.run(["validate", "stock"])
    #expect(aside.status == 0)
    #expect(aside.output.contains("it was read from 10.0.0.1"), "\(aside.output)")
    #expect(aside.output.contains("it is not JSON"), "\(aside.output)")
    #expect(aside.output.contains("flowrun fields mplus --live --env local reads it anew"), "\(aside.output)")
  }

  /// A field that no declaration has, but the records of the account: unknown before, a number afterwards.
  @Test func aFieldKnownOnlyLiveIsAcceptedAndTyped() async throws {
    let project = try await LocalProject(orders: 30)
    let reference = "reference:             \"Webshop order #{id}\""
    try change(
      "orders.flow.yaml", reference, "reference: \"Webshop order #{id}, {(default_currency_id ?? 0) + 41}\"",
      in: project)
    let before = try await project.run(["validate", "orders"])
    #expect(before.output.contains("has no field `default_currency_id`"), "\(before.output)")
    _ = try await project.run(["fields", "bigcommerce", "--live"])
    let after = try await project.run(["validate", "orders"])
    #expect(after.status == 0, "\(after.output)")
    let run = try await project.run(["execute", "orders", "--limit", "30"])
    let made = try await project.state("mplus/orders").compactMap { $0["reference"]?.string }
    #expect(made.contains { $0.hasSuffix(", 42") }, "\(made) \(run.output)")
    await project.systems.stop()
  }

  @Test func keysWithoutARowAreNamedFromRecords() async throws {
    let project = try await LocalProject(orders: 30)
    let said = try await project.run(["validate", "orders", "--live"])
    #expect(said.status == 0, "\(said.messages)")
    #expect(
      said.output.contains("warning[L610]: the table `payment` has no row for \"Cash on Delivery\""), "\(said.output)")
    #expect(said.output.contains("Cash on Delivery,   # in the record 107"), "\(said.output)")
    #expect(said.output.contains("hint[L610]"), "countries on `else` are hints: \(said.output)")
    #expect(said.messages.contains("looked at 30 records of bigcommerce.orders"), "\(said.messages)")
    #expect(try await project.run(["validate", "orders", "--live", "--deny", "warnings"]).status == 3)

    // Offered by the shop, though no order had it yet.
    try change("tables/shipping-methods.csv", "Express 24h,BEZORGEN\n", "", in: project)
    let offered = try await project.run(["validate", "orders", "--live", "--last", "1"])
    #expect(offered.output.contains("the table `delivery` has no row"), "\(offered.output)")
    #expect(offered.output.contains("Express 24h,"), "\(offered.output)")
    // Nothing was written, here or there.
    #expect(await project.writes() == 0)
    for path in [".flowrun", "live"] {
      #expect(!FileManager.default.fileExists(atPath: project.folder.url.appending(path: path).path))
    }
    await project.systems.stop()
  }

  @Test func credentialsAndSilenceHaveTheirNumbers() async throws {
    let project = try await LocalProject(orders: 1)
    var wrong = LocalProject.credentials
    wrong["MPLUS_SECRET"] = "something else"
    #expect(try await project.run(["fields", "mplus", "--live"], environment: wrong).status == 4)
    #expect(try await project.run(["validate", "orders", "--live"], environment: wrong).status == 4)
    #expect(try await project.run(["validate", "orders", "--live"], environment: [:]).status == 4)
    #expect(try await project.run(["fields", "klant", "--live"]).status == 64)
    #expect(try await project.run(["validate", "--live", "--last", "0"]).status == 64)
    let file = project.folder.url.appending(path: "flowrun.local.yaml")
    let text = try String(contentsOf: file, encoding: .utf8).replacing("settle: 1s", with: "settle: 1s, attempts: 1")
    try Data(text.utf8).write(to: file)
    await project.systems.stop()
    #expect(try await project.run(["fields", "bigcommerce", "--live"]).status == 5)
    #expect(!FileManager.default.fileExists(atPath: project.folder.url.appending(path: "live").path))
  }

  private func change(_ path: String, _ old: String, _ new: String, in project: LocalProject) throws {
    let file = project.folder.url.appending(path: path)
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains(old), "\(path) has no \(old)")
    try Data(text.replacing(old, with: new).utf8).write(to: file)
  }
}
