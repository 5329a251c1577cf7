import ConnectorKit

/// Answers of a system that puts the credentials, which it was told, into its own words.
enum Echo {
  static func all(of request: HTTPRequest) -> [HTTPResponse] {
    var secrets = request.url.secretQuery.map(\.value)
    for case .secret(let secret) in request.headers.map(\.value) { secrets.append(secret) }
    return secrets.flatMap { secret in
      secret.reveal { plain in
        [plain, PercentEncoding.encode(plain), PercentEncoding.encode(PercentEncoding.encode(plain))].flatMap(answers)
      }
    }
  }

  private static func answers(_ words: String) -> [HTTPResponse] {
    let json = words.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let xml = words.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    let problem = #"{"status":400,"title":"no \#(json)","errors":{"\#(json)":"is \#(json)"}}"#
    let fault = { (code: String) in
      "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><s:Fault><faultcode>s:\(code)</faultcode>"
        + "<faultstring>no \(xml)</faultstring></s:Fault></s:Body></s:Envelope>"
    }
    return [400, 401, 403, 404, 409, 422, 500, 503].flatMap { status in
      [
        HTTPResponse(status: status, headers: ["content-type": "application/json"], body: Array(problem.utf8)),
        HTTPResponse(status: status, headers: ["content-type": "application/json"], body: Array("[\(problem)]".utf8)),
        HTTPResponse(status: status, headers: ["content-type": "text/html"], body: Array("<p>\(xml)</p>".utf8)),
      ]
    }
      + ["Client", "Server"].flatMap { code in
        [200, 500].map { status in
          HTTPResponse(status: status, headers: ["content-type": "text/xml"], body: Array(fault(code).utf8))
        }
      } + [
        HTTPResponse(
          status: 200, headers: ["content-type": "application/json"], body: Array("{\"\(json)\":1,\"\(json)\":2}".utf8)),
        HTTPResponse(status: 302, headers: ["location": "https://evil.example/?\(PercentEncoding.encode(words))"]),
      ]
  }
}
