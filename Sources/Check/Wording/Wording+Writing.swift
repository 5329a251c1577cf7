import ConnectorKit
import Diagnostics
import Source
import Syntax
import Types

// Sentences about what is written: fields, boxes, match, related records.
extension Diagnostic {
  /// - Parameters:
  ///   - hint: what the record says of this name: which other field is written.
  ///   - entity: the entity where the same datum can be written, as in bigcommerce.inventory.
  static func fieldReadOnly(_ field: Field, hint: String?, writtenIn entity: String?, at place: Place) -> Diagnostic {
    let elsewhere = entity.map { "it is written by a flow of its own, with target: \($0)" }
    return Diagnostic(
      .N208, "`\(field.name)` is set by the system itself", labels: [Label(place, field.meaning)],
      help: [hint ?? elsewhere ?? "remove the line"],
      fixes: Edit.removingEntry(at: place).map { [Fix("remove it", .probable, [$0])] } ?? [])
  }

  /// - Parameter value: the whole value, if it is a formula or a text and no block.
  static func fieldCreateOnly(_ field: Field, at place: Place, value: Place?) -> Diagnostic {
    let written = value.map { $0.source.text($0.span) } ?? "…"
    var edit = Edit.appendingEntry("update: [ ]", below: place)
    if let value, value.source.lineNumber(at: value.span.start) == value.source.lineNumber(at: place.span.start) {
      let pad = String(repeating: " ", count: value.source.position(at: place.span.start).column + 1)
      let gap = Span(place.span.end + 1, value.span.end)
      edit = Edit(Place(value.source, gap), "\n\(pad)from: \(written)\n\(pad)update: [ ]")
    }
    return Diagnostic(
      .N208, "`\(field.name)` can only be set when a record is created", labels: [Label(place)],
      help: ["empty its box:", "\(field.name):", "  from:   \(written)", "  update: [ ]"],
      fixes: edit.map { [Fix("empty its box", .probable, [$0])] } ?? [])
  }

  static func blockForScalar(_ field: Field, at place: Place, block: Place) -> Diagnostic {
    Diagnostic(
      .S118, "`\(field.name)` is \(field.type), not a record with fields", labels: [Label(place), Label(block)],
      help: ["write one value, or a block of setting words: from, when, missing, transform, …"])
  }

  static func listForScalar(_ field: Field, at place: Place, list: Place) -> Diagnostic {
    Diagnostic(.T301, "`\(field.name)` is \(field.type), not a list", labels: [Label(place), Label(list)])
  }

  static func entryMustBeRecord(_ field: Field, at place: Place) -> Diagnostic {
    Diagnostic(
      .T318, "the entries of `\(field.name)` are records", labels: [Label(place)],
      help: ["write their fields:", "- fields:", "    …: …"])
  }

  static func namedEntryIsAValue(_ name: Name, at place: Place) -> Diagnostic {
    Diagnostic(.S103, "`\(name.text)` takes one value", labels: [Label(place)])
  }

  static func fieldWithoutValue(_ name: Name, at place: Place) -> Diagnostic {
    Diagnostic(
      .S105, "`\(name.text)` has settings but no value", labels: [Label(place)],
      help: ["add one of: from, formula, text, choose"])
  }

  static func chooseWithoutElse(at place: Place) -> Diagnostic {
    Diagnostic(
      .S107, "`choose` needs a last line for everything else", labels: [Label(place)],
      help: ["- else: …          # a value, or { stop: \"…\" }"])
  }

  static func boxOnlyForFields(_ box: BoxSyntax, at place: Place) -> Diagnostic {
    Diagnostic(
      .S106, "`if empty` and `if untouched` are for single fields", labels: [Label(place)], help: ["write [x] or [ ]"])
  }

  static func boxOnlyForUpdate(_ box: BoxSyntax, at place: Place) -> Diagnostic {
    Diagnostic(.S106, "`create` is [x] or [ ]", labels: [Label(place)])
  }

  static func bothBoxesEmpty(at place: Place, other: Place?) -> Diagnostic {
    Diagnostic(
      .S121, "both boxes are empty, so this is never written",
      labels: [Label(place)] + (other.map { [Label($0)] } ?? []), help: ["tick one, or remove the line"])
  }

  static func boxNeverActs(_ word: String, _ box: BoxSyntax, at place: Place) -> Diagnostic {
    Diagnostic(
      .S121, "this box never acts: the record itself has `\(word): [ ]`", labels: [Label(place)],
      help: ["a field is written only if both boxes allow it"])
  }

  static func matchFieldUpdated(_ name: String, at place: Place, match: Place) -> Diagnostic {
    Diagnostic(
      .W702, "`\(name)` is what the record is found by, so an update never changes it",
      labels: [Label(place, "this box can't act"), Label(match, "found by it here")],
      help: ["write [ ] here, or leave `update` out"], fixes: [Fix("write [ ]", .safe, [Edit(place, "[ ]")])])
  }

