public import Types

extension Function {
  /// What comes of matching a call's arguments against the parameters.
  public enum Resolution: Sendable, Hashable {
    /// The type of the call.
    case fits(ValueType)
    /// How many it takes, in words: "2", "2 or 3", "at least 1".
    case wrongCount(expected: String)
    /// The argument, counted from 0, and what should stand there: "a text", "one of half_up, half_even".
    case wrongArgument(Int, expected: String)

    public var isFit: Bool { if case .fits = self { true } else { false } }

    /// How near a call came: a later wrong argument is nearer than a wrong count, and that than a wrong first argument.
    var nearness: Int {
      switch self {
      case .fits: Int.max
      case .wrongArgument(let index, _): index == 0 ? 0 : 1 + index
      case .wrongCount: 1
      }
    }
  }

  /// Matches the types of a call's arguments, already without `may be missing`, against the parameters.
  ///
  /// `literals` are the arguments that are number literals: they become amounts where an amount is wanted. A bare word comes
  /// as ``ValueType/word(_:)``. For a loop, `arguments` is the list, whatever stands for the loop variable, and the type of
  /// the formula over it.
  public func resolve(arguments: [ValueType], literals: Set<Int> = []) -> Resolution {
    guard counts.contains(arguments.count) else { return .wrongCount(expected: countPhrase) }
    var quantity: ValueType?
    var types = arguments
    for (index, argument) in arguments.enumerated() {
      if case .loop(let loop) = body {
        // The variable has no type of its own, and what `map` makes may be missing.
        if index == 1 || (index == 2 && loop == .map) { continue }
      }
      guard let parameter = parameter(at: index) else { return .wrongCount(expected: countPhrase) }
      if !parameter.kind.accepts(argument, isLiteral: literals.contains(index)) {
        return .wrongArgument(index, expected: parameter.phrase)
      }
      if let basis = parameter.basis, case .amount(let given, _) = argument, given != basis {
        return .wrongArgument(index, expected: "an amount \(basis.phrase)")
      }
      if case .quantity = parameter.kind {
        if !agree(&quantity, argument, isLiteral: literals.contains(index)) {
          return .wrongArgument(index, expected: quantity.map(\.description) ?? parameter.phrase)
        }
      }
    }
    if let quantity, case .amount = quantity {
      for index in arguments.indices where literals.contains(index) && isQuantity(at: index) { types[index] = quantity }
    }
    guard let type = resultType(types) else {
      return .wrongArgument(arguments.count - 1, expected: "values of one type")
    }
    return .fits(type)
  }

  /// Whether the argument agrees with the quantities before it; number literals agree with everything.
  private func agree(_ quantity: inout ValueType?, _ argument: ValueType, isLiteral: Bool) -> Bool {
    if argument.isUnknown || argument == .never { return true }
    guard let so = quantity else {
      if !isLiteral { quantity = argument }
      return true
    }
    if isLiteral { return true }
    guard let joined = so.joined(with: argument) else { return false }
    quantity = joined
    return true
  }

  private func isQuantity(at index: Int) -> Bool {
    if case .quantity? = parameter(at: index)?.kind { true } else { false }
  }

  private func resultType(_ types: [ValueType]) -> ValueType? {
    switch result {
    case .type(let type): return type
    case .sameAs(let index): return index < types.count ? types[index] : nil
    case .elementOf(let index):
      guard index < types.count else { return nil }
      if case .list(let element, _) = types[index] { return element.asOptional }
      return .unknown
    case .joined:
      guard let first = types.first else { return nil }
      var joined = first
      for type in types.dropFirst() {
        guard let next = joined.joined(with: type) else { return nil }
        joined = next
      }
      return joined
    case .computed(let rule): return rule(types)
    }
  }

  private func parameter(at index: Int) -> Parameter? {
    if index < parameters.count { return parameters[index] }
    guard let last = parameters.last, last.isRepeated else { return nil }
    return last
  }

  private var counts: ClosedRange<Int> {
    let required = parameters.count { !$0.isOptional }
    return required...(parameters.last?.isRepeated == true ? Int.max - 1 : parameters.count)
  }

  private var countPhrase: String {
    let counts = counts
    if counts.upperBound == Int.max - 1 { return "at least \(counts.lowerBound)" }
    if counts.lowerBound == counts.upperBound { return String(counts.lowerBound) }
    let separator = counts.count == 2 ? " or " : " to "
    return "\(counts.lowerBound)\(separator)\(counts.upperBound)"
  }
}

extension ValueType {
  /// A bare word as an argument: its own type, so that results can depend on it.
  public static func word(_ word: String) -> ValueType {
    .enumeration(Enumeration("word:\(word)", noun: "word", members: [Enumeration.Member(word)]))
  }

  /// The word, if this is one.
  public var word: String? {
    if case .enumeration(let enumeration) = self, enumeration.name.hasPrefix("word:") {
      return enumeration.members.first?.word
    }
    return nil
  }
}

extension ParameterKind {
  func accepts(_ type: ValueType, isLiteral: Bool) -> Bool {
    if type.isUnknown || type == .never { return true }
    switch (self, type) {
    case (.text, .text), (.whole, .whole), (.number, .whole), (.number, .decimal), (.bool, .bool), (.date, .date),
      (.moment, .moment), (.span, .span), (.record, .record), (.listOfOptionals, .list), (.amount, .amount):
      return true
    case (.quantity, .whole), (.quantity, .decimal), (.quantity, .amount): return true
    case (.amount, .whole), (.amount, .decimal): return isLiteral
    case (.country, .enumeration(let enumeration)): return enumeration == .country
    case (.word(let words), let type): return type.word.map(words.contains) ?? false
    case (.list(let kind), .list(let element, _)): return kind.accepts(element, isLiteral: false)
    case (.scalar, let type): return type.isScalar
    case (.anything, let type): return !type.isOptional
    default: return false
    }
  }
}

extension ValueType {
  var isScalar: Bool {
    switch self {
    case .text, .whole, .decimal, .amount, .bool, .date, .moment, .span, .enumeration: true
    case .unknown, .never, .record, .list, .optional: false
    }
  }
}
