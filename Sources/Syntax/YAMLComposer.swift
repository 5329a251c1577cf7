import Diagnostics
import Source

/// Builds the tree from libyaml's events, without recursion, and refuses what flow files do not use.
struct YAMLComposer {
  struct Outcome {
    /// What was read before the first mistake of YAML itself; nil for an empty file.
    var root: YAMLNode?
    var notes: Notes
    /// libyaml's complaint, with its places in bytes of the patched text.
    var problem: PlacedProblem?
    /// Reading was stopped on purpose, and that was reported.
    var isStopped: Bool
  }

  struct PlacedProblem {
    var text: String
    var context: String
    var index: Int
    var contextIndex: Int?
    /// The last scalar before the complaint.
    var lastScalar: (start: Int, end: Int, style: YAMLScalar.Style)?
  }

  private struct Frame {
    var start: Int
    var isFlow: Bool
    var isMapping: Bool
    var isBroken = false
    var items: [YAMLNode] = []
    var entries: [YAMLEntry] = []
    var key: YAMLNode?
    /// Plain and quoted keys are different: `"else"` is a row, `else` the word.
    var seen: [SeenKey: Span] = [:]
  }

  private struct SeenKey: Hashable {
    var text: String
    var isQuoted: Bool
  }

  private let text: PatchedText
  private let source: SourceFile
  private var notes: Notes
  private var offsets: [Int]?
  private var stack: [Frame] = []
  private var root: YAMLNode?
  private var nodeCount = 0
  private var documents = 0
  private var isStopped = false
  private var lastScalar: (start: Int, end: Int, style: YAMLScalar.Style)?

  static func compose(_ text: PatchedText, _ source: SourceFile) -> Outcome {
    var composer = YAMLComposer(text, source)
    return composer.run()
  }

  private init(_ text: PatchedText, _ source: SourceFile) {
    self.text = text
    self.source = source
    notes = Notes(source)
    if text.bytes.contains(where: { $0 >= 0x80 }) {
      offsets = SourceFile(path: "", bytes: text.bytes).codePointOffsets()
    }
  }

  private mutating func run() -> Outcome {
    var events = YAMLEvents(text.bytes[...])
    var problem: PlacedProblem?
    reading: while !isStopped {
      let event = events.next()
      switch event.kind {
      case .problem(let found):
        problem = placed(found, event.start)
        break reading
      case .end: break reading
      default: take(event)
      }
    }
    while !stack.isEmpty { close(at: text.bytes.count) }
    return Outcome(root: root, notes: notes, problem: problem, isStopped: isStopped)
  }

  /// libyaml counts code points.
  private func byte(_ index: Int) -> Int {
    guard let offsets else { return min(index, text.bytes.count) }
    return offsets[min(index, offsets.count - 1)]
  }

  private func placed(_ problem: YAMLProblem, _ index: Int) -> PlacedProblem {
    PlacedProblem(
      text: problem.text, context: problem.context, index: problem.byteOffset ?? byte(index),
      contextIndex: problem.contextIndex.map(byte), lastScalar: lastScalar)
  }

  private mutating func take(_ event: YAMLEvent) {
    let start = byte(event.start)
    let end = byte(event.end)
    switch event.kind {
    case .documentStart(let hasTagDirectives):
      documents += 1
      if documents > 1 { return reportSecondDocument(start, end) }
      if hasTagDirectives { notes.add(.Y011, "tags are not used in flow files", text.origin(start, end)) }
    case .scalar(let bytes, let style, let properties): scalar(bytes, style, properties, start, end)
    case .listStart(let isFlow, let properties): open(start, end, isFlow, isMapping: false, properties)
    case .mappingStart(let isFlow, let properties): open(start, end, isFlow, isMapping: true, properties)
    case .close: close(at: end)
    case .alias: alias(start, end)
    case .problem, .end, .other: break
    }
  }

  private mutating func scalar(
    _ bytes: [UInt8], _ style: YAMLScalar.Style, _ properties: YAMLProperties, _ start: Int, _ end: Int
  ) {
    lastScalar = (start, end, style)
    let span = text.origin(start, end)
    guard countNode(span) else { return }
    if text.brokenStarts.contains(span.start), style == .plain { return add(YAMLNode(.broken, span)) }
    if properties.hasAnchor || properties.tag != nil {
      let isWhole = report(properties, start, end, bytes, style)
      return add(isWhole ? YAMLNode(.broken, span) : YAMLNode(.scalar(located(bytes, style, start, end)), span))
    }
    let isBlock = style == .literal || style == .folded
    let shown = isBlock ? text.origin(start, trimmedEnd(start, end)) : span
    add(YAMLNode(.scalar(located(bytes, style, start, end)), shown))
  }

  private func located(_ bytes: [UInt8], _ style: YAMLScalar.Style, _ start: Int, _ end: Int) -> YAMLScalar {
    let map = ScalarDecoder.map(text.bytes, from: start, to: end, style: style, value: bytes)
    return YAMLScalar(
      text: String(decoding: bytes, as: UTF8.self), style: style, map: map.movingSource { text.origin($0) })
  }

  /// libyaml counts the empty lines behind a block scalar as part of it.
  private func trimmedEnd(_ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start + 1, Lexer.isBlank(text.bytes[end - 1]) { end -= 1 }
    return end
  }

