internal import ConnectorKit
internal import Values
internal import XML

/// Which relations have which e-mail address or outside number.
///
/// Mplus's own search gives one relation, however many fit, so two with one address can't be seen by it. This list is
/// read once, a thousand relations a call, and then kept up by their sync marker: a search costs one call for what
/// changed, whatever it looks for. Only what is searched by is kept.
actor RelationIndex {
  private var marker: Int64 = 0
  private var texts: [Int64: [String: String]] = [:]
  private var numbers: [String: [String: Set<Int64>]] = [:]

  static let fields = ["email", "extRelationId"]

  /// The numbers of all relations whose field is one of the values, letter case aside.
  func numbers(
    of values: [String], in field: String, _ door: MplusDoor, over transport: any Transport
  ) async throws(ConnectorError) -> [Int64] {
    try await catchUp(door, over: transport)
    return Set(values.flatMap { numbers[field]?[Self.key($0)] ?? [] }).sorted()
  }

  /// Two searches at once may read the same pages; what they keep is the same.
  private func catchUp(_ door: MplusDoor, over transport: any Transport) async throws(ConnectorError) {
    while true {
      let request = XMLElement(
        "request",
        children: [
          XMLElement("syncMarker", marker), XMLElement("syncMarkerLimit", Int64(MplusLimits.relations)),
        ])
      let answer = try await door.send(.read("getRelations", [request]), over: transport)
      let relations = answer.child("relationList")?.children("relation") ?? []
      for relation in relations { try keep(relation) }
      guard let top = try relations.markers().max(), top >= marker else { return }
      marker = top + 1
    }
  }

  private func keep(_ relation: XMLElement) throws(ConnectorError) {
    guard let number = try relation.marker("relationNumber") else { return }
    for (field, old) in texts[number] ?? [:] { numbers[field]?[old]?.remove(number) }
    var new: [String: String] = [:]
    for field in Self.fields {
      let key = Self.key(relation.filled(field) ?? "")
      if key.isEmpty { continue }
      new[field] = key
      numbers[field, default: [:]][key, default: []].insert(number)
    }
    texts[number] = new.isEmpty ? nil : new
  }

  private static func key(_ text: String) -> String { Text(text).trimmed.lowercased.string }
}
