import Testing

@testable import Sandbox

/// What goes over the line when HTTP has no words for it.
@Suite(.serialized) struct FaultWireTests {
  private static let request =
    "GET /stores/sandbox/v2/store HTTP/1.1\r\nHost: x\r\nX-Auth-Token: sandbox-token\r\nAccept: application/json\r\n"
    + "Connection: close\r\n\r\n"

  private func said(_ form: FaultForm) async throws -> String {
    var settings = SandboxSettings()
    settings.articles = 20
    settings.orders = 1
    settings.faults.forms = [form: SandboxFaults.million]
    settings.faults.secondMilliseconds = 1
    let systems = try SimulatedSystems(settings)
    let addresses = try await systems.start()
    let answer = try await LoopbackClient.exchange(addresses.bigcommercePort, Self.request)
    await systems.stop()
    return answer
  }

  private func length(_ answer: String) -> Int? {
    answer.lowercased().split(separator: "content-length: ", maxSplits: 1).last.flatMap {
      Int($0.prefix { $0.isNumber })
    }
  }

  private func body(_ answer: String) -> String {
    answer.firstRange(of: "\r\n\r\n").map { String(answer[$0.upperBound...]) } ?? ""
  }

  @Test(arguments: [FaultForm.reset, .resetBefore, .halfClosed])
  func nothingComes(_ form: FaultForm) async throws {
    #expect(try await said(form) == "")
  }

  @Test func aCutAnswerPromisesMore() async throws {
    let answer = try await said(.cut)
    #expect(try #require(length(answer)) > body(answer).utf8.count)
  }

  @Test func anUnannouncedOneHasNoLength() async throws {
    let answer = try await said(.unannounced)
    #expect(!answer.lowercased().contains("content-length") && !body(answer).hasSuffix("}") && !body(answer).isEmpty)
  }

  @Test func aWrongLengthIsTooShort() async throws {
    let answer = try await said(.wrongLength)
    #expect(try #require(length(answer)) < body(answer).utf8.count)
  }

  @Test func chunksBreakOff() async throws {
    let answer = try await said(.brokenChunk)
    #expect(answer.contains("Transfer-Encoding: chunked") && !answer.hasSuffix("0\r\n\r\n"))
  }

  @Test(arguments: [FaultForm.slowHead, .slowBody])
  func aTricklingAnswerIsWholeInTheEnd(_ form: FaultForm) async throws {
    let answer = try await said(form)
    #expect(length(answer) == body(answer).utf8.count)
  }

  @Test func theClockIsAnHourOff() async throws {
    let (right, wrong) = (try await said(.numbersAsStrings), try await said(.clockSkew))
    func date(_ answer: String) -> Int? {
      answer.split(separator: "\r\n").first { $0.lowercased().hasPrefix("date: ") }
        .flatMap { Calendar.seconds(String($0.dropFirst(6).replacing("GMT", with: "+0000"))) }
    }
    let apart = abs(try #require(date(wrong)) - (try #require(date(right))))
    #expect((3500...3700).contains(apart))
  }
}
