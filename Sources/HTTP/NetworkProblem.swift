import AsyncHTTPClient
import ConnectorKit
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What went wrong under a request, in words that hold no address with secrets in it.
struct NetworkProblem {
  private let problem: any Error
  private let wasSent: Bool

  init(_ problem: any Error, wasSent: Bool) {
    self.problem = problem
    self.wasSent = wasSent
  }

  func error(of request: ConnectorKit.HTTPRequest) -> ConnectorError {
    if let cause = answerCause {
      return ConnectorError(.misunderstood, "the answer to \(request.name) \(cause)")
    }
    let host = (try? WebAddress(request.url.visible))?.shownHost ?? "the other system"
    if wasSent {
      return ConnectorError(.ambiguous, "\(request.name) was sent to \(host), and no whole answer came: \(cause)")
    }
    return ConnectorError(.unreachable, "\(host) could not be reached for \(request.name): \(cause)")
  }

  /// What is wrong with an answer that did come.
  private var answerCause: String? {
    switch problem {
    case let large as Exchange.TooLarge:
      return "has more than \(large.bytesMax) bytes, which is more than is read"
    case NIOHTTPDecompression.DecompressionError.limit:
      return "is packed, and unpacks to more than \(HTTPTransport.unpackingMax) times its size, which no honest answer "
        + "does (a gzip bomb)"
    case is NIOHTTPDecompression.DecompressionError: return "is packed, and what was packed is damaged"
    case let error as NIOHTTPDecompression.ExtraDecompressionError:
      return error == .truncatedData
        ? "is packed, and ends before its end" : "is packed, and something follows its end"
    default: return nil
    }
  }

  private var cause: String {
    switch problem {
    case let error as HTTPClientError: clientCause(error)
    case let error as NIOConnectionError: connectionCause(error)
    case let error as IOError: systemCause(error)
    case let error as NIOSSLExtraError where error == .failedToValidateHostname:
      "its certificate is for another name; is the address right?"
    case let error as HTTPParserError:
      error == .invalidEOFState ? "the connection was closed" : "what answers there does not speak HTTP"
    case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError: secureCause("\(problem)")
    case is CancellationError: "the run was stopped"
    default: "\(type(of: problem))"
    }
  }

  private func secureCause(_ text: String) -> String {
    if text.contains("CERTIFICATE_VERIFY_FAILED") {
      return "its certificate was not accepted: it is out of date, or signed by nobody that this machine believes. "
        + "Who signs for a system of your own is named by the connection's ca: FILE"
    }
    if text.contains("WRONG_VERSION_NUMBER") || text.contains("HTTP_REQUEST") {
      return "what answers there does not speak https; is the port right?"
    }
    if text.contains("PROTOCOL_VERSION") || text.contains("UNSUPPORTED_PROTOCOL") {
      return "it speaks no version of TLS that is safe; 1.2 and later are accepted"
    }
    return "the secure connection failed (\(text.prefix(200)))"
  }

  private func systemCause(_ error: IOError) -> String {
    switch error.errnoCode {
    case ECONNREFUSED: "nothing listens there; are address and port right?"
    case ENETUNREACH, EHOSTUNREACH: "there is no way to it from here; is the network up?"
    case ECONNRESET, EPIPE: "the connection was closed"
    case ETIMEDOUT: "no connection in time"
    default: "error \(error.errnoCode) of the system"
    }
  }

  private func clientCause(_ error: HTTPClientError) -> String {
    switch error {
    case .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout: "no connection in time"
    case .deadlineExceeded, .readTimeout, .writeTimeout: "it took too long"
    case .remoteConnectionClosed: "the connection was closed"
    case .cancelled: "the run was stopped"
    default: error.shortDescription
    }
  }

  private func connectionCause(_ error: NIOConnectionError) -> String {
    if let first = error.connectionErrors.first?.error as? IOError { return systemCause(first) }
    if error.dnsAError != nil || error.dnsAAAAError != nil { return "no system has this name; is the address right?" }
    return "no connection"
  }
}
