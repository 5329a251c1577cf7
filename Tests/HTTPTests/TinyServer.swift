import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// Listens on a free port of this machine, and answers whatever is sent with the same bytes.
final class TinyServer: Sendable {
  enum Manner: Sendable {
    /// Answers, and keeps the connection.
    case answer(String)
    /// Answers, and closes the connection.
    case answerAndClose(String)
    /// Answers piece by piece, each in a packet of its own, and closes the connection.
    case pieces([[UInt8]])
    case silence
  }

  private let channel: any Channel
  private let counter: Counter

  /// Connections, counted.
  private final class Counter: Sendable {
    let count = Mutex(0)
  }

  /// - Parameter tls: with a certificate, https.
  init(_ manner: Manner, tls: TLSConfiguration? = nil) async throws {
    let counter = Counter()
    let context = try tls.map { try NIOSSLContext(configuration: $0) }
    channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        counter.count.withLock { $0 += 1 }
        return channel.eventLoop.makeCompletedFuture {
          if let context {
            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
          }
          try channel.pipeline.syncOperations.addHandler(Answering(manner))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    self.counter = counter
  }

  var url: String { "http://127.0.0.1:\(port)" }
  var port: Int { channel.localAddress?.port ?? 0 }
  /// How many have come.
  var connections: Int { counter.count.withLock { $0 } }

  func close() async throws { try await channel.close() }

  private final class Answering: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    private let manner: Manner

    init(_ manner: Manner) {
      self.manner = manner
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      switch manner {
      case .silence: break
      case .answer(let text):
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
      case .answerAndClose(let text):
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        context.close(promise: nil)
      case .pieces(let pieces):
        for piece in pieces.dropLast() {
          context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: piece)), promise: nil)
        }
        let sent = context.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: pieces.last ?? [])), promise: sent)
        // Closing at once would leave behind what has not gone out.
        let channel = context.channel
        sent.futureResult.whenComplete { _ in channel.close(promise: nil) }
      }
    }

    /// Those who refuse a certificate, or an answer, go away.
    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
  }
}
