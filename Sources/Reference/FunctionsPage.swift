import Builtins

/// `functions.md`: every function of the language, one heading a name, as `flowrun functions NAME` shows them one by one.
public enum FunctionsPage {
  static var page: ReferencePage {
    var parts = [
      "# Functions", Markdown.origin,
      """
      `f(x, a)` and `x.f(a)` are the same call; as a step of a `transform` the first argument is left out: \
      `truncate(60)`. `x?.f(a)` is missing where x is. What can fail stops the record, unless `try` or `problem:` says \
      otherwise. Every example is a test. `flowrun functions NAME` shows the same text.
      """,
      Markdown.list(
        families.map { "[\($0.title)](#\($0.anchor)): " + $0.names.map(Markdown.code).joined(separator: ", ") }),
    ]
    for family in families {
      parts.append("## \(family.title)")
      parts += family.names.map { "### \($0)\n\n" + Markdown.block(text(of: $0), as: "text") }
    }
    return ReferencePage(name: "functions.md", text: Markdown.page(parts))
  }

  /// The functions of that name: what they take and give, in words, with examples and their results. Empty if there is
  /// none.
  public static func text(of name: String) -> String {
    Functions.candidates(named: name).map(text).joined(separator: "\n\n")
  }

  private static func text(of function: Function) -> String {
    var lines = [function.signature] + wrapped(function.sentence)
    if let failure = function.failure { lines += wrapped("Stops the record if \(failure).") }
    let width = function.examples.map(\.formula.count).max() ?? 0
    for example in function.examples {
      let padding = String(repeating: " ", count: width - example.formula.count)
      lines.append("    \(example.formula)\(padding)  =  \(example.value)")
    }
    return lines.joined(separator: "\n")
  }

  /// Lines of at most 100 characters, indented by two.
  private static func wrapped(_ sentence: String) -> [String] {
    var lines: [String] = []
    var line = " "
    for word in sentence.split(separator: " ") {
      if line.count + 1 + word.count > 100 {
        lines.append(line)
        line = " "
      }
      line += " " + word
    }
    return lines + [line]
  }

  /// A name stands in the family of its first function.
  public static var families: [(title: String, anchor: String, names: [String])] {
    var seen: Set<String> = []
    return Function.Family.allCases.map { family in
      let names = Functions.all.filter { $0.family == family && seen.insert($0.name).inserted }.map(\.name)
      return (family.title, family.title.lowercased().replacing(" ", with: "-").replacing(",", with: ""), names)
    }
  }
}

extension Function.Family {
  fileprivate var title: String {
    switch self {
    case .text: "Text"
    case .number: "Numbers"
    case .amount: "Amounts and VAT"
    case .date: "Dates and moments"
    case .list: "Lists"
    case .check: "Checks"
    case .commerce: "Names, addresses, telephones"
    }
  }
}
