import Diagnostics
import Source
import Testing

@Suite struct FixPlanTests {
  private let source = SourceFile(path: "a.flow.yaml", text: "one\ntwo\nthree\n")

  private func diagnostic(_ start: Int, _ end: Int, _ replacement: String, _ applicability: Fix.Applicability)
    -> Diagnostic
  {
    let place = Place(source, Span(start, end))
    return Diagnostic(
      .N201, "x", labels: [Label(place)], fixes: [Fix("write it", applicability, [Edit(place, replacement)])])
  }

  private func text(_ plan: FixPlan) -> String { String(decoding: plan.applied(to: source), as: UTF8.self) }

  @Test func onlyWhatIsAllowedIsDone() {
    let found = [diagnostic(0, 3, "1", .safe), diagnostic(4, 7, "2", .probable), diagnostic(8, 13, "3", .idea)]
    #expect(text(FixPlan(found)) == "1\ntwo\nthree\n")
    #expect(text(FixPlan(found, probable: true)) == "1\n2\nthree\n")
  }

  @Test func ofTwoThatMeetTheFirstIsDone() {
    let found = [diagnostic(4, 7, "2", .safe), diagnostic(0, 5, "1", .safe), diagnostic(7, 7, "!", .safe)]
    let plan = FixPlan(found)
    #expect(plan.chosen.count == 2)
    #expect(text(plan) == "1wo!\nthree\n")
    #expect(plan.paths == ["a.flow.yaml"])
  }

  @Test func aFixIsDoneAsAWholeOrNotAtAll() {
    let one = Place(source, Span(0, 3))
    let two = Place(source, Span(4, 7))
    let both = Diagnostic(
      .N201, "x", labels: [Label(two)], fixes: [Fix("both", .safe, [Edit(one, "1"), Edit(two, "2")])])
    #expect(text(FixPlan([diagnostic(0, 3, "ONE", .safe), both])) == "ONE\ntwo\nthree\n")
  }

  @Test func entriesGoWithWhatHoldsNothingElse() throws {
    let flow = SourceFile(path: "b", text: "let:\n  a: b\n  # why\n  c: d\nfields:\n  x:\n    from: y\n")
    func without(_ word: String) throws -> String? {
      let start = try #require(flow.bytes.indices.first { flow.bytes[$0...].starts(with: Array(word.utf8)) })
      return Edit.removingEntry(at: Place(flow, Span(start, start + 1))).map { edit in
        var bytes = flow.bytes
        bytes.replaceSubrange(edit.place.span.start..<edit.place.span.end, with: [])
        return String(decoding: bytes, as: UTF8.self)
      }
    }
    #expect(try without("c: d") == "let:\n  a: b\n  # why\nfields:\n  x:\n    from: y\n")
    #expect(try without("from: y") == "let:\n  a: b\n  # why\n  c: d\n")
    let one = SourceFile(path: "c", text: "let:\n  a: b\nfields: { x: y }\n")
    #expect(Edit.removingEntry(at: Place(one, Span(7, 8)))?.place.span == Span(0, 12))
    #expect(Edit.removingEntry(at: Place(one, Span(22, 23))) == nil)
  }

  @Test func theDiffIsOneThatPatchReads() {
    let before = (1...9).map { "line \($0)\n" }.joined()
    let after = before.replacing("line 5\n", with: "line five\nand more\n")
    let diff = UnifiedDiff.text(path: "x", from: Array(before.utf8), to: Array(after.utf8))
    #expect(
      diff == """
        --- x
        +++ x
        @@ -2,7 +2,8 @@
         line 2
         line 3
         line 4
        -line 5
        +line five
        +and more
         line 6
         line 7
         line 8

        """)
    #expect(UnifiedDiff.text(path: "x", from: Array("a".utf8), to: Array("a".utf8)) == "")
  }
}
