public import Types
public import Values

/// What a connector is, as data: the checker, the pages, `fields` and `capabilities` all read it.
public struct ConnectorDeclaration: Sendable {
  /// `bigcommerce`: how the project file names it.
  public var name: String
  /// "BigCommerce"
  public var title: String
  public var settings: [ConnectorSetting]
  /// Settings that every flow with this connector has, unless it says otherwise.
  public var flowSettings: [FlowSetting]
  public var entities: [Entity]
  /// Fields that need another one beside them.
  public var fieldRules: [FieldRule]
  /// The largest whole number that arrives unchanged: readers of JSON keep 2^53. Nil without such a limit.
  public var wholeMax: Int64?
  /// Requests that one installation is asked at the same time.
  public var requestsAtOnceMax: Int

  public init(
    name: String, title: String, settings: [ConnectorSetting], flowSettings: [FlowSetting] = [], entities: [Entity],
    fieldRules: [FieldRule] = [], wholeMax: Int64? = nil, requestsAtOnceMax: Int = 4
  ) {
    self.name = name
    self.title = title
    self.settings = settings
    self.flowSettings = flowSettings
    self.entities = entities
    self.fieldRules = fieldRules
    self.wholeMax = wholeMax
    self.requestsAtOnceMax = requestsAtOnceMax
  }

  /// 2^53: beyond it a number of JavaScript loses its last digits.
  public static let jsonWholeMax: Int64 = 9_007_199_254_740_992

  /// Nil if it has none of that name.
  public func entity(_ name: String) -> Entity? { entities.first { $0.name == name } }
}

/// A setting of a connection: `url`, `token`, `prices`.
public struct ConnectorSetting: Sendable {
  /// What its value must look like.
  public enum Kind: Sendable, Hashable {
    case text
    case secret
    case url
    case whole
    /// `60s`, `5m`; held in seconds.
    case duration
    case oneOf([String])
  }

  public var name: String
  public var kind: Kind
  public var meaning: String
  /// In the form that the project file has it; nil means it must be given.
  public var standard: String?
  /// The environment variable that is asked when there is no project file.
  public var environment: String?

  public init(_ name: String, _ kind: Kind, meaning: String, standard: String? = nil, environment: String? = nil) {
    self.name = name
    self.kind = kind
    self.meaning = meaning
    self.standard = standard
    self.environment = environment
  }
}

/// A standard for `settings.NAME` of a flow: the lowest of the layers.
public struct FlowSetting: Sendable {
  public var name: String
  public var value: Value
  public var type: ValueType
  /// Required fields, as `entity.field`, that get this value when a flow does not map them.
  public var fills: [String]
  public var meaning: String

  public init(_ name: String, _ value: Value, _ type: ValueType, fills: [String] = [], meaning: String) {
    self.name = name
    self.value = value
    self.type = type
    self.fills = fills
    self.meaning = meaning
  }
}

/// A field that is refused without another one beside it, unless it holds a value that stands for itself.
public struct FieldRule: Sendable, Hashable {
  public var entity: String
  public var field: String
  public var needs: String
  /// Values with which the field needs nothing.
  public var unless: [Value]
  public var meaning: String

  public init(_ entity: String, field: String, needs: String, unless: [Value] = [], meaning: String) {
    self.entity = entity
    self.field = field
    self.needs = needs
    self.unless = unless
    self.meaning = meaning
  }
}

/// The settings of one connection, complete and checked.
public struct ConnectionSettings: Sendable {
  /// The name that flows use.
  public var connection: String
  public var texts: [String: String]
  public var secrets: [String: Secret]

  public init(connection: String, texts: [String: String], secrets: [String: Secret]) {
    self.connection = connection
    self.texts = texts
    self.secrets = secrets
  }

  /// A declared setting is always there: the workspace fills in the standards.
  public func text(_ name: String) -> String { texts[name] ?? "" }
  /// Empty if it was not declared.
  public func secret(_ name: String) -> Secret { secrets[name] ?? Secret("") }
  /// 0 if it was not declared.
  public func whole(_ name: String) -> Int { Int(text(name)) ?? 0 }
}
