internal import Hummingbird
internal import NIOCore

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The line under a request: what HTTP would never let through is written to it byte by byte.
struct RawConnection: Sendable {
  private let channel: any Channel

  init(_ channel: any Channel) {
    self.channel = channel
  }

  /// Ends when the caller hangs up. To be called before anything else here.
  func open() async throws -> AsyncStream<Void> {
    let (hangUps, hungUp) = AsyncStream<Void>.makeStream()
    // A caller that has closed its side is gone.
    try await channel.setOption(.allowRemoteHalfClosure, value: false).get()
    try await channel.eventLoop.submit { [channel] in
      try channel.pipeline.syncOperations.addHandler(RawDoor(hungUp), position: .first)
    }.get()
    return hangUps
  }

  func send(_ bytes: [UInt8]) async throws {
    try await channel.eventLoop.flatSubmit { [channel] () -> EventLoopFuture<Void> in
      let sent = channel.eventLoop.makePromise(of: Void.self)
      do {
        let context = try channel.pipeline.syncOperations.context(handlerType: RawDoor.self)
        context.writeAndFlush(NIOAny(ByteBuffer(bytes: bytes)), promise: sent)
      } catch {
        sent.fail(error)
      }
      return sent.futureResult
    }.get()
  }

  /// The other side reads the end of the stream.
  func close() async { try? await channel.close() }

  /// The other side reads that the connection was reset; what it has not read is gone.
  func reset() async {
    if let options = channel as? any SocketOptionProvider {
      try? await options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
    }
    await close()
  }
}

/// Stands before everything that speaks HTTP.
private final class RawDoor: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let hungUp: AsyncStream<Void>.Continuation

  init(_ hungUp: AsyncStream<Void>.Continuation) {
    self.hungUp = hungUp
  }

  func channelInactive(context: ChannelHandlerContext) {
    hungUp.finish()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    hungUp.finish()
    context.fireErrorCaught(error)
  }

  func handlerRemoved(context: ChannelHandlerContext) { hungUp.finish() }
}

/// What a request's answer is written to, with the line under it.
struct SandboxContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel

  init(source: Source) {
    coreContext = .init(source: source)
    channel = source.channel
  }
}
