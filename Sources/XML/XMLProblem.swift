/// Why a document was not believed, in a sentence without a full stop, and where.
public struct XMLProblem: Error, Sendable, Hashable, CustomStringConvertible {
  public var message: String
  /// From 1; nil when the place is not known.
  public var line: Int?

  public init(_ message: String, line: Int? = nil) {
    self.message = message
    self.line = line
  }

  public var description: String {
    line.map { "line \($0): \(message)" } ?? message
  }
}

/// What a document may cost before it is refused. Each limit is named in the message that it causes.
public struct XMLLimits: Sendable, Hashable {
  public var bytesMax = 64 << 20
  public var depthMax = 64
  public var elementsMax = 2_000_000

  public init() {}
}
