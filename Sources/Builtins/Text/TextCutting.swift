import Types
import Values

extension Functions {
  /// Text: parts of it.
  static let textCutting: [Function] = [
    Function(
      "truncate", .text, cutting, .type(.anyText),
      "The first characters of the text, at most so many; a mark stands at the end of what was cut, and counts.",
      examples: [
        .init("truncate(\"bruin brood\", 5)", "\"bruin\""), .init("\"bruin brood\".truncate(8, \"…\")", "\"bruin b…\""),
      ],
      failure: "the length is negative",
      body: .plain { (values, _) throws(Fault) in
        try cut(values) { text, length in text.prefix(codePoints: length) }
      }),
    Function(
      "truncate_words", .text, cutting, .type(.anyText),
      "As many whole words from the start as fit into so many characters; a first word that is longer is cut. A mark "
        + "stands at the end of what was cut, and counts.",
      examples: [
        .init("truncate_words(\"vers bruin brood\", 12)", "\"vers bruin\""),
        .init("truncate_words(\"vers bruin brood\", 12, \"…\")", "\"vers bruin…\""),
      ],
      failure: "the length is negative",
      body: .plain { (values, _) throws(Fault) in try cut(values, wholeWords) }),
    Function(
      "replace", .text,
      [
        Function.textParameter, Parameter("part", .text), Parameter("by", .text),
        Parameter("times", .whole, isOptional: true),
      ], .type(.anyText),
      "The text with every place of the part replaced, or only the first so many.",
      examples: [
        .init("replace(\"1,5\", \",\", \".\")", "\"1.5\""), .init("replace(\"a-b-c\", \"-\", \"/\", 1)", "\"a/b-c\""),
      ],
      body: .plain { (values, _) throws(Fault) in
        let (text, part, by) = (try values.text(0), try values.text(1), try values.text(2))
        let times = values.count > 3 ? try values.whole(3) : -1
        if times < 0 { return .text(text.replacing(part, with: by)) }
        return .text(Text.joined(pieces(text, part, times), by: by))
      }),
    Function(
      "remove", .text, [Function.textParameter, Parameter("part", .text)], .sameAs(0),
      "The text without any place of the part.", examples: [.init("remove(\"1012 AB\", \" \")", "\"1012AB\"")],
      body: .plain { (values, _) throws(Fault) in
        .text(try values.text(0).replacing(try values.text(1), with: .empty))
      }),
    Function(
      "split", .text,
      [Function.textParameter, Parameter("separator", .text), Parameter("pieces", .whole, isOptional: true)],
      .type(.texts),
      "The pieces between the separators, without blanks at their ends; empty pieces are left out. With a number, at "
        + "most so many: the last holds the rest.",
      examples: [
        .init("split(\"rood, groen,,blauw\", \",\")", "[\"rood\", \"groen\", \"blauw\"]"),
        .init("split(\"rood, groen, blauw\", \",\", 2)", "[\"rood\", \"groen, blauw\"]"),
      ], cost: 5,
      body: .plain { (values, _) throws(Fault) in
        let separator = try values.text(1)
        var pieces = try values.text(0).split(on: separator)
        if values.count > 2, case let most = try values.whole(2), most >= 0, most < pieces.count {
          let rest = Text.joined(Array(pieces[max(0, Int(most) - 1)...]), by: separator)
          pieces = most == 0 ? [] : pieces[..<(Int(most) - 1)] + [rest]
        }
        return .list(pieces.filter { !$0.isBlank }.map { .text($0.trimmed) })
      }),
    Function(
      "lines", .text, [Function.textParameter], .type(.texts),
      "The lines of the text, without blanks at their ends; empty lines are left out.",
      examples: [.init("lines(\"een\\n\\ntwee\")", "[\"een\", \"twee\"]")], cost: 5,
      body: .plain { (values, _) throws(Fault) in .list(try lines(values.text(0)).map { .text($0) }) }),
    Function(
      "before", .text, [Function.textParameter, Parameter("separator", .text)], .sameAs(0),
      "What stands before the first separator; the whole text if there is none.",
      examples: [.init("before(\"rood/wit\", \"/\")", "\"rood\""), .init("before(\"rood\", \"/\")", "\"rood\"")],
      body: .plain { (values, _) throws(Fault) in
        let text = try values.text(0)
        guard let found = text.firstRange(of: try values.text(1)) else { return .text(text) }
        return .text(text[0..<found.lowerBound])
      }),
    Function(
      "after", .text, [Function.textParameter, Parameter("separator", .text)], .type(.optionalText),
      "What stands after the first separator; missing if there is none.",
      examples: [.init("after(\"rood/wit\", \"/\")", "\"wit\"")],
      body: .plain { (values, _) throws(Fault) in
        let text = try values.text(0)
        guard let found = text.firstRange(of: try values.text(1)) else { return .missing }
        return .text(text[found.upperBound..<text.count])
      }),
  ]

  private static let cutting = [
    Function.textParameter, Parameter("length", .whole), Parameter("mark", .text, isOptional: true),
  ]

  /// A text that is too long, made short enough for itself and its mark.
  private static func cut(_ values: [Value], _ shorten: (Text, Int) -> Text) throws(Fault) -> Value {
    let (text, length) = (try values.text(0), try values.count(1))
    if text.codePointCount <= length { return .text(text) }
    let mark = values.count > 2 ? try values.text(2).prefix(codePoints: length) : .empty
    return .text(Text.joined([shorten(text, length - mark.codePointCount), mark]))
  }

  /// The pieces between the first so many separators; the last piece holds the rest.
  private static func pieces(_ text: Text, _ separator: Text, _ count: Int64) -> [Text] {
    let all = text.split(on: separator)
    guard all.count - 1 > count else { return all }
    let first = Array(all[..<Int(count)])
    return first + [Text.joined(Array(all[Int(count)...]), by: separator)]
  }

  private static func lines(_ text: Text) -> [Text] {
    text.replacing("\r", with: "\n").split(on: "\n").map(\.trimmed).filter { !$0.isEmpty }
  }

  private static func wholeWords(_ text: Text, _ length: Int) -> Text {
    let points = text.codePoints
    if points.count <= length { return text }
    let cut = points[..<length]
    let isWordEnd = CodePoint.isBlank(points[length])
    guard let space = isWordEnd ? cut.endIndex : cut.lastIndex(where: CodePoint.isBlank) else {
      return Text(codePoints: cut)
    }
    let words = Text(codePoints: cut[..<space]).trimmed
    return words.isEmpty ? Text(codePoints: cut) : words
  }
}
