import Builtins
import ConnectorKit
import Diagnostics
import Plan
import Source
import Syntax
import Types
import Values

// Settings are constants: literals, members, lists, `money(…)`. A layer replaces a setting whole, and keeps its type.
extension FlowChecker {
  func checkSettings(connectors: [EntityReference]) {
    for connector in connectors {
      for standard in context.connections[connector.connection]?.flowSettings ?? [] {
        lay(.init(.connector, standard.value, place: nil), standard.name, standard.type)
      }
    }
    for layer in context.settingLayers where layer.rank == .project { lay(layer) }
    for shared in context.shared {
      lay(SettingLayer(.shared, shared.file.source, shared.file.settings))
    }
    lay(SettingLayer(.flow, file.source, file.settings))
    for layer in context.settingLayers where layer.rank == .overlay { lay(layer) }
    settings = layeredSettings.map { Setting(name: $0.name, value: $0.value, type: $0.type) }
  }

  private func lay(_ layer: SettingLayer) {
    for setting in layer.settings {
      let at = Place(layer.source, setting.name.span)
      let (value, type) = inside(layer.source) { settingConstant(setting) }
      if setting.name.text == "timezone", case .text(let zone) = value {
        checkZone(
          zone.string, quote: layer.source.text(setting.value.span).first, Place(layer.source, setting.value.span))
      }
      lay(.init(layer.rank, value, place: at), setting.name.text, type)
    }
  }

  private func lay(_ layer: LayeredSetting.Layer, _ name: String, _ type: ValueType) {
    guard let index = layeredSettings.firstIndex(where: { $0.name == name }) else {
      layeredSettings.append(LayeredSetting(name: name, type: type, layers: [layer]))
      return
    }
    let below = layeredSettings[index]
    if let at = layer.place, let first = below.layers.last, first.rank == layer.rank,
      layer.rank == .shared || layer.rank == .flow, let other = first.place
    {
      if other.source != at.source { report(.namedTwice(name, at: at, first: other)) }
      return
    }
    if let at = layer.place, let first = below.layers.last, layer.rank == .flow, first.rank == .shared,
      let other = first.place
    {
      report(.namedTwice(name, at: at, first: other))
      return
    }
    guard type.isSameKind(as: below.type) else {
      if let at = layer.place { report(.settingChangesType(name, type, below, at: at)) }
      return
    }
    layeredSettings[index].layers.append(layer)
    layeredSettings[index].type = type
  }

  func setting(_ name: String) -> Value? { settings.first { $0.name == name }?.value }

  /// Whether somebody says it; a connector's standard does not count.
  func flowSets(_ name: String) -> Bool {
    layeredSettings.first { $0.name == name }?.layers.contains { $0.rank != .connector } ?? false
  }

  private func settingConstant(_ setting: SettingSyntax) -> (Value, ValueType) {
    var scope = Scope(record: nil)
    scope.blindness = "settings are constants"
    let expected: ValueType? =
      switch setting.name.text {
      case "currency": .enumeration(.currency)
      case "rounding": .enumeration(.roundingMode)
      case "problems": .enumeration(.problemPolicy)
      default: nil
      }
    let checked = check(setting.value, expected: expected, in: scope)
    if checked.type.isUnknown { return (.missing, .unknown) }
    if let value = checked.constantValue { return (value, checked.type) }
    if case .call(let function, let arguments, _) = checked.kind, function.name == "money",
      let number = arguments.first?.constantValue
    {
      return (number, checked.type)
    }
    report(.settingNotConstant(setting.name.text, at: place(setting.value.span)))
    return (.missing, .unknown)
  }

  func settingValue(_ name: Name, _ span: Span) -> Plan.Expression {
    guard let setting = settings.first(where: { $0.name == name.text }) else {
      report(.unknownSetting(name, known: settings.map(\.name), at: place(name.span)))
      return broken(span)
    }
    usedSettings.insert(name.text)
    return constant(setting.value, setting.type, span)
  }

  /// Records, and entries of lists: what is deleted is gone for good.
  func checkDeletionIsConfirmed(_ gone: GoneSyntax?) {
    if let gone, gone.rule == .delete, setting("confirm_delete") != .bool(true) {
      report(.deleteNotConfirmed(at: place(gone.span)))
    }
  }

  /// Settings that the language itself reads, whatever the flow's formulas do.
  static let ownSettings: Set<String> = ["currency", "rounding", "timezone", "problems", "confirm_delete", "steps_max"]

  func warnAboutUnusedNames() {
    for setting in file.settings
    where !usedSettings.contains(setting.name.text) && !Self.ownSettings.contains(setting.name.text) {
      report(.neverUsed("setting", setting.name.text, at: place(setting.name.span)))
    }
    for entry in tableEntries.values.sorted(by: { $0.index < $1.index }) where !entry.isUsed && !entry.isShared {
      report(.neverUsed("table", entry.syntax.name.text, at: entry.place))
    }
    for entry in tableEntries.values.sorted(by: { $0.index < $1.index }) { warnAboutIdleMissing(entry) }
    for transform in file.transforms {
      guard let entry = transformEntries[transform.name.text], !entry.isUsed, !entry.isShared else { continue }
      report(.neverUsed("transform", transform.name.text, at: entry.place))
    }
  }
}

extension Enumeration {
  /// `problems: strict`: every calculation that can fail must say what happens then.
  static let problemPolicy = Enumeration("problems", noun: "problem policy", members: [Member("strict")])

  /// The rounding modes as members, for `rounding: half_up`.
  static let roundingMode = Enumeration(
    "rounding", noun: "rounding mode", members: RoundingMode.allCases.map { Member($0.rawValue) })
}
