public import Builtins
public import Types
public import Values

/// A formula with everything resolved: names are slots, calls hold their function, every node knows its type.
public struct Expression: Sendable {
  public var kind: Kind
  public var type: ValueType
  /// Index into the plan's places, for faults and `explain`.
  public var origin: Int

  public init(_ kind: Kind, _ type: ValueType, origin: Int) {
    self.kind = kind
    self.type = type
    self.origin = origin
  }

  public indirect enum Kind: Sendable {
    case constant(Value)
    /// What a frame holds in that slot: the source record, a loop's row, `rows`, a group's key, a table's key.
    case variable(Int)
    /// A `let`, computed at most once.
    case letValue(Int)
    /// The record that a related look-up gave; with `row`, the one that hangs on this row.
    case related(Int, row: Expression?)
    /// A field of a record. A missing record gives a missing field.
    case field(Expression, Field)
    /// `x["name"]` of a named list; missing if there is no such entry.
    case named(Expression, String)
    /// What was computed for a target field; in `checks` only.
    case written([String])
    /// With `onlyIfPresent`, a missing first argument gives missing without a call: `?.` and transform steps.
    case call(Function, [Expression], onlyIfPresent: Bool)
    /// The body sees each element in the slot `variable`, and how many stood before it in the slot `place`, if it asks.
    case loop(Function.Loop, list: Expression, variable: Int, place: Int?, body: Expression)
    case and(Expression, Expression)
    case or(Expression, Expression)
    case not(Expression)
    case isPresent(Expression)
    /// The first, unless it is missing.
    case coalesce(Expression, Expression)
    /// The lines of `if` and `choose`, in order.
    case conditional([Branch], otherwise: Expression)
    /// `try(x, fallback)`: catches faults, never a `stop`.
    case attempt(Expression, fallback: Expression)
    /// Both sides have comparable types; a missing side equals nothing.
    case equal(Expression, Expression)
    case order(Order, Expression, Expression)
    case isIn(Expression, Expression)
    case arithmetic(Arithmetic, Expression, Expression)
    case negate(Expression)
    case template([TemplatePart])
    case list([Expression])
    case lookUp(table: Int, keys: [Expression])
    /// `{ stop: "…" }`: ends the record with this sentence.
    case stop(Expression)
  }

  public struct Branch: Sendable {
    public var when: Expression
    public var use: Expression
    public init(when: Expression, use: Expression) {
      self.when = when
      self.use = use
    }
  }

  public enum Order: Sendable, Hashable { case less, lessOrEqual, greater, greaterOrEqual }

  public enum Arithmetic: String, Sendable, Hashable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    /// Never truncates.
    case dividedBy = "/"
    /// Whole numbers only; the sign of the left side.
    case modulo = "%"
  }

  public enum TemplatePart: Sendable {
    case literal(Text)
    case hole(Expression)
  }
}
