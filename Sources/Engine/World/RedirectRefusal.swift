import ConnectorKit

/// Why a redirect is not followed, in words: where it wanted to go, as a host and nothing else of it.
///
/// Neither writes nor reads follow one. A followed write may become a read, or be done twice; a followed read takes the
/// credentials along; and an API that has moved is mended for good by one line of the project file.
struct RedirectRefusal {
  private let response: HTTPResponse
  private let request: HTTPRequest

  /// Nil if the answer is no redirect.
  init?(_ response: HTTPResponse, of request: HTTPRequest) {
    guard [301, 302, 303, 307, 308].contains(response.status) else { return nil }
    self.response = response
    self.request = request
  }

  var error: ConnectorError {
    ConnectorError(
      kind, "\(request.name) was redirected \(aim) (\(response.status)), which is not followed: \(advice)")
  }

  /// The old meaning of 302 and 303 is that a form was taken and its result stands elsewhere.
  private var kind: ConnectorError.Kind {
    [302, 303].contains(response.status) && !request.isRepeatable ? .ambiguous : .refused
  }

  private var location: String? { response.headers["location"] }
  private var own: WebAddress? { try? WebAddress(request.url.visible) }
  private var wanted: WebAddress? { location.flatMap { try? WebAddress($0) } }

  private var aim: String {
    guard let location, !location.isEmpty else { return "to no address at all" }
    guard let wanted else {
      // A path, or something that is no address.
      return location.contains(":") || location.hasPrefix("//") ? "to something that is no address" : "to itself"
    }
    if wanted.scheme == "http" { return "to http://\(wanted.shownHost), without encryption" }
    return wanted.host == own?.host && wanted.port == own?.port ? "to itself" : "to \(wanted.shownHost)"
  }

  private var advice: String {
    if aim == "to itself" { return "the path in the connection's url may be wrong, or the system asks for a log-in" }
    return "the credentials would go along. If the system has moved, write its new address as the connection's url"
  }
}
