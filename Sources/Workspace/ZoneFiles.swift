internal import Foundation
public import Values

/// Time zones from the database that the system keeps.
public enum ZoneFiles {
  /// Larger than any zone's file.
  static let bytesMax = 1 << 20

  /// The names that the database lists, in their order; for suggestions. Empty if it has no list.
  public static func names() -> [String] {
    let file = URL(filePath: folder).appending(path: "tzdata.zi")
    guard let bytes = try? file.resolvingLinks.wholeContent(bytesMax: bytesMax), bytes.count <= bytesMax else {
      return []
    }
    // A zone's line is `Z Europe/Amsterdam …`, that of another name for it `L Europe/Brussels Europe/Amsterdam`.
    let names = bytes.split(separator: UInt8(ascii: "\n")).compactMap { line -> String? in
      let words = line.split(separator: UInt8(ascii: " "))
      guard words.count > 2, words[0].count == 1 else { return nil }
      switch words[0].first {
      case UInt8(ascii: "Z"): return String(decoding: words[1], as: UTF8.self)
      case UInt8(ascii: "L"): return String(decoding: words[2], as: UTF8.self)
      default: return nil
      }
    }
    return names.sorted()
  }

  private static let folder = "/usr/share/zoneinfo"

  /// Nil for a name that is not in the database.
  public static func rules(_ name: String) -> TimeZoneRules? {
    if name == "UTC" { return .utc }
    if let fixed = TimeZoneRules(offset: name) { return fixed }
    let isName = name.utf8.allSatisfy { byte in
      byte < 0x80
        && (Character(Unicode.Scalar(byte)).isLetter || byte >= 0x30 && byte <= 0x39 || "_/+-".utf8.contains(byte))
    }
    guard isName, !name.isEmpty, !name.hasPrefix("/") else { return nil }
    let file = URL(filePath: folder).appending(path: name)
    guard let bytes = try? file.resolvingLinks.wholeContent(bytesMax: bytesMax), bytes.count <= bytesMax else {
      return nil
    }
    return TimeZoneRules(tzif: bytes)
  }
}
