import Diagnostics
import Testing
import Values

/// What stops a record has a page too, under the code that the books print.
@Suite struct RunCodeTests {
  @Test(arguments: FaultCode.allCases)
  func everyFaultHasAPage(code: FaultCode) throws {
    let page = try #require(Code(rawValue: code.rawValue)).page
    #expect(page.severity == .error && !page.explanation.isEmpty)
  }

  @Test func andNothingElseHas() {
    #expect(Code.allCases.filter { $0.rawValue.hasPrefix("R") }.count == FaultCode.allCases.count)
  }
}
