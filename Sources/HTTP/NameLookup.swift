import ConnectorKit
import NIOCore
import NIOPosix

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Asks the system which addresses a name has.
struct NameLookup: Sendable {
  /// The addresses in the order in which they should be tried; never empty.
  var addresses: @Sendable (_ host: String) async throws(Problem) -> [IPAddress]

  /// Why a name has no address, in a clause.
  struct Problem: Error {
    var message: String
  }

  static let system = NameLookup { host async throws(Problem) in
    // The system's own function blocks and can't be ended, so it is waited for only so long.
    let promise = MultiThreadedEventLoopGroup.singleton.any().makePromise(of: [IPAddress].self)
    let late = promise.futureResult.eventLoop.scheduleTask(in: .seconds(secondsMax)) {
      promise.fail(Problem(message: "its name could not be looked up in time; is the network up?"))
    }
    NIOThreadPool.singleton.submit { _ in
      do throws(Problem) { promise.succeed(try ask(host)) } catch { promise.fail(error) }
    }
    defer { late.cancel() }
    do {
      return try await withTaskCancellationHandler {
        try await promise.futureResult.get()
      } onCancel: {
        promise.fail(Problem(message: "the run was stopped"))
      }
    } catch let problem as Problem {
      throw problem
    } catch {
      throw Problem(message: "its name could not be looked up")
    }
  }

  private static let secondsMax: Int64 = 10

  private static func ask(_ host: String) throws(Problem) -> [IPAddress] {
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    // No IPv6 addresses for a machine that has none itself.
    hints.ai_flags = AI_ADDRCONFIG
    var first: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, nil, &hints, &first)
    defer { if first != nil { freeaddrinfo(first) } }
    switch code {
    case 0: break
    case EAI_AGAIN: throw Problem(message: "its name could not be looked up; is the network up?")
    default: throw Problem(message: "no system has this name; is the address right?")
    }
    var found: [IPAddress] = []
    var entry = first
    while let pointer = entry {
      if let ip = address(pointer.pointee), !found.contains(ip) { found.append(ip) }
      entry = pointer.pointee.ai_next
    }
    if found.isEmpty { throw Problem(message: "no system has this name; is the address right?") }
    return found
  }

  private static func address(_ entry: addrinfo) -> IPAddress? {
    guard let pointer = entry.ai_addr else { return nil }
    let raw = UnsafeRawPointer(pointer)
    switch entry.ai_family {
    case AF_INET:
      return withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in.self).sin_addr) { IPAddress(bytes: Array($0)) }
    case AF_INET6:
      return withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr) { IPAddress(bytes: Array($0)) }
    default: return nil
    }
  }
}
