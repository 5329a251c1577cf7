/// How records stand in a file.
enum FileFormat: String, Sendable, CaseIterable {
  /// One JSON record a line.
  case ndjson
  /// A list of JSON records, or one.
  case json
  /// A row each, below a row with the names.
  case csv

  /// By the ending of a file's name; nil for another ending.
  init?(of file: String) {
    switch file.split(separator: ".").last?.lowercased() {
    case "ndjson", "jsonl": self = .ndjson
    case "json": self = .json
    case "csv": self = .csv
    default: return nil
    }
  }
}
