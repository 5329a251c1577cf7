/// A JSON document that was checked once and is read where it lies: the bytes, and a tape with one or two words for each value.
///
/// Strict RFC 8259, and stricter where a mapping could be fooled: by the standard limits a key stands in an object once.
public final class JSONDocument: Sendable {
  public let bytes: [UInt8]
  let tape: [UInt64]

  private init(bytes: [UInt8], tape: [UInt64]) {
    self.bytes = bytes
    self.tape = tape
  }

  /// Reads the whole document, or says at which byte it is wrong.
  public static func parse(
    _ bytes: [UInt8], limits: JSONLimits = .standard
  ) throws(JSONProblem) -> JSONDocument {
    guard bytes.count <= min(limits.bytesMax, JSONLimits.bytesEver) else {
      throw JSONProblem("the document has \(bytes.count) bytes; at most \(limits.bytesMax) are read", at: 0)
    }
    let tape = try bytes.withUnsafeBufferPointer { buffer throws(JSONProblem) -> [UInt64] in
      guard var scanner = JSONScanner(buffer, limits: limits) else {
        throw JSONProblem("the document ends where a value should stand", at: 0)
      }
      return try scanner.document()
    }
    return JSONDocument(bytes: bytes, tape: tape)
  }

  /// The outermost value.
  public var root: Node { Node(document: self, index: 0) }
}

/// How much of a document is read.
public struct JSONLimits: Sendable, Hashable {
  public var bytesMax: Int
  /// Objects and arrays inside each other.
  public var depthMax: Int
  /// A key that stands twice in an object is refused: two readers might take different ones. RFC 8259 leaves it open.
  public var refusesDuplicates: Bool

  public init(bytesMax: Int = 32 * 1024 * 1024, depthMax: Int = 64, refusesDuplicates: Bool = true) {
    self.bytesMax = bytesMax
    self.depthMax = depthMax
    self.refusesDuplicates = refusesDuplicates
  }

  /// 32 MB, 64 deep.
  public static let standard = JSONLimits()
  /// What the tape can address.
  static let bytesEver = 1 << 29
}

/// What is wrong with a JSON document, and where.
public struct JSONProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// In plain words, without the place.
  public var message: String
  /// The byte, counted from 0.
  public var offset: Int

  public init(_ message: String, at offset: Int) {
    self.message = message
    self.offset = offset
  }

  public var description: String { "byte \(offset): \(message)" }
}

/// A word of the tape: what it is (4 bits), where it starts in the bytes (30), and how long it is (30).
/// Objects and arrays have the place of the word after them instead of a length, and a second word: where they end, and their count.
struct TapeWord {
  enum Tag: UInt64 {
    case null
    case no
    case yes
    case number
    case text
    case escapedText
    case array
    case object
  }

  let bits: UInt64

  init(_ bits: UInt64) { self.bits = bits }
  init(_ tag: Tag, start: Int, length: Int) {
    bits = tag.rawValue << 60 | UInt64(start) << 30 | UInt64(length)
  }

  var tag: Tag { Tag(rawValue: bits >> 60) ?? .null }
  var start: Int { Int(bits >> 30 & 0x3FFF_FFFF) }
  var length: Int { Int(bits & 0x3FFF_FFFF) }
  var isEscaped: Bool { bits >> 60 == Tag.escapedText.rawValue }
  var isContainer: Bool { bits >> 60 >= 6 }
}
