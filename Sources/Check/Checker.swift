public import ConnectorKit
public import Diagnostics
public import Plan
public import Source
public import Syntax

/// Text and schemas in; a plan, if possible, and everything noticed. Opens no file and reaches no network.
public enum Checker {
  public static func check(_ file: FlowFile, in context: CheckContext) -> CheckResult {
    let checker = FlowChecker(file, context)
    let plan = checker.checkFlow()
    let diagnostics = causes(checker.diagnostics, isDamaged: file.hasMistakes)
    let failed = diagnostics.contains { $0.severity == .error }
    var result = CheckResult(plan: failed ? nil : plan, diagnostics: diagnostics, mayStop: checker.mayStop)
    result.settings = checker.layeredSettings
    result.usedSettings = checker.usedSettings.union(FlowChecker.ownSettings)
    result.filledFields = checker.filledFields
    return result
  }

  /// Without what may only follow from another mistake: a name that nothing uses may be misspelled where it was meant
  /// to be used, and a field that nothing fills may stand on a line that could not be read. When the mistake is mended
  /// they come back, if they are still true.
  private static func causes(_ diagnostics: [Diagnostic], isDamaged: Bool) -> [Diagnostic] {
    let hasErrors = isDamaged || diagnostics.contains { $0.severity == .error }
    return diagnostics.filter { diagnostic in
      switch diagnostic.code {
      case .S110: !hasErrors
      case .M406: !isDamaged
      default: true
      }
    }
  }
}

/// What surrounds a flow: the connections of the project, and the files that the flow names.
public struct CheckContext: Sendable {
  /// By the name that flows use.
  public var connections: [String: ConnectorDeclaration]
  /// CSV tables by the path that the flow writes. A path that is not here could not be read; the workspace says why.
  public var csvTables: [String: CSVTable]
  /// The files under `use:`, and those that they use, each once.
  public var shared: [SharedFile]
  /// The flows of the project; nil if they are not known.
  public var flows: [FlowOutline]?
  /// Settings of the project file and of an overlay, the lower ones first.
  public var settingLayers: [SettingLayer]
  /// Test files beside the flow; those of other flows are passed over.
  public var tests: [TestFile]
  /// The flow is a part of one, as in a page or an editor: what it leaves out is no mistake.
  public var isPart: Bool
  /// Every calculation that can fail must be handled.
  public var isStrict: Bool
  /// Hints that most flows would be full of are given too: T322.
  public var isThorough: Bool
  /// The time zones of the machine; nil if they can't be asked, and then any name passes.
  public var zones: ZoneNames?

  /// What `mplus.articles` names; nil if there is no such connection or entity.
  func entity(named name: String?) -> (connection: String, entity: Entity)? {
    let parts = name?.split(separator: ".", maxSplits: 1).map(String.init) ?? []
    guard parts.count == 2, let entity = connections[parts[0]]?.entity(parts[1]) else { return nil }
    return (parts[0], entity)
  }

  public struct ZoneNames: Sendable {
    public var isKnown: @Sendable (String) -> Bool
    /// For suggestions; asked for only after a mistake.
    public var names: @Sendable () -> [String]

    public init(isKnown: @escaping @Sendable (String) -> Bool, names: @escaping @Sendable () -> [String]) {
      self.isKnown = isKnown
      self.names = names
    }
  }

  public init(
    connections: [String: ConnectorDeclaration], csvTables: [String: CSVTable] = [:], shared: [SharedFile] = [],
    settingLayers: [SettingLayer] = [], tests: [TestFile] = [], isPart: Bool = false, isStrict: Bool = false,
    isThorough: Bool = false, zones: ZoneNames? = nil
  ) {
    self.connections = connections
    self.csvTables = csvTables
    self.shared = shared
    self.settingLayers = settingLayers
    self.tests = tests
    self.isPart = isPart
    self.isStrict = isStrict
    self.isThorough = isThorough
    self.zones = zones
  }
}

/// A file that flows name under `use:`, as it was read, and the CSV tables that it names itself.
public struct SharedFile: Sendable {
  public var file: FlowFile
  public var csvTables: [String: CSVTable]

  public init(_ file: FlowFile, csvTables: [String: CSVTable] = [:]) {
    self.file = file
    self.csvTables = csvTables
  }
}

public struct CheckResult: Sendable {
  /// Nil if anything is wrong.
  public var plan: FlowPlan?
  public var diagnostics: [Diagnostic]
  /// Calculations that can stop a record, each with its reason: `validate` lists them.
  public var mayStop: [PossibleStop]
  /// Every setting that the flow can use, with its layers.
  public var settings: [LayeredSetting] = []
  /// Settings that formulas or the language itself read.
  public var usedSettings: Set<String> = []
  /// Required fields without a line that take their value from a connector's setting: `employeeNumber`.
  public var filledFields: [(field: String, setting: String)] = []

  public init(plan: FlowPlan?, diagnostics: [Diagnostic], mayStop: [PossibleStop]) {
    self.plan = plan
    self.diagnostics = diagnostics
    self.mayStop = mayStop
  }
}

/// A place where a record may stop at run time, and when: "the text is not a number".
public struct PossibleStop: Sendable, Hashable {
  public var place: Place
  public var reason: String
  /// The flow itself says `stop` there.
  public var isChosen: Bool

  public init(place: Place, reason: String, isChosen: Bool = false) {
    self.place = place
    self.reason = reason
    self.isChosen = isChosen
  }
}
