import Testing
import Values

@Suite struct FaultTests {
  @Test func codesAreTheDocumentedOnes() {
    #expect(FaultCode.allCases.map(\.rawValue) == (901...908).map { "R\($0)" })
  }
}
