import Values

extension JSON {
  /// The value as JSON text.
  var text: String { String(decoding: bytes(), as: UTF8.self) }
}
