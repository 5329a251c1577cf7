import Diagnostics
import Foundation
import Source
import Testing

@testable import Commands

/// `flowrun fix --all` never makes a file worse, whatever is in it.
@Suite struct RepairTests {
  @Test(arguments: WrongFlow.all)
  func errorsNeverGrow(flow: WrongFlow) throws {
    let text = String(decoding: try Data(contentsOf: flow.flowFile), as: UTF8.self)
    for variant in [text, Self.withNoBreakSpaces(text)] {
      let source = SourceFile(path: "wrong.flow.yaml", text: variant)
      let before = try Self.errors(flow.diagnostics(of: source.bytes))
      let after = try Self.errors(flow.diagnostics(of: Self.mended(source, flow).bytes))
      #expect(after <= before, "\(flow.name): \(before) errors, \(after) after the repair")
    }
  }

  /// Lines that stand too far to the left or right go back with all that hangs on them.
  @Test(arguments: [-2, -1, 1, 2, 3])
  func movedBlocksComeBack(_ columns: Int) throws {
    let flow = WrongFlow(name: "Y003")
    let good = try String(contentsOf: flow.folder.appending(path: "fixed.yaml"), encoding: .utf8)
    let lines = good.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (index, line) in lines.enumerated() where line.hasPrefix("  ") {
      let pad = line.prefix { $0 == " " }.count
      guard pad + columns >= 0 else { continue }
      var moved = lines
      moved[index] = String(repeating: " ", count: pad + columns) + line.dropFirst(pad)
      let source = SourceFile(path: "wrong.flow.yaml", text: moved.joined(separator: "\n"))
      let before = try Self.errors(flow.diagnostics(of: source.bytes))
      let after = try Self.errors(flow.diagnostics(of: Self.mended(source, flow).bytes))
      #expect(after <= before, "line \(index + 1) by \(columns): \(before) errors, \(after) after the repair")
    }
  }

  /// One message for the file, and after its repair the file is as it was meant.
  @Test func noBreakSpacesComeOutTogether() throws {
    let flow = WrongFlow(name: "Y003")
    let good = try String(contentsOf: flow.folder.appending(path: "fixed.yaml"), encoding: .utf8)
    let source = SourceFile(path: "wrong.flow.yaml", text: Self.withNoBreakSpaces(good))
    let said = try flow.diagnostics(of: source.bytes)
    #expect(said.map(\.code) == [.Y002])
    #expect(said.first?.message.hasPrefix("a no-break space indents line 6, and ") == true)
    #expect(try Self.mended(source, flow).text(Span(0, .max)) == good)
  }

  // MARK: pieces

  private static func withNoBreakSpaces(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let content = line.drop { $0 == " " }
      return String(repeating: "\u{A0}", count: line.count - content.count) + content
    }.joined(separator: "\n")
  }

  private static func errors(_ diagnostics: [Diagnostic]) -> Int {
    diagnostics.count { $0.severity == .error }
  }

  private static func mended(_ source: SourceFile, _ flow: WrongFlow) throws -> SourceFile {
    var source = source
    for _ in 0..<Fixing.roundsMax {
      let plan = FixPlan(try flow.diagnostics(of: source.bytes), probable: true)
      guard plan.paths.contains(source.path) else { break }
      source = SourceFile(path: source.path, bytes: plan.applied(to: source))
    }
    return source
  }
}
