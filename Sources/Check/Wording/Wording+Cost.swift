import Diagnostics
import Source

// Sentences about how much work one record may be.
extension Diagnostic {
  /// `items` are the loops, the dearest first: their steps, where they stand, and the lists that multiply.
  static func costsTooMuch(
    _ total: Int64, limit: Int64, items: [(steps: Int64, place: Place, lists: [(text: String, bound: Int)])]
  ) -> Diagnostic {
    let shown = items.prefix(3)
    let width = shown.map { grouped($0.steps).count }.max() ?? 0
    var help = ["where the steps come from:"]
    help += shown.map { item -> String in
      let steps = String(repeating: " ", count: width - grouped(item.steps).count) + grouped(item.steps)
      let line = item.place.source.position(at: item.place.span.start).line
      let lists = item.lists.map { "\(shortened($0.text)) (≤ \(grouped(Int64($0.bound))))" }
      return "\(steps)  line \(line): \(lists.joined(separator: " × "))"
    }
    if items.count > 3 { help.append("and \(items.count - 3) smaller ones") }
    help.append("work out once, under `let`, what stays the same in every turn, or look it up in a table")
    if total <= CostChecker.stepsMost {
      help.append("if the lists are never that long, allow it: steps_max: \(total) under `settings`")
    }
    return Diagnostic(
      .C801, "at worst one record takes \(grouped(total)) steps; the limit is \(grouped(limit))",
      labels: shown.prefix(1).map { Label($0.place, "\(grouped($0.steps)) steps") }, help: help)
  }

  static func loopsTooDeep(at place: Place) -> Diagnostic {
    Diagnostic(
      .C802, "this loop stands in a loop that stands in a loop", labels: [Label(place)],
      help: ["work it out once, under `let`, and use its name here"])
  }

  static func stepsMaxWrong(_ text: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .T304, "`steps_max` is a whole number from 1 to \(grouped(CostChecker.stepsMost)); this is \(text)",
      labels: [Label(place)])
  }

  /// `250,000`
  static func grouped(_ number: Int64) -> String {
    var digits = String(number)
    var at = digits.endIndex
    while digits.distance(from: digits.startIndex, to: at) > 3 {
      at = digits.index(at, offsetBy: -3)
      digits.insert(",", at: at)
    }
    return digits
  }

  private static func shortened(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count <= 50 ? line : line.prefix(47) + "…"
  }
}
