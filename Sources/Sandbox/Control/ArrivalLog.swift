internal import Values

/// One request, as it arrived: never its credentials or its body.
struct Arrival: Sendable {
  /// Milliseconds that only go up.
  var at: Int
  var system: SandboxSystem
  /// `GET /v3/catalog/products`, or a SOAP operation.
  var name: String
  /// The same for the same request, sent again.
  var print: Int
  var fault: FaultForm?
  var status = 0
  /// The same request is not welcome before.
  var quietUntil: Int?

  init(_ request: SimulatedRequest, _ system: SandboxSystem, at: Int, _ fault: FaultForm?) {
    self.at = at
    self.system = system
    name = request.operation ?? "\(request.method) \(request.path)"
    print = request.print
    self.fault = fault
  }

  fileprivate var json: JSON {
    [
      "at_ms": .int(at), "system": .string(system.rawValue), "request": .string(name),
      "print": .string(String(UInt(bitPattern: print), radix: 16)), "status": .int(status),
      "fault": fault.map { .string($0.rawValue) } ?? .null, "quiet_until_ms": quietUntil.map { .int($0) } ?? .null,
    ]
  }
}

/// The last requests, in the order of their arrival.
struct ArrivalLog: Sendable {
  private var kept: [Arrival] = []

  /// Older ones are forgotten.
  static let countMax = 50_000

  mutating func append(_ arrival: Arrival) {
    if kept.count >= 2 * Self.countMax { kept.removeFirst(Self.countMax) }
    kept.append(arrival)
  }

  /// One line of JSON for each.
  var lines: [UInt8] { kept.suffix(Self.countMax).flatMap { $0.json.bytes() + [0x0A] } }
}
