internal import XML

/// The till's interface as look-up tables: which members a type has, in which order, and of which kind.
struct MplusSchema: Sendable {
  struct Member: Sendable {
    var name: String
    var isRequired: Bool
    var isRepeated: Bool
    var type: String
  }
  struct Operation: Sendable {
    var parameters: [Member]
    var responseRoot: String
  }

  let operations: [String: Operation]
  let types: [String: [Member]]
  let enumerations: [String: Set<String>]

  static let shared = MplusSchema()

  /// Required by the schema, but every known client leaves some of them out and the service does not mind.
  private static let tolerated: Set<String> = ["pluNumbers", "articlePluNumbers", "articleBarcodes", "orderId"]

  /// What is wrong with a request's parameters; nil when nothing is. Unknown members are ignored and the order does
  /// not matter, as the service's makers promise for their own readers.
  func problem(in request: XMLElement, of operation: Operation) -> String? {
    problem(in: request, members: operation.parameters, lenient: true)
  }

  /// The same for an element of a type, wherever it stands.
  func problem(in element: XMLElement, ofType type: String) -> String? {
    problem(in: element, type: type, lenient: true)
  }

  /// The same for an answer, where everything counts: the tests hold the simulation to its own schema.
  func problem(inAnswer answer: XMLElement) -> String? {
    guard let members = types[answer.name] else { return "unknown answer \(answer.name)" }
    return problem(in: answer, members: members, lenient: false)
  }

  private func problem(in element: XMLElement, members: [Member], lenient: Bool) -> String? {
    var lastIndex = 0
    for child in element.children {
      guard let index = members.firstIndex(where: { $0.name == child.name }) else {
        if lenient { continue }
        return "\(element.name) has an unknown member \(child.name)"
      }
      if !lenient, index < lastIndex { return "\(element.name) has \(child.name) out of order" }
      lastIndex = index
      if let found = problem(in: child, type: members[index].type, lenient: lenient) { return found }
    }
    for member in members {
      let count = element.children.count(where: { $0.name == member.name })
      if member.isRequired, count == 0, !(lenient && Self.tolerated.contains(member.name)) {
        return "\(element.name) lacks \(member.name)"
      }
      if count > 1, !member.isRepeated { return "\(element.name) has \(member.name) more than once" }
    }
    return nil
  }

  private func problem(in element: XMLElement, type: String, lenient: Bool) -> String? {
    if let members = types[type] { return problem(in: element, members: members, lenient: lenient) }
    let isRight =
      switch type {
      case "int", "short": Int32(element.text) != nil
      case "long": Int64(element.text) != nil
      case "boolean": ["true", "false", "1", "0"].contains(element.text)
      case "decimal": element.text.allSatisfy { $0.isNumber || "+-.".contains($0) } && !element.text.isEmpty
      default: enumerations[type]?.contains(element.text) ?? true
      }
    return isRight ? nil : "\(element.name): \"\(element.text)\" is not of type \(type)"
  }

  /// Writes an answer: members in the schema's order, prefix `ns:`, everything the schema does not know left out.
  func write(_ element: XMLElement, type: String, into writer: inout XMLWriter) {
    let name = "ns:" + element.name
    guard let members = types[type] else { return writer.leaf(name, element.text) }
    writer.element(name) { writer in
      for member in members {
        for child in element.children where child.name == member.name {
          write(child, type: member.type, into: &writer)
        }
      }
    }
  }

  private init() {
    types = Self.lines(MplusSchemaText.types).reduce(into: [:]) { types, line in
      types[line[0]] = line.dropFirst(2).map(Self.member)
    }
    enumerations = Self.lines(MplusSchemaText.enumerations).reduce(into: [:]) { $0[$1[0]] = Set($1.dropFirst(2)) }
    operations = Self.lines(MplusSchemaText.operations).reduce(into: [:]) { operations, line in
      let parameters = line.dropFirst().prefix { $0 != "->" }.map(Self.member)
      operations[line[0]] = Operation(parameters: parameters, responseRoot: line[line.count - 1])
    }
  }

  /// Logical lines as words; a line that begins with blanks goes on with the one before.
  private static func lines(_ text: String) -> [[String]] {
    text.split(separator: "\n").reduce(into: []) { lines, line in
      let words = line.split(separator: " ").map(String.init)
      if line.first == " ", !lines.isEmpty { lines[lines.count - 1] += words } else { lines.append(words) }
    }
  }

  private static func member(_ text: String) -> Member {
    let halves = text.split(separator: ":").map(String.init)
    let mark = halves[0].last
    return Member(
      name: String(halves[0].dropLast()), isRequired: mark == "!", isRepeated: mark == "*", type: halves[1])
  }
}

extension XMLElement {
  /// The text of a member; nil when it is absent.
  func text(_ name: String) -> String? { child(name)?.text }

  func int(_ name: String) -> Int? { child(name).flatMap { Int($0.text) } }

  func ints(_ name: String) -> [Int] { children(name).compactMap { Int($0.text) } }

  func flag(_ name: String) -> Bool? { child(name).map { $0.text == "true" || $0.text == "1" } }

  /// Replaces every member of that name.
  mutating func set(_ name: String, _ text: String) { set(XMLElement(name, text: text)) }
  mutating func set(_ name: String, _ number: Int) { set(name, String(number)) }
  mutating func set(_ name: String, _ flag: Bool) { set(name, flag ? "true" : "false") }
  mutating func set(_ element: XMLElement) {
    if let index = children.firstIndex(where: { $0.name == element.name }) {
      children[index] = element
    } else {
      children.append(element)
    }
  }
  mutating func remove(_ name: String) { children.removeAll { $0.name == name } }

  mutating func add(_ name: String, _ text: String) { children.append(XMLElement(name, text: text)) }
  mutating func add(_ name: String, _ number: Int) { add(name, String(number)) }

  /// Takes over all members of another element; those it does not have keep their value.
  mutating func merge(_ other: XMLElement, except kept: Set<String> = []) {
    let names = Set(other.children.map(\.name)).subtracting(kept)
    children.removeAll { names.contains($0.name) }
    children += other.children.filter { names.contains($0.name) }
  }
}
