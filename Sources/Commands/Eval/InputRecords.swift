import Foundation
import Values
import Workspace

/// The records of `--input`: one JSON object, a list of them, or one a line.
enum InputRecords {
  static func read(_ path: String) throws(Failure) -> [Node] {
    let bytes: [UInt8]
    if path == "-" {
      bytes = Array(FileHandle.standardInput.readDataToEndOfFile())
    } else {
      guard let data = try? Data(contentsOf: PlaceOptions.standing.reaching(path)) else {
        throw Failure(.usage, "\(path) can't be read")
      }
      bytes = Array(data)
    }
    if let whole = try? JSONDocument.parse(bytes) { return try records(whole.root, path) }
    var found: [Node] = []
    for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      let document: JSONDocument
      do { document = try JSONDocument.parse(Array(line)) } catch {
        throw Failure(.usage, "\(path), line \(number + 1): \(error)")
      }
      found += try records(document.root, path)
    }
    guard !found.isEmpty else { throw Failure(.usage, "\(path) is empty: it should hold a JSON record") }
    return found
  }

  private static func records(_ root: Node, _ path: String) throws(Failure) -> [Node] {
    let found = root.kind == .array ? Array(root.elements) : [root]
    guard !found.isEmpty, found.allSatisfy({ $0.kind == .object }) else {
      throw Failure(.usage, "\(path) should hold JSON records, as in { \"id\": 12 }")
    }
    return found
  }
}
