import Types
import Values

extension Functions {
  /// Lists: what `+` and `list[0]` do. Nobody writes their names.
  public static let listSum = Function(
    "+", .list, [Parameter("list", .list(.anything)), Parameter("more", .list(.anything))], .joined,
    "The elements of the first list, then those of the second.", examples: [.init("[1] + [2, 3]", "[1, 2, 3]")],
    body: .plain { (values, _) throws(Fault) in .list(try values.list(0) + values.list(1)) })

  public static let listElement = Function(
    "[ ]", .list, [Parameter("list", .list(.anything)), Parameter("index", .whole)],
    .computed { types in
      if case .list(let element, _) = types.first { element } else { .unknown }
    },
    "The element with that number, the first being 0, which must be there.",
    examples: [.init("[3, 1, 2][2]", "2")], failure: "the list has no entry with that number",
    body: .plain { (values, _) throws(Fault) in
      let list = try values.list(0)
      let index = try values.whole(1)
      guard index >= 0, index < list.count else {
        throw Fault(.conversion, "the list has \(list.count) elements, so there is none with number \(index)")
      }
      return list[Int(index)]
    })
}
