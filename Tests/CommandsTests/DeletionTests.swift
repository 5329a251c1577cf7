import Diagnostics
import Foundation
import Source
import Syntax
import Testing
import Workspace

@testable import Commands

/// A slip of the finger in a flow that comes with flowrun: one character is gone. Nothing crashes, and the answer is
/// short.
@Suite struct DeletionTests {
  static let flows: [String] = {
    let folder = LocalProject.repository.appending(path: "mappings")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(FlowFiles.ending) }.sorted()
  }()

  static let deletions = 100
  static let messagesMax = 3

  @Test(arguments: flows)
  func oneCharacterLess(name: String) throws {
    let folder = LocalProject.repository.appending(path: "mappings")
    let project = try Project.open(at: folder, standing: folder, connectors: Registry.connectors, environment: [:])
    let file = folder.appending(path: name)
    let whole = Array(try Data(contentsOf: file))
    var random = Random(seed: 20_260_101 &+ UInt64(whole.count))
    var long: [String] = []
    for _ in 0..<Self.deletions {
      let (text, place) = Self.without(Int(random.next() % UInt64(whole.count)), whole)
      let reading = FlowReader.read(SourceFile(path: name, bytes: text))
      let opened = OpenedFlow.open(reading, file, in: project)
      let said = CheckedFlow(opened, in: project, isStrict: false, withTests: false).diagnostics
        .filter { $0.severity != .hint }
      let line = SourceFile(path: name, bytes: whole).lineNumber(at: place)
      if said.count > Self.messagesMax { long.append("line \(line):\n" + ShortRenderer().render(said)) }
    }
    #expect(long.count <= Self.deletions / 10, "\(long.count) of \(Self.deletions)\n\(long.joined(separator: "\n"))")
  }

  /// Without the whole character that holds the byte.
  private static func without(_ offset: Int, _ bytes: [UInt8]) -> (text: [UInt8], place: Int) {
    var start = offset
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    var end = start + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return (Array(bytes[..<start] + bytes[end...]), start)
  }

  /// SplitMix64: the same characters in every run.
  private struct Random {
    var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }
}
