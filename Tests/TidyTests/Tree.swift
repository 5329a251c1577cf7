import Foundation

/// The files of the repository, as the tidy tests see them.
enum Tree {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  struct File: Sendable {
    /// `Sources/Engine/World/World.swift`
    var path: String
    var lines: [Line]

    /// The folder below Sources or Tests: the room, or the room's tests.
    var folder: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
  }

  struct Line: Sendable {
    var number: Int
    var text: String
    /// Without what stands behind `//`, and with texts emptied.
    var code: String

    init(_ number: Int, _ text: Substring) {
      self.number = number
      self.text = String(text)
      code = Line.code(text)
    }

    private static func code(_ text: Substring) -> String {
      var result: [UInt8] = []
      var isText = false
      var previous: UInt8 = 0
      for byte in text.utf8 {
        if byte == UInt8(ascii: "\""), previous != UInt8(ascii: "\\") {
          isText.toggle()
          result.append(byte)
        } else if !isText {
          if byte == UInt8(ascii: "/"), result.last == byte {
            result.removeLast()
            break
          }
          result.append(byte)
        }
        // Two backslashes are one character, and what follows them is not escaped.
        previous = previous == UInt8(ascii: "\\") ? 0 : byte
      }
      return String(decoding: result, as: UTF8.self)
    }
  }

  static let sources = swiftFiles(under: "Sources")
  static let tests = swiftFiles(under: "Tests")

  private static func swiftFiles(under folder: String) -> [File] {
    let base = root.appending(path: folder)
    guard let walk = FileManager.default.enumerator(atPath: base.path) else { return [] }
    return walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().compactMap { name in
      guard let text = try? String(contentsOf: base.appending(path: name), encoding: .utf8) else { return nil }
      return File(path: "\(folder)/\(name)", lines: lines(of: text))
    }
  }

  /// Lines inside a text block hold no code.
  private static func lines(of text: String) -> [Line] {
    let marks = "\"\"\""
    var isBlock = false
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { number, text in
      var line = Line(number + 1, text)
      let isMark = text.contains(marks)
      if isMark || isBlock { line.code = isMark && !isBlock ? line.code : "" }
      if isMark, text.components(separatedBy: marks).count % 2 == 0 { isBlock.toggle() }
      return line
    }
  }

  struct Room: Sendable {
    var name: String
    var uses: Set<String>
    /// Modules of packages.
    var products: Set<String>
  }

  /// What each room declares to use, in the order of Package.swift: from the ground up.
  static func rooms() throws -> [Room] {
    let manifest = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
    let list = manifest.components(separatedBy: "// ---- below").first ?? ""
    let beginnings = list.replacing("  .executable(", with: "  .library(").components(separatedBy: "  .library(")
    return beginnings.dropFirst().map { text in
      // The list ends with a bracket at the beginning of a line.
      let entry = (text.components(separatedBy: "\n]").first ?? "").components(separatedBy: "testData:")
      let parts = entry[0].components(separatedBy: "packages:")
      let names = quoted(parts[0])
      let products = parts.dropFirst().joined().components(separatedBy: "name: ").dropFirst().compactMap {
        quoted($0).first
      }
      return Room(name: names.first ?? "", uses: Set(names.dropFirst()), products: Set(products))
    }
  }

  private static func quoted(_ text: String) -> [String] {
    text.components(separatedBy: "\"").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
  }
}
