import Plan
import Source
import Values

extension FlowPlan {
  /// What the flow rounds by `settings.rounding`, for people; nil if nothing has to be.
  var roundingsText: String? {
    let roundings = roundings
    guard let first = roundings.first else { return nil }
    let lines = roundings.map { rounding -> String in
      let line = rounding.place.source.lineNumber(at: rounding.place.span.start)
      let digits = rounding.digits == 1 ? "1 digit" : "\(rounding.digits) digits"
      return "  \(rounding.place.source.path):\(line): \(rounding.path) to \(digits)"
    }
    return (["\(name): rounded \(first.mode.rawValue), at the end of the field"] + lines).joined(separator: "\n")
  }
}
