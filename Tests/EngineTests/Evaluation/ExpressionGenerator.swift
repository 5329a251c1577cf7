import Builtins
import Plan
import Types
import Values

/// Typed expressions of every kind over the sample order, from a seed.
struct ExpressionGenerator {
  private var state: UInt64
  /// Slots of loops that are open here, with their element's type.
  private var loops: [(slot: Int, type: ValueType)] = []
  private let letTypes: [ValueType]

  init(seed: UInt64, letTypes: [ValueType]) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    self.letTypes = letTypes
  }

  private mutating func random(_ count: Int) -> Int {
    state = state &+ 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ mixed >> 31) % UInt64(count))
  }

  private mutating func origin() -> Int { random(1000) }

  static let amount = ValueType.amount(.incl, digits: nil)
  static let texts = ValueType.list(.anyText, bound: nil)
  static let wholes = ValueType.list(.whole, bound: nil)
  static let results: [ValueType] = [
    .whole, .anyDecimal, amount, .bool, .anyText, .date, .moment, .span, texts, wholes, .optional(.anyText),
  ]

  mutating func result() -> ValueType { ExpressionGenerator.results[random(ExpressionGenerator.results.count)] }

  mutating func expression(_ type: ValueType, depth: Int) -> Expression {
    if depth <= 0 || random(8) == 0 { return leaf(type) }
    if random(3) == 0 { return general(type, depth: depth - 1) }
    switch type {
    case .whole: return whole(depth - 1)
    case .decimal, .amount: return number(type, depth - 1)
    case .bool: return condition(depth - 1)
    case .text: return text(depth - 1)
    case .list(let element, _): return list(type, element, depth - 1)
    case .moment, .span: return time(type, depth - 1)
    default: return general(type, depth: depth - 1)
    }
  }

  // What every type has.

  private mutating func general(_ type: ValueType, depth: Int) -> Expression {
    let origin = origin()
    switch random(7) {
    case 0:
      let branches = (0...random(3)).map { _ in
        Expression.Branch(when: expression(.bool, depth: depth), use: expression(narrowed(type), depth: depth))
      }
      return Expression(.conditional(branches, otherwise: expression(type, depth: depth)), type, origin: origin)
    case 1:
      return Expression(
        .coalesce(expression(type.asOptional, depth: depth), expression(type, depth: depth)), type, origin: origin)
    case 2:
      return Expression(
        .attempt(expression(type, depth: depth), fallback: expression(type, depth: depth)), type, origin: origin)
    case 3:
      for (index, known) in letTypes.enumerated() where known == type && random(2) == 0 {
        return Expression(.letValue(index), type, origin: origin)
      }
      return leaf(type)
    case 4 where type == .anyText:
      let keys = [expression(.optional(.anyText), depth: depth), expression(.whole, depth: depth)]
      return Expression(.lookUp(table: 0, keys: keys), type, origin: origin)
    case 5 where random(3) == 0:
      let sentence = Expression(
        .template([.literal("stop "), .hole(expression(result(), depth: depth))]), .anyText, origin: origin)
      return Expression(.stop(sentence), .never, origin: origin)
    default: return leaf(type)
    }
  }

  /// Whole numbers may stand where decimals are wanted.
  private mutating func narrowed(_ type: ValueType) -> ValueType {
    if case .decimal = type, random(2) == 0 { return .whole }
    return type
  }

  private mutating func leaf(_ type: ValueType) -> Expression {
    for loop in loops.reversed() where random(2) == 0 {
      if loop.type == type { return Expression(.variable(loop.slot), type, origin: origin()) }
      if loop.type == .record(Samples.lineType) {
        let line = Expression(.variable(loop.slot), loop.type, origin: origin())
        switch type {
        case .whole: return line.field("quantity")
        case .amount: return line.field("price")
        case .text: return line.field("sku")
        case .optional(.text):
          return random(2) == 0
            ? line.field("note")
            : Expression(.related(0, row: line), .optional(.record(Samples.lineType)), origin: origin()).field("sku")
        default: break
        }
      }
    }
    switch type {
    case .whole:
      return random(2) == 0 ? .whole(Int64(random(2000) - 1000)) : random(4) == 0 ? .whole(.max) : .source("id")
    case .decimal:
      return random(2) == 0
        ? .decimal("\(random(100) - 50).\(random(1000))") : random(3) == 0 ? .source("discount") : .source("rate")
    case .amount:
      return random(2) == 0
        ? .constant(.decimal(DecimalNumber("\(random(90)).5") ?? 0), type)
        : random(4) == 0
          ? Expression(.written(["price"]), type, origin: origin()) : .source("total")
    case .bool: return random(2) == 0 ? .bool(random(2) == 0) : .source("paid")
    case .text:
      return [.text("Bread"), .text("12.5"), .text(""), .source("title"), .source("status"), .source("blank")][
        random(6)]
    case .optional:
      switch random(6) {
      case 0: return .source("company")
      case 1: return .source("address", "city")
      case 2: return Expression(.named(.source("extras"), random(2) == 0 ? "b" : "VAT number"), type, origin: origin())
      case 3: return Expression(.written(["inner", "name"]), type, origin: origin())
      case 4:
        return Expression(.related(1, row: nil), .optional(.record(Samples.lineType)), origin: origin()).field("sku")
      default: return .source("email")
      }
    case .date: return random(2) == 0 ? .call("today") : .source("due")
    case .moment: return random(2) == 0 ? .call("now") : .source("made")
    case .span: return .constant(.span(TimeSpan(milliseconds: Int64(random(100_000)))), .span)
    case .list(.text, _):
      return random(2) == 0 ? .source("tags") : .constant(.list([.text("new"), .text("Bread")]), type)
    case .list: return .constant(.list((0..<random(4)).map { .whole(Int64($0)) }), type)
    case .record: return .source
    default: return .constant(.missing, type)
    }
  }

  // What single types have.

  private mutating func whole(_ depth: Int) -> Expression {
    switch random(6) {
    case 0: return .call("length", expression(.anyText, depth: depth))
    case 1: return .call("count", expression(random(2) == 0 ? Self.texts : Self.wholes, depth: depth))
    case 2: return Expression(.negate(expression(.whole, depth: depth)), .whole, origin: origin())
    case 3: return loop(.sum, .whole, depth)
    case 4: return .call("floor", expression(.anyDecimal, depth: depth))
    default:
      let op: Expression.Arithmetic = [.plus, .minus, .times, .modulo][random(4)]
      return Expression(
        .arithmetic(op, expression(.whole, depth: depth), expression(.whole, depth: depth)), .whole, origin: origin())
    }
  }

  private mutating func number(_ type: ValueType, _ depth: Int) -> Expression {
    switch random(6) {
    case 0: return Expression(.negate(expression(type, depth: depth)), type, origin: origin())
    case 1 where type == .anyDecimal: return .call("number", expression(.anyText, depth: depth))
    case 2: return .call("round", expression(type, depth: depth), .whole(Int64(random(4))))
    case 3: return loop(.sum, type, depth)
    case 4: return .call("max", expression(type, depth: depth), expression(type, depth: depth))
    default:
      let op: Expression.Arithmetic = [.plus, .minus, .times, .dividedBy][random(4)]
      let isScaled = op == .times || op == .dividedBy
      let right: ValueType = isScaled ? (random(2) == 0 ? .whole : .anyDecimal) : narrowed(type)
      return Expression(
        .arithmetic(op, expression(isScaled ? type : narrowed(type), depth: depth), expression(right, depth: depth)),
        type,
        origin: origin())
    }
  }

  private mutating func condition(_ depth: Int) -> Expression {
    let origin = origin()
    switch random(9) {
    case 0:
      return Expression(.and(expression(.bool, depth: depth), expression(.bool, depth: depth)), .bool, origin: origin)
    case 1:
      return Expression(.or(expression(.bool, depth: depth), expression(.bool, depth: depth)), .bool, origin: origin)
    case 2: return Expression(.not(expression(.bool, depth: depth)), .bool, origin: origin)
    case 3: return Expression(.isPresent(expression(.optional(.anyText), depth: depth)), .bool, origin: origin)
    case 4:
      let type = result()
      return Expression(
        .equal(expression(type.asOptional, depth: depth), expression(type, depth: depth)), .bool, origin: origin)
    case 5:
      let type: ValueType = [.whole, .anyDecimal, Self.amount, .anyText, .date, .moment][random(6)]
      let order: Expression.Order = [.less, .lessOrEqual, .greater, .greaterOrEqual][random(4)]
      return Expression(
        .order(order, expression(type, depth: depth), expression(narrowed(type), depth: depth)), .bool, origin: origin)
    case 6:
      return Expression(
        .isIn(expression(.optional(.anyText), depth: depth), expression(Self.texts, depth: depth)), .bool,
        origin: origin)
    case 7: return .call("matches", expression(.anyText, depth: depth), .text("^[A-Z]\\w+"))
    default: return loop(random(2) == 0 ? .exists : .all, .bool, depth)
    }
  }

  private mutating func text(_ depth: Int) -> Expression {
    switch random(5) {
    case 0: return .call("upper", expression(.anyText, depth: depth))
    case 1: return .call("truncate", expression(.anyText, depth: depth), expression(.whole, depth: depth))
    case 2: return .call("join", expression(Self.texts, depth: depth), .text(", "))
    case 3:
      let trimmed = Expression.call("trim", expression(.optional(.anyText), depth: depth), onlyIfPresent: true)
      return Expression(.coalesce(trimmed, expression(.anyText, depth: depth)), .anyText, origin: origin())
    default:
      let parts = (0...random(3)).map { _ -> Expression.TemplatePart in
        if random(2) == 0 { return .literal("-") }
        let types: [ValueType] = [.whole, .anyDecimal, Self.amount, .bool, .anyText, .date, .optional(.anyText)]
        return .hole(expression(types[random(types.count)], depth: depth))
      }
      return Expression(.template(parts), .anyText, origin: origin())
    }
  }

  private mutating func list(_ type: ValueType, _ element: ValueType, _ depth: Int) -> Expression {
    switch random(5) {
    case 0:
      return Expression(.list((0..<random(4)).map { _ in expression(element, depth: depth) }), type, origin: origin())
    case 1: return loop(.map, type, depth)
    case 2: return loop(.filter, type, depth)
    case 3: return loop(.sortBy, type, depth)
    default: return .call("distinct", expression(type, depth: depth))
    }
  }

  private mutating func time(_ type: ValueType, _ depth: Int) -> Expression {
    let op: Expression.Arithmetic = random(2) == 0 ? .plus : .minus
    if type == .span, op == .minus, random(2) == 0 {
      return Expression(
        .arithmetic(.minus, expression(.moment, depth: depth), expression(.moment, depth: depth)), .span,
        origin: origin())
    }
    return Expression(
      .arithmetic(op, expression(type, depth: depth), expression(.span, depth: depth)), type, origin: origin())
  }

  /// A loop that gives that type, over the order's lines or a list of the type's own.
  private mutating func loop(_ loop: Function.Loop, _ type: ValueType, _ depth: Int) -> Expression {
    let slot = 1 + loops.count
    if slot > 3 { return leaf(type) }
    let line = ValueType.record(Samples.lineType)
    let overLines = loop != .filter && loop != .sortBy && random(2) == 0
    let list =
      overLines ? Expression.source("lines") : expression(loop == .sum ? Self.wholes : listType(type), depth: depth)
    var element = line
    if !overLines, case .list(let inner, _) = list.type { element = inner }
    loops.append((slot, element))
    defer { loops.removeLast() }
    // The slot after the last loop's own; inner loops there hide it, as an inner name may.
    let place = random(4) == 0 ? slot + 1 : nil
    let body: Expression
    switch loop {
    case .filter, .exists, .all, .find, .existsOne, .count: body = expression(.bool, depth: depth)
    case .map:
      if case .list(let inner, _) = type { body = expression(inner, depth: depth) } else { body = leaf(type) }
    case .sum: body = expression(type, depth: depth)
    case .sortBy, .minBy, .maxBy: body = expression(.whole, depth: depth)
    }
    return Expression(.loop(loop, list: list, variable: slot, place: place, body: body), type, origin: origin())
  }

  private func listType(_ type: ValueType) -> ValueType {
    if case .list = type { type } else { Self.texts }
  }

  // Records.

  /// An order in which fields are there, null, blank, absent or now and then of the wrong kind.
  mutating func order() -> String {
    let fields = [
      ("id", ["7", "-3", "0", "\"x\""]), ("total", ["24.20", "0", "-1.005", "null"]), ("rate", ["21", "0.5", "-3"]),
      ("paid", ["true", "false", "1"]), ("title", ["\"Bread\"", "\"Z\\u00fcrich \\\"b\\\"\"", "\"12.5\"", "5"]),
      ("company", ["\" \"", "\"Shop\"", "null", "[]"]), ("email", ["\"jan@x.nl\"", "\"\""]),
      ("discount", ["1.5", "null"]),
      ("due", ["\"2026-03-09\"", "\"soon\""]), ("made", ["\"2026-03-01T10:00:00Z\"", "\"\""]),
      ("status", ["\"open\"", "\"sent\""]), ("blank", ["\"\"", "\"b\""]),
      ("address", ["{\"city\": \"Gent\", \"country\": \"BE\"}", "{}", "null", "\"x\"", "{\"city\": 5}"]),
      (
        "lines",
        [
          "[{\"sku\": \"A\", \"quantity\": 2, \"price\": 5.05}, {\"sku\": \"B\", \"quantity\": 1, \"price\": 1, \"note\": \"x\"}]",
          "[]", "null", "[{\"sku\": \"A\"}, 5]", "[{\"quantity\": \"2\"}]",
        ]
      ), ("tags", ["[\"new\", \"\", \"Bread\"]", "[]", "[1]"]),
      (
        "extras",
        [
          "[{\"name\": \"VAT number\", \"value\": \"BE1\"}, {\"name\": \"b\", \"value\": \"\"}]",
          "[{\"name\": \"b\", \"value\": 3}]",
        ]
      ),
    ]
    var members: [String] = []
    for (name, values) in fields where random(8) != 0 {
      members.append("\"\(name)\": \(values[random(2) == 0 ? 0 : random(values.count)])")
    }
    return "{\(members.joined(separator: ", "))}"
  }
}