  static func nothingUpdates(at place: Place) -> Diagnostic {
    Diagnostic(
      .W703, "this flow only makes records: no field is ever updated",
      labels: [Label(place, "emptied, like all others")],
      help: ["if that is meant, say it once for the whole record:", "update: [ ]"])
  }

  static func targetCannot(_ target: String, _ what: String, _ limits: [String], at place: Place) -> Diagnostic {
    Diagnostic(.S121, "\(target) can't be \(what)", labels: [Label(place)], help: limits)
  }

  static func fieldNeedsAnother(_ name: String, _ needs: String, _ noun: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .W706, "`\(name)` does nothing unless `\(needs)` is set", labels: [Label(place)],
      help: ["add a line for \(needs)"])
  }

  static func fieldRuleBroken(_ rule: FieldRule, at place: Place) -> Diagnostic {
    Diagnostic(
      .W706, "`\(rule.field)` needs `\(rule.needs)` beside it", labels: [Label(place, rule.meaning)],
      help: ["add a line for \(rule.needs)"])
  }

  static func oldValueStays(_ name: String, isAboutPresence: Bool, at place: Place) -> Diagnostic {
    Diagnostic(
      .W710, "when this is false, `\(name)` keeps its old value", labels: [Label(place)],
      help: [
        isAboutPresence
          ? "to take the value away, write `missing: clear` instead of `when`"
          : "to write another value then, take `choose` instead of `when`",
        "if the old value is meant to stay, say so: update: [x]",
      ])
  }

  static func cannotClear(_ field: Field, at place: Place) -> Diagnostic {
    Diagnostic(
      .M402, "`\(field.name)` can't be cleared", labels: [Label(place)], help: ["the target keeps a value there"])
  }

  static func problemCannotClear(at place: Place) -> Diagnostic {
    Diagnostic(
      .S103, "`problem` can't clear a field", labels: [Label(place)],
      help: ["skip field, skip record, stop, or a value"])
  }

  // MARK: match and related

  static func matchNotMapped(_ name: Name, of record: RecordType, at place: Place) -> Diagnostic {
    if record.field(name.text) == nil,
      let meant = record.fields.first(where: { $0.name.lowercased() == name.text.lowercased() })?.name
    {
      return Diagnostic(
        .W701, "`\(name.text)` is spelled `\(meant)`", labels: [Label(place)],
        help: ["capitals count in the names of fields: match: \(meant)"],
        fixes: [Fix("write `\(meant)`", .probable, [Edit(place, meant)])])
    }
    return Diagnostic(
      .W701, "`match: \(name.text)` needs a line for `\(name.text)` under `fields`", labels: [Label(place)],
      help: ["or say the value here: match: \(name.text) = …"])
  }

  static func matchNotAValue(_ name: Name, at place: Place) -> Diagnostic {
    Diagnostic(.W701, "`\(name.text)` is no single value to match by", labels: [Label(place)])
  }

  /// - Parameter isRelated: the record is looked up for another one, which can do without it.
  static func matchOptional(_ name: Name, at place: Place, value: Place, isRelated: Bool) -> Diagnostic {
    let written = value.source.text(value.span)
    return Diagnostic(
      .W701, "`match: \(name.text)` needs a value, and `\(name.text)` may be missing",
      labels: [Label(place), Label(value, "may be missing")],
      help: isRelated
        ? [
          "say when it is looked up, and what happens otherwise:", "when:    \(written) is present",
          "missing: skip record   # or stop, or another record: \(name.text) = …",
        ] : ["say what happens then:", "\(name.text):", "  from:    \(written)", "  missing: skip record"])
  }

  static func matchSaidTwice(_ name: Name, at place: Place) -> Diagnostic {
    Diagnostic(
      .S122, "the value of `\(name.text)` is said twice: here and under `fields`", labels: [Label(place)],
      help: ["match: \(name.text) takes the mapped value"])
  }

  static func matchNotFindable(_ names: [String], _ entity: Entity, at place: Place) -> Diagnostic {
    let ways = entity.finding.map { $0.fields.joined(separator: " and ") }
    return Diagnostic(
      .W701, "\(entity.name) can't be found by \(names.joined(separator: " and "))", labels: [Label(place)],
      help: ways.isEmpty ? [] : ["it can be found by \(ways.joined(separator: "; by "))"])
  }

  static func linkedStandsAlone(at place: Place) -> Diagnostic {
    Diagnostic(.S103, "`linked(…)` stands alone in `match`", labels: [Label(place)])
  }

  static func listNotMatched(_ field: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .W701, "the entries of `\(field)` can't be matched one by one", labels: [Label(place)],
      help: ["without `match`, the list is written whole"])
  }

  static func listMatchIsAField(at place: Place) -> Diagnostic {
    Diagnostic(.W701, "the `match` of a list names a field of its entries", labels: [Label(place)])
  }

  static func listMatchFields(_ field: String, _ fields: [String], at place: Place) -> Diagnostic {
    Diagnostic(
      .W701, "the entries of `\(field)` are matched by \(fields.joined(separator: " and "))", labels: [Label(place)])
  }

  static func goneNeedsMatch(at place: Place) -> Diagnostic {
    Diagnostic(
      .S102, "`gone` needs `match`", labels: [Label(place, "nobody could tell which entry is gone")],
      help: ["match: sku"])
  }

  static func goneImpossible(_ gone: GoneSyntax, at place: Place) -> Diagnostic {
    Diagnostic(
      .S103, "these records can't be \(gone.rule == .hide ? "hidden" : "deleted")", labels: [Label(place)],
      help: ["gone: keep"])
  }

  static func deleteNotConfirmed(at place: Place) -> Diagnostic {
    Diagnostic(
      .W707, "`gone: delete` needs a confirmation", labels: [Label(place)],
      help: ["settings:", "  confirm_delete: [x]"])
  }

  static func relatedNeedsMatch(_ name: Name, at place: Place) -> Diagnostic {
    Diagnostic(
      .S102, "the related record `\(name.text)` needs `match`", labels: [Label(place)], help: ["match: email"])
  }

  static func missingUseOnlyRelated(at place: Place) -> Diagnostic {
    Diagnostic(
      .S103, "another record can only stand in for a related one", labels: [Label(place)],
      help: ["missing: skip record, or missing: { stop: \"…\" }"])
  }

  static func missingNeedsField(_ text: String, _ finding: [Entity.Finding], at place: Place) -> Diagnostic {
    let field = finding.first?.fields.first ?? "number"
    return Diagnostic(
      .S103, "say by which field that record is found", labels: [Label(place)],
      help: ["missing: \(field) = \(text)"],
      fixes: [Fix("write `\(field) = \(text)`", .probable, [Edit(place, "\(field) = \(text)")])])
  }

  static func groupNeedsAField(at place: Place) -> Diagnostic {
    Diagnostic(.S103, "`group` is the name of a source field", labels: [Label(place)], help: ["group: articleNumber"])
  }

  /// - Parameter meant: a field of the source that is called like the text.
  static func matchIsConstant(_ names: [String], meant: String?, at place: Place, match: Place) -> Diagnostic {
    Diagnostic(
      .W712, "every record has the same \(names.joined(separator: " and ")) to be found by",
      labels: [Label(place, "the first record has it, all others stop"), Label(match)],
      help: meant == nil ? ["take it from a field of the source; text in quotes is the same for all"] : [],
      fixes: meant.map { [Fix("write \($0)", .probable, [Edit(place, $0)])] } ?? [])
  }

  static func groupNotWhole(_ name: String, _ source: String, _ groups: [String], at place: Place) -> Diagnostic {
    Diagnostic(
      .W711, "\(source) can't read all rows of one `\(name)` again",
      labels: [Label(place, "one changed row would count as all")],
      help: groups.isEmpty ? [] : ["it can group by \(groups.joined(separator: ", "))"])
  }

  // MARK: settings and examples

  static func settingNotConstant(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .S103, "the setting `\(name)` is not a constant", labels: [Label(place)],
      help: ["a number, a text in quotes, true, false, a list of these, or money(2.50, incl)"])
  }

  static func exampleUnknownField(_ name: Name, of record: RecordType, at place: Place) -> Diagnostic {
    let near = Suggestions.nearest(name.text, in: record.fields.map(\.name))
    return Diagnostic(
      .S114, "\(record.name) has no field `\(name.text)`", labels: [Label(place)],
      help: near.first.map { ["did you mean `\($0)`?"] } ?? [],
      fixes: near.prefix(1).map { Fix("write `\($0)`", .probable, [Edit(place, $0)]) })
  }

  static func exampleUnknownName(_ name: Name, known: [String], at place: Place) -> Diagnostic {
    Diagnostic(
      .S114, "this flow has no related record `\(name.text)`", labels: [Label(place)],
      help: known.isEmpty ? [] : ["it has \(known.joined(separator: ", "))"])
  }

  static func exampleNotConstant(at place: Place) -> Diagnostic {
    Diagnostic(.S114, "values of an example are constants", labels: [Label(place)])
  }

  static func exampleMismatch(_ type: ValueType, at place: Place) -> Diagnostic {
    var help: [String] = []
    if type.isRecord {
      help = ["`text` and `formula` are words here; a field of that name stands in quotes: \"text\": …"]
    }
    return Diagnostic(.S114, "this field is \(type)", labels: [Label(place)], help: help)
  }

  static func exampleNeedsDate(at place: Place) -> Diagnostic {
    Diagnostic(.S114, "`today` is a date", labels: [Label(place)], help: ["today: \"2026-01-31\""])
  }

  static func exampleShape(_ key: String, at place: Place) -> Diagnostic {
    Diagnostic(.S114, "`\(key)` holds a record for each name", labels: [Label(place)])
  }
}
