public import Source
import Types
public import Values

/// A field whose value is rounded at its end, since it may have more digits than the target keeps.
public struct FieldRounding: Sendable, Hashable {
  /// `lineList.data.price`
  public var path: String
  /// Digits behind the point.
  public var digits: Int
  public var mode: RoundingMode
  /// Where the flow fills the field.
  public var place: Place
}

extension FlowPlan {
  /// What `settings.rounding` adds to the flow, in the order of its fields: those of the record, then of related ones.
  public var roundings: [FieldRounding] {
    roundings(of: record, path: "") + related.flatMap { roundings(of: $0.record, path: "\($0.name).") }
  }

  private func roundings(of record: RecordPlan, path: String) -> [FieldRounding] {
    record.fields.flatMap { field -> [FieldRounding] in
      let name = path + field.field.name
      switch field.content {
      case .value(let value): return rounding(of: value, name)
      case .record(let inner): return roundings(of: inner, path: name + ".")
      case .list(let list):
        return list.entries.flatMap { entry -> [FieldRounding] in
          switch entry.content {
          case .value(let value): rounding(of: value, name)
          case .record(let inner): roundings(of: inner, path: name + ".")
          }
        }
      }
    }
  }

  private func rounding(of value: ValuePlan, _ path: String) -> [FieldRounding] {
    guard let rounding = value.rounding, let place = place(value.origin) else { return [] }
    let given: Int?
    switch (value.steps?.expression ?? value.expression).type.unwrapped {
    case .decimal(let digits), .amount(_, let digits): given = digits
    default: return []
    }
    if let given, given <= rounding.digits { return [] }
    return [FieldRounding(path: path, digits: rounding.digits, mode: rounding.mode, place: place)]
  }
}
