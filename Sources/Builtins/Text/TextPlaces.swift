import Types
import Values

extension Functions {
  /// Text: places in it, counted in characters from 0.
  static let textPlaces: [Function] = [
    Function(
      "index_of", .text,
      [Function.textParameter, Parameter("part", .text), Parameter("from", .whole, isOptional: true)], .type(.whole),
      "How many characters stand before the part; -1 if it is not there. A place may be given to look from.",
      examples: [.init("index_of(\"rood/wit\", \"/\")", "4"), .init("index_of(\"rood\", \"/\")", "-1")],
      failure: "the place lies outside the text",
      body: .plain { (values, _) throws(Fault) in
        let (text, part) = (try values.text(0), try values.text(1))
        let start = try place(values.count > 2 ? values.whole(2) : 0, in: text)
        return .whole(text.firstRange(of: part, from: start).map { text.characters(before: $0.lowerBound) } ?? -1)
      }),
    Function(
      "last_index_of", .text,
      [Function.textParameter, Parameter("part", .text), Parameter("from", .whole, isOptional: true)], .type(.whole),
      "How many characters stand before the part where it stands last; -1 if it is not there. "
        + "A place may be given beyond which it must not begin.",
      examples: [.init("last_index_of(\"a/b/c\", \"/\")", "3")], failure: "the place lies outside the text",
      body: .plain { (values, _) throws(Fault) in
        let (text, part) = (try values.text(0), try values.text(1))
        let end = try values.count > 2 ? place(values.whole(2), in: text) : text.count
        return .whole(text.lastPlace(of: part, upTo: end).map { text.characters(before: $0) } ?? -1)
      }),
    Function(
      "substring", .text,
      [Function.textParameter, Parameter("start", .whole), Parameter("end", .whole, isOptional: true)],
      .sameAs(0), "The characters from one place to before another, or to the end; the first character is at 0.",
      examples: [
        .init("substring(\"bruin brood\", 6)", "\"brood\""), .init("substring(\"2026-03-05\", 0, 4)", "\"2026\""),
      ],
      failure: "a place lies outside the text, or the end before the start",
      body: .plain { (values, _) throws(Fault) in
        let text = try values.text(0)
        let start = try place(values.whole(1), in: text)
        let end = try values.count > 2 ? place(values.whole(2), in: text) : text.count
        if end < start {
          throw .conversion("the end \(try values.whole(2)) lies before the start \(try values.whole(1))")
        }
        return .text(text[start..<end])
      }),
    Function(
      "char_at", .text, [Function.textParameter, Parameter("place", .whole)], .type(.anyText),
      "The character at that place, the first being at 0; empty just behind the last.",
      examples: [.init("char_at(\"brood\", 0)", "\"b\"")], failure: "the place lies outside the text",
      body: .plain { (values, _) throws(Fault) in
        let text = try values.text(0)
        let start = try place(values.whole(1), in: text)
        return .text(text[start..<text.count].prefix(codePoints: 1))
      }),
    Function(
      "words", .text, [Function.textParameter], .type(.texts), "The words of the text: what stands between blanks.",
      examples: [.init("words(\" vers  bruin brood\")", "[\"vers\", \"bruin\", \"brood\"]")], cost: 5,
      body: .plain { (values, _) throws(Fault) in .list(words(try values.text(0)).map { .text($0) }) }),
  ]

  static func words(_ text: Text) -> [Text] { text.withSingleSpaces.split(on: " ").filter { !$0.isEmpty } }

  /// The byte at which so many characters end.
  private static func place(_ characters: Int64, in text: Text) throws(Fault) -> Int {
    if characters >= 0, characters <= text.count {
      let byte = text.prefix(codePoints: Int(characters)).count
      if byte < text.count || text.codePointCount == characters { return byte }
    }
    throw .conversion("the place \(characters) lies outside a text of \(text.codePointCount) characters")
  }
}

extension Text {
  fileprivate func characters(before byte: Int) -> Int64 { Int64(self[0..<byte].codePointCount) }

  /// The byte at which `part` stands for the last time, not beyond `end`.
  fileprivate func lastPlace(of part: Text, upTo end: Int) -> Int? {
    var start = Swift.min(end, count - part.count)
    while start >= 0 {
      if self[start..<start + part.count] == part { return start }
      start -= 1
    }
    return nil
  }
}
