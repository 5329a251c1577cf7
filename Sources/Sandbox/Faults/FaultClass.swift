/// What can go wrong between two systems, by its number. The forms in which each shows are ``FaultForm``s.
public enum FaultClass: String, Sendable, Hashable, CaseIterable {
  case throttled = "F01"
  case failedBefore = "F02"
  case gatewayPage = "F03"
  case resetAfter = "F04"
  case silentAfter = "F05"
  case cutAfter = "F06"
  case committedLate = "F07"
  case droppedBefore = "F08"
  case unreachable = "F09"
  case slow = "F10"
  case trickling = "F11"
  case brokenBody = "F12"
  case packing = "F13"
  case malformedJSON = "F14"
  case malformedXML = "F15"
  case errorInside = "F16"
  case refusedToken = "F17"
  case movingPages = "F18"
  case redirected = "F19"
  case oddities = "F20"

  /// What happens, for a list of all.
  public var sentence: String {
    switch self {
    case .throttled: "429, too many requests: nothing was done"
    case .failedBefore: "500, 502, 503 or 504 before anything was done"
    case .gatewayPage: "done, and then a 502 with a page of HTML"
    case .resetAfter: "done, and then the connection is reset"
    case .silentAfter: "done, and then no answer until the caller gives up"
    case .cutAfter: "done, and the answer breaks off somewhere"
    case .committedLate: "no answer, and done only after the caller gave up"
    case .droppedBefore: "the connection ends without an answer, or in one that announces no length"
    case .unreachable: "no such name, nothing listening, or no way there: made on the caller's side, by its tests"
    case .slow: "the answer takes five seconds, or up to 200 milliseconds more"
    case .trickling: "the answer comes a byte a second"
    case .brokenBody: "an answer whose chunks break off, or whose length is wrong"
    case .packing: "a packed answer that unpacks to a thousand times its size, or not at all"
    case .malformedJSON: "JSON that is none, or that two readers read differently"
    case .malformedXML: "XML that is none, that declares what it should not, or a fault in a 200"
    case .errorInside: "a 200 that holds an error, or a batch of which only the first half was done"
    case .refusedToken: "401 once, or from then on"
    case .movingPages: "records come and go while a list is read, or a cursor has expired"
    case .redirected: "a redirect to another host, to http, or to itself"
    case .oddities: "a clock an hour off, numbers as strings, fields that nobody knows"
    }
  }

  /// Of a million requests, how many meet it in the usual mix.
  public var usualPerMillion: Int {
    switch self {
    case .failedBefore, .resetAfter: 30_000
    case .throttled, .slow: 20_000
    case .gatewayPage, .silentAfter, .cutAfter, .committedLate, .droppedBefore, .malformedXML, .errorInside,
      .movingPages, .oddities:
      10_000
    case .unreachable, .trickling, .brokenBody, .malformedJSON, .refusedToken: 5_000
    case .redirected: 2_000
    case .packing: 1_000
    }
  }

  /// The simulated systems can make it; one class is made on the caller's side.
  public var isMadeHere: Bool { self != .unreachable }

  public var forms: [FaultForm] { FaultForm.allCases.filter { $0.fault == self } }
}
