import Values
import Workspace

#if canImport(Glibc)
  import Glibc
#endif

/// Files of public test suites, which are not part of the repository: FLOWRUN_SUITES names their folder.
enum PublicSuites {
  static let folder: String? = getenv("FLOWRUN_SUITES").map { String(cString: $0) }

  static func read(_ path: String) -> [UInt8]? {
    guard let folder, let file = fopen("\(folder)/\(path)", "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  static func names(in path: String) -> [String] {
    guard let folder, let directory = opendir("\(folder)/\(path)") else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}

extension PublicSuites {
  /// Zones of the system's database.
  @Sendable static func zone(_ name: String) -> TimeZoneRules? { ZoneFiles.rules(name) }
}
