import Plan
import Types
import Values

// Numbers, unwrapped.
extension CompiledEvaluator {
  mutating func whole(_ e: Expression) -> Run<Int64> {
    switch e.kind {
    case .constant(.whole(let number)): return { (_: inout Frame) throws(Fault) in number }
    case .arithmetic(let op, let left, let right) where ArithmeticKind(e) == .whole:
      return wholeArithmetic(e, op, left, right)
    default:
      let run = value(e)
      return { (frame: inout Frame) throws(Fault) in
        let value = try run(&frame)
        if case .whole(let number) = value { return number }
        return try Operations.whole(value, e, frame)
      }
    }
  }

  mutating func decimal(_ e: Expression) -> Run<DecimalNumber> {
    switch e.kind {
    case .constant(.decimal(let number)): return { (_: inout Frame) throws(Fault) in number }
    case .constant(.whole(let number)):
      let number = DecimalNumber(number)
      return { (_: inout Frame) throws(Fault) in number }
    case .arithmetic(let op, let left, let right):
      switch ArithmeticKind(e) {
      case .decimal: return decimalArithmetic(e, op, left, right)
      case .whole:
        let run = wholeArithmetic(e, op, left, right)
        return { (frame: inout Frame) throws(Fault) in DecimalNumber(try run(&frame)) }
      case .time: return anyDecimal(e)
      }
    default: return anyDecimal(e)
    }
  }

  private mutating func anyDecimal(_ e: Expression) -> Run<DecimalNumber> {
    let run = value(e)
    return { (frame: inout Frame) throws(Fault) in
      let value = try run(&frame)
      if case .decimal(let number) = value { return number }
      return try Operations.decimal(value, e, frame)
    }
  }

  mutating func arithmetic(
    _ e: Expression, _ op: Expression.Arithmetic, _ left: Expression, _ right: Expression
  ) -> Run<Value> {
    switch ArithmeticKind(e) {
    case .whole:
      let run = wholeArithmetic(e, op, left, right)
      return { (frame: inout Frame) throws(Fault) in .whole(try run(&frame)) }
    case .decimal:
      let run = decimalArithmetic(e, op, left, right)
      return { (frame: inout Frame) throws(Fault) in .decimal(try run(&frame)) }
    case .time:
      let (first, second) = (value(left), value(right))
      return { (frame: inout Frame) throws(Fault) in
        let first = try Operations.present(try first(&frame), left, frame)
        let second = try Operations.present(try second(&frame), right, frame)
        do throws(Fault) {
          return try Operations.timeArithmetic(op, first, second)
        } catch {
          throw error.located(e, [(left, first), (right, second)], frame)
        }
      }
    }
  }

  private mutating func wholeArithmetic(
    _ e: Expression, _ op: Expression.Arithmetic, _ left: Expression, _ right: Expression
  ) -> Run<Int64> {
    let first = whole(left)
    if case .constant(.whole(let constant)) = right.kind {
      return { (frame: inout Frame) throws(Fault) in
        let a = try first(&frame)
        do throws(Fault) {
          return try Operations.arithmetic(op, a, constant)
        } catch {
          throw error.located(e, [(left, .whole(a)), (right, .whole(constant))], frame)
        }
      }
    }
    let second = whole(right)
    return { (frame: inout Frame) throws(Fault) in
      let a = try first(&frame)
      let b = try second(&frame)
      do throws(Fault) {
        return try Operations.arithmetic(op, a, b)
      } catch {
        throw error.located(e, [(left, .whole(a)), (right, .whole(b))], frame)
      }
    }
  }

  private mutating func decimalArithmetic(
    _ e: Expression, _ op: Expression.Arithmetic, _ left: Expression, _ right: Expression
  ) -> Run<DecimalNumber> {
    let first = decimal(left)
    if let constant = CompiledEvaluator.constantDecimal(right) {
      return { (frame: inout Frame) throws(Fault) in
        let a = try first(&frame)
        do throws(Fault) {
          return try Operations.arithmetic(op, a, constant)
        } catch {
          throw error.located(e, [(left, .decimal(a)), (right, .decimal(constant))], frame)
        }
      }
    }
    let second = decimal(right)
    return { (frame: inout Frame) throws(Fault) in
      let a = try first(&frame)
      let b = try second(&frame)
      do throws(Fault) {
        return try Operations.arithmetic(op, a, b)
      } catch {
        throw error.located(e, [(left, .decimal(a)), (right, .decimal(b))], frame)
      }
    }
  }

  static func constantDecimal(_ e: Expression) -> DecimalNumber? {
    switch e.kind {
    case .constant(.decimal(let number)): number
    case .constant(.whole(let number)): DecimalNumber(number)
    default: nil
    }
  }

  mutating func negate(_ e: Expression, _ operand: Expression) -> Run<Value> {
    let run = value(operand)
    return { (frame: inout Frame) throws(Fault) in
      let value = try run(&frame)
      do throws(Fault) {
        return try Operations.negated(value, operand, frame)
      } catch {
        throw error.located(e, [(operand, value)], frame)
      }
    }
  }
}
