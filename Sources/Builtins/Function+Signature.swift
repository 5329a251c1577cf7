import Types

extension Function {
  /// For messages and pages: `truncate(text, length: whole number) -> text`.
  public var signature: String {
    let shown = parameters.map { parameter in
      let kind = parameter.kind.shortPhrase
      let text = parameter.name == kind ? kind : "\(parameter.name): \(kind)"
      return parameter.isRepeated ? "\(text), …" : parameter.isOptional ? "[\(text)]" : text
    }
    return "\(name)(\(shown.joined(separator: ", "))) -> \(result.shortPhrase(parameters))"
  }
}

extension Parameter {
  /// As messages say what is expected: "a text", "one of incl, excl".
  var phrase: String {
    if let basis { return "an amount \(basis.phrase)" }
    return kind.phrase
  }
}

extension ParameterKind {
  var phrase: String {
    switch self {
    case .text: "a text"
    case .whole: "a whole number"
    case .number: "a number"
    case .quantity: "a number or an amount"
    case .amount: "an amount"
    case .bool: "yes/no"
    case .date: "a date"
    case .moment: "a moment (date and time)"
    case .span: "a time span"
    case .country: "a country"
    case .word(let words): "one of \(words.joined(separator: ", "))"
    case .list(let kind): "a list of \(kind.plural)"
    case .listOfOptionals: "a list"
    case .scalar: "a single value (text, number, date, …)"
    case .record: "a record"
    case .anything: "a value"
    }
  }

  var shortPhrase: String {
    switch self {
    case .text: "text"
    case .whole: "whole number"
    case .number: "number"
    case .quantity: "number or amount"
    case .amount: "amount"
    case .bool: "yes/no"
    case .date: "date"
    case .moment: "moment"
    case .span: "time span"
    case .country: "country"
    case .word(let words): words.joined(separator: " | ")
    case .list(let kind): "list of \(kind.plural)"
    case .listOfOptionals: "list"
    case .scalar, .anything: "value"
    case .record: "record"
    }
  }

  private var plural: String {
    switch self {
    case .text: "texts"
    case .whole: "whole numbers"
    case .number: "numbers"
    case .quantity: "numbers or amounts"
    case .amount: "amounts"
    case .bool: "yes/no values"
    case .date: "dates"
    case .moment: "moments"
    case .span: "time spans"
    case .country: "countries"
    case .word: "words"
    case .list, .listOfOptionals: "lists"
    case .scalar, .anything: "values"
    case .record: "records"
    }
  }
}

extension ResultRule {
  func shortPhrase(_ parameters: [Parameter]) -> String {
    switch self {
    case .type(let type): type.shortPhrase
    case .sameAs(let index): parameters.indices.contains(index) ? parameters[index].kind.shortPhrase : "value"
    case .elementOf: "value, may be missing"
    case .joined: parameters.first?.kind.shortPhrase ?? "value"
    case .computed(let rule):
      rule(parameters.map(\.kind.sampleType)).shortPhrase
    }
  }
}

extension ValueType {
  fileprivate var shortPhrase: String {
    if self == .unknown { return "value" }
    let phrase = description
    for article in ["a ", "an "] where phrase.hasPrefix(article) { return String(phrase.dropFirst(article.count)) }
    return phrase
  }
}

extension ParameterKind {
  /// A type that fits, from which a signature can tell the kind of result.
  fileprivate var sampleType: ValueType {
    switch self {
    case .text: .anyText
    case .whole: .whole
    case .number, .quantity: .anyDecimal
    case .amount: .amount(.incl, digits: nil)
    case .bool: .bool
    case .date: .date
    case .moment: .moment
    case .span: .span
    case .country: .enumeration(.country)
    case .word(let words): .word(words.first ?? "")
    case .list(let kind): .list(kind.sampleType, bound: nil)
    case .listOfOptionals: .list(.unknown, bound: nil)
    case .scalar, .record, .anything: .unknown
    }
  }
}
