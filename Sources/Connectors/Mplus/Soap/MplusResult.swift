internal import ConnectorKit
internal import XML

extension XMLElement {
  /// Passes an answer whose `result` is the one that means success; any other, also an unknown one, is a refusal.
  func accept(_ success: String, _ what: String, conflicts: [String] = []) throws(ConnectorError) {
    guard let result = filled("result") else {
      throw ConnectorError(.misunderstood, "Mplus did not say whether it has \(what)")
    }
    if result == success { return }
    let text = filled("errorMessage") ?? filled("message")
    let message = "Mplus has not \(what): " + (text.map { "\($0) (\(result))" } ?? result)
    throw ConnectorError(conflicts.contains(result) ? .conflict : .refused, message)
  }

  /// For an answer that finds one record: true if it is there.
  func isFound(_ prefix: String) throws(ConnectorError) -> Bool {
    switch filled("result") {
    case prefix + "-OK": return true
    case prefix + "-NOT-FOUND": return false
    case let result:
      throw ConnectorError(.misunderstood, "Mplus answered a search with \(result ?? "no result")")
    }
  }
}
