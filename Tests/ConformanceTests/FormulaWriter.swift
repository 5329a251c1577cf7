import Types

/// Writes formulas of every kind, as a person would, each with the type that it must have; from a seed.
struct FormulaWriter {
  private var state: UInt64
  /// Names of the loops that are open here, with their element's type.
  private var loops: [(name: String, type: ValueType)] = []
  /// Inside the braces of a text, where texts take the other quotes and have no holes of their own.
  private var isInText = false

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  static let amount = ValueType.amount(.incl, digits: nil)
  static let texts = ValueType.list(.anyText, bound: nil)
  static let wholes = ValueType.list(.whole, bound: nil)
  static let results: [ValueType] = [
    .whole, .anyDecimal, amount, .bool, .anyText, .date, .moment, .span, texts, wholes, .optional(.anyText),
    .optional(.whole),
  ]

  static let line = RecordType(
    "shop.lines", noun: "line",
    fields: [
      Field("sku", .anyText, .always, meaning: ""), Field("quantity", .whole, .always, meaning: ""),
      Field("price", amount, .always, meaning: ""), Field("note", .anyText, meaning: ""),
    ])
  static let order = RecordType(
    "shop.orders", noun: "order",
    fields: [
      Field("id", .whole, .always, meaning: ""), Field("total", amount, .always, meaning: ""),
      Field("rate", .anyDecimal, .always, meaning: ""), Field("paid", .bool, .always, meaning: ""),
      Field("title", .anyText, .always, meaning: ""), Field("company", .anyText, meaning: ""),
      Field("count", .whole, meaning: ""), Field("due", .date, .always, meaning: ""),
      Field("made", .moment, .always, meaning: ""), Field("lines", .list(.record(line), bound: 20), meaning: ""),
      Field("tags", texts, meaning: ""), Field("home", .record(line), meaning: ""),
    ])

  mutating func result() -> ValueType { pick(Self.results) }

  /// An order in which fields are there, null, blank, absent or now and then of the wrong kind.
  mutating func record() -> String {
    let fields = [
      ("id", ["7", "0", "-3", "9223372036854775807"]), ("total", ["24.20", "0", "-1.005"]),
      ("rate", ["21", "0.5", "0"]), ("paid", ["true", "false", "1"]),
      ("title", ["\"Bread\"", "\"12.5\"", "\"Zürich  x\"", "5"]), ("company", ["\"Shop\"", "\" \"", "null"]),
      ("count", ["2", "null"]), ("due", ["\"2026-03-09\"", "\"soon\""]), ("made", ["\"2026-03-01T10:00:00Z\""]),
      (
        "lines",
        [
          "[{\"sku\": \"A\", \"quantity\": 2, \"price\": 5.05}"
            + ", {\"sku\": \"B\", \"quantity\": 1, \"price\": 1, \"note\": \"x\"}]",
          "[]", "[{\"sku\": \"A\", \"quantity\": 7, \"price\": 0}]",
        ]
      ), ("tags", ["[\"new\", \"Bread\"]", "[]", "[1]"]), ("home", ["{\"sku\": \"H\"}", "null"]),
    ]
    let members = fields.map { name, values in "\"\(name)\": \(values[random(3) > 0 ? 0 : random(values.count)])" }
    return "{\(members.joined(separator: ", "))}"
  }

  mutating func formula(_ type: ValueType, depth: Int) -> String {
    if depth <= 0 || random(9) == 0 { return leaf(type) }
    if random(4) == 0 { return choice(type, depth - 1) }
    switch type {
    case .whole: return whole(depth - 1)
    case .decimal: return decimal(depth - 1)
    case .amount: return amount(depth - 1)
    case .bool: return condition(depth - 1)
    case .text: return text(depth - 1)
    case .date: return "\(formula(.date, depth: depth - 1)).add_days(\(small()))"
    case .moment:
      return "(\(formula(.moment, depth: depth - 1)) \(pick(["+", "-"])) \(formula(.span, depth: depth - 1)))"
    case .span: return "(\(formula(.moment, depth: depth - 1)) - \(formula(.moment, depth: depth - 1)))"
    case .list(.text, _): return texts(depth - 1)
    case .list: return wholes(depth - 1)
    case .optional(.text): return optionalText(depth - 1)
    default: return "\(formula(Self.wholes, depth: depth - 1)).\(pick(["first()", "last()", "max()", "at(1)"]))"
    }
  }

  // What every type has.

