import CLibYAML

/// libyaml's parser: one event after the other. It owns its input and is deleted once.
struct YAMLEvents: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>
  private var hasFailed = false

  /// libyaml keeps a pointer to its input, so the bytes are copied to a place that does not move.
  init(_ bytes: ArraySlice<UInt8>) {
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    input = .allocate(capacity: max(1, bytes.count))
    _ = input.initialize(from: bytes)
    hasFailed = yaml_parser_initialize(parser) == 0
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    input.deallocate()
  }

  /// After `.problem` and `.end` nothing more comes.
  mutating func next() -> YAMLEvent {
    guard !hasFailed else { return YAMLEvent(.end, 0, 0) }
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) != 0 else {
      hasFailed = true
      return problem()
    }
    defer { yaml_event_delete(&event) }
    return translated(event)
  }

  private func problem() -> YAMLEvent {
    let found = parser.pointee
    let problem = YAMLProblem(
      text: found.problem.map { String(cString: $0) } ?? "",
      context: found.context.map { String(cString: $0) } ?? "",
      contextIndex: found.context == nil ? nil : Int(found.context_mark.index),
      byteOffset: found.error == YAML_READER_ERROR ? Int(found.problem_offset) : nil)
    let index = Int(found.problem_mark.index)
    return YAMLEvent(.problem(problem), index, index)
  }

  private func translated(_ event: yaml_event_t) -> YAMLEvent {
    let start = Int(event.start_mark.index)
    let end = Int(event.end_mark.index)
    switch event.type {
    case YAML_DOCUMENT_START_EVENT:
      let tags = event.data.document_start.tag_directives
      return YAMLEvent(.documentStart(hasTagDirectives: tags.start != tags.end), start, end)
    case YAML_ALIAS_EVENT: return YAMLEvent(.alias, start, end)
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      let properties = YAMLProperties(anchor: scalar.anchor, tag: scalar.tag)
      return YAMLEvent(.scalar(Array(bytes), Self.style(scalar.style), properties), start, end)
    case YAML_SEQUENCE_START_EVENT:
      let list = event.data.sequence_start
      return YAMLEvent(
        .listStart(
          isFlow: list.style == YAML_FLOW_SEQUENCE_STYLE, YAMLProperties(anchor: list.anchor, tag: list.tag)),
        start, end)
    case YAML_MAPPING_START_EVENT:
      let mapping = event.data.mapping_start
      return YAMLEvent(
        .mappingStart(
          isFlow: mapping.style == YAML_FLOW_MAPPING_STYLE,
          YAMLProperties(anchor: mapping.anchor, tag: mapping.tag)),
        start, end)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return YAMLEvent(.close, start, end)
    case YAML_STREAM_END_EVENT, YAML_NO_EVENT: return YAMLEvent(.end, start, end)
    default: return YAMLEvent(.other, start, end)
    }
  }

  private static func style(_ style: yaml_scalar_style_t) -> YAMLScalar.Style {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: .literal
    case YAML_FOLDED_SCALAR_STYLE: .folded
    default: .plain
    }
  }
}

/// What libyaml saw. Both marks count code points of the input.
struct YAMLEvent {
  enum Kind {
    case documentStart(hasTagDirectives: Bool)
    case scalar([UInt8], YAMLScalar.Style, YAMLProperties)
    case listStart(isFlow: Bool, YAMLProperties)
    case mappingStart(isFlow: Bool, YAMLProperties)
    /// The end of a list or a mapping.
    case close
    case alias
    case problem(YAMLProblem)
    case end
    case other
  }

  var kind: Kind
  var start: Int
  var end: Int

  init(_ kind: Kind, _ start: Int, _ end: Int) {
    self.kind = kind
    self.start = start
    self.end = end
  }
}

/// What stands in front of a node: `&anchor` and `!tag`.
struct YAMLProperties {
  var hasAnchor: Bool
  var tag: String?

  init(anchor: UnsafeMutablePointer<yaml_char_t>?, tag: UnsafeMutablePointer<yaml_char_t>?) {
    hasAnchor = anchor != nil
    self.tag = tag.map { String(cString: $0) }
  }
}

/// libyaml's own complaint, which nobody should have to read.
struct YAMLProblem {
  var text: String
  var context: String
  /// Where the thing began that could not be finished, in code points.
  var contextIndex: Int?
  /// For bytes that cannot be read at all.
  var byteOffset: Int?
}
