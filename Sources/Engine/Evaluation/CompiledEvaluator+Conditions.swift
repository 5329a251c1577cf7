import Plan
import Types
import Values

// Conditions and texts, unwrapped.
extension CompiledEvaluator {
  mutating func bool(_ e: Expression) -> Run<Bool> {
    switch e.kind {
    case .constant(.bool(let bool)): return { (_: inout Frame) throws(Fault) in bool }
    case .and(let left, let right):
      let (first, second) = (bool(left), bool(right))
      return { (frame: inout Frame) throws(Fault) in
        if try !first(&frame) { return false }
        return try second(&frame)
      }
    case .or(let left, let right):
      let (first, second) = (bool(left), bool(right))
      return { (frame: inout Frame) throws(Fault) in
        if try first(&frame) { return true }
        return try second(&frame)
      }
    case .not(let operand):
      let run = bool(operand)
      return { (frame: inout Frame) throws(Fault) in try !run(&frame) }
    case .isPresent(let operand):
      let run = value(operand)
      return { (frame: inout Frame) throws(Fault) in try run(&frame) != .missing }
    case .equal(let left, let right): return equal(left, right)
    case .order(let order, let left, let right): return self.order(e, order, left, right)
    case .isIn(let value, let list): return isIn(value, list)
    default:
      let run = value(e)
      return { (frame: inout Frame) throws(Fault) in
        let value = try run(&frame)
        if case .bool(let bool) = value { return bool }
        return try Operations.bool(value, e, frame)
      }
    }
  }

  private mutating func equal(_ left: Expression, _ right: Expression) -> Run<Bool> {
    let first = value(left)
    switch right.kind {
    case .constant(.text(let constant)):
      return { (frame: inout Frame) throws(Fault) in
        if case .text(let text) = try first(&frame) { return text == constant }
        return false
      }
    case .constant(.whole(let constant)) where left.type.unwrapped == .whole:
      return { (frame: inout Frame) throws(Fault) in
        let value = try first(&frame)
        if case .whole(let number) = value { return number == constant }
        return Operations.isEqual(value, .whole(constant))
      }
    default:
      let second = value(right)
      return { (frame: inout Frame) throws(Fault) in
        let value = try first(&frame)
        return Operations.isEqual(value, try second(&frame))
      }
    }
  }

  /// Numbers are compared unwrapped where the types promise numbers; everything else by value.
  private mutating func order(
    _ e: Expression, _ order: Expression.Order, _ left: Expression, _ right: Expression
  ) -> Run<Bool> {
    let first = value(left)
    if let constant = CompiledEvaluator.constantDecimal(right) {
      let shown: Value
      if case .constant(let value) = right.kind {
        shown = Conformance(right.type).applied(to: value)
      } else {
        shown = .decimal(constant)
      }
      return { (frame: inout Frame) throws(Fault) in
        let value = try first(&frame)
        if case .decimal(let number) = value { return Operations.isOrdered(order, number.compared(to: constant)) }
        return try CompiledEvaluator.ordered(e, order, left, value, right, shown, frame)
      }
    }
    let second = value(right)
    return { (frame: inout Frame) throws(Fault) in
      let a = try Operations.present(try first(&frame), left, frame)
      return try CompiledEvaluator.ordered(e, order, left, a, right, try second(&frame), frame)
    }
  }

  private static func ordered(
    _ e: Expression, _ order: Expression.Order, _ left: Expression, _ a: Value, _ right: Expression, _ b: Value,
    _ frame: Frame
  ) throws(Fault) -> Bool {
    let first = try Operations.present(a, left, frame)
    let second = try Operations.present(b, right, frame)
    do throws(Fault) {
      return Operations.isOrdered(order, try Operations.compared(first, second))
    } catch {
      throw error.located(e, [(left, first), (right, second)], frame)
    }
  }

  private mutating func isIn(_ value: Expression, _ list: Expression) -> Run<Bool> {
    let wanted = self.value(value)
    if let texts = CompiledEvaluator.constantTexts(list) {
      return { (frame: inout Frame) throws(Fault) in
        if case .text(let text) = try wanted(&frame) { return texts.contains(text) }
        return false
      }
    }
    let elements = self.list(list)
    return { (frame: inout Frame) throws(Fault) in
      let value = try wanted(&frame)
      return Operations.isIn(value, try elements(&frame))
    }
  }

  private static func constantTexts(_ e: Expression) -> Set<Text>? {
    var texts: Set<Text> = []
    switch e.kind {
    case .constant(.list(let values)):
      for value in values {
        guard case .text(let text) = value else { return nil }
        texts.insert(text)
      }
    case .list(let elements):
      for element in elements {
        guard case .constant(.text(let text)) = element.kind else { return nil }
        texts.insert(text)
      }
    default: return nil
    }
    return texts
  }

  mutating func text(_ e: Expression) -> Run<Text> {
    switch e.kind {
    case .constant(.text(let text)): return { (_: inout Frame) throws(Fault) in text }
    case .template(let parts): return template(e, parts)
    default:
      let run = value(e)
      return { (frame: inout Frame) throws(Fault) in
        let value = try run(&frame)
        if case .text(let text) = value { return text }
        return try Operations.text(value, e, frame)
      }
    }
  }

  private mutating func template(_ e: Expression, _ parts: [Expression.TemplatePart]) -> Run<Text> {
    let compiled = parts.map { part in
      switch part {
      case .literal(let text): (literal: text, hole: nil as Run<Value>?, expression: e)
      case .hole(let hole): (literal: Text.empty, hole: value(hole), expression: hole)
      }
    }
    return { (frame: inout Frame) throws(Fault) in
      var text = TextBuilder(reserving: 64)
      for part in compiled {
        guard let hole = part.hole else {
          text.append(part.literal)
          continue
        }
        try Operations.print(try hole(&frame), part.expression, into: &text, frame)
      }
      return try Templates.limited(text.text, e, &frame)
    }
  }
}
