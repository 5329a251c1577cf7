extension ValueType: CustomStringConvertible {
  /// In the reader's words, as messages say it: "an amount including VAT, may be missing".
  public var description: String {
    switch self {
    case .unknown: "something unknown"
    case .never: "nothing (it stops)"
    case .text: "text"
    case .whole: "a whole number"
    case .decimal: "a decimal number"
    case .amount(let basis, _): "an amount \(basis.phrase)"
    case .bool: "yes/no"
    case .date: "a date"
    case .moment: "a moment (date and time)"
    case .span: "a time span"
    case .enumeration(let enumeration): "one of \(enumeration.preview)"
    case .record(let record): "a record (\(record.noun))"
    case .list(let element, _): "a list of \(element.plural)"
    case .optional(let wrapped): "\(wrapped), may be missing"
    }
  }

  /// For lists: "a list of articles".
  private var plural: String {
    switch self {
    case .text: "texts"
    case .whole: "whole numbers"
    case .decimal: "decimal numbers"
    case .amount(let basis, _): "amounts \(basis.phrase)"
    case .bool: "yes/no values"
    case .date: "dates"
    case .moment: "moments"
    case .span: "time spans"
    case .enumeration(let enumeration): "\(enumeration.noun) values"
    case .record(let record): "records (\(record.noun))"
    case .list(let element, _): "lists of \(element.plural)"
    case .optional(let wrapped): "\(wrapped.plural) that may be missing"
    case .unknown, .never: "something unknown"
    }
  }
}

extension VATBasis {
  public var phrase: String {
    switch self {
    case .incl: "including VAT"
    case .excl: "excluding VAT"
    case .untaxed: "without VAT"
    }
  }
}

extension Enumeration {
  /// The noun and the first members: "order type (sales_order, table_order, …)".
  var preview: String {
    let words = members.prefix(4).map(\.word).joined(separator: ", ")
    return "\(noun) (\(words)\(members.count > 4 ? ", …" : ""))"
  }
}
