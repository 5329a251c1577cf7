import Diagnostics
import Testing

/// One cause, one message: who uses what could not be read has made no mistake.
@Suite struct FollowOnTests {
  @Test(arguments: [
    ("Y008", "transforms:\n  short: [replace(\",\", \".\"), trim]\nfields:\n  text: name.short()"),
    ("Y008", "transforms:\n  short: [replace(\",\", \".\"), trim]\nfields:\n  text: { from: name, transform: short }"),
    ("Y004", "transforms:\n  net(a: money): a\nfields:\n  net: net(total)"),
    ("S103", "tables:\n  label: 5\nfields:\n  text: label[status]"),
    ("N201", "filter: stats in [open, paid, sent]"), ("N201", "filter: stats == open"),
    ("N201", "filter: open != stats"),
    ("S103", "related:\n  who: till.people\nfields:\n  text: who.name"),
  ])
  func nothingFollows(_ code: String, _ flow: String) {
    #expect(GoldenTests.diagnostics(flow, path: "rule.yaml").map(\.code.rawValue) == [code])
  }
}
