public import ConnectorKit
import Synchronization
public import Values

/// Writes every exchange down: `--record FILE`. All connections of a command share one.
///
/// JSON exchanges go into FILE, one line each, in the form that the traffic checkers read: method, path, raw query,
/// headers, body, status, response_headers, response_body, ts. SOAP envelopes go into the folder FILE.soap, as files
/// `0001-operation.xml` and `0001-operation.answer.xml`. Secrets are written as `***`, wherever they stand; customers'
/// data are not removed. Only the owner may read the files.
public final class Recording: Sendable {
  /// What stands in the place of a secret.
  static let mark = "***"

  private let now: @Sendable () -> Moment
  private let mask: SecretMask
  private let path: String
  private let state: Mutex<State>

  private struct State: ~Copyable {
    var file: PrivateFile
    var envelopes = 0
    var problem: FileProblem?
  }

  /// Begins a new recording; an older one of that name is overwritten.
  ///
  /// - Parameter secrets: of all connections: one system may have been told those of another.
  public init(path: String, secrets: [Secret], now: @escaping @Sendable () -> Moment) throws(FileProblem) {
    self.now = now
    mask = SecretMask(secrets, mark: Self.mark)
    self.path = path
    state = Mutex(State(file: try PrivateFile(path)))
  }

  /// Why the recording is not whole; nil if it is. A full disk ends the recording, never the run.
  public var problem: FileProblem? { state.withLock { $0.problem } }

  /// A transport that passes requests on to `inner`, and is heard.
  public func transport(_ inner: any Transport) -> some Transport {
    RecordingTransport(inner: inner, recording: self)
  }

  private struct RecordingTransport: Transport {
    let inner: any Transport
    let recording: Recording

    func send(_ request: HTTPRequest) async throws(ConnectorError) -> HTTPResponse {
      let sent = recording.now()
      do {
        let response = try await inner.send(request)
        recording.record(request, response, sent)
        return response
      } catch {
        recording.record(request, nil, sent)
        throw error
      }
    }
  }

  private func record(_ request: HTTPRequest, _ response: HTTPResponse?, _ sent: Moment) {
    state.withLock { state in
      guard state.problem == nil else { return }
      do {
        if request.body.first == UInt8(ascii: "<") {
          try recordEnvelopes(request, response, mask, &state)
        } else {
          try state.file.append(RecordedExchange(request, response, sent, mask).line)
        }
      } catch let problem as FileProblem {
        state.problem = problem
      } catch {
        state.problem = FileProblem(path: path, reason: "it can't be written")
      }
    }
  }

  private func recordEnvelopes(
    _ request: HTTPRequest, _ response: HTTPResponse?, _ mask: SecretMask, _ state: inout State
  ) throws(FileProblem) {
    let folder = path + ".soap"
    if state.envelopes == 0 { try PrivateFile.makeFolder(folder) }
    state.envelopes += 1
    let digits = String(state.envelopes)
    let number = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    let name = "\(folder)/\(number)-\(operation(request.name))"
    var file = try PrivateFile(name + ".xml")
    try file.append(mask.bytes(request.body))
    guard let response else { return }
    var answer = try PrivateFile(name + ".answer.xml")
    try answer.append(mask.bytes(response.body))
  }

  /// A request's name as a part of a file name.
  private func operation(_ name: String) -> String {
    String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }.prefix(60))
  }
}
