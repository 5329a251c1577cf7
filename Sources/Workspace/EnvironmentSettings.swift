internal import ConnectorKit

/// Connections without a project file: each has its connector's name and takes its settings from the environment.
enum EnvironmentSettings {
  static func connection(_ connector: any Connector.Type, _ environment: [String: String]) -> ProjectConnection {
    let plain = connector.declaration
    var texts: [String: String] = [:]
    var secrets: [String: SecretReference] = [:]
    var absent: [ConnectorSetting] = []
    for setting in plain.settings {
      let name = setting.environment
      if setting.kind == .secret {
        if let name { secrets[setting.name] = .environment(name) } else { absent.append(setting) }
        continue
      }
      let given = name.flatMap { environment[$0] }
      if let text = given.flatMap({ $0.isEmpty ? nil : $0 }) ?? setting.standard,
        case .success(let value) = SettingValue.read(text, as: setting.kind)
      {
        texts[setting.name] = value
      } else {
        absent.append(setting)
      }
    }
    return ProjectConnection(
      name: plain.name, connector: connector, declaration: connector.declaration(for: texts), texts: texts,
      secrets: secrets, absent: absent)
  }

  static func problem(_ setting: ConnectorSetting, of connection: ProjectConnection) -> ProjectProblem {
    let repair =
      setting.environment.map { "export \($0)=… or give it in \(Project.fileName)" } ?? "give it in \(Project.fileName)"
    return ProjectProblem(
      .wrong, "connection \(connection.name) needs `\(setting.name)` (\(setting.meaning.lowercasedFirst)): \(repair)")
  }
}

extension String {
  /// To stand in the middle of a sentence: without its capital, and without the full stop.
  var lowercasedFirst: String {
    let body = hasSuffix(".") ? String(dropLast()) : self
    guard let second = body.dropFirst().first, !second.isUppercase else { return body }
    return body.prefix(1).lowercased() + body.dropFirst()
  }
}
