import Diagnostics
import Testing

@Suite struct CodeTests {
  @Test func everyCodeHasALetterAndThreeDigits() {
    for code in Code.allCases {
      #expect(code.rawValue.count == 4)
    }
  }

  @Test(arguments: Code.allCases)
  func everyCodeHasAPage(_ code: Code) {
    let page = code.page
    #expect(page.code == code)
    #expect(!page.title.isEmpty && page.title.count <= 75 && page.title.last != ".")
    #expect(page.explanation.split(separator: " ").count >= 8)
    #expect(!page.wrong.text.isEmpty && !page.right.text.isEmpty)
    #expect(page.rendered.hasPrefix(code.rawValue))
  }
}
