public import Diagnostics
import Plan
public import Source
import Syntax

// Sentences about several flows.
extension Diagnostic {
  /// Labels of one message; what is beyond is counted.
  private static let labelsMax = 8

  /// `fields`: for each field the places that write it, in the order of the flows.
  static func severalWriters(_ flows: [String], _ fields: [[OwnedField]]) -> Diagnostic {
    let names = uniqueNames(fields.compactMap(\.first?.datum))
    let labels = fields.flatMap { writers in
      zip(writers, flows).reversed().map { Label($0.place, "`\($1)` changes it") }
    }
    let count = flows.count == 2 ? "two" : String(flows.count)
    return Diagnostic(
      .W704, "\(count) flows change \(listed(names)) of the same records", labels: shown(labels),
      help: [
        "the one that runs last wins; decide who owns the field, and empty the others' boxes:"
      ] + sample(fields.compactMap(\.last)) + ["if the flows never meet in one record, say so in their filters"]
        + twins(fields))
  }

  static func flowsInACircle(_ flows: [String], _ ways: [[OwnedField]]) -> Diagnostic {
    let names = uniqueNames(ways.compactMap { $0.last?.datum })
    let labels = ways.flatMap { way in
      way.reversed().map { Label($0.place, "written from \($0.writtenFrom(way))") }
    }
    let who = flows.map { "`\($0)`" }.joined(separator: " and ")
    return Diagnostic(
      .W705, "\(who) hand \(listed(names)) to each other in a circle", labels: shown(labels),
      help: [
        "every change comes back; decide who owns the field, and empty the box of the other:"
      ] + sample(ways.compactMap(\.last)) + [
        "`update: if empty` or `update: if untouched` keep what the other side wrote, too"
      ] + twins(ways))
  }

  /// Of fields that two entities have, that they are one: the names alone do not show it.
  private static func twins(_ groups: [[OwnedField]]) -> [String] {
    for field in groups.joined() {
      let others = groups.joined().filter { $0.datum != field.datum && field.data.contains($0.datum) }
      if let other = others.first {
        let names = uniqueNames([field.datum, other.datum]).map { "`\($0)`" }
        return ["\(names.joined(separator: " and ")) are one and the same"]
      }
    }
    return []
  }

  static func unknownFlow(_ name: Name, known: [String], at place: Place) -> Diagnostic {
    let near = Suggestions.nearest(name.text, in: known)
    return Diagnostic(
      .N203, "there is no flow `\(name.text)` in this project", labels: [Label(place, "it would never find anything")],
      help: Suggestions.question(near).map { [$0] } ?? ["the flows are \(listed(known))"],
      fixes: near.count == 1 ? [Fix("write \(near[0])", .probable, [Edit(place, near[0])])] : [])
  }

  static func flowPairsOthers(_ flow: FlowOutline, _ entity: String, _ source: String?, at place: Place) -> Diagnostic {
    let wanted = source.map { "\($0) with \(entity)" } ?? entity
    return Diagnostic(
      .W701, "the flow `\(flow.name)` does not pair \(wanted)",
      labels: [Label(place, "it brings \(flow.source) to \(flow.target)")],
      help: source == nil ? [] : ["`linked(\(flow.name), KEY)` asks with another key than that of this record"])
  }

  /// Told when a run begins: the journal knows what ran before.
  public static func seemsRenamed(
    _ name: String, from old: String, _ source: String, _ target: String, at place: Place
  ) -> Diagnostic {
    Diagnostic(
      .W709, "the flow `\(name)` never ran, and `\(old)`, which did, is no longer there",
      labels: [Label(place, "both bring \(source) to \(target)")],
      help: [
        "if it was renamed, give it its old name back: where reading goes on and what was sent hang on it",
        "flow: \(old)",
      ], fixes: [Fix("write \(old)", .idea, [Edit(place, old)])])
  }

  private static func sample(_ fields: [OwnedField]) -> [String] {
    let name = fields.first.map { $0.datum.path.split(separator: ".").last.map(String.init) ?? "" } ?? ""
    let value = fields.first.map { $0.place.source.valueOfLine(at: $0.place.span) } ?? "…"
    return ["\(name):", "  from:   \(value)", "  update: [ ]"]
  }

  private static func uniqueNames(_ data: [Datum]) -> [String] {
    var seen: Set<String> = []
    return data.map { "\($0.entity).\($0.path)" }.filter { seen.insert($0).inserted }
  }

  private static func listed(_ names: [String]) -> String {
    let shown = names.prefix(3).map { "`\($0)`" }
    let rest = names.count - shown.count
    return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  private static func shown(_ labels: [Label]) -> [Label] {
    var seen: Set<Place> = []
    return Array(labels.filter { seen.insert($0.place).inserted }.prefix(labelsMax))
  }
}

extension OwnedField {
  fileprivate func writtenFrom(_ way: [OwnedField]) -> String {
    let data = Set(way.flatMap(\.data))
    return sources.filter(data.contains).map { "\($0.entity).\($0.path)" }.min() ?? "there"
  }
}

extension SourceFile {
  /// What stands behind `name:` on its line, or dots if it is a block.
  fileprivate func valueOfLine(at span: Span) -> String {
    let line = line(lineNumber(at: span.start))
    guard let colon = line.firstIndex(of: ":") else { return "…" }
    let rest = line[line.index(after: colon)...]
    let value = rest.prefix { $0 != "#" }
    let trimmed = value.drop { $0 == " " }
    let end = trimmed.lastIndex { $0 != " " }
    guard let end, trimmed.first != "{" else { return "…" }
    return String(trimmed[...end])
  }
}
