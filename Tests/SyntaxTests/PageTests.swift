import Diagnostics
import Source
import Syntax
import Testing

/// The repairs on the pages of `flowrun explain` are read; what the mistakes give is tried out on the whole program.
@Suite struct PageTests {
  @Test(arguments: Code.allCases)
  func theRepairReadsWithoutAMessage(_ code: Code) {
    guard let flow = code.page.right.wholeFlow else { return }
    let reading = FlowReader.read(SourceFile(path: "right.flow.yaml", text: flow))
    #expect(reading.diagnostics.map(\.message) == [], "\(flow)")
  }
}

/// The codes that reading alone can give; the others need the schemas of both systems.
enum EmittedCodes {
  static let all: [Code] = [
    .Y001, .Y002, .Y003, .Y004, .Y005, .Y006, .Y007, .Y008, .Y009, .Y010, .Y011, .Y012, .Y013, .Y014, .Y015, .Y016,
    .Y017, .Y018, .S101, .S102, .S103, .S105, .S106, .S108, .S112, .S117, .S118, .S119, .S120, .S123, .N205, .T302,
    .T303, .T304, .T310, .T323, .T324, .T326, .T327, .L603, .C803,
  ]
}
