public import Types
public import Values

/// One function of the language, declared once: the checker, the evaluator, `flowrun functions` and the tests read it.
public struct Function: Sendable {
  public var name: String
  public var family: Family
  public var parameters: [Parameter]
  public var result: ResultRule
  /// One sentence in the reader's words.
  public var sentence: String
  /// Each is a test: the formula, and its value as a formula.
  public var examples: [Example]
  /// When it fails, in words ("the text is not a number"); nil if it never does.
  public var failure: String?
  /// Steps it may take, for the worst-case cost; lists count their bound on top.
  public var cost: Int
  /// Divides by what need not come out even: the result may have 34 digits, of which the last is rounded.
  public var divides: Bool
  public var body: Body

  public enum Family: String, Sendable, CaseIterable { case text, number, amount, date, list, check, commerce }

  public struct Example: Sendable, Hashable {
    public var formula: String
    public var value: String
    public init(_ formula: String, _ value: String) {
      self.formula = formula
      self.value = value
    }
  }

  public enum Body: Sendable {
    /// Arguments are present and of the declared kinds, except where a parameter takes missing values.
    case plain(@Sendable ([Value], FunctionContext) throws(Fault) -> Value)
    /// Of a regular expression, the argument `pattern`, and all arguments. A pattern is written out, so whoever calls
    /// compiles it once, not for every record.
    case pattern(@Sendable (Pattern, [Value]) throws(Fault) -> Value)
    /// The second argument names a loop variable and the third is a formula over it: `rows.sum(r, r.amountFree)`.
    case loop(Loop)
  }

  /// What a loop makes of its list.
  public enum Loop: String, Sendable, Hashable, CaseIterable {
    case filter, map, exists, all, find, sum, count
    case sortBy = "sort_by"
    case minBy = "min_by"
    case maxBy = "max_by"
    case existsOne = "exists_one"
  }

  public init(
    _ name: String, _ family: Family, _ parameters: [Parameter], _ result: ResultRule, _ sentence: String,
    examples: [Example], failure: String? = nil, cost: Int = 1, divides: Bool = false, body: Body
  ) {
    self.name = name
    self.family = family
    self.parameters = parameters
    self.result = result
    self.sentence = sentence
    self.examples = examples
    self.failure = failure
    self.cost = cost
    self.divides = divides
    self.body = body
  }
}

extension Function {
  /// Whether it goes over a list with a formula of its own.
  public var isLoop: Bool { if case .loop = body { true } else { false } }
  /// Which argument is a regular expression; nil if none is.
  public var patternIndex: Int? { parameters.firstIndex { $0.name == "pattern" } }
}

public struct Parameter: Sendable {
  public var name: String
  public var kind: ParameterKind
  /// May be left out; the body sees fewer arguments.
  public var isOptional: Bool
  /// May be given any number of times; only on the last one.
  public var isRepeated: Bool
  /// For amounts: the only VAT basis it takes; nil for any.
  public var basis: VATBasis?
  /// For texts: the only ones it takes, which must be written out.
  public var choices: [String]?

  public init(
    _ name: String, _ kind: ParameterKind, isOptional: Bool = false, isRepeated: Bool = false, basis: VATBasis? = nil,
    choices: [String]? = nil
  ) {
    self.name = name
    self.kind = kind
    self.basis = basis
    self.choices = choices
    self.isOptional = isOptional
    self.isRepeated = isRepeated
  }
}

/// What an argument may be.
public indirect enum ParameterKind: Sendable {
  case text
  case whole
  /// Whole or decimal.
  case number
  /// A number or an amount; all arguments of this kind in one call agree (a number literal becomes an amount).
  case quantity
  case amount
  case bool
  case date
  case moment
  /// A time span.
  case span
  case country
  /// A bare word of this list: `money(2.50, incl)`, `round(x, 2, half_even)`.
  case word([String])
  case list(ParameterKind)
  /// A list of values that may be missing.
  case listOfOptionals
  /// Text, number, date, member …: anything that can be printed or compared.
  case scalar
  case record
  case anything
}

/// The type of a call, from the types of its arguments.
public enum ResultRule: Sendable {
  case type(ValueType)
  /// The type of that argument.
  case sameAs(Int)
  /// The element type of that argument, which is a list; optional, as the list may be empty.
  case elementOf(Int)
  /// The most general of all arguments.
  case joined
  /// For what the others can't say; gets the types of the arguments.
  case computed(@Sendable ([ValueType]) -> ValueType)
}

/// What a run hands to every function: the same for all records.
public struct FunctionContext: Sendable {
  /// The moment at which the run began.
  public var now: Moment
  /// That moment's date in the flow's time zone.
  public var today: CalendarDate
  public var rounding: RoundingMode
  /// Time zone rules by name; nil for an unknown name.
  public var zone: @Sendable (String) -> TimeZoneRules?

  public init(
    now: Moment, today: CalendarDate, rounding: RoundingMode, zone: @escaping @Sendable (String) -> TimeZoneRules?
  ) {
    self.now = now
    self.today = today
    self.rounding = rounding
    self.zone = zone
  }
}
