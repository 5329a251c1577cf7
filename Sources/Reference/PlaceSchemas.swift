import ConnectorKit
import Syntax
import Values

/// Turns blocks of keys and the places behind them into schemas; what stands in several places becomes a definition.
struct PlaceSchemas {
  let connectors: [ConnectorDeclaration]
  private var found: [String: JSON] = [:]

  init(connectors: [ConnectorDeclaration]) {
    self.connectors = connectors
  }

  /// By name.
  var definitions: JSON {
    .object(JSON.Object(found.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }))
  }

  /// A block of these keys and no others.
  mutating func object(_ block: KeywordBlock, with more: [Keyword] = []) -> JSON {
    let keys = more + block.keys
    var members: [(name: String, value: JSON)] = [("type", "object"), ("properties", properties(keys))]
    let required = keys.filter(\.isRequired).map { JSON.string($0.name) }
    if !required.isEmpty { members.append(("required", .array(required))) }
    if !block.oneOf.isEmpty {
      members.append(("oneOf", .array(block.oneOf.map { ["required": [.string($0)]] })))
    }
    members.append(("additionalProperties", false))
    return .object(JSON.Object(members))
  }

  /// What a key says, and what may stand behind it. Beside `$ref` nothing counts, so it stands one level deeper.
  private mutating func properties(_ keys: [Keyword]) -> JSON {
    var members: [(name: String, value: JSON)] = []
    for key in keys {
      members.append((key.name, ["description": .string(key.sentence), "allOf": [schema(key.place)]]))
    }
    return .object(JSON.Object(members))
  }

  /// A reference to the definition of that name, which is made when it is first asked for.
  private mutating func shared(_ name: String, _ make: (inout PlaceSchemas) -> JSON) -> JSON {
    if found[name] == nil {
      // Taken before it is made: places hold each other.
      found[name] = .null
      found[name] = make(&self)
    }
    return ["$ref": .string("#/definitions/\(name)")]
  }

  // MARK: places

  mutating func schema(_ place: KeyPlace) -> JSON {
    switch place {
    case .name, .sentence, .formula: scalar
    case .text: Self.anyOf([scalar, ["type": "null"]])
    case .flowName: ["type": "string", "pattern": "^[a-z0-9-]+$"]
    case .entity: ["type": "string", "pattern": #"^[^.]+\.[^.]+$"#]
    case .names: oneOrMany(scalar)
    case .value: value
    case .result: shared("result") { Self.anyOf([$0.value, $0.stop]) }
    case .box: box
    case .fieldBox: Self.anyOf([box, Self.words(["if empty", "if untouched"])])
    case .word(let words): Self.words(words)
    case .fieldMissing: Self.anyOf([Self.words(FieldPolicySyntax.words), value, stop])
    case .fieldProblem:
      ["allOf": [Self.anyOf([Self.words(Self.problemWords), value, stop]), ["not": ["const": "clear"]]]]
    case .flowMissing: Self.anyOf([Self.words(RecordMissingSyntax.words), stop])
    case .recordMissing:
      Self.anyOf([Self.words(RecordMissingSyntax.words), ["type": "string", "pattern": "^[^=]+=[^=]"], stop])
    case .match: oneOrMany(["type": "string"])
    case .each: ["type": "string", "pattern": #"^([^\s\d,][^\s,]*\s*,\s*)?[^\s,]+\s+in\s+\S"#]
    case .steps: oneOrMany(["type": "string"])
    case .settings: named(value)
    case .lets: named(shared("choice") { Self.anyOf([$0.value, $0.chooseBlock]) })
    case .tables: named(shared("table") { $0.rows(Vocabulary.table) })
    case .cell: cell
    case .transforms: transforms
    case .related: named(shared("related") { $0.object(Vocabulary.related) })
    case .fields: named(content)
    case .entries: ["type": "array", "items": entry]
    case .choose: ["type": "array", "items": shared("chooseLine") { $0.chooseLine }]
    case .checks: ["type": "array", "items": shared("check") { $0.object(Vocabulary.check) }]
    case .usual: shared("usual") { $0.object(Vocabulary.usual) }
    case .examples: ["type": "array", "items": shared("example") { $0.object(Vocabulary.example) }]
    case .data: data
    case .expectation: Self.anyOf([["const": "skip record"], named(data)])
    case .connections: connections
    case .overlayConnections: overlayConnections
    case .flowOrder: ["type": "array", "items": scalar, "uniqueItems": true]
    case .projectSettings: named(Self.anyOf([value, named(value)]))
    case .store: ["type": "string", "pattern": "^sqlite:.+"]
    }
  }

  private static let problemWords = FieldPolicySyntax.words.filter { $0 != "clear" }

  /// The place decides, never the look: what an editor takes for a number is a formula, or a text.
  private var scalar: JSON { ["type": ["string", "number", "boolean"]] }

  private var value: JSON {
    mutating get {
      shared("value") {
        let longForm = $0.object(Vocabulary.value)
        return Self.anyOf([$0.scalar, ["type": "array", "items": $0.value], longForm])
      }
    }
  }

  private var stop: JSON {
    mutating get {
      shared("stop") {
        ["type": "object", "properties": ["stop": $0.scalar], "required": ["stop"], "additionalProperties": false]
      }
    }
  }

  private var box: JSON {
    mutating get {
      shared("box") { _ in
        Self.anyOf([["type": "array", "items": ["enum": ["x", "X"]], "maxItems": 1], Self.words(["yes", "no"])])
      }
    }
  }

  private var data: JSON {
    mutating get {
      shared("data") {
        Self.anyOf([$0.scalar, ["type": "array", "items": $0.data], $0.named($0.data)])
      }
    }
  }

  // MARK: tables and transforms

  private var cell: JSON {
    mutating get { shared("cell") { Self.anyOf([$0.value, $0.stop, $0.rows(Vocabulary.rows)]) } }
  }

  /// The words of the table, and rows.
  private mutating func rows(_ block: KeywordBlock) -> JSON {
    ["type": "object", "properties": properties(block.keys), "additionalProperties": cell]
  }

  private var transforms: JSON {
    mutating get {
      ["type": "object", "patternProperties": [#"\("#: value], "additionalProperties": schema(.steps)]
    }
  }

  private var chooseLine: JSON {
    mutating get {
      let alternatives: JSON = [
        ["required": ["when", "use"], "maxProperties": 2], ["required": ["else"], "maxProperties": 1],
      ]
      return [
        "type": "object", "properties": properties(Vocabulary.chooseLine.keys), "oneOf": alternatives,
        "additionalProperties": false,
      ]
    }
  }

  private var chooseBlock: JSON {
    mutating get {
      let key = Vocabulary.field.keys.filter { $0.name == "choose" }
      return [
        "type": "object", "properties": properties(key), "required": ["choose"], "additionalProperties": false,
      ]
    }
  }

  // MARK: fields

  /// What goes into a field.
  private var content: JSON {
    mutating get {
      shared("content") {
        let list: JSON = ["type": "array", "items": $0.entry]
        let joined = $0.shared("list") { $0.object(Vocabulary.list) }
        return Self.anyOf([$0.scalar, list] + $0.entryBlocks + [joined])
      }
    }
  }

  /// What stands behind a dash.
  private var entry: JSON {
    mutating get { shared("entry") { Self.anyOf([$0.scalar] + $0.entryBlocks) } }
  }

  private var entryBlocks: [JSON] {
    mutating get {
      [
        shared("field") { $0.object(Vocabulary.field) }, shared("record") { $0.object(Vocabulary.record) },
        shared("eachField") { $0.object(Vocabulary.field, with: [Self.each]) },
        shared("eachRecord") { $0.object(Vocabulary.record, with: [Self.each]) }, shared("fields") { $0.plainRecord },
      ]
    }
  }

  private static let each: Keyword = {
    var each = Vocabulary.each
    each.isRequired = true
    return each
  }()

  /// A block of names only.
  private var plainRecord: JSON {
    mutating get {
      [
        "type": "object", "propertyNames": ["not": Self.words(Vocabulary.fieldBlockWords)], "minProperties": 1,
        "additionalProperties": content,
      ]
    }
  }

  // MARK: connections

  private var connections: JSON {
    mutating get {
      let kinds = connectors.map { connector in shared("\(connector.name)Connection") { $0.connection(connector) } }
      return [
        "type": "object", "propertyNames": ["pattern": "^[A-Za-z0-9_]+$"], "minProperties": 1,
        "additionalProperties": Self.anyOf(kinds),
      ]
    }
  }

  private mutating func connection(_ connector: ConnectorDeclaration) -> JSON {
    let properties = [Self.kind(of: connector)] + Self.settings(of: connector)
    let required = ["connector"] + connector.settings.filter { $0.standard == nil }.map(\.name)
    return [
      "type": "object", "properties": .object(JSON.Object(properties)),
      "required": .array(required.map(JSON.string)), "additionalProperties": false,
    ]
  }

  /// Which connector a connection has stands in the project file, so the settings of any fit; with `connector`, another
  /// one stands in for it.
  private var overlayConnections: JSON {
    named(
      Self.anyOf(
        connectors.map { connector in
          [
            "type": "object",
            "properties": .object(JSON.Object([Self.kind(of: connector)] + Self.settings(of: connector))),
            "additionalProperties": false,
          ]
        }))
  }

  private static func kind(of connector: ConnectorDeclaration) -> (name: String, value: JSON) {
    (
      "connector",
      ["description": .string("The kind of system: \(connector.title)."), "const": .string(connector.name)]
    )
  }

  private static func settings(of connector: ConnectorDeclaration) -> [(name: String, value: JSON)] {
    connector.settings.map { setting in
      (setting.name, ["description": .string(setting.meaning), "allOf": [Self.setting(setting.kind)]])
    }
  }

  private static func setting(_ kind: ConnectorSetting.Kind) -> JSON {
    switch kind {
    case .text: ["type": ["string", "number", "boolean"]]
    case .folder: ["type": "string", "pattern": "."]
    case .texts: ["type": "object", "additionalProperties": ["type": "string", "pattern": "."]]
    case .secret: ["type": "string", "pattern": "^(env|file|exec):.+"]
    case .url: ["type": "string", "pattern": "^https?://"]
    case .whole: ["type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]+$"]
    case .duration: ["type": "string", "pattern": "^[0-9]+[smh]$"]
    case .oneOf(let words): Self.words(words)
    }
  }

  // MARK: parts

  private static func words(_ words: [String]) -> JSON { ["enum": .array(words.map(JSON.string))] }

  private static func anyOf(_ schemas: [JSON]) -> JSON { ["anyOf": .array(schemas)] }

  private func oneOrMany(_ one: JSON) -> JSON { Self.anyOf([one, ["type": "array", "items": one]]) }

  /// Names of any kind with a value each.
  private func named(_ value: JSON) -> JSON { ["type": "object", "additionalProperties": value] }
}
