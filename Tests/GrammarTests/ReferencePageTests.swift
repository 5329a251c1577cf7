import Connectors
import Foundation
import Reference
import Testing

/// The pages in `docs/` are those that the program prints: `make docs` leaves no difference.
@Suite struct ReferencePageTests {
  static let pages = ReferencePage.all(of: [BigCommerce.declaration, Mplus.declaration, Files.declaration])
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "docs")

  @Test func thePagesHaveNamesOfTheirOwn() {
    #expect(Set(Self.pages.map(\.name)).count == Self.pages.count)
    #expect(Self.pages.count >= 4)
  }

  @Test(arguments: pages.map(\.name))
  func theCommittedPageIsThePrintedOne(_ name: String) throws {
    let committed = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
    let printed = try #require(Self.pages.first { $0.name == name }).text
    let isSame = committed == printed
    #expect(isSame, "docs/\(name) differs from what `make docs` prints")
  }
}
