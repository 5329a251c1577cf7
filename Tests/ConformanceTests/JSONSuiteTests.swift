import Testing
import Values

/// The JSON parsing cases: `y_` must be read, `n_` must be refused, and `i_` come out as recorded here.
@Suite(.enabled(if: PublicSuites.folder != nil)) struct JSONSuiteTests {
  /// What RFC 8259 leaves open. A number of any size is read; whether it can be held shows when it is asked for. What is
  /// no Unicode is refused.
  private static let openCasesRead: Set<String> = [
    "i_number_double_huge_neg_exp.json", "i_number_huge_exp.json", "i_number_neg_int_huge_exp.json",
    "i_number_pos_double_huge_exp.json", "i_number_real_neg_overflow.json", "i_number_real_pos_overflow.json",
    "i_number_real_underflow.json", "i_number_too_big_neg_int.json", "i_number_too_big_pos_int.json",
    "i_number_very_big_negative_int.json",
  ]

  @Test func casesAreReadOrRefused() throws {
    let limits = JSONLimits(refusesDuplicates: false)
    let names = PublicSuites.names(in: "json/test_parsing")
    #expect(names.count { $0.hasPrefix("y_") } == 95 && names.count { $0.hasPrefix("n_") } == 188)
    var wrong: [String] = []
    for name in names {
      let bytes = try #require(PublicSuites.read("json/test_parsing/\(name)"))
      let isRead = (try? JSONDocument.parse(bytes, limits: limits)) != nil
      let shouldBeRead = name.hasPrefix("y_") || Self.openCasesRead.contains(name)
      if isRead != shouldBeRead { wrong.append("\(name) is \(isRead ? "read" : "refused")") }
    }
    let transformed = try transformCases()
    for line in wrong + transformed.wrong { print("json: \(line)") }
    let failed = wrong.count + transformed.wrong.count
    #expect(failed == 0)
    print("json: \(names.count + transformed.count - failed) passed, 0 declared, \(failed) failed")
  }

  /// A key that stands twice is refused by the standard limits.
  @Test func duplicatesAreRefusedByTheStandardLimits() throws {
    let twice = try #require(PublicSuites.read("json/test_parsing/y_object_duplicated_key.json"))
    #expect(throws: JSONProblem.self) { try JSONDocument.parse(twice) }
  }

  /// What is read must come back unchanged where it can be held.
  private func transformCases() throws -> (count: Int, wrong: [String]) {
    let names = PublicSuites.names(in: "json/test_transform")
    var wrong: [String] = []
    for name in names {
      let bytes = try #require(PublicSuites.read("json/test_transform/\(name)"))
      guard let document = try? JSONDocument.parse(bytes) else { continue }
      let canonical = document.root.canonicalBytes()
      if try JSONDocument.parse(canonical).root.canonicalBytes() != canonical { wrong.append("\(name) changes") }
    }
    return (names.count, wrong)
  }
}
