import ConnectorKit
import Engine
import Synchronization
import Testing
import Values

/// What is made of the ways in which a system asks to wait, with a clock that only moves when somebody sleeps.
@Suite struct RetryAfterTests {
  private final class Answers: Transport {
    private let first: HTTPResponse
    private let clock: StillClock
    let times = Mutex<[Int64]>([])

    init(_ first: HTTPResponse, _ clock: StillClock) { (self.first, self.clock) = (first, clock) }

    func send(_ request: HTTPRequest) async throws(ConnectorError) -> HTTPResponse {
      let count = times.withLock { times in
        times.append(clock.now.milliseconds)
        return times.count
      }
      return count == 1 ? first : HTTPResponse(status: 200)
    }
  }

  /// Milliseconds between the first attempt and the second; nil if there was none.
  private func wait(_ headers: [String: String], status: Int = 429) async -> (milliseconds: Int64?, message: String?) {
    // 1994-11-06 08:49:37, which the dates below are close to.
    let clock = StillClock(seconds: 784_111_777)
    let answers = Answers(HTTPResponse(status: status, headers: headers), clock)
    let paced = PacedTransport(answers, world: .still(clock))
    let request = HTTPRequest(
      .get, RequestURL("https://shop.example/x"), name: "getX", isRepeatable: true, timeoutSeconds: 1)
    var message: String?
    do throws(ConnectorError) { _ = try await paced.send(request) } catch { message = error.message }
    let times = answers.times.withLock { $0 }
    return (times.count > 1 ? times[1] - times[0] : nil, message)
  }

  /// The wait is as long as was asked, and less than a tenth of a second longer.
  @Test(
    arguments: [
      (["retry-after": "7"], 7000),
      (["retry-after": "  7 "], 7000),
      (["retry-after": "1.2"], 2000),
      (["retry-after": "2, 9"], 9000),
      (["x-retry-after": "11"], 11_000),
      (["x-rate-limit-time-reset-ms": "4500"], 4500),
      (["retry-after": "3", "x-rate-limit-time-reset-ms": "14000"], 14_000),
      (["retry-after": "14", "x-rate-limit-time-reset-ms": "3000"], 14_000),
      (["retry-after": "soon", "x-rate-limit-time-reset-ms": "3000"], 3000),
      (["retry-after": "-5", "x-rate-limit-time-reset-ms": "3000"], 3000),
      (["retry-after": "-5", "x-retry-after": "4"], 4000),
      // Dates count by the other side's clock, which is an hour behind ours here.
      (["retry-after": "Sun, 06 Nov 1994 07:50:07 GMT", "date": "Sun, 06 Nov 1994 07:49:37 GMT"], 30_000),
      (["retry-after": "Sunday, 06-Nov-94 07:50:07 GMT", "date": "Sunday, 06-Nov-94 07:49:37 GMT"], 30_000),
      (["retry-after": "Sun Nov  6 07:50:07 1994", "date": "Sun Nov  6 07:49:37 1994"], 30_000),
      // And by ours if it has none.
      (["retry-after": "Sun, 06 Nov 1994 08:50:37 GMT"], 60_000),
      (
        [
          "retry-after": "Sun, 06 Nov 1994 08:49:57 GMT", "date": "Sun, 06 Nov 1994 08:49:37 GMT",
          "x-rate-limit-time-reset-ms": "25000",
        ], 25_000
      ),
    ] as [([String: String], Int64)])
  func asLongAsWasAsked(headers: [String: String], milliseconds: Int64) async throws {
    let found = try #require(await wait(headers).milliseconds)
    #expect((milliseconds..<milliseconds + 100).contains(found))
  }

  /// Nothing that can be understood: half a second to begin with, of which at least half is waited.
  @Test(arguments: [
    [:], ["retry-after": "-5"], ["retry-after": ""], ["retry-after": "soon"], ["retry-after": "1e3"],
    ["retry-after": "Sun, 06 Nov 1994 08:49:07 GMT"], ["retry-after": "Sun, 99 Nov 1994 08:49:07 GMT"],
    ["x-rate-limit-time-reset-ms": "-1"], ["x-rate-limit-time-reset-ms": "NaN"], ["retry-after": ", ,"],
  ])
  func withoutAWordItKeepsOffAllTheSame(headers: [String: String]) async throws {
    let found = try #require(await wait(headers).milliseconds)
    #expect((250...600).contains(found))
  }

  /// Longer than anybody waits: the run ends with a word about it, and nothing is sent again.
  @Test(arguments: [
    (["retry-after": "3600"], "60 minutes"),
    (["retry-after": "99999999999999999999999"], "a day or more"),
    (["x-rate-limit-time-reset-ms": "99999999999999999999999"], "a day or more"),
    (["retry-after": "Fri, 31 Dec 9999 23:59:59 GMT"], "a day or more"),
    (["retry-after": "301"], "6 minutes"),
  ])
  func absurdWaitsAreNotTakenOn(headers: [String: String], words: String) async {
    let found = await wait(headers)
    #expect(found.milliseconds == nil)
    #expect(
      found.message
        == "getX: the other system asks to wait \(words), and no run waits longer than 5 minutes: run it again later")
  }

  @Test func aSystemThatIsDownMayAskToo() async throws {
    let found = try #require(await wait(["retry-after": "20"], status: 503).milliseconds)
    #expect((20_000..<20_100).contains(found))
  }

  @Test func aKnownResetHoldsForEveryLaterRequest() async throws {
    let clock = StillClock()
    let headers = ["x-rate-limit-requests-left": "0", "x-rate-limit-time-reset-ms": "12000"]
    let answers = Answers(HTTPResponse(status: 200, headers: headers), clock)
    let paced = PacedTransport(answers, world: .still(clock))
    let request = HTTPRequest(
      .post, RequestURL("https://shop.example/x"), name: "postX", isRepeatable: false, timeoutSeconds: 1)
    for _ in 1...2 { _ = try await paced.with(.orders).send(request) }
    let times = answers.times.withLock { $0 }
    #expect(times[1] - times[0] == 12_000)
  }
}
