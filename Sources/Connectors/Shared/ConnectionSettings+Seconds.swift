internal import ConnectorKit

extension ConnectionSettings {
  /// A duration in seconds: `60`, `60s`, `5m`, `1h`.
  func seconds(_ name: String, standard: Int) -> Int {
    let text = text(name)
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits) else { return standard }
    switch text.dropFirst(digits.count) {
    case "", "s": return number
    case "m": return number * 60
    case "h": return number * 3600
    default: return standard
    }
  }
}
