import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// Follows one request: how far it came, and its answer.
final class Exchange: HTTPClientResponseDelegate {
  struct Answer: Sendable {
    var status = 0
    var headers: [String: String] = [:]
    var body: [UInt8] = []
  }

  struct TooLarge: Error {
    var bytesMax: Int
  }

  private struct State {
    var isSent = false
    var answer = Answer()
    var tooLarge: TooLarge?
  }

  private let state = Mutex(State())
  private let bytesMax: Int

  init(bytesMax: Int) {
    self.bytesMax = bytesMax
  }

  /// Some of the request may have reached the other side.
  var isSent: Bool { state.withLock { $0.isSent } }

  /// What we refused to read, whatever the client then calls it.
  var tooLarge: TooLarge? { state.withLock { $0.tooLarge } }

  func didSendRequestHead(task: HTTPClient.Task<Answer>, _ head: HTTPRequestHead) {
    state.withLock { $0.isSent = true }
  }

  func didReceiveHead(task: HTTPClient.Task<Answer>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
    state.withLock { state in
      state.isSent = true
      state.answer.status = Int(head.status.code)
      for (name, value) in head.headers {
        let name = name.lowercased()
        let before = state.answer.headers[name].map { $0 + ", " } ?? ""
        state.answer.headers[name] = before + value
      }
    }
    return task.eventLoop.makeSucceededVoidFuture()
  }

  func didReceiveBodyPart(task: HTTPClient.Task<Answer>, _ part: ByteBuffer) -> EventLoopFuture<Void> {
    let fits = state.withLock { state -> Bool in
      guard state.answer.body.count + part.readableBytes <= bytesMax else {
        state.tooLarge = TooLarge(bytesMax: bytesMax)
        return false
      }
      state.answer.body.append(contentsOf: part.readableBytesView)
      return true
    }
    if fits { return task.eventLoop.makeSucceededVoidFuture() }
    return task.eventLoop.makeFailedFuture(TooLarge(bytesMax: bytesMax))
  }

  func didFinishRequest(task: HTTPClient.Task<Answer>) throws -> Answer {
    state.withLock { $0.answer }
  }
}
