import Types
import Values

extension Functions {
  /// Lists: by number.
  static let listPlaces: [Function] = [
    Function(
      "at", .list, [Parameter("list", .list(.anything)), Parameter("index", .whole)], .elementOf(0),
      "The element with that number, the first being 0; missing if the list is shorter.",
      examples: [.init("[3, 1, 2].at(1)", "1")],
      body: .plain { (values, _) throws(Fault) in
        let list = try values.list(0)
        let index = try values.whole(1)
        return index >= 0 && index < list.count ? list[Int(index)] : .missing
      }),
    Function(
      "item", .list, [Parameter("list", .list(.anything)), Parameter("index", .whole)],
      .computed { types in
        if case .list(let element, _) = types.first { element } else { .unknown }
      },
      "The element with that number, the first being 0, which must be there; `list[0]` is short for it.",
      examples: [.init("[3, 1, 2].item(1)", "1"), .init("[3, 1, 2][2]", "2")],
      failure: "the list has no entry with that number",
      body: .plain { (values, _) throws(Fault) in
        let list = try values.list(0)
        let index = try values.whole(1)
        guard index >= 0, index < list.count else {
          throw Fault(.conversion, "the list has \(list.count) elements, so there is none with number \(index)")
        }
        return list[Int(index)]
      }),
    Function(
      "range", .list, [Parameter("count", .whole)], .type(.list(.whole, bound: nil)),
      "The numbers from 0 to before the count: to number lines, or to walk over two lists at once.",
      examples: [.init("range(3)", "[0, 1, 2]"), .init("range(2).map(n, n + 1)", "[1, 2]")],
      failure: "the count is negative or over 10,000", cost: 5,
      body: .plain { (values, _) throws(Fault) in
        let count = try values.count(0)
        if count > 10_000 { throw .conversion("\(count) numbers; a list of up to 10000 can be made") }
        return .list((0..<count).map { .whole(Int64($0)) })
      }),
  ]
}
