import Foundation
import Testing

/// `flowrun fix` from outside.
@Suite struct FixCommandTests {
  static let flow = """
    flow: products
    source: mplus.articles
    target: bigcommerce.products
    match: sku
    settings: { currency: EUR, rounding: half_up }
    filter: descripton != "x" AND active
    fields:
    \u{20} sku: pluNumber
    \u{20} name: { from: description, missing: skip record }
    \u{20} type: physical
    \u{20} weight: 0
    \u{20} price: priceExcl
    \u{20} is_visible: !discontinued

    """

  private func folder(_ text: String = flow) throws -> Folder {
    let folder = try Folder()
    try Data(text.utf8).write(to: folder.url.appending(path: "products.flow.yaml"))
    return folder
  }

  private func content(_ folder: Folder) throws -> String {
    try String(contentsOf: folder.url.appending(path: "products.flow.yaml"), encoding: .utf8)
  }

  @Test func safeOnesFirstThenAll() async throws {
    let folder = try folder()
    let file = folder.url.appending(path: "products.flow.yaml")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.path)
    let safe = try await Program.run(["fix"], in: folder.url)
    #expect(safe.status == 3)
    #expect(safe.output.contains("products.flow.yaml:13: Y007: write not\n"))
    #expect(safe.output.contains("products.flow.yaml:6: T323: write and\n"))
    #expect(safe.messages.contains("error[N201]"))
    #expect(safe.messages.hasSuffix("; 1 more is very likely meant: flowrun fix --all\n"))
    #expect(try content(folder).contains("filter: descripton != \"x\" and active\n"))
    #expect(try content(folder).contains("is_visible: not discontinued\n"))

    let all = try await Program.run(["fix", "--all"], in: folder.url)
    #expect(all.status == 0)
    #expect(all.output == "products.flow.yaml:6: N201: write `description`\n")
    #expect(all.messages == "1 repair in 1 file\n")
    #expect(try content(folder).contains("filter: description != \"x\" and active\n"))
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? NSNumber
    #expect(mode?.intValue == 0o640)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["products.flow.yaml"])

    let nothing = try await Program.run(["fix"], in: folder.url)
    #expect(nothing.status == 0 && nothing.output == "" && nothing.messages == "nothing to repair\n")
    #expect(try await Program.run(["validate"], in: folder.url).status == 0)
  }

  @Test func aDryRunShowsTheDifferenceAndWritesNothing() async throws {
    let folder = try folder()
    let answer = try await Program.run(["fix", "--all", "--dry-run"], in: folder.url)
    #expect(answer.status == 0)
    #expect(answer.output.hasPrefix("--- products.flow.yaml\n+++ products.flow.yaml\n@@ -3,11 +3,11 @@\n"))
    #expect(
      answer.output.contains("-filter: descripton != \"x\" AND active\n+filter: description != \"x\" and active\n"))
    #expect(answer.messages == "3 repairs in 1 file, not written\n")
    #expect(try content(folder) == Self.flow)
  }

  @Test func whatNobodyCanMendStays() async throws {
    let folder = try folder(Self.flow.replacing("  price: priceExcl\n", with: "  price: priceIncl\n"))
    let answer = try await Program.run(["fix", "--all"], in: folder.url)
    #expect(answer.status == 3)
    #expect(answer.messages.contains("error[T312]"))
    #expect(try await Program.run(["fix", "nothing"], in: folder.url).status == 64)
  }
}
