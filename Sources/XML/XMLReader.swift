internal import CLibXML2

/// Reads one UTF-8 document that arrives in pieces.
///
///     var reader = try XMLReader()
///     for chunk in chunks { try reader.feed(chunk) }
///     let root = try reader.finish()
///
/// Nothing is believed before `finish()` has returned, except elements asked for with `streaming`. Documents with a
/// DOCTYPE are refused at once, so there are no entities but the five of XML itself, and nothing is ever fetched.
/// After a problem has been thrown every further call throws the same problem.
public struct XMLReader: ~Copyable {
  private let parser: xmlParserCtxtPtr
  private let builder: XMLTreeBuilder
  private let limits: XMLLimits
  private var bytesFed = 0
  private var firstBytes: [UInt8] = []
  private var isFinished = false

  /// What libxml2 is handed at a time, so that the limits are looked at often enough.
  private static let chunkBytes = 64 << 10

  /// - Parameter streaming: a local name. Elements of that name are not put into the tree; each is handed out by
  ///   `takeCompleted()` as soon as it is closed, so that a long list need not be held whole. The document may
  ///   still turn out to be broken later: undo or forget what was done when `feed` or `finish` throws.
  public init(streaming: String? = nil, limits: XMLLimits = XMLLimits()) throws(XMLProblem) {
    _ = Self.libraryIsReady
    self.limits = limits
    let builder = XMLTreeBuilder(streaming: streaming, limits: limits)
    self.builder = builder
    var handler = XMLTreeBuilder.saxHandler()
    guard
      let parser = xmlCreatePushParserCtxt(&handler, Unmanaged.passUnretained(builder).toOpaque(), nil, 0, nil)
    else { throw XMLProblem("there is no memory for an XML parser") }
    self.parser = parser
    builder.parser = parser
    xmlCtxtUseOptions(parser, Int32(bitPattern: XML_PARSE_NONET.rawValue | XML_PARSE_NOCDATA.rawValue))
  }

  deinit {
    xmlFreeParserCtxt(parser)
  }

  /// Takes the next bytes of the document; they need not end between characters.
  public mutating func feed(_ bytes: [UInt8]) throws(XMLProblem) {
    try feed(bytes[...])
  }

  public mutating func feed(_ bytes: ArraySlice<UInt8>) throws(XMLProblem) {
    if let problem = builder.problem { throw problem }
    precondition(!isFinished, "an XMLReader reads one document")
    if bytesFed + bytes.count > limits.bytesMax {
      throw builder.refuse("the document is larger than the limit of \(limits.bytesMax) bytes")
    }
    if firstBytes.count < 2 { try refuseWideEncodings(bytes) }
    bytesFed += bytes.count
    var rest = bytes
    while !rest.isEmpty {
      let chunk = rest.prefix(Self.chunkBytes)
      rest = rest.dropFirst(chunk.count)
      parse(chunk, last: false)
      if let problem = builder.problem { throw problem }
    }
  }

  /// The root element, now that the document is known to be whole.
  public mutating func finish() throws(XMLProblem) -> XMLElement {
    if let problem = builder.problem { throw problem }
    precondition(!isFinished, "an XMLReader reads one document")
    isFinished = true
    if bytesFed == 0 { throw builder.refuse("the document is empty") }
    parse([], last: true)
    if let problem = builder.problem { throw problem }
    guard parser.pointee.wellFormed == 1, let root = builder.root else {
      throw builder.refuse("the document ends before its root element is closed")
    }
    return root
  }

  /// The streamed elements that were closed since the last call, in document order.
  public mutating func takeCompleted() -> [XMLElement] {
    builder.takeCompleted()
  }

  private func parse(_ chunk: ArraySlice<UInt8>, last: Bool) {
    let code = chunk.withUnsafeBytes { buffer in
      xmlParseChunk(parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), last ? 1 : 0)
    }
    if code != 0, builder.problem == nil {
      _ = builder.refuse("the document is not well-formed (libxml2 error \(code))")
    }
  }

  /// UTF-16 and UTF-32 announce themselves in the first bytes; libxml2 would convert them silently.
  private mutating func refuseWideEncodings(_ bytes: ArraySlice<UInt8>) throws(XMLProblem) {
    firstBytes.append(contentsOf: bytes.prefix(2 - firstBytes.count))
    if firstBytes == [0xFE, 0xFF] || firstBytes == [0xFF, 0xFE] || firstBytes.contains(0) {
      throw builder.refuse("the document is not in UTF-8")
    }
  }

  private static let libraryIsReady: Bool = {
    xmlInitParser()
    return true
  }()
}

extension XMLReader {
  /// Reads a document that is already whole.
  public static func read(_ bytes: [UInt8], limits: XMLLimits = XMLLimits()) throws(XMLProblem) -> XMLElement {
    var reader = try XMLReader(limits: limits)
    try reader.feed(bytes)
    return try reader.finish()
  }

  /// Reads a document and calls `each` with every completed element of that local name; these are not in the answer.
  public static func read(
    _ bytes: [UInt8], streaming name: String, limits: XMLLimits = XMLLimits(), each: (XMLElement) -> Void
  ) throws(XMLProblem) -> XMLElement {
    var reader = try XMLReader(streaming: name, limits: limits)
    var rest = bytes[...]
    while !rest.isEmpty {
      let chunk = rest.prefix(chunkBytes)
      rest = rest.dropFirst(chunk.count)
      try reader.feed(chunk)
      for element in reader.takeCompleted() { each(element) }
    }
    let root = try reader.finish()
    for element in reader.takeCompleted() { each(element) }
    return root
  }
}
