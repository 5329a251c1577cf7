import ConnectorContract
import ConnectorKit
import Foundation
import Sandbox
import Synchronization
import Values

/// A trial whose answers lie in a file: `Recorded/NAME.json`.
///
/// With FLOWRUN_UPDATE_GOLDENS=1 it is asked of the simulated systems, and the file is written anew.
struct RecordedTrial: Sendable {
  var name: String
  var act: Trial.Act

  init(_ name: String, _ act: Trial.Act) { (self.name, self.act) = (name, act) }

  static let isUpdating = ProcessInfo.processInfo.environment["FLOWRUN_UPDATE_GOLDENS"] != nil

  private var file: URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Recorded/\(name).json")
  }

  struct NoRecording: Error {}

  func trial() throws -> Trial {
    let document = try JSON.parse(Array(try Data(contentsOf: file)))
    guard let answers = document["answers"]?.array else { throw NoRecording() }
    return Trial(
      name, act,
      answers: try answers.map { answer in
        guard let request = answer["request"]?.string, let status = answer["status"]?.whole,
          let body = answer["body"]?.string
        else { throw NoRecording() }
        let headers = ["date", "content-type"].compactMap { name in
          answer[name]?.string.map { (name, $0) }
        }
        return RecordedAnswer(
          request,
          HTTPResponse(
            status: Int(status), headers: Dictionary(headers, uniquingKeysWith: { $1 }), body: Array(body.utf8)))
      })
  }

  /// Asks the systems, and writes down what they say.
  func record(_ connector: any Connector.Type, _ settings: ConnectionSettings, _ world: SimulatedWorld) async throws {
    let system: SandboxSystem = connector.declaration.name == "mplus" ? .mplus : .bigcommerce
    let transport = WorldTransport(system, world)
    let made = connector.init(settings: settings)
    switch act {
    case .inspect: _ = try await made.inspect(over: transport)
    case .read(var request):
      while true {
        let page = try await made.read(request, over: transport)
        guard let next = page.next else { break }
        request.next = next
      }
    case .find(let request): _ = try await made.find(request, over: transport)
    case .write(let request): _ = try await made.write(request, over: transport)
    case .delete(let request): try await made.delete(request, over: transport)
    }
    let answers = transport.exchanges.map { request, response -> JSON in
      var answer: JSON = [
        "request": .string(request), "status": .whole(Int64(response.status)),
        "body": .string(String(decoding: response.body, as: UTF8.self)),
      ]
      for name in ["content-type", "date"] {
        if let value = response.headers[name] { answer[name] = .string(value) }
      }
      return answer
    }
    let document: JSON = ["answers": .array(answers)]
    try Data(document.bytes() + [0x0A]).write(to: file)
  }
}

/// The simulated systems without a network between.
final class WorldTransport: Transport {
  private let system: SandboxSystem
  private let world: SimulatedWorld
  private let kept = Mutex<[(String, HTTPResponse)]>([])

  init(_ system: SandboxSystem, _ world: SimulatedWorld) { (self.system, self.world) = (system, world) }

  var exchanges: [(String, HTTPResponse)] { kept.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws(ConnectorError) -> HTTPResponse {
    var target = request.url.visible.drop { $0 != "/" }.dropFirst(2).drop { $0 != "/" }
    for (name, value) in request.url.secretQuery {
      target += target.contains("?") ? "&" : "?"
      target += "\(name)=\(value.reveal { PercentEncoding.encode($0) })"
    }
    var headers: [String: String] = [:]
    for (name, value) in request.headers {
      switch value {
      case .plain(let text): headers[name] = text
      case .secret(let secret): headers[name] = secret.reveal { $0 }
      }
    }
    let simulated = SimulatedRequest(request.method.rawValue, String(target), headers: headers, body: request.body)
    let answer = await world.handle(simulated, for: system)
    let response = HTTPResponse(
      status: answer.status,
      headers: Dictionary(answer.headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { $1 }),
      body: answer.body)
    kept.withLock { $0.append((request.name, response)) }
    return response
  }
}
