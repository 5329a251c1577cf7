/// Draws the fault of each request, and counts which were met.
struct FaultSchedule: Sendable {
  private(set) var settings: SandboxFaults
  private(set) var met: [FaultForm: Int] = [:]
  var chance: SplitMix64
  private var requests = 0
  /// A request that was refused for its token is let in when it comes again.
  private var refusedTokens: Set<Int> = []

  /// Each so many requests, the rarest class gets its turn, until all were met as often as asked.
  private static let topUpEach = 17

  init(_ settings: SandboxFaults) {
    self.settings = settings
    chance = SplitMix64(seed: settings.seed)
  }

  mutating func change(_ new: SandboxFaults) {
    if new.seed != settings.seed { chance = SplitMix64(seed: new.seed) }
    if new.classes != settings.classes || new.forms != settings.forms { met = [:] }
    settings = new
  }

  /// How long a wait of so many seconds takes.
  func milliseconds(_ seconds: Int) -> Int { seconds * settings.secondMilliseconds }

  /// Nil: all goes well.
  mutating func draw(_ request: SimulatedRequest, _ system: SandboxSystem) -> FaultForm? {
    if settings.isCalm { return nil }
    requests += 1
    if settings.least > 0, requests % Self.topUpEach == 0, let rare = rarest(request, system) { return rare }
    var roll = chance.number(0...(SandboxFaults.million - 1))
    for fault in FaultClass.allCases {
      guard let rate = settings.classes[fault] else { continue }
      if roll < rate { return oneOf(fault, request, system) }
      roll -= rate
    }
    for form in FaultForm.allCases {
      guard let rate = settings.forms[form] else { continue }
      if roll < rate { return form.fits(request, system) && mayRefuse(form, request) ? form : nil }
      roll -= rate
    }
    return nil
  }

  /// It took effect, and nobody can say that it did not.
  mutating func note(_ form: FaultForm, _ request: SimulatedRequest) {
    met[form, default: 0] += 1
    if form == .tokenOnce { refusedTokens.insert(request.print) }
  }

  private mutating func rarest(_ request: SimulatedRequest, _ system: SandboxSystem) -> FaultForm? {
    let counts = Dictionary(grouping: met, by: \.key.fault).mapValues { $0.reduce(0) { $0 + $1.value } }
    let rare = FaultClass.allCases.filter {
      settings.classes[$0, default: 0] > 0 && counts[$0, default: 0] < settings.least
    }
    .filter { fault in fault.forms.contains { $0.isDrawn && $0.fits(request, system) } }
    .min { counts[$0, default: 0] < counts[$1, default: 0] }
    return rare.flatMap { oneOf($0, request, system) }
  }

  private mutating func oneOf(
    _ fault: FaultClass, _ request: SimulatedRequest, _ system: SandboxSystem
  ) -> FaultForm? {
    let forms = fault.forms.filter { $0.isDrawn && $0.fits(request, system) && mayRefuse($0, request) }
    return forms.isEmpty ? nil : chance.pick(forms)
  }

  private mutating func mayRefuse(_ form: FaultForm, _ request: SimulatedRequest) -> Bool {
    form != .tokenOnce || refusedTokens.remove(request.print) == nil
  }
}

extension FaultForm {
  /// Whether the form can show at such a request at all.
  func fits(_ request: SimulatedRequest, _ system: SandboxSystem) -> Bool {
    switch self {
    case .jsonBroken, .jsonTwice, .jsonNaN, .jsonSurrogate, .jsonMark, .numbersAsStrings: system == .bigcommerce
    case .xmlBroken, .xmlEncoding, .xmlDoctype, .xmlEntities, .soapFault, .xmlCut: system == .mplus
    case .partly: system == .bigcommerce && ["POST", "PUT"].contains(request.method) && request.isBatch
    case .rowInserted, .rowDeleted: system == .bigcommerce && request.isListing && request.query("page") ?? "1" != "1"
    case .rowTwice: system == .mplus ? request.holds("syncMarkerLimit>") : request.isListing
    case .rowMissing: system == .bigcommerce && request.isListing && request.goesOnByKey
    case .cursorExpired: system == .mplus ? request.holds("syncMarker>") : request.query("after") != nil
    case .noName, .nothingListens, .blackhole: false
    case .retryAfterSeconds, .retryAfterDate, .retryAfterReset, .retryAfterNothing, .error500, .error502, .error503,
      .error504, .page, .reset, .silent, .cut, .late, .resetBefore, .halfClosed, .unannounced, .latency, .jitter,
      .slowHead, .slowBody, .brokenChunk, .wrongLength, .bomb, .badGzip, .errorBody, .tokenOnce, .tokenForEver,
      .redirectHost, .redirectPlain, .redirectLoop, .clockSkew, .unknownFields:
      true
    }
  }
}

extension SimulatedRequest {
  /// The same for the same request, sent again.
  var print: Int {
    var hasher = Hasher()
    hasher.combine(method)
    hasher.combine(path)
    for (name, value) in query {
      hasher.combine(name)
      hasher.combine(value)
    }
    hasher.combine(body)
    return hasher.finalize()
  }

  /// The name of a SOAP call; nil for anything else.
  var operation: String? {
    if let action = headers["soapaction"], !action.isEmpty { return action.filter { $0 != "\"" } }
    return nil
  }

  func holds(_ text: String) -> Bool { body.firstRange(of: Array(text.utf8)) != nil }

  /// The store's way of taking several records at once.
  var isBatch: Bool {
    guard let first = body.first(where: { $0 > 0x20 }) else { return false }
    return first == UInt8(ascii: "[")
  }

  /// The next page begins behind the last record of this one, so that nobody falls between them.
  var goesOnByKey: Bool { query.contains { ["min_id", "id:greater"].contains($0.name) } }

  /// Asks for a whole list, page by page: not for what has some value, where a row left out would be a lie.
  var isListing: Bool {
    let paging: Set<String> = [
      "page", "limit", "sort", "direction", "include", "include_fields", "exclude_fields", "min_id", "id:greater",
      "min_date_modified", "date_modified:min", "after",
    ]
    return method == "GET" && query.contains { $0.name == "limit" } && query.allSatisfy { paging.contains($0.name) }
  }
}
