internal import CLibXML2

/// What libxml2's callbacks write into: the open elements, one buffer for their text, and the first problem.
final class XMLTreeBuilder {
  /// Set by the reader that owns both; never freed here.
  var parser: xmlParserCtxtPtr?
  private(set) var problem: XMLProblem?
  private(set) var root: XMLElement?

  private let streaming: String?
  private let limits: XMLLimits
  private var open: [OpenElement] = []
  private var text: [UInt8] = []
  private var completed: [XMLElement] = []
  private var elementCount = 0
  private var streamingDepth = 0
  /// libxml2 keeps every name once, so a pointer stands for its text as long as the parser lives.
  private var names: [UnsafePointer<xmlChar>: String] = [:]

  private struct OpenElement {
    var name: String
    var namespace: String
    var textStart: Int
    var children: [XMLElement] = []
  }

  init(streaming: String?, limits: XMLLimits) {
    self.streaming = streaming
    self.limits = limits
  }

  func takeCompleted() -> [XMLElement] {
    defer { completed = [] }
    return completed
  }

  /// Keeps the first problem and stops the parser; what follows a first problem is rarely true.
  func refuse(_ message: String, line: Int? = nil) -> XMLProblem {
    if let problem { return problem }
    let found = XMLProblem(message, line: line ?? currentLine)
    problem = found
    open = []
    root = nil
    if let parser { xmlStopParser(parser) }
    return found
  }

  private var currentLine: Int? {
    guard let input = parser?.pointee.input else { return nil }
    return Int(input.pointee.line)
  }

  private func startDocument() {
    guard let declared = parser?.pointee.encoding else { return }
    let encoding = String(cString: declared)
    if !["utf-8", "utf8", "us-ascii"].contains(encoding.lowercased()) {
      _ = refuse("the document says that its encoding is \(encoding); only UTF-8 is read")
    }
  }

  private func startElement(_ name: UnsafePointer<xmlChar>?, _ namespace: UnsafePointer<xmlChar>?) {
    guard problem == nil else { return }
    elementCount += 1
    if open.count == limits.depthMax {
      _ = refuse("elements are nested deeper than the limit of \(limits.depthMax)")
    } else if elementCount > limits.elementsMax {
      _ = refuse("the document has more than \(limits.elementsMax) elements, the limit")
    } else {
      let element = OpenElement(name: known(name), namespace: known(namespace), textStart: text.count)
      if element.name == streaming { streamingDepth += 1 }
      open.append(element)
    }
  }

  private func endElement() {
    guard problem == nil, let element = open.popLast() else { return }
    let closed = XMLElement(
      element.name, namespace: element.namespace, text: takeText(of: element), children: element.children)
    if closed.name == streaming {
      streamingDepth -= 1
      if streamingDepth == 0, !open.isEmpty {
        completed.append(closed)
        return
      }
    }
    if open.isEmpty {
      root = closed
    } else {
      open[open.count - 1].children.append(closed)
    }
  }

  private func takeText(of element: OpenElement) -> String {
    let bytes = text[element.textStart...]
    defer { text.removeSubrange(element.textStart...) }
    let isLayout = !element.children.isEmpty && bytes.allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    return isLayout || bytes.isEmpty ? "" : String(decoding: bytes, as: UTF8.self)
  }

  private func characters(_ bytes: UnsafePointer<xmlChar>?, _ count: Int32) {
    guard problem == nil, !open.isEmpty else { return }
    text.append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
  }

  private func known(_ pointer: UnsafePointer<xmlChar>?) -> String {
    guard let pointer else { return "" }
    if let name = names[pointer] { return name }
    let name = String(cString: pointer)
    names[pointer] = name
    return name
  }

  private func parserError(code: Int32, message: UnsafePointer<CChar>?, line: Int32) {
    var words = message.map { String(cString: $0) } ?? "unknown XML error"
    while words.last?.isWhitespace == true { words.removeLast() }
    let line = line > 0 ? Int(line) : nil
    switch xmlParserErrors(rawValue: UInt32(bitPattern: code)) {
    case XML_ERR_DOCUMENT_END: _ = refuse("something follows the end of the root element", line: line)
    case XML_ERR_DOCUMENT_EMPTY: _ = refuse("this is not XML: there is no root element", line: line)
    case XML_ERR_INVALID_CHAR, XML_ERR_INVALID_ENCODING:
      _ = refuse("a byte or character is not allowed here: \(words)", line: line)
    case XML_ERR_TAG_NOT_FINISHED:
      _ = refuse("the document ends before its root element is closed", line: line)
    default: _ = refuse(words, line: line)
    }
  }
}

extension XMLTreeBuilder {
  /// Callbacks take the builder as libxml2's user data. It outlives the parser, as the reader holds both.
  static func saxHandler() -> xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = XML_SAX2_MAGIC
    handler.startDocument = { XMLTreeBuilder.from($0)?.startDocument() }
    handler.startElementNs = { data, name, _, namespace, _, _, _, _, _ in
      XMLTreeBuilder.from(data)?.startElement(name, namespace)
    }
    handler.endElementNs = { data, _, _, _ in XMLTreeBuilder.from(data)?.endElement() }
    handler.characters = { data, bytes, count in XMLTreeBuilder.from(data)?.characters(bytes, count) }
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = handler.characters
    handler.internalSubset = { data, _, _, _ in
      _ = XMLTreeBuilder.from(data)?.refuse("the document has a DOCTYPE, which is not allowed")
    }
    handler.serror = { data, error in
      guard let error = error?.pointee else { return }
      // Warnings, such as a namespace name that is no absolute URI, break nothing.
      guard error.level != XML_ERR_WARNING else { return }
      XMLTreeBuilder.from(data)?.parserError(code: error.code, message: error.message, line: error.line)
    }
    return handler
  }

  private static func from(_ data: UnsafeMutableRawPointer?) -> XMLTreeBuilder? {
    data.map { Unmanaged<XMLTreeBuilder>.fromOpaque($0).takeUnretainedValue() }
  }
}
