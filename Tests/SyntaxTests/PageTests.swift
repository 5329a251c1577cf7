import Diagnostics
import Source
import Syntax
import Testing

/// The examples of `flowrun explain` are tried out, as far as reading alone can tell.
@Suite struct PageTests {
  private static let codesOfReading = Set(EmittedCodes.all)

  @Test(arguments: Code.allCases)
  func theRepairReadsWithoutAMessage(_ code: Code) {
    guard let flow = code.page.right.wholeFlow else { return }
    let reading = FlowReader.read(SourceFile(path: "right.flow.yaml", text: flow))
    #expect(reading.diagnostics.map(\.message) == [], "\(flow)")
  }

  @Test(arguments: Code.allCases)
  func theMistakeGivesItsCode(_ code: Code) {
    guard let flow = code.page.wrong.wholeFlow else { return }
    let reading = FlowReader.read(SourceFile(path: "wrong.flow.yaml", text: flow))
    let expected = Self.codesOfReading.contains(code) ? [code] : []
    #expect(reading.diagnostics.map(\.code) == expected, "\(flow)")
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
