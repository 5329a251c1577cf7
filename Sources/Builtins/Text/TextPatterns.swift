import Types
public import Values

extension Functions {
  /// Text: regular expressions, written raw: r"…".
  static let textPatterns: [Function] = [
    Function(
      "matches", .text, [Function.textParameter, patternParameter], .type(.bool),
      "Whether the pattern is found in the text; ^ and $ bind it to the ends. Patterns are written raw: r\"…\".",
      examples: [
        .init("matches(\"1012AB\", r\"^[0-9]{4}[A-Z]{2}$\")", "true"), .init("\"A12\".matches(r\"^\\d+$\")", "false"),
      ],
      failure: "the pattern is not a regular expression", cost: 20,
      body: .pattern { (pattern, values) throws(Fault) in
        .bool(pattern.isFound(in: try values.text(0)))
      }),
    Function(
      "extract", .text, [Function.textParameter, patternParameter], .type(.optionalText),
      "The first part of the text that the pattern fits, the longest of those that begin there; missing if none does.",
      examples: [
        .init("extract(\"Doos van 12 stuks\", r\"[0-9]+\")", "\"12\""),
        .init("extract(\"Doos\", r\"[0-9]+\") ?? \"1\"", "\"1\""),
      ],
      failure: "the pattern is not a regular expression", cost: 20,
      body: .pattern { (pattern, values) throws(Fault) in
        let text = try values.text(0)
        guard let range = pattern.firstRange(in: text) else { return .missing }
        return .text(text[range])
      }),
    Function(
      "replace_pattern", .text, [Function.textParameter, patternParameter, Parameter("by", .text)], .type(.anyText),
      "The text with every part that the pattern fits replaced.",
      examples: [.init("replace_pattern(\"Tel. 020-123\", r\"[^0-9]+\", \" \").trim()", "\"020 123\"")],
      failure: "the pattern is not a regular expression, or the result is over 1,000,000 bytes", cost: 20,
      body: .pattern { (pattern, values) throws(Fault) in
        let result = pattern.replacing(in: try values.text(0), by: try values.text(2))
        if result.count > 1_000_000 { throw .conversion("the text would have \(result.count) bytes") }
        return .text(result)
      }),
  ]

  private static let patternParameter = Parameter("pattern", .text)

  /// The compiled pattern, or the fault that says what is wrong with it.
  public static func pattern(_ text: Text) throws(Fault) -> Pattern {
    do {
      return try Pattern.compile(text)
    } catch {
      throw .conversion("the pattern \(Value.text(text).shortened) is wrong at byte \(error.offset): \(error.message)")
    }
  }
}
