import Types
public import Values

extension Functions {
  private static let anyList = Parameter("list", .list(.anything))

  /// Lists, but for those with a loop.
  static let lists: [Function] = [
    Function(
      "first", .list, [anyList], .elementOf(0), "The first element; missing if the list is empty.",
      examples: [.init("[3, 1, 2].first()", "3")],
      body: .plain { (values, _) throws(Fault) in try values.list(0).first ?? .missing }),
    Function(
      "last", .list, [anyList], .elementOf(0), "The last element; missing if the list is empty.",
      examples: [.init("[3, 1, 2].last()", "2")],
      body: .plain { (values, _) throws(Fault) in try values.list(0).last ?? .missing }),
    Function(
      "only", .list, [anyList], .computed { types in element(of: types).unwrapped },
      "The one element of a list that must have exactly one.", examples: [.init("[7].only()", "7")],
      failure: "the list has no element or several",
      body: .plain { (values, _) throws(Fault) in
        let list = try values.list(0)
        if list.count != 1 { throw .conversion("one element is expected; the list has \(list.count)") }
        return list[0]
      }),
    Function(
      "count", .list, [anyList], .type(.whole), "How many elements the list has.",
      examples: [.init("[3, 1, 2].count()", "3")],
      body: .plain { (values, _) throws(Fault) in .whole(Int64(try values.list(0).count)) }),
    Function(
      "length", .list, [anyList], .type(.whole), "How many elements the list has; the same as `count`.",
      examples: [.init("[3, 1, 2].length()", "3")],
      body: .plain { (values, _) throws(Fault) in .whole(Int64(try values.list(0).count)) }),
    Function(
      "is_empty", .list, [anyList], .type(.bool), "Whether the list has no elements.",
      examples: [.init("[3, 1, 2].is_empty()", "false")],
      body: .plain { (values, _) throws(Fault) in .bool(try values.list(0).isEmpty) }),
    Function(
      "sum", .list, [Parameter("list", .list(.quantity))],
      .computed { types in element(of: types).unwrapped },
      "The sum of a list of numbers or amounts; 0 if it is empty.", examples: [.init("[3, 1, 2].sum()", "6")],
      failure: "the sum is too large",
      body: .plain { (values, _) throws(Fault) in try total(try values.list(0)) }),
    Function(
      "join", .list, [Parameter("list", .list(.text)), Parameter("separator", .text, isOptional: true)],
      .type(.anyText), "The texts in one, with the separator between them if one is given.",
      examples: [.init("[\"rood\", \"wit\"].join(\", \")", "\"rood, wit\"")], cost: 3,
      body: .plain { (values, _) throws(Fault) in
        var texts: [Text] = []
        for value in try values.list(0) { texts.append(try [value].text(0)) }
        return .text(Text.joined(texts, by: try values.optionalText(1) ?? .empty))
      }),
    Function(
      "present", .list, [Parameter("list", .listOfOptionals)],
      .computed { types in .list(element(of: types).unwrapped, bound: bound(of: types)) },
      "The elements that are not missing.",
      examples: [.init("[\"a,b\", \"c\"].map(t, t.after(\",\")).present()", "[\"b\"]")],
      body: .plain { (values, _) throws(Fault) in .list(try values.list(0).filter { !$0.isMissing }) }),
    Function(
      "distinct", .list, [Parameter("list", .list(.scalar))], .sameAs(0),
      "Each value once, where it first stood.", examples: [.init("[3, 1, 3].distinct()", "[3, 1]")],
      body: .plain { (values, _) throws(Fault) in
        var seen: Set<Value> = []
        return .list(try values.list(0).filter { seen.insert($0.comparable).inserted })
      }),
    Function(
      "contains", .list, [Parameter("list", .list(.scalar)), Parameter("value", .scalar)], .type(.bool),
      "Whether the value is in the list; the same as value in list.",
      examples: [.init("[\"a\", \"b\"].contains(\"b\")", "true")], body: .plain(isInList)),
    Function(
      "sort", .list, [Parameter("list", .list(.scalar))], .sameAs(0),
      "The values in ascending order; texts by their code points.", examples: [.init("[3, 1, 2].sort()", "[1, 2, 3]")],
      cost: 10, body: .plain { (values, _) throws(Fault) in .list(sorted(try values.list(0), by: { $0 })) }),
    Function(
      "reverse", .list, [anyList], .sameAs(0), "The elements from the last to the first.",
      examples: [.init("[3, 1, 2].reverse()", "[2, 1, 3]")],
      body: .plain { (values, _) throws(Fault) in .list(try values.list(0).reversed()) }),
    Function(
      "take", .list, [anyList, Parameter("count", .whole)], .sameAs(0), "The first elements, at most so many.",
      examples: [.init("[3, 1, 2].take(2)", "[3, 1]")], failure: "the count is negative",
      body: .plain { (values, _) throws(Fault) in .list(Array(try values.list(0).prefix(try values.count(1)))) }),
    Function(
      "flatten", .list, [Parameter("list", .list(.list(.anything)))],
      .computed { types in
        if case .list(let inner, _) = element(of: types) {
          .list(inner, bound: nil)
        } else {
          .list(.unknown, bound: nil)
        }
      },
      "The elements of all the lists in one list.", examples: [.init("[[1], [2, 3]].flatten()", "[1, 2, 3]")], cost: 5,
      body: .plain { (values, _) throws(Fault) in
        var all: [Value] = []
        for list in try values.list(0) { all += try [list].list(0) }
        return .list(all)
      }),
  ]

