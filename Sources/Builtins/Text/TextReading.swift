import Types
public import Values

extension Functions {
  /// Text that means a number.
  static let textReading: [Function] = [
    Function(
      "number", .text,
      [Function.textParameter, Parameter("notation", .text, isOptional: true, choices: NumberText.notations)],
      .type(.anyDecimal),
      "The number that the text writes, with a decimal point; \"nl\" or \"de\" read a decimal comma.",
      examples: [.init("number(\"12.50\")", "12.5"), .init("number(\"1.234,5\", \"nl\")", "1234.5")],
      failure: "the text is not a number",
      body: .plain { (values, _) throws(Fault) in
        .decimal(try NumberText.read(try values.text(0), notation: values.count > 1 ? try values.text(1) : "en"))
      }),
    Function(
      "yes_no", .text, [Function.textParameter], .type(.bool),
      "Yes or no, as the text says it: true, yes, ja, y, j, t, 1 or false, no, nee, nein, n, f, 0.",
      examples: [.init("yes_no(\"1\")", "true"), .init("yes_no(\"Nee\")", "false")],
      failure: "the text says neither yes nor no",
      body: .plain { (values, _) throws(Fault) in
        let text = try values.text(0)
        guard let answer = YesNoText.read(text.trimmed.string) else {
          throw .conversion("\(Value.text(text).shortened) says neither yes nor no")
        }
        return .bool(answer)
      }),
    Function(
      "quote", .text, [Function.textParameter], .type(.anyText),
      "The text in double quotes, with a backslash before what would end it: as programs and CSV notes want it.",
      examples: [.init("quote('a \"b\"')", "'\"a \\\\\"b\\\\\"\"'")],
      body: .plain { (values, _) throws(Fault) in .text(Text(quoted(try values.text(0).string))) }),
  ]

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{07}": result += "\\a"
      case "\u{08}": result += "\\b"
      case "\u{0B}": result += "\\v"
      case "\u{0C}": result += "\\f"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

/// Yes and no as people and programs write them: small, CAPITAL or with a Capital, never mixed.
enum YesNoText {
  private static let words: [String: Bool] = [
    "true": true, "t": true, "1": true, "yes": true, "y": true, "ja": true, "j": true,
    "false": false, "f": false, "0": false, "no": false, "n": false, "nee": false, "nein": false,
  ]

  static func read(_ text: String) -> Bool? {
    let small = text.lowercased()
    let capitalised = small.prefix(1).uppercased() + small.dropFirst()
    guard text == small || text == capitalised || text == small.uppercased() else { return nil }
    return words[small]
  }
}

extension Functions {
  /// The number that a text is in every notation that can read it; nil if it is none, or two.
  public static func number(writtenAs text: Text) -> DecimalNumber? {
    let numbers = ["en", "nl"].compactMap { read(text, notation: $0) }
    guard let first = numbers.first, numbers.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  public static func isNumber(_ text: Text, notation: Text) -> Bool { read(text, notation: notation) != nil }

  private static func read(_ text: Text, notation: Text) -> DecimalNumber? {
    do throws(Fault) { return try NumberText.read(text, notation: notation) } catch { return nil }
  }
}

/// Numbers as people write them.
enum NumberText {
  /// How numbers can be written.
  static let notations = ["en", "nl", "de", "fr", "be"]

  static func read(_ text: Text, notation: Text) throws(Fault) -> DecimalNumber {
    let comma: Bool
    switch notation.string {
    case "en": comma = false
    case "nl", "de", "fr", "be": comma = true
    default: throw .conversion("\"\(notation)\" is not a way to write numbers; nl, de, fr and en are known")
    }
    if let number = read(text, decimalComma: comma) { return number }
    var hint = ""
    if !comma, read(text, decimalComma: true) != nil { hint = " (decimal comma; use number(x, \"nl\"))" }
    if comma, read(text, decimalComma: false) != nil { hint = " (decimal point; use number(x))" }
    throw .conversion("\(Value.text(text).shortened) is not a number\(hint)")
  }

  private static func read(_ text: Text, decimalComma: Bool) -> DecimalNumber? {
    let point = UInt8(ascii: decimalComma ? "," : ".")
    let group = UInt8(ascii: decimalComma ? "." : ",")
    let trimmed = text.trimmed
    var plain: [UInt8] = []
    var sinceGroup: Int?
    var hasPoint = false
    for (index, byte) in trimmed.bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "+"), UInt8(ascii: "-"):
        if index > 0 { return nil }
        if byte == UInt8(ascii: "-") { plain.append(byte) }
      case 0x30...0x39:
        plain.append(byte)
        sinceGroup = sinceGroup.map { $0 + 1 }
      case point:
        if hasPoint || sinceGroup.map({ $0 != 3 }) == true { return nil }
        hasPoint = true
        sinceGroup = nil
        plain.append(UInt8(ascii: "."))
      case group, UInt8(ascii: " "), UInt8(ascii: "'"):
        // Thousands: three digits follow each, and some stand before the first.
        if hasPoint || sinceGroup.map({ $0 != 3 }) == true || plain.last.map({ !(0x30...0x39).contains($0) }) ?? true {
          return nil
        }
        sinceGroup = 0
      default: return nil
      }
    }
    if sinceGroup.map({ $0 != 3 }) == true { return nil }
    return DecimalNumber(parsing: plain)
  }
}

extension UInt8 {
  fileprivate init(ascii text: String) { self = text.utf8.first ?? 0 }
}
