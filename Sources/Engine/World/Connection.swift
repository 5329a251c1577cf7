public import ConnectorKit

/// One system that a flow reads or writes: its connector, and a transport that paces itself.
///
/// Made once for a connection and shared by all flows of a command, so that they share its quota.
public struct Connection: Sendable {
  /// The name that flows use.
  public var name: String
  /// Host, port and path of the system; nil if it has none.
  public var address: String?
  public var connector: any Connector
  public var transport: any Transport
  /// The gate that all flows share; nil for a transport that needs no pacing.
  private var gate: PacedTransport?
  /// How long an unclear write is left alone before it is looked up; nil: what each entity declares.
  public var settleMilliseconds: Int?
  /// Takes the connection's secrets out of what the other system says.
  public var mask = SecretMask([])
  /// Most times that one effect is sent.
  public var attempts: Int

  /// `transport` is the bare one; it is wrapped into one that keeps the limits.
  public init(
    name: String, connector: any Connector, transport: any Transport, limits: PacingLimits = PacingLimits(),
    settleMilliseconds: Int? = nil, world: World
  ) {
    let gate = PacedTransport(transport, limits: limits, world: world)
    self.init(
      name: name, connector: connector, paced: gate, settleMilliseconds: settleMilliseconds, attempts: limits.attempts)
    self.gate = gate
  }

  /// With a transport that needs no pacing.
  public init(
    name: String, connector: any Connector, paced: any Transport, settleMilliseconds: Int? = nil, attempts: Int = 5
  ) {
    self.name = name
    self.connector = connector
    self.transport = paced
    self.settleMilliseconds = settleMilliseconds
    self.attempts = attempts
  }

  /// For a flow of that urgency; all share one gate and one quota.
  public func with(_ urgency: Urgency) -> Connection {
    guard let gate else { return self }
    var copy = self
    copy.transport = gate.with(urgency)
    return copy
  }
}
