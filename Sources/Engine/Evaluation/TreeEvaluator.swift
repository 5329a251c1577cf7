import Builtins
public import Plan
import Types
public import Values

/// Walks the tree of a formula. Slower than ``CompiledEvaluator`` and plainly right: its examiner, and what `explain` uses.
public struct TreeEvaluator: Evaluator {
  public let layout = Layout()
  public let recorder: Recorder?

  /// With a recorder, what is computed is noted there.
  public init(recorder: Recorder? = nil) {
    self.recorder = recorder
  }

  public func formula(_ expression: Expression) -> Formula {
    if let recorder {
      return Formula(expression) { (frame: inout Frame) throws(Fault) in
        recorder.note(expression.origin)
        return try TreeEvaluator.evaluate(expression, &frame)
      }
    }
    return Formula(expression) { (frame: inout Frame) throws(Fault) in try TreeEvaluator.evaluate(expression, &frame) }
  }

  /// The value of a formula. Tables and `let` values are those of the frame's surroundings.
  public static func evaluate(_ e: Expression, _ frame: inout Frame) throws(Fault) -> Value {
    Conformance(e.type).applied(to: try raw(e, &frame))
  }

  private static func raw(_ e: Expression, _ frame: inout Frame) throws(Fault) -> Value {
    switch e.kind {
    case .constant(let value): return value
    case .variable(let variable): return frame[variable: variable]
    case .letValue(let index): return try frame.value(ofLet: index)
    case .related(let index, let row): return frame.related(index, row: try row.map(frame: &frame))
    case .field(let record, let field):
      return try FieldReading.read(try evaluate(record, &frame), field, origin: e.origin)
    case .named(let list, let name):
      return try FieldReading.named(try evaluate(list, &frame), name, e.type, origin: e.origin)
    case .written(let path): return WrittenFields.value(path, frame.written)
    case .call(let function, let arguments, let onlyIfPresent):
      return try call(e, function, arguments, onlyIfPresent, &frame)
    case .loop(let loop, let list, let variable, let place, let body):
      let elements = try Operations.list(try evaluate(list, &frame), list, frame)
      return try Loops.run(loop, elements, variable, place, body, e, &frame) { (frame: inout Frame) throws(Fault) in
        try evaluate(body, &frame)
      }
    case .and(let left, let right): return .bool(try bool(left, &frame) ? try bool(right, &frame) : false)
    case .or(let left, let right): return .bool(try bool(left, &frame) ? true : try bool(right, &frame))
    case .not(let operand): return .bool(try !bool(operand, &frame))
    case .isPresent(let operand): return .bool(try evaluate(operand, &frame) != .missing)
    case .coalesce(let first, let second):
      let value = try evaluate(first, &frame)
      return value == .missing ? try evaluate(second, &frame) : value
    case .conditional(let branches, let otherwise):
      for branch in branches where try bool(branch.when, &frame) {
        frame.surroundings.recorder?.note(branch.use.origin)
        return try evaluate(branch.use, &frame)
      }
      frame.surroundings.recorder?.note(otherwise.origin)
      return try evaluate(otherwise, &frame)
    case .attempt(let tried, let fallback):
      do {
        return try evaluate(tried, &frame)
      } catch {
        if error.isStop { throw error }
      }
      return try evaluate(fallback, &frame)
    case .equal(let left, let right):
      let value = try evaluate(left, &frame)
      return .bool(Operations.isEqual(value, try evaluate(right, &frame)))
    case .order(let order, let left, let right):
      let first = try Operations.present(try evaluate(left, &frame), left, frame)
      let second = try Operations.present(try evaluate(right, &frame), right, frame)
      do {
        return .bool(Operations.isOrdered(order, try Operations.compared(first, second)))
      } catch {
        throw error.located(e, [(left, first), (right, second)], frame)
      }
    case .isIn(let value, let list):
      let wanted = try evaluate(value, &frame)
      return .bool(Operations.isIn(wanted, try Operations.list(try evaluate(list, &frame), list, frame)))
    case .arithmetic(let op, let left, let right): return try arithmetic(e, op, left, right, &frame)
    case .negate(let operand):
      let value = try evaluate(operand, &frame)
      do {
        return try Operations.negated(value, operand, frame)
      } catch {
        throw error.located(e, [(operand, value)], frame)
      }
    case .template(let parts): return try template(e, parts, &frame)
    case .list(let elements):
      var values: [Value] = []
      values.reserveCapacity(elements.count)
      for element in elements {
        values.append(try Operations.element(try evaluate(element, &frame), element, frame))
      }
      return .list(values)
    case .lookUp(let table, let keys):
      var values: [Value] = []
      for key in keys { values.append(try evaluate(key, &frame)) }
      return try Tables.lookUp(table, values, e, &frame)
    case .stop(let sentence):
      var evaluator = TreeEvaluator()
      throw Fault(.stopped, Sentence(sentence, &evaluator).said(&frame), origin: e.origin)
    }
  }

