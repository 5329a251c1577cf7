/// What a pair of simulated systems is made with. The same settings and a fixed clock give the same bytes.
public struct SandboxSettings: Sendable {
  /// Articles in the till, its two service articles included; at least 20.
  public var articles = 330
  /// Orders in the store at the start.
  public var orders = 220
  public var seed: UInt64 = 1
  /// Requests that the store allows in each window of 30 seconds.
  public var quota = 20_000
  public var storeHash = "sandbox"
  public var token = "sandbox-token"
  public var ident = "sandbox"
  public var secret = "sandbox-secret"
  /// The till's API service. Before 59 it knows fewer operations, as real ones do.
  public var tillService = "67.1.3"
  /// What the store says of its prices: `is_price_entered_with_tax`.
  public var pricesIncludeTax = false
  public var clock = SandboxClock.system
  /// A file to which each accepted write is appended as a line of JSON before its answer is sent.
  public var ledgerPath: String?
  public var faults = SandboxFaults()

  public init() {}
}

public enum SandboxSystem: String, Sendable, Hashable, CaseIterable {
  case bigcommerce
  case mplus
}

/// Why the simulated systems could not be started or had to stop.
public struct SandboxProblem: Error, Sendable, Hashable, CustomStringConvertible {
  public var description: String

  init(_ description: String) { self.description = description }
}