  private mutating func open(
    _ start: Int, _ end: Int, _ isFlow: Bool, isMapping: Bool, _ properties: YAMLProperties
  ) {
    let span = text.origin(start, end)
    guard countNode(span) else { return }
    if properties.hasAnchor || properties.tag != nil { _ = report(properties, start, end, [], .doubleQuoted) }
    guard stack.count < YAMLLimits.depth else {
      notes.add(
        .Y013, "this file nests deeper than \(YAMLLimits.depth) levels",
        text.origin(start, min(start + 1, text.bytes.count)), help: ["name the inner parts under `let`"])
      isStopped = true
      return
    }
    stack.append(Frame(start: start, isFlow: isFlow, isMapping: isMapping))
  }

  private mutating func close(at end: Int) {
    guard var frame = stack.popLast() else { return }
    if let key = frame.key {
      let empty = YAMLScalar(text: "", style: .plain, map: SegmentMap(identityFrom: key.span.end, count: 0))
      let value = YAMLNode(isStopped ? .broken : .scalar(empty), Span(key.span.end, key.span.end))
      frame.entries.append(YAMLEntry(key: key, value: value))
    }
    let start = text.origin(frame.start)
    let last = frame.isMapping ? frame.entries.last?.value.span.end : frame.items.last?.span.end
    let span = Span(start, max(start, frame.isFlow ? text.origin(end) : last ?? start))
    // What a limit cut off inside a section is not worth more messages; the sections before it are.
    let isCut = isStopped && stack.count >= 2
    let kind: YAMLNode.Kind = isCut ? .broken : frame.isMapping ? .mapping(frame.entries) : .list(frame.items)
    add(YAMLNode(kind, span, isFlow: frame.isFlow))
  }

  private mutating func countNode(_ span: Span) -> Bool {
    nodeCount += 1
    if nodeCount <= YAMLLimits.nodes { return true }
    notes.add(.Y013, "this file holds more than \(YAMLLimits.nodes) values", span)
    isStopped = true
    return false
  }

  private mutating func add(_ node: YAMLNode) {
    guard var frame = stack.popLast() else {
      if root == nil { root = node }
      return
    }
    defer { stack.append(frame) }
    guard frame.isMapping else {
      frame.items.append(node)
      return
    }
    guard let key = frame.key else {
      frame.key = node
      checkKey(node, &frame)
      return
    }
    frame.key = nil
    frame.entries.append(YAMLEntry(key: key, value: node))
  }

  private mutating func checkKey(_ node: YAMLNode, _ frame: inout Frame) {
    guard let scalar = node.scalar else { return }
    if scalar.text == "<<", !scalar.isQuoted {
      notes.add(
        .Y010, "`<<` is not used in flow files", node.span, "merges another block into this one",
        help: Self.insteadOfAnchors)
      return
    }
    let key = SeenKey(text: scalar.text, isQuoted: scalar.isQuoted)
    if let first = frame.seen[key], !(scalar.text.isEmpty && frame.isFlow) {
      let line = source.lineNumber(at: first.start)
      notes.add(
        .Y009, "`\(scalar.text)` is set twice, on line \(line) and here", node.span, "the second one",
        others: [(first, "the first one")], help: ["keep one of them"])
    } else {
      frame.seen[key] = node.span
    }
  }

  // MARK: what flow files do not use

  private static let insteadOfAnchors = ["name what is used twice under `let` or `tables`, or share it with `use`"]

  private mutating func alias(_ start: Int, _ end: Int) {
    let span = text.origin(start, end)
    let isMerge = stack.last?.key?.scalar?.text == "<<"
    if !isMerge {
      notes.add(
        .Y010, "`\(text.text(start, end))` is not used in flow files", span, "repeats another part of the file",
        help: Self.insteadOfAnchors)
    }
    guard countNode(span) else { return }
    add(YAMLNode(.broken, span))
  }

  /// Whether the whole value was reported.
  private mutating func report(
    _ properties: YAMLProperties, _ start: Int, _ end: Int, _ bytes: [UInt8], _ style: YAMLScalar.Style
  ) -> Bool {
    let wordEnd = text.bytes[start..<end].firstIndex(where: Lexer.isBlank) ?? max(end, start)
    let tagSpan = text.origin(start, wordEnd > start ? wordEnd : min(start + 1, text.bytes.count))
    guard let tag = properties.tag else {
      let written = text.text(start, wordEnd > start ? wordEnd : text.lineEnd(start))
      notes.add(
        .Y010, "`\(written)` is not used in flow files", tagSpan, "gives a part of the file a name",
        help: Self.insteadOfAnchors)
      return bytes.isEmpty && style == .plain
    }
    let isBang = tag.hasPrefix("!") && !tag.hasPrefix("!!") && style == .plain
    guard isBang else {
      notes.add(
        .Y011, "tags are not used in flow files", tagSpan, "a YAML tag",
        help: ["quotes make a text, everything else is a calculation"])
      return true
    }
    let rest = [String(tag.dropFirst()), String(decoding: bytes, as: UTF8.self)].filter { !$0.isEmpty }
    let right = "not " + rest.joined(separator: " ")
    notes.add(
      .Y007, "`!` starts a YAML tag here", text.origin(start, end), "read as a tag, and the value is gone",
      help: ["write \(right)"],
      fixes: [notes.fix("write not", .safe, text.origin(start, end), right)])
    return true
  }

  private mutating func reportSecondDocument(_ start: Int, _ end: Int) {
    notes.add(
      .Y012, "a file holds one flow", text.origin(start, max(end, start)), "a second document begins here",
      help: ["put it into a file of its own"])
    isStopped = true
  }
}
