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

  /// What each case of `test_transform` holds, written by hand in the form that the program writes: numbers without an
  /// exponent, names in the order of their bytes. What is no Unicode, and a name that stands twice, is refused.
  private static let held: [String: String] = [
    "number_-9223372036854775808.json": "[-9223372036854775808]",
    "number_-9223372036854775809.json": "[-9223372036854775809]", "number_1.0.json": "[1]",
    "number_1.000000000000000005.json": "[1.000000000000000005]",
    "number_1000000000000000.json": "[1000000000000000]",
    "number_10000000000000000999.json": "[10000000000000000999]", "number_1e6.json": "[1000000]",
    // Too small to be held, so it stays as it stands there.
    "number_1e-999.json": "[1E-999]", "number_9223372036854775807.json": "[9223372036854775807]",
    "number_9223372036854775808.json": "[9223372036854775808]",
    "object_key_nfc_nfd.json": "{\"e\u{301}\":\"NFD\",\"\u{E9}\":\"NFC\"}",
    "object_key_nfd_nfc.json": "{\"e\u{301}\":\"NFD\",\"\u{E9}\":\"NFC\"}",
    "string_with_escaped_NULL.json": "[\"A\\u0000B\"]",
  ]

  /// What is read is what the file holds, and comes back unchanged.
  private func transformCases() throws -> (count: Int, wrong: [String]) {
    let names = PublicSuites.names(in: "json/test_transform")
    var wrong: [String] = []
    for name in names {
      let bytes = try #require(PublicSuites.read("json/test_transform/\(name)"))
      guard let document = try? JSONDocument.parse(bytes) else {
        if Self.held[name] != nil { wrong.append("\(name) is refused") }
        continue
      }
      let canonical = document.root.canonicalBytes()
      // Bytes, as two ways to write é are two names.
      if canonical != Self.held[name].map({ Array($0.utf8) }) {
        wrong.append("\(name) is read as \(String(decoding: canonical, as: UTF8.self))")
      }
      if try JSONDocument.parse(canonical).root.canonicalBytes() != canonical { wrong.append("\(name) changes") }
    }
    return (names.count, wrong)
  }
}
