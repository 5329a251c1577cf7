import ConnectorKit
import Foundation
import NIOSSL
import Testing

@testable import HTTP

/// Certificates of this machine's own making, and what is said of those that are not accepted.
@Suite(.enabled(if: Certificates.canBeMade, "openssl is not installed")) struct CertificateTests {
  private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

  private func send(
    to host: String = "127.0.0.1", _ pair: Certificates.Pair, authorities: [UInt8]?,
    change: (inout TLSConfiguration) -> Void = { _ in }
  ) async throws -> (result: Result<HTTPResponse, ConnectorError>, port: Int) {
    var tls = TLSConfiguration.makeServerConfiguration(
      certificateChain: try NIOSSLCertificate.fromPEMBytes(pair.certificate).map { .certificate($0) },
      privateKey: .privateKey(try NIOSSLPrivateKey(bytes: pair.key, format: .pem)))
    change(&tls)
    let server = try await TinyServer(.answer(Self.ok), tls: tls)
    let url = "https://\(host):\(server.port)/"
    let transport = HTTPTransport(to: url, authorities: authorities.flatMap { CertificateAuthorities(pem: $0) })
    let request = HTTPRequest(.get, RequestURL(url), name: "getThings", isRepeatable: true, timeoutSeconds: 5)
    let result: Result<HTTPResponse, ConnectorError>
    do throws(ConnectorError) { result = .success(try await transport.send(request)) } catch {
      result = .failure(error)
    }
    await transport.shutdown()
    try await server.close()
    return (result, server.port)
  }

  private func message(_ result: Result<HTTPResponse, ConnectorError>) -> String? {
    guard case .failure(let error) = result else { return nil }
    #expect(error.kind == .unreachable)
    return error.message
  }

  private static let notAccepted =
    "could not be reached for getThings: its certificate was not accepted: it is out of date, or signed by nobody that "
    + "this machine believes. Who signs for a system of your own is named by the connection's ca: FILE"

  @Test func oneThatTheOwnAuthoritySigned() async throws {
    let made = try Certificates()
    let leaf = try made.leaf(names: "IP:127.0.0.1,DNS:localhost")
    for host in ["127.0.0.1", "localhost"] {
      #expect(try await send(to: host, leaf, authorities: made.authority).result.get().status == 200)
    }
  }

  @Test func oneThatNobodyKnows() async throws {
    let made = try Certificates()
    let leaf = try made.leaf(names: "IP:127.0.0.1")
    #expect(message(try await send(leaf, authorities: nil).result) == "127.0.0.1 " + Self.notAccepted)
    let stranger = try Certificates()
    #expect(message(try await send(leaf, authorities: stranger.authority).result) == "127.0.0.1 " + Self.notAccepted)
  }

  @Test func oneThatSignedItself() async throws {
    let own = try Certificates().selfSigned(names: "IP:127.0.0.1")
    #expect(message(try await send(own, authorities: nil).result) == "127.0.0.1 " + Self.notAccepted)
  }

  @Test func oneThatIsOutOfDate() async throws {
    let made = try Certificates()
    let leaf = try made.leaf(names: "IP:127.0.0.1", days: -1)
    #expect(message(try await send(leaf, authorities: made.authority).result) == "127.0.0.1 " + Self.notAccepted)
  }

  @Test func oneForAnotherName() async throws {
    let made = try Certificates()
    for names in ["DNS:other.example", "IP:127.0.0.9", "DNS:*.localhost"] {
      let leaf = try made.leaf(names: names)
      #expect(
        message(try await send(to: "localhost", leaf, authorities: made.authority).result)
          == "localhost could not be reached for getThings: its certificate is for another name; is the address right?")
    }
  }

  @Test func anOldVersionOfTLS() async throws {
    let made = try Certificates()
    let leaf = try made.leaf(names: "IP:127.0.0.1")
    let answer = try await send(leaf, authorities: made.authority) {
      $0.minimumTLSVersion = .tlsv1
      $0.maximumTLSVersion = .tlsv11
    }
    #expect(
      message(answer.result)
        == "127.0.0.1 could not be reached for getThings: it speaks no version of TLS that is safe; 1.2 and later are "
        + "accepted")
  }

  @Test func onePortThatSpeaksNoTLS() async throws {
    let server = try await TinyServer(.answer(Self.ok))
    let url = "https://127.0.0.1:\(server.port)/"
    let transport = HTTPTransport(to: url)
    let request = HTTPRequest(.get, RequestURL(url), name: "getThings", isRepeatable: true, timeoutSeconds: 5)
    let error = try await #require(throws: ConnectorError.self) { _ = try await transport.send(request) }
    #expect(
      error.message
        == "127.0.0.1 could not be reached for getThings: what answers there does not speak https; is the port right?")
    await transport.shutdown()
    try await server.close()
  }

  @Test func aFileWithoutCertificates() {
    #expect(CertificateAuthorities(pem: Array("hello".utf8)) == nil)
    #expect(CertificateAuthorities(pem: []) == nil)
  }
}

/// An authority that only its maker believes, and what it signs; in a folder that is gone afterwards.
final class Certificates {
  struct Pair {
    var certificate: [UInt8]
    var key: [UInt8]
  }

  struct Failed: Error {
    var words: String
  }

  private static let program = "/usr/bin/openssl"
  static let canBeMade = FileManager.default.isExecutableFile(atPath: program)

  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "certificates-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    try run(["req", "-x509"] + Self.newKey("ca.key") + ["-out", "ca.pem", "-days", "2", "-subj", "/CN=own authority"])
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var authority: [UInt8] { get throws { try bytes("ca.pem") } }

  func leaf(names: String, days: Int = 2) throws -> Pair {
    try run(
      ["req"] + Self.newKey("leaf.key") + [
        "-out", "leaf.csr", "-subj", "/CN=leaf", "-addext", "subjectAltName=\(names)",
      ])
    try run([
      "x509", "-req", "-in", "leaf.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "\(days)",
      "-copy_extensions", "copy", "-out", "leaf.pem",
    ])
    return Pair(certificate: try bytes("leaf.pem"), key: try bytes("leaf.key"))
  }

  func selfSigned(names: String) throws -> Pair {
    try run(
      ["req", "-x509"] + Self.newKey("self.key")
        + ["-out", "self.pem", "-days", "2", "-subj", "/CN=self", "-addext", "subjectAltName=\(names)"])
    return Pair(certificate: try bytes("self.pem"), key: try bytes("self.key"))
  }

  private static func newKey(_ file: String) -> [String] {
    ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", file]
  }

  private func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: name))) }

  private func run(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: Self.program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    let messages = Pipe()
    process.standardError = messages
    try process.run()
    let said = try messages.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    if process.terminationStatus != 0 { throw Failed(words: String(decoding: said, as: UTF8.self)) }
  }
}
