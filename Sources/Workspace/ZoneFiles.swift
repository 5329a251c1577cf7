internal import Foundation
public import Values

/// Time zones from the database that the system keeps.
public enum ZoneFiles {
  /// Larger than any zone's file.
  static let bytesMax = 1 << 20

  /// Nil for a name that is not in the database.
  public static func rules(_ name: String) -> TimeZoneRules? {
    if name == "UTC" { return .utc }
    let isName = name.utf8.allSatisfy { byte in
      byte < 0x80
        && (Character(Unicode.Scalar(byte)).isLetter || byte >= 0x30 && byte <= 0x39 || "_/+-".utf8.contains(byte))
    }
    guard isName, !name.isEmpty, !name.hasPrefix("/") else { return nil }
    let file = URL(filePath: "/usr/share/zoneinfo").appending(path: name)
    guard let bytes = try? file.resolvingLinks.wholeContent(bytesMax: bytesMax), bytes.count <= bytesMax else {
      return nil
    }
    return TimeZoneRules(tzif: bytes)
  }
}