  private mutating func choice(_ type: ValueType, _ depth: Int) -> String {
    switch random(3) {
    case 0:
      return
        "(if \(formula(.bool, depth: depth)) then \(formula(type, depth: depth)) else \(formula(type, depth: depth)))"
    case 1 where type == .anyText || type == .whole:
      return "(\(formula(type.asOptional, depth: depth)) ?? \(formula(type, depth: depth)))"
    case 2 where type == .anyDecimal: return "try(number(\(readable())), \(leaf(type)))"
    default: return leaf(type)
    }
  }

  private mutating func leaf(_ type: ValueType) -> String {
    for loop in loops.reversed() where random(2) == 0 {
      if loop.type == type { return loop.name }
      guard loop.type == .record(Self.line) else { continue }
      switch type {
      case .whole: return "\(loop.name).quantity"
      case .amount: return "\(loop.name).price"
      case .text: return "\(loop.name).sku"
      case .optional(.text): return "\(loop.name).note"
      default: break
      }
    }
    switch type {
    case .whole: return pick(["id", "\(small())", "\(small())", "lines.count()"])
    case .decimal: return pick(["rate", "\(small()).5", "0.125"])
    case .amount: return pick(["total", "money(\(small()).95, incl)"])
    case .bool: return pick(["paid", "true", "false"])
    case .text: return pick(["title", quoted("Bread"), quoted("12.5"), quoted("")])
    case .date: return pick(["due", "today()", "made.date(\(quoted("UTC")))"])
    case .moment: return pick(["made", "now()"])
    case .span: return pick(["hours(\(small()))", "span(\(quoted("1h30m")))", "days(1)"])
    case .list(.text, _): return pick(["tags", "[\(quoted("new")), title]"])
    case .list: return pick(["[\(small()), id]", "[3, 1, 2]", "lines.map(l9, l9.quantity)"])
    case .optional(.text): return pick(["company", "home?.sku", "title.after(\(quoted("e")))"])
    default: return pick(["count", "home?.quantity", "[1, id].first()"])
    }
  }

  // What single types have.

  private mutating func whole(_ depth: Int) -> String {
    switch random(7) {
    case 0: return "\(formula(.anyText, depth: depth)).length()"
    case 1: return "\(formula(random(2) == 0 ? Self.texts : Self.wholes, depth: depth)).count()"
    case 2: return "(-\(formula(.whole, depth: depth)))"
    case 3: return loop("sum", .whole) { $0.formula(.whole, depth: depth) }
    case 4: return "floor(\(formula(.anyDecimal, depth: depth)))"
    case 5: return "div(\(formula(.whole, depth: depth)), \(small() + 1))"
    default:
      return "(\(formula(.whole, depth: depth)) \(pick(["+", "-", "*"])) \(formula(.whole, depth: depth)))"
    }
  }

  private mutating func decimal(_ depth: Int) -> String {
    switch random(5) {
    case 0: return "number(\(readable()))"
    case 1: return "max(\(formula(.anyDecimal, depth: depth)), \(formula(.whole, depth: depth)))"
    case 2: return "round(\(formula(.anyDecimal, depth: depth)), \(random(4)))"
    case 3: return "(\(formula(.anyDecimal, depth: depth)) / \(formula(.anyDecimal, depth: 0)))"
    default:
      let right = formula(random(2) == 0 ? .whole : .anyDecimal, depth: depth)
      return "(\(formula(.anyDecimal, depth: depth)) \(pick(["+", "-", "*"])) \(right))"
    }
  }

  private mutating func amount(_ depth: Int) -> String {
    switch random(5) {
    case 0: return loop("sum", Self.amount) { $0.formula(Self.amount, depth: depth) }
    case 1: return "\(formula(Self.amount, depth: depth)).discount(\(random(40)))"
    case 2: return "(\(formula(Self.amount, depth: depth)) * \(formula(.whole, depth: depth)))"
    case 3: return "min(\(formula(Self.amount, depth: depth)), \(formula(Self.amount, depth: depth)))"
    default:
      return "(\(formula(Self.amount, depth: depth)) \(pick(["+", "-"])) \(formula(Self.amount, depth: depth)))"
    }
  }

