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
    fault.add(operands, frame)
    return fault
  }

  /// A table's row that says stop: by which keys it was reached.
  func keyed(_ keys: [Expression], _ values: [Value], _ frame: Frame) -> Fault {
    guard isStop, details.isEmpty else { return self }
    var fault = self
    fault.add(Array(zip(keys, values)), frame)
    return fault
  }

  private mutating func add(_ operands: [(Expression, Value)], _ frame: Frame) {
    for (operand, value) in operands {
      guard let name = operand.shownName(frame.surroundings) else { continue }
      let shown = operand.isPersonal(frame.surroundings) && value != .missing ? "(personal)" : value.cutDescription
      let detail = Detail(name: name, value: shown)
      if !details.contains(detail) { details.append(detail) }
    }
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
    case .field(let record, let field): return field.isPersonal || any([record])
    case .named(let list, _):
      if case .list(.record(let record), _) = list.type {
        return record.field("value")?.isPersonal == true || any([list])
      }
      return any([list])
    case .letValue(let index):
      return surroundings.lets.indices.contains(index) && any([surroundings.lets[index].expression])
    // A condition decides which value comes out; it does not come out itself.
    case .conditional(let branches, let otherwise): return any(branches.map(\.use) + [otherwise])
    case .constant, .variable, .written, .related, .call, .loop, .and, .or, .not, .isPresent, .coalesce, .attempt,
      .equal, .order, .isIn, .arithmetic, .negate, .template, .list, .lookUp, .stop:
      return any(children)
    }
  }
}
