import Types

extension Functions {
  private static func parameters(_ formula: ParameterKind) -> [Parameter] {
    [Parameter("list", .list(.anything)), Parameter("name", .anything), Parameter("formula", formula)]
  }

  /// Lists: what goes over every element. The second argument names it, the third is a formula over it.
  static let loops: [Function] = [
    Function(
      "filter", .list, parameters(.bool), .sameAs(0), "The elements for which the formula holds.",
      examples: [.init("[3, 1, 2].filter(n, n > 1)", "[3, 2]")], body: .loop(.filter)),
    Function(
      "map", .list, parameters(.anything),
      .computed { types in .list(types.last ?? .unknown, bound: bound(of: types)) },
      "What the formula makes of every element.", examples: [.init("[3, 1, 2].map(n, n * 2)", "[6, 2, 4]")],
      body: .loop(.map)),
    Function(
      "exists", .list, parameters(.bool), .type(.bool), "Whether the formula holds for some element.",
      examples: [.init("[3, 1, 2].exists(n, n > 2)", "true")], body: .loop(.exists)),
    Function(
      "all", .list, parameters(.bool), .type(.bool), "Whether the formula holds for every element; true for none.",
      examples: [.init("[3, 1, 2].all(n, n > 2)", "false")], body: .loop(.all)),
    Function(
      "find", .list, parameters(.bool), .elementOf(0), "The first element for which the formula holds, or missing.",
      examples: [.init("[3, 1, 2].find(n, n < 3)", "1")], body: .loop(.find)),
    Function(
      "sum", .list, parameters(.quantity), .computed { types in types.last ?? .unknown },
      "The sum of what the formula makes of every element; 0 for none.",
      examples: [.init("[3, 1, 2].sum(n, n * 2)", "12")], failure: "the sum is too large", body: .loop(.sum)),
    Function(
      "sort_by", .list, parameters(.scalar), .sameAs(0),
      "The elements in ascending order of what the formula makes of them; equal ones keep their order.",
      examples: [.init("[\"ccc\", \"a\", \"bb\"].sort_by(t, t.length())", "[\"a\", \"bb\", \"ccc\"]")], cost: 10,
      body: .loop(.sortBy)),
    Function(
      "min_by", .list, parameters(.scalar), .elementOf(0),
      "The element for which the formula is smallest, the first of equals; missing if the list is empty.",
      examples: [.init("[\"ccc\", \"a\", \"bb\"].min_by(t, t.length())", "\"a\"")], body: .loop(.minBy)),
    Function(
      "max_by", .list, parameters(.scalar), .elementOf(0),
      "The element for which the formula is greatest, the first of equals; missing if the list is empty.",
      examples: [.init("[\"ccc\", \"a\", \"bb\"].max_by(t, t.length())", "\"ccc\"")], body: .loop(.maxBy)),
    Function(
      "exists_one", .list, parameters(.bool), .type(.bool), "Whether the formula holds for exactly one element.",
      examples: [
        .init("[3, 1, 2].exists_one(n, n > 2)", "true"), .init("[3, 1, 2].exists_one(n, n > 1)", "false"),
      ], body: .loop(.existsOne)),
    Function(
      "count", .list, parameters(.bool), .type(.whole), "For how many elements the formula holds.",
      examples: [.init("[3, 1, 2].count(n, n > 1)", "2")], body: .loop(.count)),
  ]
}
