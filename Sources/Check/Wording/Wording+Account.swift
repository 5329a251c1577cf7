import ConnectorKit
public import Diagnostics
public import Plan
import Source
import Types
import Values

// Sentences about what an account holds of its own.
extension Diagnostic {
  /// Values in one message; what is beyond is counted.
  private static let shownMax = 12

  static func notInAccount(_ value: Value, _ list: AccountKnowledge, isRow: Bool, at place: Place) -> Diagnostic {
    Diagnostic(
      .L609, "the account of \(list.connection) has no \(list.noun) \(value)",
      labels: [Label(place, isRow ? "so this row is never used" : "would be refused, or mean nothing there")],
      help: having(list) + ["set up since then? flowrun fields \(list.connection) --live reads the account anew"],
      fixes: nearest(value, list).map { [Fix("write \($0.description)", .idea, [Edit(place, $0.description)])] } ?? [])
  }

  private static func having(_ list: AccountKnowledge) -> [String] {
    guard let values = list.values else { return [] }
    if values.isEmpty { return ["it has no \(list.plural) at all"] }
    let shown = values.prefix(shownMax).map(\.described).joined(separator: ", ")
    let more = values.count - shownMax
    return ["it has " + shown + (more > 0 ? " and \(more) more" : "")]
  }

  /// A code with a slip; of numbers none is nearer than another.
  private static func nearest(_ value: Value, _ list: AccountKnowledge) -> Value? {
    guard case .text(let text) = value else { return nil }
    let codes = (list.values ?? []).compactMap { known -> String? in
      if case .text(let code) = known.value { code.string } else { nil }
    }
    return Suggestions.nearest(text.string, in: codes).first.map { .text(Text($0)) }
  }

  /// A word where the number of one in a list belongs.
  static func numberOfList(_ name: String, _ list: AccountKnowledge, at place: Place) -> Diagnostic {
    let meant = (list.values ?? []).first { $0.label?.lowercased() == name.lowercased() }
    let known = list.values == nil ? ["flowrun fields \(list.connection) --live lists them"] : having(list)
    return Diagnostic(
      .N201, "\(list.plural) are the account's own, and a flow knows them by number only",
      labels: [Label(place, "no \(list.noun), and no field either")],
      help: ["write the number of the \(list.noun), or the name of a field that holds it"] + known,
      fixes: meant.map { [Fix("write \($0.value)", .probable, [Edit(place, $0.value.description)])] } ?? [])
  }

  /// - Parameter written: as it stands there, with its quotes.
  static func nameNotSeen(
    _ name: String, written: String, of list: String, connection: String, known: [String], records: Int,
    at place: Place
  ) -> Diagnostic {
    let near = Suggestions.nearest(name, in: known)
    let quote = written.first.map(String.init) ?? "\""
    let shown = known.sorted().prefix(shownMax).map { "\"\($0)\"" }.joined(separator: ", ")
    let more = known.count - shownMax
    return Diagnostic(
      .N212, "no record of \(list) was seen with the name \"\(name)\"",
      labels: [Label(place, "in none of the \(records) newest")],
      help: near.map { "did you mean \"\($0)\"?" }.prefix(1)
        + ["there are " + shown + (more > 0 ? " and \(more) more" : "")]
        + ["set up since then? flowrun fields \(connection) --live reads the account anew"],
      fixes: near.first.map { [Fix("write \"\($0)\"", .probable, [Edit(place, quote + $0 + quote)])] } ?? [])
  }

  // MARK: tables against records

  /// - Parameter records: how many were looked at.
  static func keysWithoutRow(
    _ table: TablePlan, _ seen: [SeenKey], source: String, records: Int, at place: Place
  ) -> Diagnostic {
    let stops = seen.first?.answer == .stops
    let names = seen.map { row($0, table) }
    let shown = names.prefix(6).joined(separator: ", ") + (names.count > 6 ? " and \(names.count - 6) more" : "")
    let what = names.count == 1 ? "has no row for \(shown)" : "has no rows for \(shown)"
    let label =
      stops ? "a record with \(names.count == 1 ? "it" : "one of them") stops" : "`else` answers for them"
    return Diagnostic(
      .L610, severity: stops ? .warning : .hint, "the table `\(table.name)` \(what)",
      labels: [Label(place, label)],
      help: ["seen in the \(records) newest records of \(source), or offered by the account:"]
        + rows(seen, table) + (stops ? [] : ["if `else` is right for them, nothing is to be done"]))
  }

  /// The rows to add: the message knows their keys, their author the values.
  private static func rows(_ seen: [SeenKey], _ table: TablePlan) -> [String] {
    let keys = seen.prefix(shownMax).map { key in
      table.isFile ? key.keys.map(\.inCSV).joined(separator: ",") + "," : row(key, table) + ": …"
    }
    let width = keys.map(\.count).max() ?? 0
    let lines = zip(keys, seen).map { key, seen in
      key + String(repeating: " ", count: width - key.count) + "   # " + note(seen)
    }
    return lines + (seen.count > shownMax ? ["and \(seen.count - shownMax) more"] : [])
  }

  private static func note(_ seen: SeenKey) -> String {
    guard let example = seen.example else { return "offered, in no record yet" }
    return seen.records == 1 ? "in the record \(example)" : "in \(seen.records) records, such as \(example)"
  }

  /// The key as a row has it: members and countries without quotes; with several columns, the way down to it.
  private static func row(_ seen: SeenKey, _ table: TablePlan) -> String {
    zip(seen.keys, table.columns).map { key, column in
      if case .enumeration = column, case .text(let word) = key { word.string } else { key.description }
    }.joined(separator: ": ")
  }
}

extension Value {
  /// As a cell of a CSV file.
  fileprivate var inCSV: String {
    guard case .text(let text) = self else { return description }
    let plain = text.string
    return plain.contains { ",;\"\t\n".contains($0) } ? "\"" + plain.replacing("\"", with: "\"\"") + "\"" : plain
  }
}

/// Tables against the records of the account: what `validate --live` says.
public enum LiveChecker {
  /// - Parameters:
  ///   - seen: keys that found no row of their own.
  ///   - records: how many records were looked at.
  public static func check(_ plan: FlowPlan, _ seen: [SeenKey], records: Int) -> [Diagnostic] {
    plan.tables.indices.flatMap { index -> [Diagnostic] in
      let table = plan.tables[index]
      guard let place = table.place else { return [] }
      return [SeenKey.Answer.stops, .otherwise].compactMap { answer in
        let keys = seen.filter { $0.table == index && $0.answer == answer }
        if keys.isEmpty { return nil }
        return .keysWithoutRow(table, keys, source: plan.source.name, records: records, at: place)
      }
    }
  }
}
