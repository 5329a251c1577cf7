import Testing

@testable import Diagnostics

@Suite struct SuggestionsTests {
  @Test(arguments: [
    ("filed", ["fields", "flow"], ["fields"]), ("descripton", ["description", "name"], ["description"]),
    ("NAME", ["name", "gone"], ["name"]), ("id", ["if", "is"], []), ("price", ["weight", "type"], []),
    ("pirce", ["price", "prize"], ["price"]),
    ("aple", ["apple", "maple", "ample", "able"], ["able", "ample", "apple"]),
    ("", ["a"], []), ("name", ["name"], []),
  ])
  func nearestNames(_ written: String, _ candidates: [String], _ expected: [String]) {
    #expect(Suggestions.nearest(written, in: candidates) == expected)
  }

  @Test func phrases() {
    #expect(Suggestions.phrase([]) == nil)
    #expect(Suggestions.phrase(["a"]) == "`a`")
    #expect(Suggestions.phrase(["a", "b", "c"]) == "`a`, `b` or `c`")
  }
}
