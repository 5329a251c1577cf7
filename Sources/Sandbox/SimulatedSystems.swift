internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore

/// Both systems on loopback: the world behind two ports, until it is stopped.
public actor SimulatedSystems {
  public nonisolated let world: SimulatedWorld
  private let settings: SandboxSettings
  private var servers: [Task<Void, any Error>] = []

  public init(_ settings: SandboxSettings = SandboxSettings()) throws(SandboxProblem) {
    self.settings = settings
    world = try SimulatedWorld(settings)
  }

  /// Where the systems can be reached, in the form that a project file wants.
  public struct Addresses: Sendable, Hashable {
    public var bigcommercePort: Int
    public var mplusPort: Int
    /// `http://127.0.0.1:PORT/stores/HASH`
    public var bigcommerceURL: String
    /// `http://127.0.0.1:PORT/`
    public var mplusURL: String
    /// `http://127.0.0.1:PORT/_sandbox`
    public var controlURL: String
  }

  /// Listens on both ports; 0 takes any free one. Returns when both answer.
  public func start(bigcommercePort: Int = 0, mplusPort: Int = 0) async throws -> Addresses {
    let shop: Int
    let till: Int
    do {
      shop = try await listen(bigcommercePort, .bigcommerce)
      till = try await listen(mplusPort, .mplus)
    } catch {
      await stop()
      throw error
    }
    return Addresses(
      bigcommercePort: shop, mplusPort: till, bigcommerceURL: "http://127.0.0.1:\(shop)/stores/\(settings.storeHash)",
      mplusURL: "http://127.0.0.1:\(till)/", controlURL: "http://127.0.0.1:\(shop)/_sandbox")
  }

  /// Stops listening and waits until both servers have ended.
  public func stop() async {
    for server in servers { server.cancel() }
    for server in servers { _ = await server.result }
    servers = []
  }

  /// Waits until the servers end by themselves, or the caller is cancelled.
  public func wait() async throws {
    let servers = servers
    try await withTaskCancellationHandler {
      for server in servers { try await server.value }
    } onCancel: {
      for server in servers { server.cancel() }
    }
  }

  private func listen(_ port: Int, _ system: SandboxSystem) async throws -> Int {
    let (ports, found) = AsyncThrowingStream<Int, any Error>.makeStream()
    let world = world
    var quiet = Logger(label: "sandbox")
    quiet.logLevel = .critical
    let application = Application(
      responder: CallbackResponder<BasicRequestContext> { request, _ in
        try await Self.respond(to: request, system, world)
      },
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
      onServerRunning: { found.yield($0.localAddress?.port ?? 0) },
      logger: quiet)
    let server = Task {
      do { try await application.runService(gracefulShutdownSignals: []) } catch {
        found.finish(throwing: error)
        throw error
      }
    }
    servers.append(server)
    for try await port in ports { return port }
    throw SandboxProblem("the simulated \(system.rawValue) did not start")
  }

  private static let bodyBytesMax = 64 << 20

  private static func respond(
    to request: Request, _ system: SandboxSystem, _ world: SimulatedWorld
  ) async throws -> Response {
    var headers: [String: String] = [:]
    for field in request.headers { headers[field.name.canonicalName] = field.value }
    let body = try await request.body.collect(upTo: bodyBytesMax)
    let simulated = SimulatedRequest(
      request.method.rawValue, request.uri.string, headers: headers, body: Array(body.readableBytesView))
    let answer = await world.handle(simulated, for: system)
    if answer.delayMilliseconds > 0 { try await Task.sleep(for: .milliseconds(answer.delayMilliseconds)) }
    return response(answer)
  }

  private static func response(_ answer: SimulatedResponse) -> Response {
    var headers = HTTPFields()
    for (name, value) in answer.headers {
      if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
    }
    let status = HTTPResponse.Status(code: answer.status)
    switch answer.cut {
    case nil:
      return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    case .beforeAnything:
      return Response(status: status, headers: headers, body: broken([], of: max(1, answer.body.count)))
    case .halfway:
      let half = Array(answer.body.prefix(answer.body.count / 2))
      return Response(status: status, headers: headers, body: broken(half, of: max(1, answer.body.count)))
    }
  }

  /// A body that promises more than it sends and then breaks the connection.
  private static func broken(_ bytes: [UInt8], of length: Int) -> ResponseBody {
    ResponseBody(contentLength: length) { writer in
      if !bytes.isEmpty { try await writer.write(ByteBuffer(bytes: bytes)) }
      throw SandboxProblem("the connection was cut on purpose")
    }
  }
}
