import Check
import Diagnostics
import Testing

/// However formulas are piled up, the checker ends with one message.
@Suite struct DescentTests {
  @Test(arguments: [false, true])
  func namesThatHangOnEachOther(backwards: Bool) {
    var lines = ["  step0: id"] + (1...3000).map { "  step\($0): step\($0 - 1) + 1" }
    if backwards { lines.reverse() }
    let flow = "let:\n" + lines.joined(separator: "\n") + "\nfields:\n  text: \"{step3000}\"\n"
    #expect(GoldenTests.diagnostics(flow, path: "names").map(\.code) == [.C803])
  }

  @Test func transformsThatDouble() {
    let lines = (1...40).map { "  grow\($0)(x): grow\($0 - 1)(x) + grow\($0 - 1)(x)" }
    let flow =
      "transforms:\n  grow0(x): x + 1\n" + lines.joined(separator: "\n")
      + "\nfields:\n  text: \"{grow40(id)}\"\n"
    #expect(GoldenTests.diagnostics(flow, path: "transforms").map(\.code) == [.C803])
  }
}
