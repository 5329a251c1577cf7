import Testing
import Values

/// The JSON parsing cases: `y_` must be read, `n_` must be refused, `i_` either.
@Suite(.enabled(if: PublicSuites.folder != nil)) struct JSONSuiteTests {
  /// Refused on purpose, though RFC 8259 allows them.
  private static let stricter: Set<String> = [
    "y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json",
  ]

  @Test func casesAreReadOrRefused() throws {
    let names = PublicSuites.names(in: "json/test_parsing")
    #expect(names.count > 300)
    for name in names {
      let bytes = try #require(PublicSuites.read("json/test_parsing/\(name)"))
      let isRead = (try? JSONDocument.parse(bytes)) != nil
      if Self.stricter.contains(name) {
        #expect(!isRead, "\(name) is on the list of differences, but is read")
      } else if name.hasPrefix("y_") {
        #expect(isRead, "\(name) must be read")
      } else if name.hasPrefix("n_") {
        #expect(!isRead, "\(name) must be refused")
      }
    }
  }

  /// What is read must come back unchanged where it can be held.
  @Test func transformCasesKeepTheirContent() throws {
    for name in PublicSuites.names(in: "json/test_transform") {
      let bytes = try #require(PublicSuites.read("json/test_transform/\(name)"))
      guard let document = try? JSONDocument.parse(bytes) else { continue }
      let canonical = document.root.canonicalBytes()
      #expect(try JSONDocument.parse(canonical).root.canonicalBytes() == canonical, "\(name)")
    }
  }
}
