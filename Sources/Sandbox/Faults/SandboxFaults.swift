internal import Values

/// What goes wrong on purpose, and how often. The same seed and the same requests meet the same faults.
public struct SandboxFaults: Sendable, Hashable {
  /// Waited after a request's effect has been committed and before its answer is sent.
  public var delayMilliseconds = 0
  /// Only requests that wrote something are delayed.
  public var delaysWritesOnly = false
  public var seed: UInt64 = 1
  /// Of a million requests, how many meet the class, in one of its forms.
  public var classes: [FaultClass: Int] = [:]
  /// Of a million requests, how many meet this very form.
  public var forms: [FaultForm: Int] = [:]
  /// How long a second of a fault takes: waits, and what is asked of the caller. Short for tests, which count as fast.
  public var secondMilliseconds = 1000
  /// Each class is met so often, whatever the dice say, if there are requests enough.
  public var least = 0

  public init() {}

  /// All classes, in the proportions of the usual mix; without a rate, as often as usual.
  public mutating func mix(perMillion rate: Int? = nil) {
    let made = FaultClass.allCases.filter(\.isMadeHere)
    let usual = made.reduce(0) { $0 + $1.usualPerMillion }
    forms = [:]
    classes = [:]
    for fault in made { classes[fault] = rate.map { fault.usualPerMillion * $0 / usual } ?? fault.usualPerMillion }
  }

  /// Nothing goes wrong by chance any more.
  public mutating func calm() {
    classes = [:]
    forms = [:]
  }

  var isCalm: Bool { classes.isEmpty && forms.isEmpty }

  static let million = 1_000_000
}

// As people write them: `seed=7,rate=0.1`, `F04=0.2`, `F13.bomb=1,second=20ms`.
extension SandboxFaults {
  /// Reads `NAME=VALUE`, separated by commas. What is not named keeps its value; any rate replaces all rates. A seed alone
  /// means the usual mix.
  public mutating func apply(_ text: String) throws(SandboxProblem) {
    let words = text.split(separator: ",").map { String($0).trimmedOfBlanks }
    var rates: [(name: String, value: String)] = []
    for word in words {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw SandboxProblem("“\(word)” is not NAME=VALUE: write --faults seed=7,rate=0.1 or --faults F04=0.2")
      }
      if try !set(parts[0], parts[1]) { rates.append((parts[0], parts[1])) }
    }
    if rates.isEmpty, isCalm, words.contains(where: { $0.hasPrefix("seed") }) { mix() }
    try setRates(rates)
  }

  /// False: it is a rate.
  private mutating func set(_ name: String, _ value: String) throws(SandboxProblem) -> Bool {
    switch name {
    case "seed":
      guard let number = UInt64(value) else { throw SandboxProblem("seed is a whole number, not \(value)") }
      seed = number
    case "second":
      let digits = value.hasSuffix("ms") ? String(value.dropLast(2)) : value
      guard let number = Int(digits), (1...60_000).contains(number) else {
        throw SandboxProblem("second is how many milliseconds a fault's second takes, as in second=20ms")
      }
      secondMilliseconds = number
    case "least":
      guard let number = Int(value), number >= 0 else { throw SandboxProblem("least is a whole number, not \(value)") }
      least = number
    default: return false
    }
    return true
  }

  mutating func setRates(_ rates: [(name: String, value: String)]) throws(SandboxProblem) {
    if rates.isEmpty { return }
    calm()
    for (name, value) in rates {
      guard let rate = DecimalNumber(value), let scaled = try? rate.multiplied(by: DecimalNumber(1_000_000)),
        let perMillion = scaled.wholeValue.map({ Int($0) }), (0...Self.million).contains(perMillion)
      else { throw SandboxProblem("\(name) is a share between 0 and 1, as in \(name)=0.2, and not \(value)") }
      if name == "rate" {
        let single = (classes, forms)
        if perMillion > 0 { mix(perMillion: perMillion) }
        classes.merge(single.0) { $1 }
        forms.merge(single.1) { $1 }
      } else if let fault = FaultClass(rawValue: name.uppercased()) {
        try requireMadeHere(fault)
        classes[fault] = perMillion
      } else if let form = FaultForm.allCases.first(where: { $0.rawValue.lowercased() == name.lowercased() }) {
        try requireMadeHere(form.fault)
        forms[form] = perMillion
      } else {
        throw SandboxProblem("there is no fault \(name): `flowrun sandbox faults` lists them")
      }
    }
  }

  private func requireMadeHere(_ fault: FaultClass) throws(SandboxProblem) {
    guard fault.isMadeHere else {
      throw SandboxProblem("\(fault.rawValue) happens on the caller's side, so the simulated systems can't make it")
    }
  }
}
