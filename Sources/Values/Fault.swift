/// Why one record could not be mapped or sent. It stops that record and nothing else.
public struct Fault: Error, Sendable, Hashable {
  public var code: FaultCode
  /// One sentence for the person who repairs it.
  public var message: String
  /// The values that led to it, by the names they have in the flow.
  public var details: [Detail]
  /// The index of the place in the plan from which it came.
  public var origin: Int?

  public struct Detail: Sendable, Hashable {
    public var name: String
    /// The value as text, as ``Value/description`` writes it.
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  public init(_ code: FaultCode, _ message: String, details: [Detail] = [], origin: Int? = nil) {
    self.code = code
    self.message = message
    self.details = details
    self.origin = origin
  }
}

/// What kind of fault it is. A code keeps its meaning for ever.
public enum FaultCode: String, Sendable, Hashable, CaseIterable {
  /// The flow itself says stop.
  case stopped = "R901"
  /// A value could not be converted.
  case conversion = "R902"
  /// A value is too long, out of range, against the pattern, or a required field became empty.
  case unfit = "R903"
  /// The target system refused the record.
  case refused = "R904"
  /// More than one record of the target matches.
  case ambiguousMatch = "R905"
  /// The value to match by is missing.
  case matchMissing = "R906"
  /// An amount in another currency.
  case otherCurrency = "R907"
  /// Two source records have one match value.
  case matchTwice = "R908"
}
