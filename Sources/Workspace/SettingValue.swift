internal import ConnectorKit

/// A setting's value as the project file or the environment has it.
enum SettingValue {
  struct Wrong: Error {
    /// What is wrong with it, as a label.
    var reason: String
    var help: [String] = []
  }

  /// In the form that connectors read: durations as seconds, the rest as it stands.
  static func read(_ text: String, as kind: ConnectorSetting.Kind) -> Result<String, Wrong> {
    switch kind {
    case .text, .secret, .texts: return .success(text)
    case .folder: return folder(text)
    case .url: return url(text)
    case .whole:
      guard let number = Int(text), number >= 0 else { return .failure(Wrong(reason: "this is no whole number")) }
      return .success(String(number))
    case .duration:
      guard let seconds = seconds(text) else {
        return .failure(Wrong(reason: "this is no length of time", help: ["write it as 60s, 5m or 1h"]))
      }
      return .success(String(seconds))
    case .oneOf(let words):
      if words.contains(text) { return .success(text) }
      return .failure(Wrong(reason: "this is one of " + words.joined(separator: ", ")))
    }
  }

  private static func folder(_ text: String) -> Result<String, Wrong> {
    if text.hasPrefix("~") {
      return .failure(Wrong(reason: "~ means nothing here", help: ["write the folder as it is: /home/NAME/…"]))
    }
    if !text.hasPrefix("/"), text.split(separator: "/").contains("..") {
      return .failure(
        Wrong(
          reason: "this may lead out of the project",
          help: ["a folder elsewhere is named from the root, as /data/exports: then it is clear what flows reach"]))
    }
    return .success(text)
  }

  static func seconds(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), number <= 1_000_000 else { return nil }
    switch text.dropFirst(digits.count) {
    case "s": return number
    case "m": return number * 60
    case "h": return number * 3600
    default: return nil
    }
  }

  /// `https://`, or `http://` on this machine; nothing that names a user, and no number in disguise.
  private static func url(_ text: String) -> Result<String, Wrong> {
    let address: WebAddress
    do throws(WebAddress.Problem) { address = try WebAddress(text) } catch {
      return .failure(Wrong(reason: "this address \(error.message)", help: ["an address begins with https://"]))
    }
    switch address.scheme {
    case "https": return .success(text)
    case "http" where isLoopback(address): return .success(text)
    case "http":
      return .failure(
        Wrong(
          reason: "without encryption, only for this machine itself",
          help: ["write https:// here; http:// is for 127.0.0.1 and localhost"]))
    default: return .failure(Wrong(reason: "this address must begin with https://"))
    }
  }

  private static func isLoopback(_ address: WebAddress) -> Bool {
    address.host == "localhost" || address.ip?.isLoopback == true
  }
}
