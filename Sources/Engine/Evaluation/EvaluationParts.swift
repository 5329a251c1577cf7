import Builtins
import Plan
import Types
import Values

/// Calls, the same for both evaluators.
enum Calls {
  /// - Parameter pattern: its regular expression, if it was compiled before.
  static func run(
    _ function: Function, _ arguments: [Expression], _ values: [Value], _ e: Expression,
    _ frame: inout Frame, pattern: Pattern? = nil
  ) throws(Fault) -> Value {
    let result: Value
    do throws(Fault) {
      switch function.body {
      case .plain(let body): result = try body(values, frame.surroundings.functions)
      case .pattern(let body):
        guard let index = function.patternIndex, case .text(let written) = values[index] else {
          throw Fault(.conversion, "the pattern is not a text")
        }
        result = if let pattern { try body(pattern, values) } else { try body(Functions.pattern(written), values) }
      case .loop: throw Fault(.conversion, "\(function.name) goes over a list and is not called like this")
      }
    } catch {
      throw located(error, function, arguments, values, e, frame)
    }
    if case .text(let text) = result { try frame.spend(textBytes: text.count) }
    return result
  }

  /// A function's message quotes its arguments; of personal data only the reason is said.
  static func located(
    _ fault: Fault, _ function: Function, _ arguments: [Expression], _ values: [Value], _ e: Expression, _ frame: Frame
  ) -> Fault {
    var fault = fault
    if arguments.contains(where: { $0.isPersonal(frame.surroundings) }) {
      fault.message = "\(function.name): \(function.failure ?? "it has no result")"
    }
    return fault.located(e, Array(zip(arguments, values)), frame)
  }
}

/// Loops, the same for both evaluators. `body` is evaluated with the variable bound to an element.
enum Loops {
  static func run(
    _ loop: Function.Loop, _ elements: [Value], _ variable: Int, _ place: Int?, _ formula: Expression,
    _ e: Expression, _ frame: inout Frame, _ body: (inout Frame) throws(Fault) -> Value
  ) throws(Fault) -> Value {
    var passed: Int64 = 0
    func holds(_ element: Value, _ frame: inout Frame) throws(Fault) -> Bool {
      try Operations.bool(try result(element, &frame), formula, frame)
    }
    func result(_ element: Value, _ frame: inout Frame) throws(Fault) -> Value {
      try frame.spend(1)
      if let place { frame.bind(place, .whole(passed)) }
      passed += 1
      frame.bind(variable, element)
      return try body(&frame)
    }
    switch loop {
    case .filter:
      var kept: [Value] = []
      for element in elements where try holds(element, &frame) { kept.append(element) }
      return .list(kept)
    case .map:
      var results: [Value] = []
      results.reserveCapacity(elements.count)
      for element in elements {
        results.append(try Operations.element(try result(element, &frame), formula, frame))
      }
      return .list(results)
    case .exists:
      for element in elements where try holds(element, &frame) { return .bool(true) }
      return .bool(false)
    case .all:
      for element in elements where try !holds(element, &frame) { return .bool(false) }
      return .bool(true)
    case .count, .existsOne:
      var count: Int64 = 0
      for element in elements where try holds(element, &frame) { count += 1 }
      return loop == .count ? .whole(count) : .bool(count == 1)
    case .minBy, .maxBy:
      var best: (key: Value, element: Value)?
      for element in elements {
        let key = try result(element, &frame)
        let order = best.flatMap { Value.compare(key, $0.key) } ?? 0
        if best == nil || (loop == .minBy ? order < 0 : order > 0) { best = (key, element) }
      }
      return best?.element ?? .missing
    case .find:
      for element in elements where try holds(element, &frame) { return element }
      return .missing
    case .sum:
      var results: [Value] = []
      results.reserveCapacity(elements.count)
      for element in elements {
        results.append(try Operations.present(try result(element, &frame), formula, frame))
      }
      do {
        return try Functions.total(results)
      } catch {
        throw error.located(e, [], frame)
      }
    case .sortBy:
      var keyed: [Value] = []
      for element in elements { keyed.append(.list([try result(element, &frame), element])) }
      return .list(Functions.sorted(keyed, by: { pair(of: $0).0 }).map { pair(of: $0).1 })
    }
  }

  private static func pair(of value: Value) -> (Value, Value) {
    if case .list(let parts) = value, parts.count == 2 { (parts[0], parts[1]) } else { (.missing, value) }
  }
}

enum Templates {
  static func limited(_ text: Text, _ e: Expression, _ frame: inout Frame) throws(Fault) -> Text {
    if text.count > Frame.textBytesMax {
      throw Fault(.unfit, "the text has more than \(Frame.textBytesMax) bytes", origin: e.origin)
    }
    try frame.spend(textBytes: text.count)
    return text
  }
}

enum Tables {
  static func lookUp(_ table: Int, _ keys: [Value], _ e: Expression, _ frame: inout Frame) throws(Fault) -> Value {
    guard frame.surroundings.tables.indices.contains(table) else {
      throw Fault(.conversion, "there is no table \(table)", origin: e.origin)
    }
    do throws(Fault) { return try frame.surroundings.tables[table].value(keys, e, &frame) } catch {
      throw error.keyed(e.children, keys, frame)
    }
  }
}

enum WrittenFields {
  /// What was computed for a field of the target; missing if nothing was.
  static func value(_ path: [String], _ fields: OrderedFields) -> Value {
    guard let name = path.first, let value = fields[Text(name)] else { return .missing }
    if path.count == 1 { return value }
    guard case .record(.fields(let inner)) = value else { return .missing }
    return self.value(Array(path.dropFirst()), inner)
  }
}
