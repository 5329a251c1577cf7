public import ConnectorKit

/// A page of `docs/`, printed from declarations.
public struct ReferencePage: Sendable, Hashable {
  /// `messages.md`; one in a folder has the folder before it.
  public var name: String
  /// Markdown or JSON; ends with a line break.
  public var text: String

  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  /// Every page, in the order of their names. A page more is one line more.
  public static func all(of connectors: [ConnectorDeclaration]) -> [ReferencePage] {
    let pages =
      [MessagesPage.page, FunctionsPage.page, CapabilitiesPage.page(of: connectors)]
      + connectors.map { ConnectorPage.page(of: $0) }
      + FileSchema.allCases.map { ReferencePage(name: "schemas/\($0).json", text: $0.text(of: connectors)) }
    return pages.sorted { $0.name < $1.name }
  }
}
