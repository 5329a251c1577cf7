/// What is known of a value before any run.
public indirect enum ValueType: Sendable, Hashable {
  /// After a mistake was reported: agrees with everything, so that one mistake gives one message.
  case unknown
  /// `{ stop: … }` never gives a value and fits everywhere.
  case never
  case text(TextFacts)
  /// Int64.
  case whole
  /// At most so many digits behind the point, if known.
  case decimal(digits: Int?)
  /// In the flow's currency. Digits as for decimal.
  case amount(VATBasis, digits: Int?)
  case bool
  case date
  case moment
  /// A stretch of time.
  case span
  case enumeration(Enumeration)
  case record(RecordType)
  /// With the most elements it can have, if a schema says so.
  case list(ValueType, bound: Int?)
  case optional(ValueType)

  public static let anyText = ValueType.text(TextFacts())
  public static let anyDecimal = ValueType.decimal(digits: nil)
}

public enum VATBasis: String, Sendable, Hashable, CaseIterable {
  case incl, excl
  /// Amounts that VAT does not touch: a payment, a total of taxes.
  case untaxed
}

/// What is known of a text.
public struct TextFacts: Sendable, Hashable {
  /// Most code points it can have, if there is a limit.
  public var lengthMax: Int?

  public init(lengthMax: Int? = nil) { self.lengthMax = lengthMax }
}

extension ValueType {
  /// The type of a value that may be missing; `T??` is `T?`, and lists are never missing.
  public var asOptional: ValueType {
    switch self {
    case .optional, .unknown, .list: self
    case .never, .text, .whole, .decimal, .amount, .bool, .date, .moment, .span, .enumeration, .record: .optional(self)
    }
  }

  /// The type once the value is known to be there.
  public var unwrapped: ValueType {
    if case .optional(let wrapped) = self { wrapped } else { self }
  }

  public var isOptional: Bool {
    if case .optional = self { true } else { false }
  }

  public var isUnknown: Bool { unwrapped == .unknown }

  /// The record that a value of this type is, or that its elements are.
  public var heldRecord: RecordType? {
    switch self {
    case .record(let record): record
    case .optional(let inner), .list(let inner, _): inner.heldRecord
    case .unknown, .never, .text, .whole, .decimal, .amount, .bool, .date, .moment, .span, .enumeration: nil
    }
  }

  /// Lists are never missing, so there is nothing to unwrap.
  public var isList: Bool {
    if case .list = self { true } else { false }
  }

  public var isNumber: Bool {
    switch self {
    case .whole, .decimal: true
    default: false
    }
  }
}
