import Builtins
import Testing
import Values

@Suite struct PatternTests {
  @Test(arguments: [
    ("^[0-9]{4}$", "1234", true), ("^[0-9]{4}$", "12345", false), ("b", "abc", true), ("^b", "abc", false),
    ("a.c", "aüc", true), ("a.c", "a\nc", false), ("^(ab|cd)+$", "abcdab", true), ("^(ab|cd)+$", "abc", false),
    ("colou?r", "the color", true), ("^\\d+\\s\\w+$", "12 ab_3", true), ("^[^x-z]*$", "abc", true),
    ("^[^x-z]*$", "aby", false), ("\\D", "123", false), ("^a{2,3}$", "aaaa", false), ("^a{2,}$", "aaaa", true),
    ("^$", "", true), ("", "anything", true), ("^[\\d-]+$", "12-34", true), ("^[]a]+$", "]a", true),
    ("a{x", "a{x", true),
    ("^(?:a|)$", "", true), ("^(a*)*$", "aaab", false), ("\\.jpg$", "photo.jpg", true), ("^[à-ü]$", "é", true),
    ("^[^\\d]$", "5", false), ("^[\\D]$", "5", false), ("^[\\D]$", "a", true), ("x*$", "y", true),
    ("a|^b$", "xb", false),
  ])
  func matches(pattern: String, text: String, isFound: Bool) throws {
    #expect(try Pattern.compile(Text(pattern)).isFound(in: Text(text)) == isFound)
  }

  @Test(arguments: [
    ("a(b", 1), ("a)", 1), ("*a", 0), ("[a", 0), ("[z-a]", 1), ("a{3,2}", 1), ("a{2000}", 1), ("\\q", 0), ("a\\", 1),
    ("(?=a)", 0), ("é(", 2), ("a**", 2), ("a+?", 2), ("^*", 0),
  ])
  func mistakes(pattern: String, offset: Int) {
    #expect(throws: Pattern.Problem.self) { try Pattern.compile(Text(pattern)) }
    do throws(Pattern.Problem) {
      _ = try Pattern.compile(Text(pattern))
    } catch {
      #expect(error.offset == offset, "\(error.message)")
    }
  }

  @Test func timeIsLinear() throws {
    let text = Text(String(repeating: "a", count: 3000))
    #expect(try !Pattern.compile("^(a+)+$b").isFound(in: text))
    #expect(try !Pattern.compile("(a|a)*(a|aa)*c").isFound(in: text))
  }

  @Test func sizeHasALimit() {
    #expect(throws: Pattern.Problem.self) { try Pattern.compile("((a{100}){100}){100}") }
    #expect(throws: Pattern.Problem.self) { try Pattern.compile("((((){1000}){1000}){1000}){1000}") }
    #expect(throws: Pattern.Problem.self) { try Pattern.compile(Text(String(repeating: "(", count: 200))) }
    #expect(throws: Pattern.Problem.self) { try Pattern.compile(Text(String(repeating: "a", count: 1001))) }
  }

  @Test(arguments: [
    ("b+", "abbbcbb", "a<>c<>"), ("a|ab", "xab", "x<>"), ("x*", "abc", "<>a<>b<>c<>"), ("^a", "aaa", "<>aa"),
    ("a$", "aaa", "aa<>"),
    ("[0-9]+$", "a12 34", "a12 <>"), ("<[^>]*>", "<p>Kaas</p>", "<>Kaas<>"), ("é", "café", "caf<>"),
    ("(ab)+", "ababa", "<>a"),
  ])
  func replaced(pattern: String, text given: String, result: String) throws {
    #expect(try call("replace_pattern", text(given), text(pattern), text("<>")) == text(result))
  }

  @Test func theEarliestIsFoundAndOfThoseTheLongest() throws {
    #expect(try call("extract", text("xx aab aaab"), text("a+b?")) == text("aab"))
    #expect(try call("extract", text("abcd"), text("bc|abcd|ab")) == text("abcd"))
    #expect(try call("extract", text("zzz"), text("a")) == .missing)
  }
}
