internal import ConnectorKit
internal import Types
internal import Values
internal import XML

extension WireRecord {
  /// Writes the canonical JSON of an element of this type. What is absent, or empty, is left out. Elements that no
  /// member has are written as text where the request asks for them.
  func write(
    _ element: XMLElement, into writer: inout JSONWriter, undeclared request: ReadRequest? = nil
  ) throws(ConnectorError) {
    var firsts = [Int](repeating: -1, count: members.count)
    for (index, child) in element.children.enumerated() {
      if let place = place(ofElement: child.name), firsts[place] < 0 { firsts[place] = index }
    }
    writer.beginObject()
    for (place, member) in members.enumerated() where member.field.isReadable {
      let found = firsts[place] < 0 ? nil : element.children[firsts[place]]
      try write(member, found, of: element, into: &writer)
    }
    if let request { writeUndeclared(element, request, into: &writer) }
    writer.endObject()
  }

  private func writeUndeclared(_ element: XMLElement, _ request: ReadRequest, into writer: inout JSONWriter) {
    guard request.showsUndeclared || request.fields.contains(where: { record.field($0) == nil }) else { return }
    var written = Set(members.compactMap(\.digitsElement))
    for child in element.children
    where request.wantsUndeclared(child.name) && place(ofElement: child.name) == nil
      && record.field(child.name) == nil && child.children.isEmpty
    {
      let text = Text(child.text).trimmed
      guard !text.isBlank, written.insert(child.name).inserted else { continue }
      writer.key(child.name)
      writer.value(text)
    }
  }

  private func write(
    _ member: WireMember, _ element: XMLElement?, of parent: XMLElement, into writer: inout JSONWriter
  ) throws(ConnectorError) {
    switch member.form {
    case .record(let record):
      guard let element, !element.isEmpty else { return }
      writer.key(member.field.name)
      try record.write(element, into: &writer)
    case .list(let item, let child, _):
      let items = child.map { element?.children($0) ?? [] } ?? parent.children(member.element)
      writer.key(member.field.name)
      writer.beginArray()
      for element in items { try write(item, element, of: parent, member, into: &writer) }
      writer.endArray()
    case .namedValues:
      writer.key(member.field.name)
      writer.beginArray()
      for field in element?.children("customField") ?? [] { try write(customField: field, member, into: &writer) }
      writer.endArray()
    case .text, .whole, .flag, .cents, .quantity, .percentage, .date, .moment, .word, .countryName, .countryISO3,
      .yearNumber:
      guard let value = try value(member.form, element, of: parent, member) else { return }
      writer.key(member.field.name)
      value.write(into: &writer)
    }
  }

  /// An entry of a list: a record, or a bare value.
  private func write(
    _ item: WireForm, _ element: XMLElement, of parent: XMLElement, _ member: WireMember, into writer: inout JSONWriter
  ) throws(ConnectorError) {
    if case .record(let record) = item {
      try record.write(element, into: &writer)
    } else if let value = try value(item, element, of: parent, member) {
      value.write(into: &writer)
    }
  }

  private func value(
    _ form: WireForm, _ element: XMLElement?, of parent: XMLElement, _ member: WireMember
  ) throws(ConnectorError) -> Value? {
    do throws(WireProblem) {
      return try form.value(element, of: parent)
    } catch {
      throw ConnectorError(
        .misunderstood,
        "Mplus sent a record that makes no sense: \(member.field.name) of \(record.name) \(error.message)")
    }
  }

  /// A custom field as its name and its value as text.
  private func write(
    customField field: XMLElement, _ member: WireMember, into writer: inout JSONWriter
  ) throws(ConnectorError) {
    guard let name = field.filled("fieldName") else { return }
    do throws(WireProblem) {
      let text = try field.customValue()
      writer.beginObject()
      writer.key("name")
      writer.value(name)
      if let text {
        writer.key("value")
        writer.value(text)
      }
      writer.endObject()
    } catch {
      throw ConnectorError(.misunderstood, "Mplus sent a custom field that makes no sense: “\(name)” \(error.message)")
    }
  }
}

extension WireForm {
  /// The value of a scalar; nil if there is none.
  fileprivate func value(_ element: XMLElement?, of parent: XMLElement) throws(WireProblem) -> Value? {
    if case .flag(let absent) = self, element?.trimmed == nil { return absent.map(Value.bool) }
    guard let element else { return nil }
    switch self {
    case .text: return element.trimmed.map { _ in .text(Text(element.text)) }
    case .whole: return try element.whole().map(Value.whole)
    case .flag: return try .bool(element.flag())
    case .cents: return try element.whole().map { .decimal(.scaled($0, 2)) }
    case .percentage: return try element.whole().map { .decimal(.scaled($0, 2).normalized) }
    case .quantity(let places): return try element.quantity(places: parent.whole(places)).map(Value.decimal)
    case .date: return try WireTime.date(element).map(Value.date)
    case .moment: return try WireTime.moment(element).map(Value.moment)
    case .word(let list): return element.trimmed.map { .text(Text(list.word(forCode: $0.string))) }
    case .countryName: return element.trimmed.flatMap { Country.named($0.string) }.map { .text(Text($0.alpha2)) }
    case .countryISO3: return element.trimmed.flatMap { Country.alpha3($0.string) }.map { .text(Text($0.alpha2)) }
    case .yearNumber:
      guard let year = try element.whole("year"), let number = try element.whole("number"), number != 0 else {
        return nil
      }
      return .text(Text("\(year).\(number)"))
    case .record, .list, .namedValues: return nil
    }
  }
}

extension XMLElement {
  var isEmpty: Bool { children.isEmpty && text.isEmpty }

  fileprivate func flag() throws(WireProblem) -> Bool {
    switch trimmed?.string {
    case "true", "1": return true
    case "false", "0": return false
    default: throw WireProblem("is neither true nor false")
    }
  }

  fileprivate func quantity(places: Int64?) throws(WireProblem) -> DecimalNumber? {
    guard let number = try whole() else { return nil }
    let places = places ?? 0
    guard (0...Int64(DecimalNumber.maximumScale)).contains(places) else {
      throw WireProblem("has an impossible number of decimal places")
    }
    return DecimalNumber.scaled(number, Int(places)).normalized
  }

  fileprivate func customValue() throws(WireProblem) -> String? {
    if let text = child("strValue"), text.trimmed != nil { return text.text }
    if let number = child("intValue") {
      return try number.quantity(places: whole("decimalPlaces")).map { $0.description }
    }
    if let flag = child("boolValue"), flag.trimmed != nil { return try flag.flag() ? "yes" : "no" }
    if let date = child("dateValue") { return try WireTime.date(date)?.description }
    if let moment = child("dateTimeValue") { return try WireTime.moment(moment)?.description }
    let chosen = children("multiSelectInt").compactMap { $0.trimmed?.string }
    return chosen.isEmpty ? nil : chosen.joined(separator: ", ")
  }
}

extension DecimalNumber {
  /// `coefficient` / 10^`scale`; a 64-bit coefficient with a scale up to 28 always fits.
  static func scaled(_ coefficient: Int64, _ scale: Int) -> DecimalNumber {
    DecimalNumber(coefficient: Int128(coefficient), scale: scale) ?? .zero
  }
}
