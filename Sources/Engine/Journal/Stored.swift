public import Values

/// A value as JSON that can be read back exactly: its kind, and what it holds. For journals that keep text.
extension Value {
  public var stored: JSON {
    switch self {
    case .missing: .null
    case .bool(let bool): .bool(bool)
    case .whole(let number): ["whole", .string(String(number))]
    case .decimal(let number): ["decimal", .string(number.formatted(digits: number.scale))]
    case .text(let text): .string(text.string)
    case .date(let date): ["date", .whole(Int64(date.dayNumber))]
    case .moment(let moment): ["moment", .whole(moment.milliseconds)]
    case .span(let span): ["span", .whole(span.milliseconds)]
    case .list(let values): ["list", .array(values.map(\.stored))]
    // Records are neither looked up nor compared as one value; their text is enough to tell them apart.
    case .record(let record): .string(record.description)
    }
  }

  /// Nil if it was not written so.
  public init?(stored json: JSON) {
    switch (json, json[0]?.string) {
    case (.null, _): self = .missing
    case (.bool(let bool), _): self = .bool(bool)
    case (.string(let text), _): self = .text(Text(text))
    case (_, "whole"):
      guard let number = json[1]?.string.flatMap({ Int64($0) }) else { return nil }
      self = .whole(number)
    case (_, "decimal"):
      guard let number = json[1]?.string.flatMap({ DecimalNumber($0) }) else { return nil }
      self = .decimal(number)
    case (_, "date"):
      guard let date = json[1]?.whole.flatMap({ CalendarDate(dayNumber: Int($0)) }) else { return nil }
      self = .date(date)
    case (_, "moment"):
      guard let milliseconds = json[1]?.whole else { return nil }
      self = .moment(Moment(milliseconds: milliseconds))
    case (_, "span"):
      guard let milliseconds = json[1]?.whole else { return nil }
      self = .span(TimeSpan(milliseconds: milliseconds))
    case (_, "list"):
      guard let elements = json[1]?.array else { return nil }
      let values = elements.compactMap { Value(stored: $0) }
      guard values.count == elements.count else { return nil }
      self = .list(values)
    default: return nil
    }
  }
}

extension Intent {
  /// Its look-up fields.
  public var storedLookUp: JSON { .array(lookUp.map { [.string($0.name), $0.value.stored] }) }

  public static func lookUp(stored json: JSON) -> [LookUpField] {
    (json.array ?? []).compactMap { field in
      guard let name = field[0]?.string, let value = field[1].flatMap({ Value(stored: $0) }) else { return nil }
      return LookUpField(name, value)
    }
  }
}

extension Fault {
  public var stored: JSON {
    [
      "code": .string(code.rawValue), "message": .string(message),
      "details": .array(details.map { [.string($0.name), .string($0.value)] }),
      "origin": origin.map { .whole(Int64($0)) } ?? .null,
    ]
  }

  public init?(stored json: JSON) {
    guard let code = json["code"]?.string.flatMap({ FaultCode(rawValue: $0) }), let message = json["message"]?.string
    else { return nil }
    let details = (json["details"]?.array ?? []).map {
      Detail(name: $0[0]?.string ?? "", value: $0[1]?.string ?? "")
    }
    self.init(code, message, details: details, origin: json["origin"]?.whole.map { Int($0) })
  }
}

extension Link {
  public var storedWritten: JSON {
    .object(JSON.Object(written.sorted { $0.key < $1.key }.map { ($0.key, .string(String($0.value, radix: 16))) }))
  }

  public static func written(stored json: JSON) -> [String: UInt64] {
    var hashes: [String: UInt64] = [:]
    for (name, value) in json.object?.members ?? [] {
      if let hash = value.string.flatMap({ UInt64($0, radix: 16) }) { hashes[name] = hash }
    }
    return hashes
  }
}
