import ConnectorKit
import Testing

@Suite struct PercentEncodingTests {
  @Test func onlyUnreservedCharactersStay() {
    #expect(PercentEncoding.encode("a+b@x.nl") == "a%2Bb%40x.nl")
    #expect(PercentEncoding.encode("2026-03-01T00:00:00+00:00") == "2026-03-01T00%3A00%3A00%2B00%3A00")
    #expect(PercentEncoding.encode("Größe, 1/2") == "Gr%C3%B6%C3%9Fe%2C%201%2F2")
  }
}
