import Plan
import Types
public import Values

extension Fault {
  /// Whether the flow itself said stop; `try` does not catch it.
  public var isStop: Bool { code == .stopped }

  /// Says where it happened and which values led to it, if that was not said closer to it.
  func located(_ e: Expression, _ operands: [(Expression, Value)], _ frame: Frame) -> Fault {
    if origin != nil { return self }
    var fault = self
    fault.origin = e.origin
    for (operand, value) in operands {
      guard let name = operand.shownName(frame.surroundings) else { continue }
      let shown = operand.isPersonal(frame.surroundings) && value != .missing ? "(personal)" : value.cutDescription
      let detail = Detail(name: name, value: shown)
      if !fault.details.contains(detail) { fault.details.append(detail) }
    }
    return fault
  }
}

extension Value {
  /// At most 80 characters of what it prints.
  var cutDescription: String {
    let text = description
    return text.count <= 80 ? text : text.prefix(79) + "…"
  }
}

extension Expression {
  /// What the flow calls it; nil for what has no name.
  func shownName(_ surroundings: Surroundings) -> String? {
    switch kind {
    case .field(let record, let field): record.shownName(surroundings).map { "\($0).\(field.name)" } ?? field.name
    case .named(let list, let name): list.shownName(surroundings).map { "\($0)[\"\(name)\"]" } ?? name
    case .letValue(let index):
      surroundings.letNames.indices.contains(index) ? surroundings.letNames[index] : nil
    case .related(let index, _):
      surroundings.relatedNames.indices.contains(index) ? surroundings.relatedNames[index] : nil
    case .written(let path): (["fields"] + path).joined(separator: ".")
    case .constant, .variable, .call, .loop, .and, .or, .not, .isPresent, .coalesce, .conditional, .attempt, .equal,
      .order, .isIn, .arithmetic, .negate, .template, .list, .lookUp, .stop:
      nil
    }
  }

  /// Whether it reads a field that is known to hold personal data. Only asked when a fault is put into words.
  func isPersonal(_ surroundings: Surroundings, depth: Int = 0) -> Bool {
    if depth > 40 { return true }
    func any(_ parts: [Expression]) -> Bool { parts.contains { $0.isPersonal(surroundings, depth: depth + 1) } }
    switch kind {
    case .constant, .variable, .written: return false
    case .field(let record, let field): return field.isPersonal || any([record])
    case .named(let list, _):
      if case .list(.record(let record), _) = list.type {
        return record.field("value")?.isPersonal == true || any([list])
      }
      return any([list])
    case .letValue(let index):
      return surroundings.lets.indices.contains(index) && any([surroundings.lets[index].expression])
    case .related(_, let row): return any(row.map { [$0] } ?? [])
    case .call(_, let arguments, _): return any(arguments)
    case .loop(_, let list, _, _, let body): return any([list, body])
    case .and(let a, let b), .or(let a, let b), .coalesce(let a, let b), .attempt(let a, let b), .equal(let a, let b),
      .order(_, let a, let b), .isIn(let a, let b), .arithmetic(_, let a, let b):
      return any([a, b])
    case .not(let a), .isPresent(let a), .negate(let a), .stop(let a): return any([a])
    case .conditional(let branches, let otherwise): return any(branches.map(\.use) + [otherwise])
    case .template(let parts):
      return parts.contains { part in
        if case .hole(let hole) = part { hole.isPersonal(surroundings, depth: depth + 1) } else { false }
      }
    case .list(let elements): return any(elements)
    case .lookUp(_, let keys): return any(keys)
    }
  }
}
