extension Value {
  /// As JSON: what is missing as null, dates, moments and spans as ISO text, records of a document as they stand there.
  public func write(into writer: inout JSONWriter) {
    switch self {
    case .missing: writer.null()
    case .bool(let bool): writer.value(bool)
    case .whole(let number): writer.value(number)
    case .decimal(let number): writer.value(number)
    case .text(let text): writer.value(text)
    case .date(let date): writer.value(date.description)
    case .moment(let moment): writer.value(moment.description)
    case .span(let span): writer.value(span.description)
    case .list(let values):
      writer.beginArray()
      for value in values { value.write(into: &writer) }
      writer.endArray()
    case .record(let record): record.write(into: &writer)
    }
  }
}

extension Record {
  /// See ``Value/write(into:)``.
  public func write(into writer: inout JSONWriter) {
    switch self {
    case .node(let node): writer.raw(node.rawBytes)
    case .fields(let fields):
      writer.beginObject()
      for field in fields.fields {
        writer.key(field.name)
        field.value.write(into: &writer)
      }
      writer.endObject()
    }
  }
}

extension Value: CustomStringConvertible {
  /// For messages: texts in quotes, `(missing)`, dates as ISO writes them, `yes` and `no`.
  public var description: String {
    switch self {
    case .missing: "(missing)"
    case .bool(let bool): bool ? "yes" : "no"
    case .whole(let number): String(number)
    case .decimal(let number): number.description
    case .text(let text): quoted(text)
    case .date(let date): date.description
    case .moment(let moment): moment.description
    case .span(let span): span.description
    case .list(let values): "[" + values.map(\.description).joined(separator: ", ") + "]"
    case .record(let record): record.description
    }
  }

  private func quoted(_ text: Text) -> String {
    var writer = JSONWriter()
    writer.value(text)
    return writer.string
  }
}

extension Record: CustomStringConvertible {
  public var description: String {
    switch self {
    case .node(let node): String(decoding: node.rawBytes, as: UTF8.self)
    case .fields(let fields):
      "{" + fields.fields.map { "\($0.name): \($0.value)" }.joined(separator: ", ") + "}"
    }
  }
}
