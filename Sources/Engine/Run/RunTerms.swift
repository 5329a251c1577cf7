/// What holds for each connection while a flow runs, by connection name.
public struct RunTerms: Sendable {
  /// How long an unclear write is left alone before it is looked up. Nil: what its entity declares.
  public var settleMilliseconds: [String: Int]
  /// Most times that one effect is sent.
  public var attempts: [String: Int]

  /// Host, port and path of each system that has them.
  public var addresses: [String: String] = [:]

  public init(settleMilliseconds: [String: Int] = [:], attempts: [String: Int] = [:]) {
    self.settleMilliseconds = settleMilliseconds
    self.attempts = attempts
  }
}
