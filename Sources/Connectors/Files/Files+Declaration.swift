public import ConnectorKit
import Types
import Values

extension Files {
  /// Without files: which entities there are depends on the folder.
  public static let declaration = ConnectorDeclaration(
    name: "files", title: "Files",
    settings: [
      ConnectorSetting(
        "folder", .folder,
        meaning:
          "Where the files lie, counted from the project file and inside its folder. A folder elsewhere is "
          + "named from the root, as `/data/exports`.",
        standard: "."),
      ConnectorSetting(
        "files", .texts,
        meaning:
          "Which file holds which entity, where it is not called like it: `{ orders: exports/o.ndjson, result: "
          + "\"-\" }`. `-` is standard input where it is read and standard output where it is written.",
        standard: ""),
      ConnectorSetting(
        "like", .text,
        meaning:
          "Another connector, whose entities the files hold: its record types, keys and ways to find a record. "
          + "Flows written for it run over files as they are.",
        standard: ""),
      ConnectorSetting(
        "stream", .oneOf(["ndjson", "json", "csv"]), meaning: "How records stand in standard input and output.",
        standard: "ndjson"),
      ConnectorSetting(
        "cells", .oneOf(["safe", "plain"]),
        meaning:
          "Cells of a CSV file that begin with `=`, `+`, `-` or `@` and hold a text: `safe` puts a `'` before "
          + "them, so that no spreadsheet takes them for a formula, and takes it away when it reads them; `plain` "
          + "leaves them as they are.",
        standard: "safe"),
    ], entities: []
  )
  .withHelp

  public static func declaration(of connection: ConnectionOutline) -> ConnectorDeclaration {
    var found = declaration
    let like = connection.settings["like"] ?? ""
    let model = connection.others.first { $0.name == like }
    if !like.isEmpty, model == nil {
      let known = connection.others.map(\.name).joined(separator: ", ")
      found.problems.append(
        .init("`like: \(like)` names no other connector", help: ["there are \(known)"]))
      return found
    }
    if let model {
      found.flowSettings = model.flowSettings
      found.fieldRules = model.fieldRules
      found.wholeMax = model.wholeMax
    }
    let entities = FileEntities(connection, like: model)
    found.entities = entities.entities
    found.unusable = entities.unusable
    return found
  }
}

extension ConnectorDeclaration {
  fileprivate var withHelp: ConnectorDeclaration {
    var copy = self
    copy.entityHelp = [
      "put NAME.ndjson, NAME.json or NAME.csv into its folder, or say what a file that is still to be written holds:",
      "flowrun schema infer SAMPLE --schema > NAME.schema.json",
      "or `like: bigcommerce` in the connection: the files hold what that connector's entities hold",
    ]
    copy.about = FilesPage.paragraphs
    return copy
  }
}
