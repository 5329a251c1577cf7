import Builtins
import ConnectorKit
import Diagnostics
import Plan
import Source
import Syntax
import Types
import Values

// Settings are constants: literals, members, lists, `money(…)`. A layer replaces a setting whole.
extension FlowChecker {
  func checkSettings(connectors: [EntityReference]) {
    for connector in connectors {
      for standard in context.connections[connector.connection]?.flowSettings ?? [] {
        set(standard.name, standard.value, standard.type)
      }
    }
    for setting in file.settings {
      let (value, type) = settingConstant(setting)
      set(setting.name.text, value, type)
    }
    checkDeletionIsConfirmed()
  }

  private func set(_ name: String, _ value: Value, _ type: ValueType) {
    settings.removeAll { $0.name == name }
    settings.append(Setting(name: name, value: value, type: type))
  }

  func setting(_ name: String) -> Value? { settings.first { $0.name == name }?.value }

  /// Whether the flow itself says it; a connector's standard does not count.
  func flowSets(_ name: String) -> Bool { file.settings.contains { $0.name.text == name } }

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

  private func checkDeletionIsConfirmed() {
    if let gone = file.record.gone, gone.rule == .delete, setting("confirm_delete") != .bool(true) {
      report(.deleteNotConfirmed(at: place(gone.span)))
    }
  }

  /// Settings that the language itself reads, whatever the flow's formulas do.
  static let ownSettings: Set<String> = ["currency", "rounding", "timezone", "problems", "confirm_delete"]

  func warnAboutUnusedNames() {
    for setting in file.settings
    where !usedSettings.contains(setting.name.text) && !Self.ownSettings.contains(setting.name.text) {
      report(.neverUsed("setting", setting.name.text, at: place(setting.name.span)))
    }
    for entry in tableEntries.values.sorted(by: { $0.index < $1.index }) where !entry.isUsed {
      report(.neverUsed("table", entry.syntax.name.text, at: place(entry.syntax.name.span)))
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
