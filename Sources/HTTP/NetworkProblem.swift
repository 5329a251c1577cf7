import AsyncHTTPClient
import ConnectorKit
import NIOCore
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
    let host = Address(request.url.visible).host
    switch problem {
    case let large as Exchange.TooLarge:
      return ConnectorError(
        .misunderstood, "the answer to \(request.name) has more than \(large.bytesMax) bytes")
    case is NIOHTTPDecompression.DecompressionError:
      return ConnectorError(.misunderstood, "the packed answer to \(request.name) can't be unpacked")
    default:
      if wasSent {
        return ConnectorError(.ambiguous, "\(request.name) was sent to \(host), and no whole answer came: \(cause)")
      }
      return ConnectorError(.unreachable, "\(host) could not be reached for \(request.name): \(cause)")
    }
  }

  private var cause: String {
    switch problem {
    case let error as HTTPClientError: clientCause(error)
    case let error as NIOConnectionError: connectionCause(error)
    case let error as IOError: systemCause(error)
    case is NIOSSLError, is BoringSSLError: "the secure connection failed (\(problem))"
    case is CancellationError: "the run was stopped"
    default: "\(type(of: problem))"
    }
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
