import Diagnostics
import Source

/// `examples:` and test files.
extension FlowBuilder {
  mutating func testFile(_ root: YAMLNode?, _ file: inout TestFile) {
    guard let root = root.map({ mended($0) }), !root.isBroken, !root.isEmpty else {
      if notes.diagnostics.isEmpty {
        notes.add(.S102, "this file is empty", Span(0, 0), "a test file needs `flow` and `examples`")
      }
      return
    }
    guard root.entries != nil else {
      notes.add(.S103, "a test file is a list of keys", firstLine(root.span), "it has `flow` and `examples`")
      return
    }
    let found = words(root, Vocabulary.test)
    for entry in found {
      switch entry.name.text {
      case "flow": file.flow = name(entry.value, "`flow` names the flow that is tested")
      case "usual": file.usual = example(entry.value, Vocabulary.usual)
      default: file.examples = examples(entry.value)
      }
    }
    let absent = Vocabulary.test.required.filter { word in !found.contains { $0.name.text == word } }
    if !absent.isEmpty, found.count == root.entries?.count {
      notes.add(
        .S102, "this test file has no " + absent.map { "`\($0)`" }.joined(separator: " and "), firstLine(root.span))
    }
  }

  mutating func examples(_ node: YAMLNode) -> [ExampleSyntax] {
    if node.isBroken { return [] }
    guard let items = node.items else {
      notes.add(
        .S103, "`examples` is a list", firstLineOf(node), "this is \(shape(node))",
        help: ["- name: bread", "  given: { pluNumber: \"1001\" }", "  expect: { sku: \"1001\" }"])
      return []
    }
    return items.compactMap { item in
      let example = example(item, Vocabulary.example)
      if example != nil, item.entries?.contains(where: { $0.key.scalar?.text == "expect" }) == false {
        notes.add(.S102, "this example has no `expect`", firstLine(item.span), "what should come out?")
      }
      return example
    }
  }

  /// One example, or the `usual` beginning of all.
  mutating func example(_ node: YAMLNode, _ block: KeywordBlock) -> ExampleSyntax? {
    if node.isBroken { return nil }
    guard node.entries != nil else {
      notes.add(
        .S103, "\(block.title) has `given`" + (block.contains("expect") ? " and `expect`" : ", `related` or `today`"),
        firstLineOf(node), "this is \(shape(node))")
      return nil
    }
    isInExample = true
    defer { isInExample = false }
    var example = ExampleSyntax(span: node.span)
    for entry in words(node, block) {
      switch entry.name.text {
      case "name": example.name = name(entry.value, "`name` says what the example shows")
      case "given": example.given = data(entry.value)
      case "existing": example.existing = data(entry.value)
      case "related": example.related = data(entry.value)
      case "today": example.today = value(entry.value)
      default: example.expect = expectation(entry.value)
      }
    }
    return example
  }

  /// Constants in the shape of a record. What is missing is left out, or takes the place of what is usual.
  private mutating func data(_ node: YAMLNode) -> DataSyntax {
    switch node.kind {
    case .scalar(let scalar) where !scalar.isQuoted && scalar.text == "missing": return .missing(node.span)
    case .list(let items): return .list(items.map { data($0) }, node.span)
    case .mapping:
      let found = entries(node)
      if found.count == 1, found[0].isWord(["formula", "text"]) { return .value(longValue(found[0])) }
      return .record(found.map { ($0.name, data($0.value)) }, node.span)
    case .scalar, .broken: return .value(value(node))
    }
  }

  private mutating func expectation(_ node: YAMLNode) -> ExpectSyntax? {
    if node.isBroken { return nil }
    if let scalar = node.scalar, scalar.text == "skip record", !scalar.isQuoted { return .skipRecord(node.span) }
    if let stop = stopEntry(node) {
      return sentence(stop.value, "stop").map { .stop($0, node.span) }
    }
    guard node.entries != nil else {
      notes.add(
        .S103, "`expect` is `skip record`, a stop, or fields", firstLineOf(node), "this is \(shape(node))",
        help: ["expect: { sku: \"1001\" }"])
      return nil
    }
    return .fields(entries(node).map { ($0.name, expected($0.value)) }, node.span)
  }

  private mutating func expected(_ node: YAMLNode) -> ExpectedValue {
    switch node.kind {
    case .scalar(let scalar) where !scalar.isQuoted && scalar.text == "left alone": return .leftAlone(node.span)
    case .scalar(let scalar) where !scalar.isQuoted && scalar.text == "clear": return .clear(node.span)
    case .scalar(let scalar) where !scalar.isQuoted && scalar.text == "missing":
      notes.add(
        .S114, "a field that is written is not `missing`", node.span,
        help: ["write left alone if nothing is to be sent, or clear if the value is to be taken away"])
      return .leftAlone(node.span)
    case .list(let items): return .list(items.map { expected($0) }, node.span)
    case .mapping:
      let found = entries(node)
      if found.count == 1, found[0].isWord(["formula", "text"]) { return .value(longValue(found[0])) }
      return .record(found.map { ($0.name, expected($0.value)) }, node.span)
    case .scalar, .broken: return .value(value(node))
    }
  }
}
