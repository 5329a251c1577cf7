import Types
import Values

extension Functions {
  /// Text: what is at its ends.
  static let textEnds: [Function] = [
    Function(
      "remove_prefix", .text, [Function.textParameter, Parameter("part", .text)], .sameAs(0),
      "The text without the part at its start; unchanged if it starts otherwise.",
      examples: [
        .init("remove_prefix(\"MP-4711\", \"MP-\")", "\"4711\""), .init("remove_prefix(\"4711\", \"MP-\")", "\"4711\""),
      ],
      body: .plain { (values, _) throws(Fault) in
        let (text, part) = (try values.text(0), try values.text(1))
        return .text(text.hasPrefix(part) ? text[part.count..<text.count] : text)
      }),
    Function(
      "remove_suffix", .text, [Function.textParameter, Parameter("part", .text)], .sameAs(0),
      "The text without the part at its end; unchanged if it ends otherwise.",
      examples: [.init("remove_suffix(\"foto.jpg\", \".jpg\")", "\"foto\"")],
      body: .plain { (values, _) throws(Fault) in
        let (text, part) = (try values.text(0), try values.text(1))
        return .text(text.hasSuffix(part) ? text[0..<text.count - part.count] : text)
      }),
    Function(
      "trim_start", .text, [Function.textParameter, Parameter("characters", .text, isOptional: true)], .sameAs(0),
      "The text without blanks at its start, or without the characters that are listed: leading zeros, say.",
      examples: [.init("trim_start(\"000471\", \"0\")", "\"471\""), .init("trim_start(\"  Brood\")", "\"Brood\"")],
      body: .plain { (values, _) throws(Fault) in
        let points = try values.text(0).codePoints
        let isDropped = try dropped(values)
        return .text(Text(codePoints: points.drop(while: isDropped)))
      }),
    Function(
      "trim_end", .text, [Function.textParameter, Parameter("characters", .text, isOptional: true)], .sameAs(0),
      "The text without blanks at its end, or without the characters that are listed.",
      examples: [.init("trim_end(\"Kerkstraat,.\", \".,\")", "\"Kerkstraat\"")],
      body: .plain { (values, _) throws(Fault) in
        let points = try values.text(0).codePoints
        let isDropped = try dropped(values)
        return .text(Text(codePoints: Array(points.reversed().drop(while: isDropped).reversed())))
      }),
    Function(
      "pad_left", .text, padding, .type(.anyText),
      "The text, filled up at the left to that many characters: with spaces, or with the filler.",
      examples: [.init("pad_left(\"42\", 5, \"0\")", "\"00042\"")], failure: "the length is over 10,000",
      body: .plain { (values, _) throws(Fault) in
        let text = try values.text(0)
        return .text(Text.joined([try fill(text, values), text]))
      }),
  ]

  private static let padding = [
    Function.textParameter, Parameter("length", .whole), Parameter("filler", .text, isOptional: true),
  ]

  private static func dropped(_ values: [Value]) throws(Fault) -> (UInt32) -> Bool {
    if values.count < 2 { return CodePoint.isBlank }
    let listed = Set(try values.text(1).codePoints)
    return listed.contains
  }

  /// What has to be added to the text to give it the length asked for.
  private static func fill(_ text: Text, _ values: [Value]) throws(Fault) -> Text {
    let filler = values.count > 2 ? try values.text(2) : " "
    let length = try values.count(1)
    if length > 10_000 { throw .conversion("a text is filled up to at most 10000 characters, not \(length)") }
    let wanted = max(0, length - text.codePointCount)
    if filler.isEmpty || wanted == 0 { return .empty }
    return Text.joined(Array(repeating: filler, count: wanted / filler.codePointCount + 1)).prefix(codePoints: wanted)
  }
}
