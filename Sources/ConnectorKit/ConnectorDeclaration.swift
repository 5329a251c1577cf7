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
  /// Paragraphs for its page: what nobody guesses from the tables.
  public var about: [String] = []
  /// What to write for an entity that is not among ``entities``, where a person can add one; `NAME` is the entity.
  public var entityHelp: [String] = []
  /// Entities that would be there if something were not wrong with them, by their names: told to whoever asks for one.
  public var unusable: [String: Problem] = [:]
  /// What makes the connection useless as a whole.
  public var problems: [Problem] = []

  /// Something wrong beside the settings, where files say what a connection is.
  public struct Problem: Error, Sendable, Hashable {
    /// One sentence, which names the file; without a full stop.
    public var message: String
    /// Lines to be written.
    public var help: [String]

    public init(_ message: String, help: [String] = []) {
      self.message = message
      self.help = help
    }
  }
  /// What the account of this connection is known to hold; nil if it was not read.
  public private(set) var account: AccountSnapshot?

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

  /// The same for an account that holds this.
  public func knowing(_ account: AccountSnapshot) -> ConnectorDeclaration {
    var copy = self
    copy.account = account
    return copy
  }

  /// The entity as a flow reads it: fields that only the account's records show are among the others. Records that are
  /// looked up have the declared ones only.
  public func sourceEntity(_ name: String) -> Entity? {
    guard var entity = entity(name) else { return nil }
    let more = account?.fields[name, default: []].map(\.field) ?? []
    if !more.isEmpty { entity.record = entity.record.adding(more) }
    return entity
  }

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
    /// A folder, counted from the project file, and inside its folder; or an absolute one, wherever it is.
    case folder
    /// A block of names with a text each; `files.orders` holds what `orders` has in the block `files`.
    case texts
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

extension ConnectorSetting {
  /// What the block of a setting of the kind `texts` says of each name.
  public static func block(_ setting: String, in settings: [String: String]) -> [String: String] {
    let prefix = setting + "."
    let own = settings.filter { $0.key.hasPrefix(prefix) }
    return Dictionary(uniqueKeysWithValues: own.map { (String($0.key.dropFirst(prefix.count)), $0.value) })
  }
}

/// The settings of one connection, complete and checked.
public struct ConnectionSettings: Sendable {
  /// The name that flows use.
  public var connection: String
  public var texts: [String: String]
  public var secrets: [String: Secret]
  /// The one that a setting of the kind `folder` names.
  public var folder: any FileFolder
  /// What the connector said of this connection; nil where nobody asked it, as in a test.
  public var declaration: ConnectorDeclaration?

  public init(
    connection: String, texts: [String: String], secrets: [String: Secret],
    folder: any FileFolder = InMemoryFolder(), declaration: ConnectorDeclaration? = nil
  ) {
    self.connection = connection
    self.texts = texts
    self.secrets = secrets
    self.folder = folder
    self.declaration = declaration
  }

  /// A declared setting is always there: the workspace fills in the standards.
  public func text(_ name: String) -> String { texts[name] ?? "" }
  /// Empty if it was not declared.
  public func secret(_ name: String) -> Secret { secrets[name] ?? Secret("") }
  /// 0 if it was not declared.
  public func whole(_ name: String) -> Int { Int(text(name)) ?? 0 }
}
