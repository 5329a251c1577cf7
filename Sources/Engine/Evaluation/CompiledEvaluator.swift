import Builtins
public import Plan
import Types
import Values

/// Turns formulas into closures that know their types: numbers are calculated without being wrapped, constants stand in
/// the closure that uses them, fields of records are slots of the frame. The same values and faults as ``TreeEvaluator``.
public struct CompiledEvaluator: Evaluator {
  public internal(set) var layout = Layout()

  public init() {}

  typealias Run<Result> = @Sendable (inout Frame) throws(Fault) -> Result

  public mutating func formula(_ expression: Expression) -> Formula {
    Formula(expression, value(expression))
  }

  /// The general form: any value.
  mutating func value(_ e: Expression) -> Run<Value> {
    let run = rawValue(e)
    let conformance = Conformance(e.type)
    switch (conformance, e.kind) {
    case (.none, _), (_, .arithmetic): return run
    default:
      return { (frame: inout Frame) throws(Fault) in conformance.applied(to: try run(&frame)) }
    }
  }

  private mutating func rawValue(_ e: Expression) -> Run<Value> {
    switch e.kind {
    case .constant(let value): return { (_: inout Frame) throws(Fault) in value }
    case .variable(let variable): return { (frame: inout Frame) throws(Fault) in frame[variable: variable] }
    case .letValue(let index): return { (frame: inout Frame) throws(Fault) in try frame.value(ofLet: index) }
    case .related(let index, let row): return related(index, row)
    case .field(let record, let field): return self.field(e, record, field)
    case .named(let list, let name):
      let (list, type, origin) = (value(list), e.type, e.origin)
      return { (frame: inout Frame) throws(Fault) in
        try FieldReading.named(try list(&frame), name, type, origin: origin)
      }
    case .written(let path): return { (frame: inout Frame) throws(Fault) in WrittenFields.value(path, frame.written) }
    case .call(let function, let arguments, let onlyIfPresent): return call(e, function, arguments, onlyIfPresent)
    case .loop(let loop, let list, let variable, let place, let body):
      let (elements, run) = (self.list(list), value(body))
      return { (frame: inout Frame) throws(Fault) in
        try Loops.run(loop, try elements(&frame), variable, place, body, e, &frame, run)
      }
    case .and, .or, .not, .isPresent, .equal, .order, .isIn:
      let run = bool(e)
      return { (frame: inout Frame) throws(Fault) in .bool(try run(&frame)) }
    case .coalesce(let first, let second):
      let (first, second) = (value(first), value(second))
      return { (frame: inout Frame) throws(Fault) in
        let value = try first(&frame)
        return value == .missing ? try second(&frame) : value
      }
    case .conditional(let branches, let otherwise): return conditional(branches, otherwise)
    case .attempt(let tried, let fallback):
      let (tried, fallback) = (value(tried), value(fallback))
      return { (frame: inout Frame) throws(Fault) in
        do throws(Fault) {
          return try tried(&frame)
        } catch {
          if error.isStop { throw error }
        }
        return try fallback(&frame)
      }
    case .arithmetic(let op, let left, let right): return arithmetic(e, op, left, right)
    case .negate(let operand): return negate(e, operand)
    case .template:
      let run = text(e)
      return { (frame: inout Frame) throws(Fault) in .text(try run(&frame)) }
    case .list(let elements): return listLiteral(elements)
    case .lookUp(let table, let keys):
      let keys = keys.map { value($0) }
      return { (frame: inout Frame) throws(Fault) in
        var values: [Value] = []
        values.reserveCapacity(keys.count)
        for key in keys { values.append(try key(&frame)) }
        return try Tables.lookUp(table, values, e, &frame)
      }
    case .stop(let sentence):
      let sentence = Sentence(sentence, &self)
      return { (frame: inout Frame) throws(Fault) in
        throw Fault(.stopped, sentence.said(&frame), origin: e.origin)
      }
    }
  }

  // Records.

