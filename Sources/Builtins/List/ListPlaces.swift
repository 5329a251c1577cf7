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
      })
  ]
}
