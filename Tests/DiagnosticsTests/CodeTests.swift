import Diagnostics
import Testing

@Suite struct CodeTests {
  @Test func everyCodeHasALetterAndThreeDigits() {
    for code in Code.allCases {
      #expect(code.rawValue.count == 4)
    }
  }
}
