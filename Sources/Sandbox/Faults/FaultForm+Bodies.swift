internal import Values

/// Bodies that look right from afar.
extension FaultForm {
  func spoilJSON(_ response: inout SimulatedResponse) -> Bool {
    guard let first = response.body.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
      return false
    }
    switch self {
    case .jsonBroken: response.body.removeLast()
    case .jsonMark: response.body = [0xEF, 0xBB, 0xBF] + response.body
    case .jsonTwice: return insert(#""id":0,"id":1,"#, into: &response)
    case .jsonNaN: return insert(#""margin":NaN,"#, into: &response)
    case .jsonSurrogate: return insert(#""note":"\ud83d","#, into: &response)
    case .numbersAsStrings, .unknownFields:
      guard let body = try? JSON.parse(response.body) else { return false }
      response.body = changed(body).bytes()
    default: return false
    }
    return true
  }

  /// As the first members of the first object.
  private func insert(_ members: String, into response: inout SimulatedResponse) -> Bool {
    guard let place = response.body.firstIndex(of: UInt8(ascii: "{")) else { return false }
    let isEmpty = response.body.dropFirst(place + 1).first == UInt8(ascii: "}")
    response.body.insert(contentsOf: Array((isEmpty ? String(members.dropLast()) : members).utf8), at: place + 1)
    return true
  }

  private func changed(_ value: JSON) -> JSON {
    switch value {
    case .number(let number) where self == .numbersAsStrings: return .string(number.description)
    case .array(let elements): return .array(elements.map { changed($0) })
    case .object(let object):
      var members = object.members.map { (name: $0.name, value: changed($0.value)) }
      if self == .unknownFields { members.append((name: "loyalty_tier", value: "gold")) }
      return .object(JSON.Object(members))
    case .null, .bool, .number, .string: return value
    }
  }

  func spoilXML(_ response: inout SimulatedResponse) -> Bool {
    guard response.body.first == UInt8(ascii: "<") else { return false }
    let text = response.text
    guard let end = text.range(of: "</", .last) else { return false }
    let start = text.hasPrefix("<?xml") ? text.range(of: "?>", .first)?.upperBound ?? text.startIndex : text.startIndex
    func with(_ insertion: String) -> [UInt8] { Array((text[..<start] + insertion + text[start...]).utf8) }
    switch self {
    case .xmlBroken: response.body = Array((text[..<end.lowerBound] + "<" + text[end.upperBound...]).utf8)
    case .xmlCut: response.body = Array(text.utf8.prefix(text.utf8.count * 2 / 3))
    case .xmlDoctype: response.body = with("<!DOCTYPE Envelope SYSTEM \"file:///etc/passwd\">")
    case .xmlEntities:
      response.body = with(
        "<!DOCTYPE Envelope [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>"
      )
    case .xmlEncoding:
      // A Latin-1 letter in a document that says UTF-8.
      response.body = Array(text[..<end.lowerBound].utf8) + [0xE9] + Array(text[end.lowerBound...].utf8)
    case .unknownFields:
      // At the end of the answer's own element, which is the third from outside.
      guard
        let body = text.range(of: "</", .last, before: text.range(of: "</", .last, before: end.lowerBound)?.lowerBound),
        let prefix = text[body.upperBound...].split(separator: ":", maxSplits: 1).first, !prefix.contains(">")
      else { return false }
      let field = "<\(prefix):loyaltyTier>gold</\(prefix):loyaltyTier>"
      response.body = Array((text[..<body.lowerBound] + field + text[body.lowerBound...]).utf8)
    default: return false
    }
    return true
  }

  /// Rows at the end of a page: one that comes twice, or one that will only show on the next. Only a full page has an end
  /// behind which more may be.
  func moveRows(_ response: inout SimulatedResponse, limit: Int?) -> Bool {
    if response.body.first == UInt8(ascii: "<") { return repeatProduct(&response) }
    guard var body = try? JSON.parse(response.body) else { return false }
    let isBare = body.array != nil
    guard var rows = isBare ? body.array : body["data"]?.array, rows.count > 1, let last = rows.last,
      self == .rowTwice || rows.count == limit
    else { return false }
    if self == .rowTwice { rows.append(last) } else { rows.removeLast() }
    if isBare { body = .array(rows) } else { body["data"] = .array(rows) }
    response.body = body.bytes()
    return true
  }

  private func repeatProduct(_ response: inout SimulatedResponse) -> Bool {
    let text = response.text
    guard self == .rowTwice, let end = text.range(of: "product>", .last),
      let close = text.range(of: "</", .last, before: end.upperBound),
      let tag = text[close.upperBound...].split(separator: ">", maxSplits: 1).first,
      let start = text.range(of: "<\(tag)>", .last, before: close.lowerBound)
    else { return false }
    let row = text[start.lowerBound..<end.upperBound]
    response.body = Array((text[..<end.upperBound] + row + text[end.upperBound...]).utf8)
    return true
  }
}

extension String {
  fileprivate enum Which { case first, last }

  /// Where a piece of ASCII stands, nothing of it behind `end`.
  fileprivate func range(of piece: String, _ which: Which, before end: Index? = nil) -> Range<Index>? {
    let found = self[..<(end ?? endIndex)].ranges(of: piece)
    return which == .first ? found.first : found.last
  }
}
