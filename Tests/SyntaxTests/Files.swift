import Glibc
import Source
import Testing

/// Files beside the tests.
enum Files {
  static let flows = [
    "customers.flow.yaml", "orders.flow.yaml", "product-variants.flow.yaml", "products.flow.yaml", "stock.flow.yaml",
  ]

  struct Missing: Error { var path: String }

  static func path(_ name: String, _ here: String = #filePath) -> String {
    here.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/" + name
  }

  static func source(_ name: String) throws -> SourceFile {
    SourceFile(path: name.split(separator: "/").last.map(String.init) ?? name, bytes: try read(path(name)))
  }

  static func read(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw Missing(path: path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  static func write(_ path: String, _ text: String) throws {
    guard let file = fopen(path, "wb") else { throw Missing(path: path) }
    defer { fclose(file) }
    let bytes = Array(text.utf8)
    fwrite(bytes, 1, bytes.count, file)
  }

  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}

/// A golden is a whole rendered text in a file; `FLOWRUN_UPDATE_GOLDENS=1` writes it anew.
enum Golden {
  static func check(_ name: String, _ text: String, _ here: SourceLocation = #_sourceLocation) throws {
    let path = Files.path("Goldens/\(name).txt")
    if Files.environment("FLOWRUN_UPDATE_GOLDENS") != nil { return try Files.write(path, text) }
    let golden = (try? Files.read(path)).map { String(decoding: $0, as: UTF8.self) }
    #expect(golden == text, "run again with FLOWRUN_UPDATE_GOLDENS=1 and read the difference", sourceLocation: here)
  }
}
