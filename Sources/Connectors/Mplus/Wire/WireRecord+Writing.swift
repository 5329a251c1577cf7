internal import ConnectorKit
internal import Types
internal import Values
internal import XML

extension WireRecord {
  /// The elements for what a flow writes, in the order of the wire. What is not written is not there.
  func elements(_ fields: [WrittenField]) throws(ConnectorError) -> [XMLElement] {
    for written in fields where record.field(written.name)?.isWritable != true {
      throw ConnectorError(.refused, "\(written.name) of \(record.name) cannot be written")
    }
    var elements: [XMLElement] = []
    for member in members {
      guard let written = fields.first(where: { $0.name == member.field.name }) else { continue }
      elements += try self.elements(member, written.value)
    }
    return elements
  }

  private func elements(_ member: WireMember, _ written: Written) throws(ConnectorError) -> [XMLElement] {
    do throws(WriteProblem) {
      return try member.form.elements(member.element, written, clearing: member.field.clearing)
    } catch {
      switch error {
      case .sentence(let end):
        let message = "\(member.field.name) of \(record.name) \(end)"
        throw ConnectorError(.refused, message, fields: [.init(member.field.name, end)])
      case .inside(let error): throw error
      }
    }
  }
}

/// Why a value cannot be put on the wire: the end of a sentence, or the whole error of a record inside.
private enum WriteProblem: Error {
  case sentence(String)
  case inside(ConnectorError)
}

extension WireForm {
  fileprivate func elements(
    _ name: String, _ written: Written, clearing: Field.Clearing
  ) throws(WriteProblem) -> [XMLElement] {
    switch (self, written) {
    case (_, .cleared): return try cleared(name, clearing)
    case (.record(let record), .record(let fields)):
      return [XMLElement(name, children: try record.inside(fields))]
    case (.list(.record(let record), let child, _), .list(let entries)):
      var items: [XMLElement] = []
      for fields in entries { items.append(XMLElement(child ?? name, children: try record.inside(fields))) }
      return child == nil ? items : [XMLElement(name, children: items)]
    case (.list(let item, let child, _), .value(.list(let values))):
      var items: [XMLElement] = []
      for value in values { items += try item.scalar(child ?? name, value) }
      return child == nil ? items : [XMLElement(name, children: items)]
    case (_, .value(let value)): return try scalar(name, value)
    case (_, .record), (_, .list), (_, .entries): throw .sentence("does not have the shape that Mplus takes")
    }
  }

  private func cleared(_ name: String, _ clearing: Field.Clearing) throws(WriteProblem) -> [XMLElement] {
    switch clearing {
    case .emptyText, .emptyList: return [XMLElement(name)]
    case .zero: return [XMLElement(name, text: "0")]
    case .null: return [XMLElement(name, children: WireTime.noDate)]
    case .impossible: throw .sentence("cannot be cleared: Mplus has no way to take it away")
    }
  }

  private func scalar(_ name: String, _ value: Value) throws(WriteProblem) -> [XMLElement] {
    func leaf(_ text: String) -> [XMLElement] { [XMLElement(name, text: text)] }
    switch (self, value) {
    case (.text, .text(let text)): return leaf(text.string)
    case (.whole, .whole(let number)): return leaf(String(number))
    case (.flag, .bool(let flag)): return leaf(flag ? "true" : "false")
    case (.cents, let value), (.percentage, let value): return leaf(String(try value.scaled(digits: 2)))
    case (.quantity(let places), let value): return try value.quantity(name, places)
    case (.date, .date(let date)): return [XMLElement(name, children: WireTime.elements(date))]
    case (.moment, .moment(let moment)): return [XMLElement(name, children: WireTime.elements(moment))]
    case (.word(let list), .text(let word)):
      guard let member = list.member(word.string) else { throw .sentence("is no \(list.noun) of Mplus") }
      return leaf(member.code)
    case (.countryName, .text(let word)): return leaf(try country(word).dutchName)
    case (.countryISO3, .text(let word)): return leaf(try country(word).alpha3)
    case (.text, _), (.whole, _), (.flag, _), (.date, _), (.moment, _), (.word, _), (.countryName, _),
      (.countryISO3, _), (.yearNumber, _), (.record, _), (.list, _), (.namedValues, _):
      throw .sentence("is not of the type that Mplus takes")
    }
  }

  private func country(_ word: Text) throws(WriteProblem) -> Country {
    guard let country = Country.alpha2(word.string) else { throw .sentence("is no country") }
    return country
  }
}

extension WireRecord {
  fileprivate func inside(_ fields: [WrittenField]) throws(WriteProblem) -> [XMLElement] {
    do throws(ConnectorError) { return try elements(fields) } catch { throw .inside(error) }
  }
}

extension Value {
  fileprivate func number() throws(WriteProblem) -> DecimalNumber {
    switch self {
    case .whole(let number): return DecimalNumber(number)
    case .decimal(let number): return number.normalized
    case .missing, .bool, .text, .date, .moment, .span, .list, .record: throw .sentence("is no number")
    }
  }

  /// The number times 10^`digits`. It was rounded to these digits before; one that was not is refused, never cut.
  fileprivate func scaled(digits: Int) throws(WriteProblem) -> Int64 {
    let number = try number()
    guard number.scale <= digits else { throw .sentence("has more than \(digits) digits behind the point") }
    guard let shifted = DecimalNumber(coefficient: number.coefficient, scale: number.scale - digits)?.wholeValue else {
      throw .sentence("is too large")
    }
    return shifted
  }

  fileprivate func quantity(_ name: String, _ places: String) throws(WriteProblem) -> [XMLElement] {
    let number = try number()
    let whole = try scaled(digits: max(number.scale, 0))
    guard number.scale <= WireForm.quantityDigits else {
      throw .sentence("has more than \(WireForm.quantityDigits) digits behind the point")
    }
    return [XMLElement(name, text: String(whole)), XMLElement(places, text: String(number.scale))]
  }
}
