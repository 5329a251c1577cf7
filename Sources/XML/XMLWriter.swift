/// Writes a document as UTF-8 bytes.
///
///     var writer = XMLWriter()
///     writer.element("ns1:order") {
///       $0.leaf("ns1:reference", "Webshop order #1")
///     }
///     send(writer.bytes)
///
/// Names are written as given: they are the caller's own, never data. In text `& < > "` are escaped, a carriage
/// return becomes `&#13;` (a bare one would arrive as a line feed), and characters that XML 1.0 cannot carry
/// (control characters other than tab and line breaks, U+FFFE, U+FFFF) are left out.
public struct XMLWriter: Sendable {
  public private(set) var bytes: [UInt8]

  public init(declaration: Bool = true) {
    bytes = declaration ? Array("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8) : []
  }

  public mutating func element<Failure: Error>(
    _ name: String, attributes: KeyValuePairs<String, String> = [:],
    _ content: (inout XMLWriter) throws(Failure) -> Void
  ) throws(Failure) {
    start(name, attributes)
    let afterStart = bytes.count
    try content(&self)
    if bytes.count == afterStart {
      bytes[afterStart - 1] = UInt8(ascii: "/")
      bytes.append(UInt8(ascii: ">"))
    } else {
      end(name)
    }
  }

  public mutating func empty(_ name: String) {
    element(name) { _ in }
  }

  public mutating func leaf(_ name: String, _ text: String) {
    element(name) { $0.text(text) }
  }

  public mutating func leaf(_ name: String, _ number: some BinaryInteger) {
    element(name) { $0.bytes.append(contentsOf: String(number).utf8) }
  }

  /// `true` or `false`, the two of XML Schema's four spellings that every reader knows.
  public mutating func leaf(_ name: String, _ flag: Bool) {
    element(name) { $0.bytes.append(contentsOf: (flag ? "true" : "false").utf8) }
  }

  public mutating func text(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: bytes.append(contentsOf: "&amp;".utf8)
      case 0x3C: bytes.append(contentsOf: "&lt;".utf8)
      case 0x3E: bytes.append(contentsOf: "&gt;".utf8)
      case 0x22: bytes.append(contentsOf: "&quot;".utf8)
      case 0x0D: bytes.append(contentsOf: "&#13;".utf8)
      case 0x09, 0x0A: bytes.append(UInt8(scalar.value))
      case 0..<0x20, 0xFFFE, 0xFFFF: break
      case 0..<0x80: bytes.append(UInt8(scalar.value))
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }

  private mutating func start(_ name: String, _ attributes: KeyValuePairs<String, String>) {
    bytes.append(UInt8(ascii: "<"))
    bytes.append(contentsOf: name.utf8)
    for (key, value) in attributes {
      bytes.append(UInt8(ascii: " "))
      bytes.append(contentsOf: key.utf8)
      bytes.append(contentsOf: "=\"".utf8)
      text(value)
      bytes.append(UInt8(ascii: "\""))
    }
    bytes.append(UInt8(ascii: ">"))
  }

  private mutating func end(_ name: String) {
    bytes.append(contentsOf: "</".utf8)
    bytes.append(contentsOf: name.utf8)
    bytes.append(UInt8(ascii: ">"))
  }
}
