import Builtins
import Plan
public import Values

/// What the formulas of one source record see: variables, `let` values once computed, related records, what was computed
/// for the target. One frame per record; nothing in it outlives the record.
public struct Frame: Sendable {
  public let surroundings: Surroundings
  private(set) var variables: [Value]
  /// The fields of bound records that compiled formulas read, by the layout's slots.
  var cells: [Cell]
  private var lets: [LetState]
  /// By the index of the related look-up.
  public var related: [RelatedValue]
  /// Related records that are to be made: what only the target can tell of them is not known yet.
  public var pending: Set<Int> = []
  /// What was computed for the target's fields, for `checks`.
  public var written = OrderedFields()
  private var stepsLeft: Int
  private var textBytesLeft: Int

  /// Elements that all loops and lists of one record may go over.
  public static let stepsMax = 2_000_000
  /// Bytes of one text that a formula puts together.
  public static let textBytesMax = 4_000_000
  /// Bytes of all texts that the formulas of one record put together.
  public static let textBytesTotal = 64_000_000

  enum LetState: Sendable {
    case unknown
    case running
    case value(Value)
    case fault(Fault)
  }

  public init(
    _ surroundings: Surroundings, stepsMax: Int = Frame.stepsMax, textBytesTotal: Int = Frame.textBytesTotal
  ) {
    self.surroundings = surroundings
    stepsLeft = stepsMax
    textBytesLeft = textBytesTotal
    variables = Array(repeating: .missing, count: surroundings.variableCount)
    cells = Array(repeating: .unbound, count: surroundings.layout.cellCount)
    lets = Array(repeating: .unknown, count: surroundings.lets.count)
    related = Array(repeating: .single(.missing), count: surroundings.relatedNames.count)
  }

  /// Puts a value into a variable's slot; of a record, the fields that formulas use are found in one walk.
  public mutating func bind(_ variable: Int, _ value: Value) {
    while variables.count <= variable { variables.append(.missing) }
    variables[variable] = value
    if let level = surroundings.layout.level(of: variable) { level.bind(value, into: &cells) }
  }

  public subscript(variable variable: Int) -> Value {
    variables.indices.contains(variable) ? variables[variable] : .missing
  }

  /// The value of a `let`, computed when it is first asked for. A fault is kept and given to everyone who asks.
  public mutating func value(ofLet index: Int) throws(Fault) -> Value {
    guard lets.indices.contains(index) else { throw Fault(.conversion, "there is no value \(index)") }
    switch lets[index] {
    case .value(let value): return value
    case .fault(let fault): throw fault
    case .running: throw Fault(.conversion, "\(surroundings.letNames[index]) needs itself")
    case .unknown: break
    }
    lets[index] = .running
    do {
      let value = try surroundings.lets[index].value(&self)
      lets[index] = .value(value)
      return value
    } catch {
      lets[index] = .fault(error)
      throw error
    }
  }

  /// On entering a block again: its values hang on the element it is about.
  public mutating func forget(lets indices: [Int]) {
    for index in indices where lets.indices.contains(index) { lets[index] = .unknown }
  }

  /// When related records have become known that were not before.
  public mutating func forgetAllLets() {
    for index in lets.indices { lets[index] = .unknown }
  }

  /// The record of a related look-up; of one with `each`, that of the row.
  public func related(_ index: Int, row: Value?) -> Value {
    guard related.indices.contains(index) else { return .missing }
    switch related[index] {
    case .single(let value): return value
    case .byRow(let values):
      return row.flatMap { values[$0] } ?? .missing
    }
  }

  /// Counts the texts that are put together: small ones in a long loop are many bytes too.
  mutating func spend(textBytes: Int) throws(Fault) {
    textBytesLeft -= textBytes
    if textBytesLeft < 0 {
      throw Fault(.unfit, "the texts of the record are over \(Self.textBytesTotal / 1_000_000) MB together")
    }
  }

  /// Counts work that grows with the data.
  mutating func spend(_ steps: Int) throws(Fault) {
    stepsLeft -= steps
    if stepsLeft < 0 {
      throw Fault(.unfit, "the record takes more steps than a record may; a step is one turn of a loop")
    }
  }
}

/// What a related look-up gave.
public enum RelatedValue: Sendable {
  case single(Value)
  /// By the row that it hangs on: a record, or a number or text of a plain list.
  case byRow([Value: Value])
}
