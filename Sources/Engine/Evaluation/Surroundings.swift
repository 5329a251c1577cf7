public import Builtins
public import Plan
import Types
public import Values

/// What is the same for all records of a run: `let` formulas, tables, the run's own facts.
public final class Surroundings: Sendable {
  public let lets: [Formula]
  public let letNames: [String]
  public let relatedNames: [String]
  public let functions: FunctionContext
  /// Digits behind the point with which amounts are printed.
  public let amountDigits: Int
  let tables: [TableFormula]
  let layout: Layout
  let variableCount: Int
  let recorder: Recorder?

  /// Prepares the plan's `let` values and tables with the evaluator. Everything else that will be evaluated must have been
  /// prepared with it before, since it also collects which fields are used.
  public init(_ plan: FlowPlan, _ functions: FunctionContext, evaluator: inout some Evaluator) {
    lets = plan.lets.map { evaluator.formula($0.expression) }
    letNames = plan.lets.map(\.name)
    relatedNames = plan.related.map(\.name)
    tables = plan.tables.map { TableFormula($0, &evaluator) }
    amountDigits = plan.currency.map { Enumeration.currencyDigits($0) } ?? 2
    variableCount = plan.variableCount
    self.functions = functions
    layout = evaluator.layout
    recorder = evaluator.recorder
  }
}

/// Prepares formulas for evaluation. There are two, which agree in every value and every fault: one that walks the tree,
/// for `explain` and as the other's examiner, and one that compiles.
public protocol Evaluator {
  mutating func formula(_ expression: Expression) -> Formula
  /// The fields that the formulas prepared so far read of variables.
  var layout: Layout { get }
  /// Where what is computed is noted; nil but in tests.
  var recorder: Recorder? { get }
}

extension Evaluator {
  public var recorder: Recorder? { nil }
}

/// A formula ready to be evaluated.
public struct Formula: Sendable {
  public let expression: Expression
  private let run: @Sendable (inout Frame) throws(Fault) -> Value
  private let holes: [Formula?]

  init(
    _ expression: Expression, holes: [Formula?] = [], _ run: @escaping @Sendable (inout Frame) throws(Fault) -> Value
  ) {
    self.expression = expression
    self.holes = holes
    self.run = run
  }

  public func value(_ frame: inout Frame) throws(Fault) -> Value { try run(&frame) }

  /// The value of a condition.
  public func bool(_ frame: inout Frame) throws(Fault) -> Bool {
    try Operations.bool(try run(&frame), expression, frame)
  }
}

/// A sentence of `stop` or `warn`. It can always be said: what is missing prints as `(missing)`, what failed as `(problem)`.
public struct Sentence: Sendable {
  private enum Part: Sendable {
    case literal(Text)
    case hole(Formula)
  }

  private let parts: [Part]
  private let origin: Int

  public init(_ expression: Expression, _ evaluator: inout some Evaluator) {
    origin = expression.origin
    guard case .template(let written) = expression.kind else {
      parts = [.hole(evaluator.formula(expression))]
      return
    }
    parts = written.map { part in
      switch part {
      case .literal(let text): .literal(text)
      case .hole(let hole): .hole(evaluator.formula(hole))
      }
    }
  }

  public func said(_ frame: inout Frame) -> String {
    frame.surroundings.recorder?.note(origin)
    var text = ""
    for part in parts {
      switch part {
      case .literal(let literal): text += literal.string
      case .hole(let formula):
        do {
          let value = try formula.value(&frame)
          text += Operations.shown(value, formula.expression.type, frame)
        } catch {
          text += "(problem)"
        }
      }
    }
    return text
  }
}

/// A table with its cells ready to be evaluated.
struct TableFormula: Sendable {
  let columns: [ValueType]
  let keyVariables: [Int]
  let root: Level

  final class Level: Sendable {
    let rows: [Value: Cell]
    let otherwise: Cell?
    let missing: Cell?

    init(rows: [Value: Cell], otherwise: Cell?, missing: Cell?) {
      self.rows = rows
      self.otherwise = otherwise
      self.missing = missing
    }
  }

  enum Cell: Sendable {
    case result(Formula)
    case level(Level)
  }

  init(_ plan: TablePlan, _ evaluator: inout some Evaluator) {
    columns = plan.columns
    keyVariables = plan.keyVariables
    root = TableFormula.level(plan.root, &evaluator)
  }

  private static func level(_ plan: TablePlan.Level, _ evaluator: inout some Evaluator) -> Level {
    var rows: [Value: Cell] = [:]
    for (key, value) in plan.rows { rows[key.comparable] = cell(value, &evaluator) }
    return Level(
      rows: rows, otherwise: plan.otherwise.map { cell($0, &evaluator) },
      missing: plan.missing.map { cell($0, &evaluator) })
  }

  private static func cell(_ plan: TablePlan.Cell, _ evaluator: inout some Evaluator) -> Cell {
    switch plan {
    case .result(let expression): .result(evaluator.formula(expression))
    case .level(let next): .level(level(next, &evaluator))
    }
  }

  /// The cell's value for keys that were computed; cells see them under `key`.
  func value(_ keys: [Value], _ e: Expression, _ frame: inout Frame) throws(Fault) -> Value {
    for (variable, key) in zip(keyVariables, keys) { frame.bind(variable, key) }
    var level = root
    for (index, key) in keys.enumerated() {
      let cell = key == .missing ? level.missing : level.rows[key.comparable] ?? level.otherwise
      switch cell {
      case .result(let formula):
        frame.surroundings.recorder?.note(lookUp: e.origin, cell: formula.expression.origin)
        return try formula.value(&frame)
      case .level(let next): level = next
      case nil:
        throw Fault(
          .conversion, key == .missing ? "the table has no row for a missing key" : "the table has no row for \(key)",
          details: keys.enumerated().map { Fault.Detail(name: "key \($0.offset + 1)", value: $0.element.description) },
          origin: e.origin)
      }
      if index == keys.count - 1 { break }
    }
    throw Fault(.conversion, "the table has more key columns than the look-up", origin: e.origin)
  }
}
