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
      responder: CallbackResponder<SandboxContext> { request, context in
        try await Self.respond(to: request, system, world, context.channel)
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
    to request: Request, _ system: SandboxSystem, _ world: SimulatedWorld, _ channel: any Channel
  ) async throws -> Response {
    var headers: [String: String] = [:]
    for field in request.headers { headers[field.name.canonicalName] = field.value }
    let body = try await request.body.collect(upTo: bodyBytesMax)
    let simulated = SimulatedRequest(
      request.method.rawValue, request.uri.string, headers: headers, body: Array(body.readableBytesView))
    let answer = await world.handle(simulated, for: system)
    if answer.delayMilliseconds > 0 { try await Task.sleep(for: .milliseconds(answer.delayMilliseconds)) }
    // The server writes the date by itself; one of our own goes over the line as it is.
    guard answer.manner != .whole || answer.header("Date") != nil else { return response(answer) }
    let delivery = RawDelivery(
      connection: RawConnection(channel), answer: answer,
      secondMilliseconds: await world.schedule.settings.secondMilliseconds)
    try await delivery.send { _ = await world.carryOut(simulated, for: system) }
    throw SandboxProblem("the connection was ended on purpose")
  }

  private static func response(_ answer: SimulatedResponse) -> Response {
    var headers = HTTPFields()
    for (name, value) in answer.headers {
      if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
    }
    return Response(
      status: HTTPResponse.Status(code: answer.status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
  }
}
