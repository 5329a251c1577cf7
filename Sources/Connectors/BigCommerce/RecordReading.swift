import ConnectorKit
import Types
import Values

/// Undoes the wire: an object of the API becomes JSON in the shape of a record type. Decimal strings become numbers,
/// RFC 2822 dates ISO 8601, codes their words; null, blanks and what a record type does not know are left out.
enum RecordReading {
  /// A field that does not come from the object of that name.
  enum Part {
    case nodes([Node])
    case json(JSON)
    case leftOut
  }

  static func body(
    _ type: RecordType, of node: Node, parts: [String: Part] = [:]
  ) throws(ConnectorError) -> Node {
    guard node.kind == .object else {
      throw ConnectorError(.misunderstood, "BigCommerce gave something else where an object (\(type.noun)) should be")
    }
    var writer = JSONWriter()
    try write(type, of: node, parts: parts, into: &writer)
    do {
      return try JSONDocument.parse(writer.bytes).root
    } catch {
      throw ConnectorError(.misunderstood, "an object (\(type.noun)) of BigCommerce can't be read: \(error.message)")
    }
  }

  private static func write(
    _ type: RecordType, of node: Node, parts: [String: Part], into writer: inout JSONWriter
  ) throws(ConnectorError) {
    writer.beginObject()
    for field in type.fields {
      switch parts[field.name] {
      case .leftOut: continue
      case .json(let json):
        writer.key(field.name)
        json.write(into: &writer)
      case .nodes(let nodes):
        writer.key(field.name)
        try write(nodes, as: field.type, of: type, field: field.name, into: &writer)
      case nil:
        guard let value = node[field.name] else { continue }
        try write(value, as: field.type, of: type, field: field.name, into: &writer)
      }
    }
    // What no declaration has, but the account does.
    for (name, part) in parts.sorted(by: { $0.key < $1.key }) where type.field(name) == nil {
      guard case .json(let json) = part else { continue }
      writer.key(name)
      json.write(into: &writer)
    }
    writer.endObject()
  }

  /// The members of an object that its declaration does not have and the request asks for.
  static func undeclared(in node: Node, _ type: RecordType, _ request: ReadRequest) -> [String: Part] {
    guard request.showsUndeclared || request.fields.contains(where: { type.field($0) == nil }) else { return [:] }
    var parts: [String: Part] = [:]
    for (name, value) in node.members {
      let name = name.string
      guard type.field(name) == nil, request.wantsUndeclared(name), value.isPlainAndThere, let json = try? JSON(value)
      else { continue }
      parts[name] = .json(json)
    }
    return parts
  }

  /// Writes the key and the value, or nothing.
  private static func write(
    _ value: Node, as valueType: ValueType, of type: RecordType, field: String, into writer: inout JSONWriter
  ) throws(ConnectorError) {
    switch valueType.unwrapped {
    case .record(let inner):
      guard value.kind == .object else { return }
      writer.key(field)
      try write(inner, of: value, parts: [:], into: &writer)
    case .list:
      // Links to a list that was not asked for are objects.
      guard value.kind == .array else { return }
      writer.key(field)
      try write(Array(value.elements), as: valueType, of: type, field: field, into: &writer)
    default:
      let place = "\(type.name).\(field)"
      guard let scalar = try scalar(value, as: valueType, at: place) else { return }
      if case .number(let number) = scalar, number.isZero, zeroIsMissing.contains(place) { return }
      writer.key(field)
      scalar.write(into: &writer)
    }
  }

  private static func write(
    _ nodes: [Node], as listType: ValueType, of type: RecordType, field: String, into writer: inout JSONWriter
  ) throws(ConnectorError) {
    guard case .list(let element, _) = listType else { return }
    writer.beginArray()
    for node in nodes {
      if case .record(let inner) = element {
        guard node.kind == .object else { continue }
        try write(inner, of: node, parts: [:], into: &writer)
      } else if let scalar = try scalar(node, as: element, at: "\(type.name).\(field)") {
        scalar.write(into: &writer)
      }
    }
    writer.endArray()
  }

  /// Where BigCommerce says 0 for "there is none".
  private static let zeroIsMissing: Set<String> = [
    "bigcommerce.products.retail_price", "bigcommerce.products.sale_price", "bigcommerce.products.map_price",
    "bigcommerce.products.brand_id", "bigcommerce.orders.customer_id", "bigcommerce.orders.products.product_id",
    "bigcommerce.orders.products.variant_id", "bigcommerce.orders.taxes.order_product_id",
    "bigcommerce.orders.products.parent_order_product_id",
  ]
}

extension Node {
  /// A text with something in it, a number, yes or no.
  fileprivate var isPlainAndThere: Bool {
    switch kind {
    case .string: text?.isBlank == false
    case .number, .bool: true
    case .array, .object, .null: false
    }
  }
}

extension RecordReading {
  private enum Scalar {
    case text(Text)
    case word(String)
    case number(DecimalNumber)
    case bool(Bool)

    func write(into writer: inout JSONWriter) {
      switch self {
      case .text(let text): writer.value(text)
      case .word(let word): writer.value(word)
      case .number(let number): writer.value(number)
      case .bool(let bool): writer.value(bool)
      }
    }
  }

  /// Nil for what is missing. An empty object stands for null in some answers.
  private static func scalar(
    _ value: Node, as type: ValueType, at place: String
  ) throws(ConnectorError) -> Scalar? {
    if value.isNull || value.kind == .object && value.count == 0 || value.text?.isBlank == true { return nil }
    switch type.unwrapped {
    case .text:
      return text(value).map(Scalar.text)
    case .whole:
      if let number = number(value), number.wholeValue != nil { return .number(number) }
    case .decimal, .amount:
      if let number = number(value) { return .number(number) }
    case .bool:
      if let bool = value.bool { return .bool(bool) }
      if let number = value.whole, number == 0 || number == 1 { return .bool(number == 1) }
    case .moment:
      if let text = value.text, let moment = Moment(iso: text.bytes) ?? Moment(rfc2822: text.bytes) {
        return .word(moment.description)
      }
    case .enumeration(let enumeration):
      // A member that was added later is left out: the system may grow without notice.
      return word(value, of: enumeration).map(Scalar.word)
    case .date, .span, .unknown, .never, .record, .list, .optional:
      return nil
    }
    throw ConnectorError(
      .misunderstood, "BigCommerce gave something else where \(place) should have \(type.unwrapped)")
  }

  /// Numbers where text is expected keep their digits; several choices of a form field are joined.
  private static func text(_ value: Node) -> Text? {
    switch value.kind {
    case .string: return value.text
    case .number, .bool: return Text(bytes: Array(value.rawBytes))
    case .array:
      let texts = value.elements.compactMap { text($0)?.string }
      return texts.isEmpty ? nil : Text(texts.joined(separator: ", "))
    case .object, .null: return nil
    }
  }

  private static func number(_ value: Node) -> DecimalNumber? {
    value.decimal ?? value.text.flatMap { DecimalNumber(parsing: $0.trimmed.bytes) }
  }

  private static func word(_ value: Node, of enumeration: Enumeration) -> String? {
    guard let code = text(value)?.string else { return nil }
    if enumeration == .country { return Country.alpha2(code)?.alpha2 }
    return enumeration.member(code: code)?.word
  }
}
