/// One value inside a JSON document. Two nodes are equal if they are the same place of the same document.
public struct Node: Sendable {
  public let document: JSONDocument
  private let place: UInt32

  init(document: JSONDocument, index: Int) {
    self.document = document
    place = UInt32(index)
  }

  /// The place on the document's tape.
  public var index: Int { Int(place) }

  public enum Kind: Sendable, Hashable {
    case object
    case array
    case string
    case number
    case bool
    case null
  }

  public var kind: Kind {
    switch word.tag {
    case .null: .null
    case .no, .yes: .bool
    case .number: .number
    case .text, .escapedText: .string
    case .array: .array
    case .object: .object
    }
  }

  var word: TapeWord { TapeWord(document.tape[index]) }

  public var isNull: Bool { word.tag == .null }

  /// Nil if it is no `true` or `false`.
  public var bool: Bool? {
    switch word.tag {
    case .yes: true
    case .no: false
    case .null, .number, .text, .escapedText, .array, .object: nil
    }
  }

  /// The text, sharing the document's bytes where it has no escapes; nil if it is no text.
  public var text: Text? {
    let word = word
    switch word.tag {
    case .text: return Text(bytes: document.bytes, start: word.start, end: word.start + word.length)
    case .escapedText: return Text(bytes: document.unescaped(word))
    case .null, .no, .yes, .number, .array, .object: return nil
    }
  }

  /// The digits as they are written; nil if it is no number.
  public var numberBytes: ArraySlice<UInt8>? { word.tag == .number ? rawBytes : nil }

  /// Nil if it is no number, or one that cannot be held exactly.
  public var decimal: DecimalNumber? {
    let word = word
    guard word.tag == .number else { return nil }
    return document.bytes.withUnsafeBufferPointer {
      DecimalNumber(buffer: UnsafeBufferPointer(rebasing: $0[word.start..<word.start + word.length]))
    }
  }

  /// Nil if it is no number, has a fraction (`1.0` has none), or does not fit.
  public var whole: Int64? { decimal?.wholeValue }

  /// How many elements or members; 0 for other values.
  public var count: Int { word.isContainer ? Int(document.tape[index + 1] & 0xFFFF_FFFF) : 0 }

  /// The source of this value, exactly as it stands, quotes and braces included.
  public var rawBytes: ArraySlice<UInt8> {
    let word = word
    switch word.tag {
    case .text, .escapedText: return document.bytes[word.start - 1..<word.start + word.length + 1]
    case .array, .object: return document.bytes[word.start..<Int(document.tape[index + 1] >> 32)]
    case .null, .no, .yes, .number: return document.bytes[word.start..<word.start + word.length]
    }
  }
}

extension Node: Hashable {
  public static func == (left: Node, right: Node) -> Bool {
    left.document === right.document && left.place == right.place
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(document))
    hasher.combine(place)
  }
}

// Members of an object.
extension Node {
  /// The member of that name; nil if there is none, or if this is no object. The names are compared one after the other.
  public subscript(name: Text) -> Node? {
    name.withBytes { member($0) }
  }

  public subscript(name: String) -> Node? {
    if let found = name.utf8.withContiguousStorageIfAvailable({ member($0) }) { return found }
    return Array(name.utf8).withUnsafeBufferPointer { member($0) }
  }

  private func member(_ name: UnsafeBufferPointer<UInt8>) -> Node? {
    let object = word
    guard object.tag == .object else { return nil }
    let found = document.tape.withUnsafeBufferPointer { tape in
      document.bytes.withUnsafeBufferPointer { bytes in
        var at = index + 2
        while at < object.length {
          let key = TapeWord(tape[at])
          if document.isSame(key, as: name, in: bytes) { return at + 1 }
          let value = TapeWord(tape[at + 1])
          at = value.isContainer ? value.length : at + 2
        }
        return 0
      }
    }
    return found == 0 ? nil : Node(document: document, index: found)
  }

  /// The names and values of an object in their order; empty for other values.
  public var members: Members { Members(node: self) }

  public struct Members: Sequence, IteratorProtocol, Sendable {
    private let document: JSONDocument
    private var upcoming: Int
    private let end: Int

    init(node: Node) {
      document = node.document
      upcoming = node.index + 2
      end = node.kind == .object ? node.word.length : 0
    }

    public mutating func next() -> (name: Text, value: Node)? {
      guard upcoming < end, let name = Node(document: document, index: upcoming).text else { return nil }
      let value = Node(document: document, index: upcoming + 1)
      upcoming = value.indexAfter
      return (name, value)
    }
  }

  /// The elements of an array in their order; empty for other values.
  public var elements: Elements { Elements(node: self) }

  public struct Elements: Sequence, IteratorProtocol, Sendable {
    private let document: JSONDocument
    private var upcoming: Int
    private let end: Int

    init(node: Node) {
      document = node.document
      upcoming = node.index + 2
      end = node.kind == .array ? node.word.length : 0
    }

    public mutating func next() -> Node? {
      guard upcoming < end else { return nil }
      let element = Node(document: document, index: upcoming)
      upcoming = element.indexAfter
      return element
    }
  }

  private var indexAfter: Int {
    let word = word
    return word.isContainer ? word.length : index + 1
  }
}

extension JSONDocument {
  func unescaped(_ word: TapeWord) -> [UInt8] {
    bytes.withUnsafeBufferPointer {
      JSONEscapes.decoded(UnsafeBufferPointer(rebasing: $0[word.start..<word.start + word.length]))
    }
  }

  func isSame(_ key: TapeWord, as name: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard key.length == name.count || key.isEscaped else { return false }
    if key.isEscaped { return unescaped(key).elementsEqual(name) }
    for offset in 0..<name.count where bytes[key.start + offset] != name[offset] { return false }
    return true
  }
}

// One form for one content.
extension Node {
  /// The value with its keys sorted, its numbers in plain digits and no blanks: the same for the same content, to be hashed.
  /// A number that no ``DecimalNumber`` holds stays as it is written.
  public func canonicalBytes() -> [UInt8] {
    var writer = JSONWriter()
    writeCanonical(into: &writer)
    return writer.bytes
  }

  private func writeCanonical(into writer: inout JSONWriter) {
    switch kind {
    case .object:
      writer.beginObject()
      for (name, value) in members.sorted(by: { $0.name < $1.name }) {
        writer.key(name)
        value.writeCanonical(into: &writer)
      }
      writer.endObject()
    case .array:
      writer.beginArray()
      for element in elements { element.writeCanonical(into: &writer) }
      writer.endArray()
    case .string: writer.value(text ?? .empty)
    case .number:
      if let decimal { writer.value(decimal) } else { writer.raw(rawBytes) }
    case .bool, .null: writer.raw(rawBytes)
    }
  }
}
