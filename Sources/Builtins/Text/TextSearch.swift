import Types
import Values

extension Functions {
  /// Text: questions about it.
  static let textSearch: [Function] = [
    Function(
      "length", .text, [Function.textParameter], .type(.whole), "How many characters the text has.",
      examples: [.init("length(\"Zürich\")", "6")],
      body: .plain { (values, _) throws(Fault) in .whole(Int64(try values.text(0).codePointCount)) }),
    Function(
      "contains", .text, [Function.textParameter, Parameter("part", .text)], .type(.bool),
      "Whether the part stands in the text; capital and small letters are different.",
      examples: [.init("contains(\"bruin brood\", \"brood\")", "true"), .init("\"Brood\".contains(\"b\")", "false")],
      body: .plain { (values, _) throws(Fault) in .bool(try values.text(0).contains(try values.text(1))) }),
    Function(
      "starts_with", .text, [Function.textParameter, Parameter("part", .text)], .type(.bool),
      "Whether the text starts with the part.", examples: [.init("starts_with(\"BC-12\", \"BC-\")", "true")],
      body: .plain { (values, _) throws(Fault) in .bool(try values.text(0).hasPrefix(try values.text(1))) }),
    Function(
      "ends_with", .text, [Function.textParameter, Parameter("part", .text)], .type(.bool),
      "Whether the text ends with the part.", examples: [.init("ends_with(\"foto.jpg\", \".jpg\")", "true")],
      body: .plain { (values, _) throws(Fault) in .bool(try values.text(0).hasSuffix(try values.text(1))) }),
    Function(
      "is_digits", .text, [Function.textParameter], .type(.bool), "Whether the text is digits only, at least one.",
      examples: [.init("is_digits(\"0123\")", "true"), .init("is_digits(\"12a\")", "false")],
      body: .plain { (values, _) throws(Fault) in
        let text = try values.text(0)
        return .bool(!text.isEmpty && text.bytes.allSatisfy { (0x30...0x39).contains($0) })
      }),
  ]
}
