public import ConnectorKit
public import Source
public import Types
public import Values

/// A checked flow: what will be done, without a line of YAML. Can be built by hand in a test, and printed.
public struct FlowPlan: Sendable {
  public var name: String
  public var source: EntityReference
  public var target: EntityReference
  /// Fields of the source that are used, as paths.
  public var sourceFields: Set<String>
  public var settings: [Setting]
  public var rounding: RoundingMode
  /// A name of the time zone database.
  public var timezone: String
  /// Records in another currency stop; nil if the source has no currency.
  public var currency: String?
  /// The place that says so.
  public var currencyOrigin: Int
  public var filter: Expression?
  public var group: GroupPlan?
  /// All `let` values of the flow, whatever block they stand in.
  public var lets: [LetPlan]
  public var tables: [TablePlan]
  public var related: [RelatedPlan]
  public var record: RecordPlan
  public var checks: [CheckPlan]
  public var examples: [ExamplePlan]
  /// Slots that a frame needs. Slot 0 is the source record.
  public var variableCount: Int
  /// What `origin` numbers mean.
  public var places: [Place]

  public static let sourceVariable = 0

  public init(name: String, source: EntityReference, target: EntityReference, record: RecordPlan) {
    self.name = name
    self.source = source
    self.target = target
    self.record = record
    self.sourceFields = []
    self.settings = []
    self.rounding = .half_up
    self.timezone = "Europe/Amsterdam"
    self.currency = nil
    self.currencyOrigin = record.origin
    self.filter = nil
    self.group = nil
    self.lets = []
    self.tables = []
    self.related = []
    self.checks = []
    self.examples = []
    self.variableCount = 1
    self.places = []
  }
}

extension FlowPlan {
  /// What an `origin` means; nil for a plan that was built without places.
  public func place(_ origin: Int) -> Place? { places.indices.contains(origin) ? places[origin] : nil }
}

/// An entity of a connection: `mplus.articles`.
public struct EntityReference: Sendable {
  public var connection: String
  public var connector: String
  public var entity: Entity

  public init(connection: String, connector: String, entity: Entity) {
    self.connection = connection
    self.connector = connector
    self.entity = entity
  }

  public var name: String { "\(connection).\(entity.name)" }
}

public struct Setting: Sendable {
  public var name: String
  public var value: Value
  public var type: ValueType
  public init(name: String, value: Value, type: ValueType) {
    self.name = name
    self.value = value
    self.type = type
  }
}

/// `group:` records that belong together become one.
public struct GroupPlan: Sendable {
  /// The source field whose value they share.
  public var field: Field
  /// Holds that value.
  public var keyVariable: Int
  /// Holds the list of all its rows.
  public var rowsVariable: Int

  public init(field: Field, keyVariable: Int, rowsVariable: Int) {
    self.field = field
    self.keyVariable = keyVariable
    self.rowsVariable = rowsVariable
  }
}

public struct LetPlan: Sendable {
  public var name: String
  public var expression: Expression
  public init(name: String, expression: Expression) {
    self.name = name
    self.expression = expression
  }
}

/// One line of `checks:`.
public struct CheckPlan: Sendable {
  public var when: Expression
  /// A warning is written into the books; otherwise the record stops.
  public var isWarning: Bool
  public var sentence: Expression
  /// Related records that it uses and that may be there only after others were written: till then nothing is asked.
  public var afterWriting: Set<Int> = []
  public var origin: Int

  public init(when: Expression, isWarning: Bool, sentence: Expression, origin: Int) {
    self.when = when
    self.isWarning = isWarning
    self.sentence = sentence
    self.origin = origin
  }
}
