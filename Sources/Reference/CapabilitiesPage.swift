import ConnectorKit

/// `capabilities.md`: what can go from each system to each other one.
enum CapabilitiesPage {
  static func page(of connectors: [ConnectorDeclaration]) -> ReferencePage {
    var parts = [
      "# What can go where", Markdown.origin,
      """
      *Yes*: records can be made and changed. *Partly*: made or changed, not both. `flowrun capabilities A B` prints
      the same.
      """,
    ]
    // What files hold is known where they lie.
    let connectors = connectors.filter { !$0.entities.isEmpty }
    for (place, first) in connectors.enumerated() {
      for second in connectors.dropFirst(place + 1) {
        parts.append("## \(first.title) and \(second.title)")
        parts.append(table(CapabilityMatrix(first, second)))
      }
    }
    return ReferencePage(name: "capabilities.md", text: Markdown.page(parts))
  }

  private static func table(_ matrix: CapabilityMatrix) -> String {
    let rows = matrix.rows.map { row in
      [
        row.subject.rawValue, row.sources.map(Markdown.code).joined(separator: ", "),
        Markdown.code(row.target ?? ""), row.answer.rawValue, row.reasons.joined(separator: " "),
      ]
    }
    return Markdown.table(["what", "from", "to", "can be sent", "limits"], rows)
  }
}
