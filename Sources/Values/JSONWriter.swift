/// Writes JSON straight into bytes. The caller writes a key before each value of an object; commas come by themselves.
public struct JSONWriter: Sendable {
  public private(set) var bytes: [UInt8] = []
  private let isPretty: Bool
  private var depth = 0
  private var isFirst = true
  private var isAfterKey = false

  /// `pretty`: a line for each value, indented by two spaces.
  public init(pretty: Bool = false, reserving capacity: Int = 0) {
    isPretty = pretty
    bytes.reserveCapacity(capacity)
  }

  public var string: String { String(decoding: bytes, as: UTF8.self) }

  public mutating func beginObject() { begin(UInt8(ascii: "{")) }
  public mutating func endObject() { end(UInt8(ascii: "}")) }
  public mutating func beginArray() { begin(UInt8(ascii: "[")) }
  public mutating func endArray() { end(UInt8(ascii: "]")) }

  public mutating func key(_ name: Text) {
    prepare()
    name.withBytes { JSONEscapes.write($0, into: &bytes) }
    finishKey()
  }

  public mutating func key(_ name: String) {
    prepare()
    writeString(name)
    finishKey()
  }

  public mutating func value(_ text: Text) {
    prepare()
    text.withBytes { JSONEscapes.write($0, into: &bytes) }
  }

  public mutating func value(_ text: String) {
    prepare()
    writeString(text)
  }

  public mutating func value(_ number: Int64) {
    value(DecimalNumber(number))
  }

  public mutating func value(_ number: Int) {
    value(DecimalNumber(Int64(number)))
  }

  /// All digits, no exponent, no trailing zeros.
  public mutating func value(_ number: DecimalNumber) {
    prepare()
    number.write(into: &bytes)
  }

  public mutating func value(_ bool: Bool) {
    prepare()
    bytes.append(contentsOf: (bool ? "true" : "false").utf8)
  }

  public mutating func null() {
    prepare()
    bytes.append(contentsOf: "null".utf8)
  }

  /// One value that is JSON already, as it is.
  public mutating func raw(_ json: some Collection<UInt8>) {
    prepare()
    bytes.append(contentsOf: json)
  }

  private mutating func begin(_ bracket: UInt8) {
    prepare()
    bytes.append(bracket)
    depth += 1
    isFirst = true
  }

  private mutating func end(_ bracket: UInt8) {
    precondition(depth > 0 && !isAfterKey, "what ends has begun")
    depth -= 1
    if !isFirst { breakLine() }
    bytes.append(bracket)
    isFirst = false
  }

  /// What stands between the last thing and the next.
  private mutating func prepare() {
    if isAfterKey {
      isAfterKey = false
      return
    }
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    if depth > 0 { breakLine() }
    isFirst = false
  }

  private mutating func finishKey() {
    bytes.append(UInt8(ascii: ":"))
    if isPretty { bytes.append(UInt8(ascii: " ")) }
    isAfterKey = true
  }

  private mutating func breakLine() {
    guard isPretty else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
  }

  private mutating func writeString(_ text: String) {
    var text = text
    text.withUTF8 { JSONEscapes.write($0, into: &bytes) }
  }
}
