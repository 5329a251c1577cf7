/// One word of a formula. Offsets are bytes of the decoded scalar.
struct Token {
  enum Kind: Equatable {
    /// `12`, `0.5`, `0x1F`
    case number
    /// `012`, `007.5`: a number does not start with a zero.
    case leadingZero
    /// `2024-01-01`, `31-12-2024`, `1:30`
    case date
    /// `1e3`
    case exponent
    /// `1u`
    case unsigned
    case text(TextToken)
    case name
    case symbol(Symbol)
    /// A character that means nothing in a formula.
    case unknown
    case end
  }

  enum Symbol: String {
    case openRound = "("
    case closeRound = ")"
    case openSquare = "["
    case closeSquare = "]"
    case openBrace = "{"
    case closeBrace = "}"
    case comma = ","
    case dot = "."
    case optionalDot = "?."
    case coalesce = "??"
    case question = "?"
    case colon = ":"
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divide = "/"
    case percent = "%"
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case less = "<"
    case greater = ">"
    case lessGreater = "<>"
    case singleEqual = "="
    case andAnd = "&&"
    case orOr = "||"
    case bang = "!"
    case ampersand = "&"
    case pipe = "|"
  }

  var kind: Kind
  var start: Int
  var end: Int
}

/// A quoted text inside a formula: `"…"`, `'…'`, three quotes, `r"…"`.
struct TextToken: Equatable {
  var contentStart: Int
  var contentEnd: Int
  /// `r"…"`: no holes and no escapes.
  var isRaw: Bool
  /// `b"…"`: bytes, which the language does not have.
  var isBytes: Bool
  var isClosed: Bool
}
