import Values

/// One case of the Common Expression Language's own suite: an expression, its variables, and what must come of it.
struct CELCase: Sendable {
  /// `file/section/name`.
  var id: String
  var expression: String
  var variables: [Variable]
  var expectation: Expectation

  struct Variable: Sendable {
    /// May have dots.
    var name: String
    var type: String
    /// As the suite tags it: `{"int": "1"}`; nil if nothing is bound.
    var value: JSON?
  }

  enum Expectation: Sendable {
    /// A problem, at check time or at run time; its wording is not compared.
    case problem
    case value(JSON)
    /// Only the type is stated.
    case type(String)
  }

  /// Names that the suite gives twice are numbered.
  static func all(_ suite: JSON) -> [CELCase] {
    var times: [String: Int] = [:]
    return (suite["cases"]?.array ?? []).map { json in
      let id = ["file", "section", "name"].map { json[$0]?.string ?? "" }.joined(separator: "/")
      times[id, default: 0] += 1
      let time = times[id, default: 1]
      return CELCase(json, id: time == 1 ? id : "\(id)#\(time)")
    }
  }

  private init(_ json: JSON, id: String) {
    self.id = id
    expression = json["expr"]?.string ?? ""
    let declared = json["type_env"]?.array ?? []
    variables = declared.compactMap { declaration in
      guard let name = declaration["name"]?.string, let type = declaration["type"]?.string else { return nil }
      return Variable(name: name, type: type, value: json["bindings"]?[name])
    }
    let expect = json["expect"]
    if let value = expect?["value"] {
      expectation = .value(value)
    } else if let type = expect?["type"]?.string {
      expectation = .type(type)
    } else {
      expectation = .problem
    }
  }
}
