/// A credential. It prints as dots, is no `Codable`, and only the room HTTP asks for its text.
public struct Secret: Sendable {
  private let text: String

  public init(_ text: String) { self.text = text }

  /// Hands the text to the one who sends it.
  public func reveal<Result>(_ use: (String) -> Result) -> Result { use(text) }

  public var isEmpty: Bool { text.isEmpty }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "••••" }
  public var debugDescription: String { "••••" }
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
