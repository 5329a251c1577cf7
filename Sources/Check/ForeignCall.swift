/// A function that people bring along from a spreadsheet or another language and that has no namesake here: what to
/// write instead.
struct ForeignCall {
  var message: String
  var label = "a spreadsheet's function"
  var help: [String] = []
  /// The line that says the same; nil if that depends.
  var mended: String?

  /// Nil for a name that is nobody's.
  init?(_ name: String, _ arguments: [String]) {
    let values = arguments.joined(separator: ", ")
    switch name.lowercased() {
    case "and", "und", "en": self.init(joining: arguments, "and")
    case "or", "oder", "of": self.init(joining: arguments, "or")
    case "not", "nicht", "niet":
      self.init(message: "`not` is a word here", mended: arguments.count == 1 ? "not \(values)" : nil)
    case "isblank", "istleer", "isleeg", "isempty", "is_null":
      self.init(message: "whether a value is there is asked in words", mended: "\(values) is missing")
    case "isnull" where arguments.count == 1:
      self.init(message: "whether a value is there is asked in words", mended: "\(values) is missing")
    case "isnull", "ifnull", "nvl", "coalesce":
      self.init(
        message: "what counts when a value is missing stands behind `??`", label: "SQL's function",
        mended: arguments.count > 1 ? arguments.joined(separator: " ?? ") : nil)
    case "iferror", "wennfehler", "als.fout":
      self.init(
        message: "what counts when a calculation fails is said with `try`",
        mended: arguments.count == 2 ? "try(\(values))" : nil)
    case "text", "tekst": self.init(formatting: arguments)
    case "vlookup", "xlookup", "hlookup", "lookup", "sverweis", "xverweis", "wverweis", "zoeken":
      let key = arguments.first ?? "code"
      // The second argument names the table; a range of cells names none.
      let named = arguments.dropFirst().first { word in
        word.first?.isLetter == true && word.allSatisfy { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
      }
      let table = named ?? "names"
      self.init(
        message: "codes are looked up in a table",
        help: [
          "put them under `tables:`, one a line, and look them up:", "tables:", "  \(table):", "    1: …",
          "    else: …", "and in the field: \(table)[\(key)]",
        ])
    case "concatenate", "concat", "verketten", "textkette", "textjoin", "concatwithseparator":
      self.init(message: "texts are joined by putting them side by side", mended: Self.template(arguments))
    case "mod", "modulo", "rest":
      self.init(
        message: "what a division leaves is written with `%`",
        mended: arguments.count == 2 ? arguments.joined(separator: " % ") : nil)
    case "left", "links": self.init(cutting: arguments, from: "0")
    case "double", "float", "real", "cdbl":
      self.init(message: "a text becomes a number with `number`", label: "CEL's function", mended: "number(\(values))")
    case "upperascii", "lowerascii":
      let ours = name.lowercased().prefix(5)
      self.init(
        message: "`\(name)` is called `\(ours)` here", label: "CEL's function",
        mended: arguments.count == 1 ? "\(values).\(ours)()" : nil)
    case "dyn": self.init(message: "every value has its kind already", label: "CEL's function", mended: values)
    case "string", "str", "tostring", "cstr":
      self.init(
        message: "a value becomes a text in quotes and braces", label: "another language's function",
        mended: arguments.count == 1 ? "\"{\(values)}\"" : nil)
    case "timestamp":
      self.init(message: "a point in time is called `moment`", label: "CEL's function", mended: "moment(\(values))")
    default: return nil
    }
  }

  private init(message: String, label: String = "a spreadsheet's function", help: [String] = [], mended: String? = nil)
  {
    self.message = message
    self.label = label
    self.help = help.isEmpty && mended == nil ? ["flowrun functions lists what there is"] : help
    self.mended = mended
  }

  private init(joining conditions: [String], _ word: String) {
    let parts = conditions.map { $0.contains(" or ") ? "(\($0))" : $0 }
    self.init(
      message: "conditions are joined with the word `\(word)` between them",
      mended: parts.count > 1 ? parts.joined(separator: " \(word) ") : nil)
  }

  private init(cutting arguments: [String], from start: String) {
    self.init(
      message: "a part of a text is cut out with `substring`, or at the end with `truncate`",
      mended: arguments.count == 2 ? "truncate(\(arguments.joined(separator: ", ")))" : nil)
  }

  /// `TEXT(x, "000")`, `TEXT(x, "0.00")`, `TEXT(d, "dd-mm-yyyy")`
  private init(formatting arguments: [String]) {
    let message = "a number becomes a text with `format`, a date with `format_date`"
    guard arguments.count == 2 else {
      self.init(message: message, help: ["write \"{value}\", format(value, 2) or format_date(value, \"dd-MM-yyyy\")"])
      return
    }
    let value = arguments[0]
    let pattern = arguments[1].filter { $0 != "\"" && $0 != "'" }
    let letters = pattern.lowercased()
    if !pattern.isEmpty, pattern.allSatisfy({ $0 == "0" }) {
      self.init(message: message, mended: "pad_left(\"{\(value)}\", \(pattern.count), \"0\")")
    } else if let point = pattern.lastIndex(where: { $0 == "." || $0 == "," }),
      pattern.allSatisfy({ "0#.,".contains($0) })
    {
      let digits = pattern[pattern.index(after: point)...].count
      let notation = pattern[point] == "," ? ", \"nl\"" : ""
      self.init(message: message, mended: "format(\(value), \(digits)\(notation))")
    } else if letters.contains("yy") || letters.contains("jj") {
      let ours = String(letters.map { $0 == "j" ? "y" : $0 == "t" ? "d" : $0 == "m" ? "M" : $0 })
      self.init(message: message, mended: "format_date(\(value), \"\(ours)\")")
    } else {
      self.init(message: message, help: ["write \"{\(value)}\", format(\(value), 2), or pad_left(\"{\(value)}\", 5)"])
    }
  }

  /// Texts and fields side by side in one text.
  private static func template(_ parts: [String]) -> String {
    let inner = parts.map { part in
      part.hasPrefix("\"") || part.hasPrefix("'") ? String(part.dropFirst().dropLast()) : "{\(part)}"
    }
    return "\"\(inner.joined())\""
  }
}
