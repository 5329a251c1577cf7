import ConnectorKit
import HTTP
import Values

/// Speaks with a sandbox that runs in another window.
struct SandboxControl {
  private let base: String

  /// - Parameter address: a port, or any of the addresses that the sandbox printed.
  init(_ address: String) throws(Failure) {
    if let port = Int(address) {
      guard (1...65_535).contains(port) else { throw Failure(.usage, "a port is between 1 and 65535, not \(port)") }
      base = "http://127.0.0.1:\(port)"
      return
    }
    guard let scheme = address.firstRange(of: "://") else {
      throw Failure(
        .usage,
        "\(address) is no address of a sandbox: write its port, or the URL that `flowrun sandbox` printed")
    }
    base = String(address[..<(address[scheme.upperBound...].firstIndex(of: "/") ?? address.endIndex)])
  }

  /// The answer to what was posted; a refusal ends the command with the sandbox's own words.
  func post(_ door: String, _ body: JSON) async throws(Failure) -> JSON {
    let http = HTTPTransport(to: base)
    let request = HTTPRequest(
      .post, RequestURL("\(base)/_sandbox/\(door)"), name: "the sandbox's \(door)",
      headers: [("Content-Type", .plain("application/json"))], body: body.bytes(), isRepeatable: false,
      timeoutSeconds: 30)
    let answer: Result<HTTPResponse, ConnectorError>
    do throws(ConnectorError) { answer = .success(try await http.send(request)) } catch { answer = .failure(error) }
    await http.shutdown()
    switch answer {
    case .success(let response):
      let said = (try? JSON.parse(response.body)) ?? .null
      if response.status == 200 { return said }
      throw Failure(.usage, said["title"]?.string ?? "the sandbox answered with status \(response.status)")
    case .failure(let error): throw Failure(.unreachable, "no sandbox answers at \(base): \(error.message)")
    }
  }
}