  private static func bool(_ e: Expression, _ frame: inout Frame) throws(Fault) -> Bool {
    try Operations.bool(try evaluate(e, &frame), e, frame)
  }

  private static func arithmetic(
    _ e: Expression, _ op: Expression.Arithmetic, _ left: Expression, _ right: Expression, _ frame: inout Frame
  ) throws(Fault) -> Value {
    switch ArithmeticKind(e) {
    case .whole:
      let first = try Operations.whole(try evaluate(left, &frame), left, frame)
      let second = try Operations.whole(try evaluate(right, &frame), right, frame)
      do {
        return .whole(try Operations.arithmetic(op, first, second))
      } catch {
        throw error.located(e, [(left, .whole(first)), (right, .whole(second))], frame)
      }
    case .decimal:
      let first = try Operations.decimal(try evaluate(left, &frame), left, frame)
      let second = try Operations.decimal(try evaluate(right, &frame), right, frame)
      do {
        return .decimal(try Operations.arithmetic(op, first, second))
      } catch {
        throw error.located(e, [(left, .decimal(first)), (right, .decimal(second))], frame)
      }
    case .time:
      let first = try Operations.present(try evaluate(left, &frame), left, frame)
      let second = try Operations.present(try evaluate(right, &frame), right, frame)
      do {
        return try Operations.timeArithmetic(op, first, second)
      } catch {
        throw error.located(e, [(left, first), (right, second)], frame)
      }
    }
  }

  private static func template(
    _ e: Expression, _ parts: [Expression.TemplatePart], _ frame: inout Frame
  ) throws(Fault) -> Value {
    var text = TextBuilder()
    for part in parts {
      switch part {
      case .literal(let literal): text.append(literal)
      case .hole(let hole): try Operations.print(try evaluate(hole, &frame), hole, into: &text, frame)
      }
    }
    return .text(try Templates.limited(text.text, e, &frame))
  }

  private static func call(
    _ e: Expression, _ function: Function, _ arguments: [Expression], _ onlyIfPresent: Bool, _ frame: inout Frame
  ) throws(Fault) -> Value {
    var values: [Value] = []
    values.reserveCapacity(arguments.count)
    for (index, argument) in arguments.enumerated() {
      let value = try evaluate(argument, &frame)
      if value == .missing, index == 0, onlyIfPresent { return .missing }
      values.append(try Operations.present(value, argument, frame))
    }
    return try Calls.run(function, arguments, values, e, &frame)
  }
}

extension Expression? {
  /// The value of a part that need not be there.
  fileprivate func map(frame: inout Frame) throws(Fault) -> Value? {
    guard let expression = self else { return nil }
    return try TreeEvaluator.evaluate(expression, &frame)
  }
}

/// With which numbers a calculation is done: its type says so.
enum ArithmeticKind {
  case whole, decimal, time

  init(_ e: Expression) {
    switch e.type.unwrapped {
    case .whole: self = .whole
    case .moment, .span, .date: self = .time
    case .decimal, .amount, .unknown, .never, .text, .bool, .enumeration, .record, .list, .optional: self = .decimal
    }
  }
}
