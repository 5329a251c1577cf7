import NIOCore
import NIOPosix

/// Listens on a free port of this machine, and answers whatever is sent with the same bytes.
final class TinyServer: Sendable {
  enum Manner: Sendable {
    /// Answers, and keeps the connection.
    case answer(String)
    /// Answers, and closes the connection.
    case answerAndClose(String)
    case silence
  }

  private let channel: any Channel

  init(_ manner: Manner) async throws {
    channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Answering(manner))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
  }

  var url: String { "http://127.0.0.1:\(port)" }
  var port: Int { channel.localAddress?.port ?? 0 }

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
      }
    }
  }
}