  private mutating func related(_ index: Int, _ row: Expression?) -> Run<Value> {
    guard let row else { return { (frame: inout Frame) throws(Fault) in frame.related(index, row: nil) } }
    let run = value(row)
    return { (frame: inout Frame) throws(Fault) in frame.related(index, row: try run(&frame)) }
  }

  /// A field reached from a variable through records only has a slot; others are read from their record.
  private mutating func field(_ e: Expression, _ record: Expression, _ field: Field) -> Run<Value> {
    let origin = e.origin
    guard let (variable, path) = CompiledEvaluator.path(e) else {
      let run = value(record)
      return { (frame: inout Frame) throws(Fault) in
        try FieldReading.read(try run(&frame), field, origin: origin)
      }
    }
    let slot = layout.slot(variable: variable, path: path)
    let absent = FieldReading.absent(field)
    return { (frame: inout Frame) throws(Fault) in
      switch frame.cells[slot] {
      case .value(let value): return value
      case .absent: return absent
      case .node(let node):
        let value = try FieldReading.read(node, field, origin: origin)
        frame.cells[slot] = .value(value)
        return value
      case .unbound: return try TreeEvaluator.evaluate(e, &frame)
      }
    }
  }

  /// The variable and the fields from it, if every step but the last gives a record.
  private static func path(_ e: Expression) -> (variable: Int, fields: [Field])? {
    guard case .field(let record, let field) = e.kind else { return nil }
    if case .variable(let variable) = record.kind { return (variable, [field]) }
    guard case .record = record.type.unwrapped, let inner = path(record) else { return nil }
    return (inner.variable, inner.fields + [field])
  }

  // Choices.

  private mutating func conditional(_ branches: [Expression.Branch], _ otherwise: Expression) -> Run<Value> {
    let otherwise = value(otherwise)
    if branches.count == 1 {
      let (when, use) = (bool(branches[0].when), value(branches[0].use))
      return { (frame: inout Frame) throws(Fault) in try when(&frame) ? try use(&frame) : try otherwise(&frame) }
    }
    let compiled = branches.map { (when: bool($0.when), use: value($0.use)) }
    return { (frame: inout Frame) throws(Fault) in
      for branch in compiled where try branch.when(&frame) { return try branch.use(&frame) }
      return try otherwise(&frame)
    }
  }

  // Lists and calls.

  mutating func list(_ e: Expression) -> Run<[Value]> {
    let run = value(e)
    return { (frame: inout Frame) throws(Fault) in try Operations.list(try run(&frame), e, frame) }
  }

  private mutating func listLiteral(_ elements: [Expression]) -> Run<Value> {
    let runs = elements.map { value($0) }
    return { (frame: inout Frame) throws(Fault) in
      var values: [Value] = []
      values.reserveCapacity(runs.count)
      for (run, element) in zip(runs, elements) {
        values.append(try Operations.element(try run(&frame), element, frame))
      }
      return .list(values)
    }
  }

  private mutating func call(
    _ e: Expression, _ function: Function, _ arguments: [Expression], _ onlyIfPresent: Bool
  ) -> Run<Value> {
    // What is written out is compiled here, once for all records.
    var pattern: Pattern?
    if let index = function.patternIndex, case .constant(.text(let written)) = arguments[index].kind {
      pattern = try? Functions.pattern(written)
    }
    if function.name == "matches", !onlyIfPresent, let pattern {
      let text = presentText(arguments[0])
      return { (frame: inout Frame) throws(Fault) in .bool(pattern.isFound(in: try text(&frame))) }
    }
    let runs = arguments.map { value($0) }
    return { [pattern] (frame: inout Frame) throws(Fault) in
      var values: [Value] = []
      values.reserveCapacity(runs.count)
      for index in runs.indices {
        let value = try runs[index](&frame)
        if value == .missing {
          if index == 0, onlyIfPresent { return .missing }
          _ = try Operations.present(value, arguments[index], frame)
        }
        values.append(value)
      }
      return try Calls.run(function, arguments, values, e, &frame, pattern: pattern)
    }
  }

  private mutating func presentText(_ e: Expression) -> Run<Text> { text(e) }
}
