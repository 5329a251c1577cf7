extension ValueType {
  /// Whether a value of this type may stand where `expected` is wanted. The whole list of what counts as fitting:
  /// a whole number where a decimal is wanted, a shorter text where a longer is wanted, `T` where `T?` is wanted.
  /// Nothing else: no text to number, no number to text outside templates, no truthiness, no list to element.
  public func fits(_ expected: ValueType) -> Bool {
    switch (self, expected) {
    case (.unknown, _), (_, .unknown), (.never, _): true
    case (.optional(let mine), .optional(let theirs)): mine.fits(theirs)
    case (_, .optional(let theirs)): fits(theirs)
    case (.text, .text): true
    case (.whole, .whole), (.whole, .decimal), (.decimal, .decimal): true
    case (.amount(let mine, _), .amount(let theirs, _)): mine == theirs
    case (.bool, .bool), (.date, .date), (.moment, .moment), (.span, .span): true
    case (.enumeration(let mine), .enumeration(let theirs)): mine == theirs
    case (.record(let mine), .record(let theirs)): mine == theirs
    case (.list(let mine, _), .list(let theirs, _)): mine.fits(theirs)
    default: false
    }
  }

  /// The type of a value that is one or the other, if there is one: of `??`, `if` and `choose`.
  public func joined(with other: ValueType) -> ValueType? {
    if isOptional || other.isOptional {
      return unwrapped.joined(with: other.unwrapped)?.asOptional
    }
    switch (self, other) {
    case (.unknown, _), (_, .unknown): return .unknown
    case (.never, let type), (let type, .never): return type
    case (.text(let mine), .text(let theirs)):
      return .text(TextFacts(lengthMax: zip(mine.lengthMax, theirs.lengthMax).map { max($0, $1) }))
    case (.whole, .whole): return .whole
    case (.whole, .decimal(let digits)), (.decimal(let digits), .whole): return .decimal(digits: digits)
    case (.decimal(let mine), .decimal(let theirs)): return .decimal(digits: zip(mine, theirs).map { max($0, $1) })
    case (.amount(let basis, let mine), .amount(let other, let theirs)) where basis == other:
      return .amount(basis, digits: zip(mine, theirs).map { max($0, $1) })
    case (.list(let mine, let bound), .list(let theirs, let otherBound)):
      return mine.joined(with: theirs).map { .list($0, bound: zip(bound, otherBound).map { max($0, $1) }) }
    case (.record(let mine), .record(let theirs)): return mine.joined(with: theirs).map(ValueType.record)
    default: return self == other ? self : nil
    }
  }
}

extension RecordType {
  /// The fields that two kinds of record share with the same type. Nil if they share none.
  func joined(with other: RecordType) -> RecordType? {
    if self == other { return self }
    let shared = fields.compactMap { field -> Field? in
      guard let twin = other.field(field.name), let type = field.readType.joined(with: twin.readType) else {
        return nil
      }
      var field = field
      field.presence = type.isOptional ? .optional : .always
      field.type = type.unwrapped
      return field
    }
    if shared.isEmpty { return nil }
    return RecordType(
      "\(name) | \(other.name)", noun: "\(noun) or \(other.noun)", fields: shared,
      kinds: (kinds.isEmpty ? [self] : kinds) + (other.kinds.isEmpty ? [other] : other.kinds))
  }
}

/// Both, or nothing.
func zip<A, B>(_ first: A?, _ second: B?) -> (A, B)? {
  if let first, let second { (first, second) } else { nil }
}