  private mutating func condition(_ depth: Int) -> String {
    switch random(8) {
    case 0: return "(\(formula(.bool, depth: depth)) and \(formula(.bool, depth: depth)))"
    case 1: return "(\(formula(.bool, depth: depth)) or \(formula(.bool, depth: depth)))"
    case 2: return "(not \(formula(.bool, depth: depth)))"
    case 3: return "(\(formula(.optional(.anyText), depth: depth)) is \(pick(["present", "missing"])))"
    case 4: return "(\(formula(.optional(.anyText), depth: depth)) == \(formula(.anyText, depth: depth)))"
    case 5:
      let type = pick([ValueType.whole, .anyDecimal, Self.amount, .date, .moment, .span])
      return
        "(\(formula(type, depth: depth)) \(pick(["<", "<=", ">", ">=", "!="])) \(formula(type, depth: depth)))"
    case 6: return "(\(formula(.anyText, depth: depth)) in \(formula(Self.texts, depth: depth)))"
    default: return loop(pick(["exists", "all"]), .bool) { $0.formula(.bool, depth: depth) }
    }
  }

  private mutating func text(_ depth: Int) -> String {
    switch random(6) {
    case 0: return "\(formula(.anyText, depth: depth)).\(pick(["upper", "trim", "lower"]))()"
    case 1: return "\(formula(.anyText, depth: depth)).truncate(\(small()))"
    case 2: return "\(formula(Self.texts, depth: depth)).join(\(quoted(", ")))"
    case 3: return "(\(formula(.optional(.anyText), depth: depth)) ?? \(quoted("none")))"
    case 4: return "(\(formula(.anyText, depth: depth)) + \(formula(.anyText, depth: depth)))"
    default:
      if isInText { return leaf(.anyText) }
      isInText = true
      defer { isInText = false }
      let type = pick([ValueType.whole, .anyDecimal, Self.amount, .anyText, .date])
      return "\"a {\(formula(type, depth: depth))} b\""
    }
  }

  private mutating func texts(_ depth: Int) -> String {
    switch random(4) {
    case 0: return "\(formula(.anyText, depth: depth)).split(\(quoted("e")))"
    case 1: return loop("map", Self.texts) { $0.formula(.anyText, depth: depth) }
    case 2: return "(\(formula(Self.texts, depth: depth)) + [\(formula(.anyText, depth: depth))])"
    default: return "\(formula(Self.texts, depth: depth)).distinct()"
    }
  }

  private mutating func wholes(_ depth: Int) -> String {
    switch random(4) {
    case 0: return "[\(formula(.whole, depth: depth)), \(formula(.whole, depth: depth))]"
    case 1: return loop("map", Self.wholes) { $0.formula(.whole, depth: depth) }
    case 2: return "\(formula(Self.wholes, depth: depth)).\(pick(["sort", "reverse"]))()"
    default:
      if loops.count >= Self.loopsMost { return leaf(Self.wholes) }
      let list = formula(Self.wholes, depth: depth)
      return named(.whole) { writer, name in "\(list).filter(\(name), \(writer.formula(.bool, depth: depth)))" }
    }
  }

  private mutating func optionalText(_ depth: Int) -> String {
    switch random(3) {
    case 0: return "\(formula(.optional(.anyText), depth: depth))?.trim()"
    case 1: return "\(formula(.anyText, depth: depth)).extract(r\(quoted("[0-9]+")))"
    default: return "\(formula(Self.texts, depth: depth)).first()"
    }
  }

  /// A loop over the order's lines.
  private mutating func loop(
    _ function: String, _ type: ValueType, _ body: (inout FormulaWriter) -> String
  ) -> String {
    if loops.count >= Self.loopsMost { return leaf(type) }
    return named(.record(Self.line)) { writer, name in
      let place = writer.random(4) == 0 ? "\(name)n, " : ""
      return "lines.\(function)(\(place)\(name), \(body(&writer)))"
    }
  }

  /// More loops inside each other cost more than a record may.
  private static let loopsMost = 2

  private mutating func named(_ type: ValueType, _ body: (inout FormulaWriter, String) -> String) -> String {
    let name = "l\(loops.count)"
    loops.append((name, type))
    defer { loops.removeLast() }
    return body(&self, name)
  }

  /// A text for `number`: a constant that is none is a mistake.
  private mutating func readable() -> String {
    pick(["title", quoted("12.5"), "(company ?? title)", "title.trim()", "tags.join(\(quoted("")))"])
  }

  private func quoted(_ text: String) -> String { isInText ? "'\(text)'" : "\"\(text)\"" }
  private mutating func small() -> Int { random(30) }

  private mutating func pick<T>(_ choices: [T]) -> T { choices[random(choices.count)] }

  private mutating func random(_ count: Int) -> Int {
    state = state &+ 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ mixed >> 31) % UInt64(count))
  }
}