  static func element(of types: [ValueType]) -> ValueType {
    if case .list(let element, _)? = types.first { element } else { .unknown }
  }

  static func bound(of types: [ValueType]) -> Int? {
    if case .list(_, let bound)? = types.first { bound } else { nil }
  }

  private static let isInList: @Sendable ([Value], FunctionContext) throws(Fault) -> Value = {
    (values, _) throws(Fault) in
    let wanted = values.last?.comparable ?? .missing
    return .bool(try values.list(0).contains { $0.comparable == wanted })
  }

  /// The sum of numbers: whole if all are.
  public static func total(_ values: [Value]) throws(Fault) -> Value {
    var whole: Int64 = 0
    var decimal: DecimalNumber?
    for value in values {
      if decimal == nil, case .whole(let number) = value {
        let (sum, overflow) = whole.addingReportingOverflow(number)
        if overflow { throw .tooLarge }
        whole = sum
        continue
      }
      let so = decimal ?? DecimalNumber(whole)
      let number = try [value].number(0)
      decimal = try arithmetic { () throws(ArithmeticProblem) in try so.adding(number) }
    }
    return decimal.map { .decimal($0) } ?? .whole(whole)
  }

  /// In ascending order of a key; equal ones keep their order, what is missing or has no order comes last.
  public static func sorted(_ values: [Value], by key: (Value) -> Value) -> [Value] {
    let keyed = values.map { (key: key($0), value: $0) }
    return keyed.enumerated().sorted { left, right in
      if precedes(left.element.key, right.element.key) { return true }
      if precedes(right.element.key, left.element.key) { return false }
      return left.offset < right.offset
    }.map(\.element.value)
  }

  private static func precedes(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.missing, _): false
    case (_, .missing): true
    default: Value.compare(left, right).map { $0 < 0 } ?? false
    }
  }
}

extension Value {
  /// -1, 0 or 1 for two numbers, texts, dates, moments, spans or yes/no values; nil for anything else.
  public static func compare(_ left: Value, _ right: Value) -> Int? {
    switch (left, right) {
    case (.whole(let a), .whole(let b)): order(a, b)
    case (.decimal(let a), .decimal(let b)): a.compared(to: b)
    case (.whole(let a), .decimal(let b)): DecimalNumber(a).compared(to: b)
    case (.decimal(let a), .whole(let b)): a.compared(to: DecimalNumber(b))
    case (.text(let a), .text(let b)): order(a, b)
    case (.date(let a), .date(let b)): order(a, b)
    case (.moment(let a), .moment(let b)): order(a, b)
    case (.span(let a), .span(let b)): order(a, b)
    case (.bool(let a), .bool(let b)): order(a ? 1 : 0, b ? 1 : 0)
    default: nil
    }
  }

  private static func order<Element: Comparable>(_ left: Element, _ right: Element) -> Int {
    left == right ? 0 : left < right ? -1 : 1
  }

  /// The same for values that count as equal: whole numbers as decimals.
  public var comparable: Value {
    switch self {
    case .whole(let number): .decimal(DecimalNumber(number))
    case .list(let values): .list(values.map(\.comparable))
    case .missing, .bool, .decimal, .text, .date, .moment, .span, .record: self
    }
  }
}
