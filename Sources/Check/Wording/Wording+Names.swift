import Builtins
import ConnectorKit
import Diagnostics
import Source
import Syntax
import Types

// Sentences about names. Facts come in, words go out; nothing is decided here.
extension Diagnostic {
  /// "did you mean `a`, `b`?" with a fix for the first.
  private static func suggesting(_ word: String, among known: [String], at place: Place) -> (
    help: [String], fixes: [Fix]
  ) {
    let near = Suggestions.nearest(word, in: known)
    guard let first = near.first else { return ([], []) }
    let names = near.map { "`\($0)`" }.joined(separator: " or ")
    return (["did you mean \(names)?"], [Fix("write `\(first)`", .probable, [Edit(place, first)])])
  }

  /// A list of names for a sentence, cut after twelve.
  private static func listing(_ names: [String]) -> String {
    names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", … (\(names.count) in all)" : "")
  }

  private static func either(_ names: [String]) -> String {
    names.map { "`\($0)`" }.joined(separator: " or ")
  }

  static func unknownConnection(
    _ name: Name, connections: [String: ConnectorDeclaration], at place: Place
  ) -> Diagnostic {
    let word = name.text.split(separator: ".").first.map(String.init) ?? name.text
    let known = connections.keys.sorted()
    let own = known.filter { connections[$0]?.name == word }
    if let first = own.first, let title = connections[first]?.title {
      let meant = own.map { $0 + name.text.dropFirst(word.count) }
      return Diagnostic(
        .S104, "there is no connection `\(word)`: \(title) is called \(either(own)) in this project",
        labels: [Label(place)], help: ["write \(either(meant))"],
        fixes: meant.map { Fix("write `\($0)`", own.count == 1 ? .probable : .idea, [Edit(place, $0)]) })
    }
    let holders = known.filter { word == name.text && connections[$0]?.entity(word) != nil }
    if let first = holders.first {
      let meant = holders.map { "\($0).\(word)" }
      return Diagnostic(
        .S104, "`\(word)` is what a system holds, and the system is not named", labels: [Label(place)],
        help: ["write \(either(meant))"],
        fixes: [Fix("write `\(first).\(word)`", holders.count == 1 ? .probable : .idea, [Edit(place, meant[0])])])
    }
    let near = Suggestions.nearest(word, in: known)
    return Diagnostic(
      .S104, "there is no connection `\(word)`",
      labels: [Label(place, "names a connection and one of its entities, as in mplus.articles")],
      help: near.isEmpty
        ? ["connections of this project: \(known.joined(separator: ", "))"] : ["did you mean `\(near[0])`?"],
      fixes: near.prefix(1).map { connection in
        let meant = connection + name.text.dropFirst(word.count)
        return Fix("write `\(meant)`", .probable, [Edit(place, meant)])
      })
  }

  static func unknownEntity(
    _ name: Name, connection: String, _ declaration: ConnectorDeclaration, others: [ConnectorDeclaration],
    at place: Place
  ) -> Diagnostic {
    let word = name.text.split(separator: ".", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
    if let problem = declaration.unusable[word] {
      return Diagnostic(.S104, problem.message, labels: [Label(place)], help: problem.help)
    }
    if let other = others.first(where: { $0.entity(word) != nil }), let kind = other.entity(word)?.subject {
      return elsewhere(word, kind, connection, declaration, other, at: place)
    }
    let known = declaration.entities.map(\.name)
    let near = Suggestions.nearest(word, in: known)
    let message =
      word.isEmpty ? "`\(name.text)` names a connection, but no entity" : "\(declaration.title) has no entity `\(word)`"
    return Diagnostic(
      .S104, message, labels: [Label(place)],
      help: (near.first.map { ["did you mean `\(connection).\($0)`?"] }
        ?? (known.isEmpty ? [] : ["it has \(listing(known))"]))
        + declaration.entityHelp.map { $0.replacing("NAME", with: word.isEmpty ? "NAME" : word) },
      fixes: near.first.map { [Fix("write `\(connection).\($0)`", .probable, [Edit(place, "\(connection).\($0)")])] }
        ?? [])
  }

  /// A kind of record that only the other system has: invoices.
  private static func elsewhere(
    _ word: String, _ kind: Subject, _ connection: String, _ declaration: ConnectorDeclaration,
    _ other: ConnectorDeclaration, at place: Place
  ) -> Diagnostic {
    let nearest = declaration.entities.filter { $0.subject == kind }.map { "`\(connection).\($0.name)`" }
    let help = nearest.isEmpty ? [] : ["what comes nearest is \(nearest.joined(separator: " or "))"]
    return Diagnostic(
      .S104, "\(declaration.title) keeps no \(word.replacing("_", with: " "))",
      labels: [Label(place, "only \(other.title) has them")],
      help: help + ["flowrun capabilities \(other.name) \(declaration.name) lists what can go where"])
  }

  static func entityCannot(_ name: Name, _ what: String, _ declaration: ConnectorDeclaration, at place: Place)
    -> Diagnostic
  {
    let able = declaration.entities.filter { what == "be read" ? $0.reading != nil : $0.writing != nil }.map(\.name)
    return Diagnostic(
      .S104, "`\(name.text)` can't \(what)", labels: [Label(place)],
      help: ["entities of \(declaration.title) that can \(what): \(listing(able))"])
  }

  static func entityCannotBeFound(_ name: Name, at place: Place) -> Diagnostic {
    Diagnostic(
      .W701, "single records of `\(name.text)` can't be looked up", labels: [Label(place)],
      help: ["a related record must be of an entity that can be searched: flowrun fields CONNECTION lists them"])
  }

  /// - Parameters:
  ///   - expected: the type of what belongs here, if that is known.
  ///   - list: what the account keeps and this field holds the numbers of.
  static func unknownName(
    _ name: String, in scope: Scope, known: [String], expected: ValueType? = nil, list: AccountKnowledge? = nil,
    at place: Place
  ) -> Diagnostic {
    if let word = localTruth(name) {
      return Diagnostic(
        .N205, "yes and no are written true and false", labels: [Label(place, "not a field")], help: ["write \(word)"],
        fixes: [Fix("write `\(word)`", .probable, [Edit(place, word)])])
    }
    if isCell(name) {
      return Diagnostic(
        .N201, "there are no cells here, only fields", labels: [Label(place, "a cell of a spreadsheet")],
        help: ["write the name of the field: flowrun fields lists them"])
    }
    if let word = yesNo(name) {
      return Diagnostic(
        .N205, "`\(name)` is not a field", labels: [Label(place)],
        help: ["text needs quotes: \"\(name)\"; yes and no are written true and false"],
        fixes: [Fix("write `\(word)`", .idea, [Edit(place, word)])])
    }
    let owner = scope.record.flatMap { record in
      record.fields.isEmpty ? nil : "\(record.name) has no field `\(name)`, and nothing else here has that name"
    }
    if let function = Functions.candidates(named: name).first {
      let call = "\(function.name)(\(function.parameters.isEmpty ? "" : "…"))"
      return Diagnostic(
        .N201, owner ?? "nothing here is called `\(name)`", labels: [Label(place, "a function")],
        help: ["functions have parentheses: \(call)"],
        fixes: function.parameters.isEmpty ? [Fix("write `\(call)`", .probable, [Edit(place, call)])] : [])
    }
    if let field = scope.record?.fields.first(where: { $0.hasMember(name) }) {
      return Diagnostic(
        .N201, owner ?? "nothing here is called `\(name)`",
        labels: [Label(place, "a member of `\(field.name)`, which is not asked here")],
        help: ["compare with that field: \(field.name) == \(name), or \(field.name) in [\(name)]"])
    }
    if let record = scope.record, let hint = record.hint(for: name) {
      return Diagnostic(
        .N201, "\(record.name) has no field `\(name)`", labels: [Label(place)], help: [hint],
        fixes: renaming(name, in: record, at: place))
    }
    let near = suggesting(name, among: known, at: place)
    if near.help.isEmpty, let list { return numberOfList(name, list, at: place) }
    if near.help.isEmpty, let wanted = expected?.unwrapped, wanted.isNumber {
      return Diagnostic(
        .N201, owner ?? "nothing here is called `\(name)`",
        labels: [Label(place, "without quotes this is a field or a calculation")],
        help: ["\(wanted) belongs here: write one, or the name of a field that holds one"])
    }
    return Diagnostic(
      near.help.isEmpty && looksLikeText(name) ? .N205 : .N201, owner ?? "nothing here is called `\(name)`",
      labels: [Label(place, "without quotes this is a field or a calculation")],
      help: near.help.isEmpty ? ["if this is meant as text, it needs quotes: \"\(name)\""] : near.help,
      fixes: near.help.isEmpty ? [Fix("write \"\(name)\"", .idea, [Edit(place, "\"\(name)\"")])] : near.fixes)
  }

  /// `status in [shipped]`
  static func labelIsNoMember(_ label: Field, _ field: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .T301, "`\(label.name)` is a label that the account can rename; use `\(field)`",
      labels: [Label(place, "a text, whatever it says today")],
      help: ["the words are members of \(field)"],
      fixes: [Fix("write `\(field)`", .safe, [Edit(place, field)])])
  }

  private static func yesNo(_ name: String) -> String? {
    switch name.lowercased() {
    case "yes", "y", "on": "true"
    case "no", "n", "off": "false"
    default: nil
    }
  }

  /// `TRUE`, `WAHR`, `onwaar`: what a spreadsheet calls them.
  private static func localTruth(_ name: String) -> String? {
    switch name.lowercased() {
    case "true", "wahr", "waar", "vrai", "verdadero": "true"
    case "false", "falsch", "onwaar", "faux", "falso": "false"
    default: nil
    }
  }

  /// `A1`, `AB12`
  private static func isCell(_ name: String) -> Bool {
    let letters = name.prefix { $0.isASCII && $0.isUppercase }
    let digits = name.dropFirst(letters.count)
    return (1...2).contains(letters.count) && (1...4).contains(digits.count)
      && digits.allSatisfy { $0.isASCII && $0.isNumber }
  }

  private static func looksLikeText(_ name: String) -> Bool { name.first?.isUppercase == true }

  static func unknownField(_ name: Name, of record: RecordType, at place: Place) -> Diagnostic {
    let known = record.fields.map(\.name)
    let near = suggesting(name.text, among: known, at: place)
    let lacking = record.kinds.filter { $0.field(name.text) == nil }
    if let kind = lacking.first, lacking.count < record.kinds.count {
      return Diagnostic(
        .N201, "this is \(record.noun), and \(kind.noun) has no field `\(name.text)`", labels: [Label(place)],
        help: ["both have \(listing(known))"])
    }
    if let hint = record.hint(for: name.text) {
      return Diagnostic(
        .N201, "\(record.name) has no field `\(name.text)`", labels: [Label(place)], help: [hint],
        fixes: renaming(name.text, in: record, at: place))
    }
    return Diagnostic(
      .N201, "\(record.name) has no field `\(name.text)`", labels: [Label(place)],
      help: near.help.isEmpty ? ["it has \(listing(known))"] : near.help, fixes: near.fixes)
  }

  /// A field that another system calls otherwise, and that simply is the other one.
  private static func renaming(_ name: String, in record: RecordType, at place: Place) -> [Fix] {
    guard let field = record.field(meantBy: name) else { return [] }
    return [Fix("write `\(field.name)`", .probable, [Edit(place, field.name)])]
  }

  static func unknownTargetField(_ name: Name, of record: RecordType, listing: String, at place: Place) -> Diagnostic {
    let near = suggesting(name.text, among: record.fields.filter(\.isWritable).map(\.name), at: place)
    if let hint = record.hint(for: name.text) {
      return Diagnostic(
        .N201, "\(record.name) has no field `\(name.text)` to write", labels: [Label(place)], help: [hint],
        fixes: record.field(meantBy: name.text)?.isWritable == true
          ? renaming(name.text, in: record, at: place) : [])
    }
    let help = name.isQuoted ? ["without quotes `\(name.text)` may be a word of the language"] : []
    return Diagnostic(
      .N201, "\(record.name) has no field `\(name.text)` to write", labels: [Label(place)],
      help: near.help.isEmpty ? help + ["\(listing) lists them"] : near.help,
      fixes: near.fixes)
  }

  static func unknownMember(_ name: String, _ enumeration: Enumeration, fields: [String], at place: Place) -> Diagnostic
  {
    let words = enumeration.members.map(\.word)
    let near = suggesting(name, among: words, at: place)
    return Diagnostic(
      .T317, "`\(name)` is no \(enumeration.noun)", labels: [Label(place, "neither a member nor a field")],
      help: near.help.isEmpty ? ["it is one of \(listing(words))"] : near.help, fixes: near.fixes)
  }

  /// - Parameters:
  ///   - arguments: as they are written, the receiver first.
  ///   - whole: the call.
  static func unknownFunction(
    _ name: Name, known: [String], arguments: [String], at place: Place, whole: Place
  ) -> Diagnostic {
    if let foreign = ForeignCall(name.text, arguments) {
      return Diagnostic(
        .T323, foreign.message, labels: [Label(place, foreign.label)],
        help: foreign.mended.map { ["write \($0)"] } ?? foreign.help,
        fixes: foreign.mended.map { [Fix("write \($0)", .probable, [Edit(whole, $0)])] } ?? [])
    }
    if let exact = known.first(where: { $0 == name.text.lowercased() }) {
      return Diagnostic(
        .N202, "functions have small letters: `\(exact)`", labels: [Label(place)], help: ["write \(exact)"],
        fixes: [Fix("write `\(exact)`", .probable, [Edit(place, exact)])])
    }
    let spelled = Functions.suggestions.first { $0.key.lowercased() == name.text.lowercased() }
    if let ours = Functions.suggestions[name.text] ?? spelled?.value {
      return Diagnostic(
        .N202, "`\(name.text)` is called `\(ours)` here", labels: [Label(place)],
        help: [
          "write \(whole.source.text(whole.span).replacing(name.text + "(", with: ours + "("))",
          "flowrun functions \(ours) explains it",
        ],
        fixes: [Fix("write `\(ours)`", .probable, [Edit(place, ours)])])
    }
    let near = suggesting(name.text, among: known, at: place)
    return Diagnostic(
      .N202, "there is no function `\(name.text)`", labels: [Label(place)],
      help: near.help.isEmpty ? ["flowrun functions lists them all"] : near.help, fixes: near.fixes)
  }

  static func unknownTable(_ name: Name, known: [String], at place: Place) -> Diagnostic {
    let near = suggesting(name.text, among: known, at: place)
    return Diagnostic(
      .N203, "there is no table `\(name.text)`", labels: [Label(place)],
      help: near.help.isEmpty
        ? [known.isEmpty ? "tables are declared under `tables:`" : "tables of this flow: \(listing(known))"]
        : near.help, fixes: near.fixes)
  }

  static func unknownSetting(_ name: Name, known: [String], at place: Place) -> Diagnostic {
    let near = suggesting(name.text, among: known, at: place)
    return Diagnostic(
      .N203, "there is no setting `\(name.text)`", labels: [Label(place)],
      help: near.help.isEmpty ? ["declare it under `settings:`", "settings:", "  \(name.text): …"] : near.help,
      fixes: near.fixes)
  }

  static func unknownType(_ name: Name, known: [String], at place: Place) -> Diagnostic {
    let near = suggesting(
      name.text, among: ["text", "int", "decimal", "bool", "date", "country", "currency"] + known, at: place)
    return Diagnostic(
      .S103, "`\(name.text)` is no type of a table column", labels: [Label(place)],
      help: near.help.isEmpty
        ? ["write text, int, decimal, bool, date, country, currency, or the name of a field with members"] : near.help,
      fixes: near.fixes)
  }

  static func fieldOfList(_ base: String, _ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .N204, "`\(base)` is a list; `\(name)` is a field of each of its records", labels: [Label(place)],
      help: ["take one: \(base).first()?.\(name)", "or all: \(base).map(x, x.\(name))"])
  }

  /// `form_fields.VAT`
  static func nameInList(_ base: String, _ name: String, quote: String, at place: Place, whole: Place) -> Diagnostic {
    let right = "\(base)[\(quote)\(name)\(quote)]"
    return Diagnostic(
      .N204, "`\(base)` is a list of names and values", labels: [Label(place, "one of its names")],
      help: ["a name stands in brackets: \(right)"], fixes: [Fix("write \(right)", .safe, [Edit(whole, right)])])
  }

  static func fieldOfScalar(_ base: String, _ name: String, _ type: ValueType, at place: Place) -> Diagnostic {
    if ["value", "text", "label", "name"].contains(name) {
      // The point goes too, and the question mark before it.
      let dot = place.span.start - (place.source.text(Span(0, place.span.start)).hasSuffix("?.") ? 2 : 1)
      return Diagnostic(
        .N201, "`\(base)` is the value itself and has no fields", labels: [Label(place, "no `\(name)` here")],
        help: ["write \(base)"],
        fixes: [Fix("remove `.\(name)`", .probable, [Edit(Place(place.source, Span(dot, place.span.end)), "")])])
    }
    let ours = Functions.candidates(named: name).first?.name ?? Functions.suggestions[name]
    let call = ours.map { "\(base).\($0)()" }
    return Diagnostic(
      .N201, "`\(base)` is \(type) and has no fields", labels: [Label(place, "no `\(name)` here")],
      help: call.map { ["functions have parentheses: \($0)"] } ?? [],
      fixes: call.map { [Fix("write `\($0)`", .probable, [Edit(place, $0.dropPrefix(base + "."))])] } ?? [])
  }

  static func fieldNotReadable(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(.N201, "`\(name)` can be written but not read", labels: [Label(place)])
  }

  static func textNamesField(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .N206, "in quotes this is the word \(name), not the field", labels: [Label(place, "written as it stands")],
      help: ["the field has no quotes: \(name)", "if the word is meant: { text: \"\(name)\" }"],
      fixes: [Fix("write the field \(name)", .probable, [Edit(place, name)])])
  }

  static func doubledBraces(_ name: String, at place: Place, mended: String) -> Diagnostic {
    Diagnostic(
      .N206, "doubled braces are braces of the text, and `\(name)` is not inserted", labels: [Label(place)],
      help: ["one pair inserts the field: \(mended)"],
      fixes: [Fix("write one pair", .probable, [Edit(place, mended)])])
  }

  static func memberHidesField(_ name: String, _ enumeration: Enumeration, at place: Place) -> Diagnostic {
    Diagnostic(
      .N207, "`\(name)` is read as the \(enumeration.noun), not as what else has that name here",
      labels: [Label(place)],
      help: ["a field of that name is source.\(name)"])
  }

  static func hidesSourceField(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .N209, severity: .warning, "`\(name)` hides the source field of that name", labels: [Label(place)],
      help: ["the field is still there as source.\(name); another name is clearer"])
  }

  static func loopNameHides(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .N209, "`\(name)` is the name of something else here", labels: [Label(place)],
      help: ["give the loop another name"])
  }

  /// - Parameter isText: a text is wanted there.
  static func nameNotVisible(_ name: String, _ reason: String, isText: Bool, at place: Place) -> Diagnostic {
    if isText {
      return Diagnostic(
        .N205, "text needs quotes", labels: [Label(place, reason)],
        fixes: [Fix("write \"\(name)\"", .probable, [Edit(place, "\"\(name)\"")])])
    }
    return Diagnostic(
      .N211, "`\(name)` can't be seen here", labels: [Label(place, reason)],
      help: reason.contains("`key`") ? ["write key"] : [])
  }

  static func fieldDiffersInGroup(_ name: String, key: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .N211, "`\(name)` differs from row to row after `group: \(key)`", labels: [Label(place)],
      help: ["say which row is meant: rows.sum(r, r.\(name)), rows.map(r, r.\(name)).max()"])
  }

  static func keyOfSeveralColumns(at place: Place) -> Diagnostic {
    Diagnostic(
      .N211, "`key` stands for several columns here", labels: [Label(place, "it can be printed, not used as a value")])
  }

  static func relatedHangsOnRow(_ name: String, _ row: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .N204, "`\(name)` hangs on its row", labels: [Label(place, "there is one for every \(row)")],
      help: ["write \(row).\(name) where the list is walked"],
      fixes: [Fix("write `\(row).\(name)`", .probable, [Edit(place, "\(row).\(name)")])])
  }

  static func letNeedsItself(_ name: String, at place: Place, declared: Place) -> Diagnostic {
    Diagnostic(
      .S109, "`\(name)` needs itself",
      labels: [Label(place, "used here while it is being computed"), Label(declared, "declared here")],
      help: ["give one of them a value that does not lead back to itself"])
  }

  static func transformNeedsItself(_ name: String, at place: Place, declared: Place) -> Diagnostic {
    Diagnostic(.S109, "the transform `\(name)` uses itself", labels: [Label(place), Label(declared, "declared here")])
  }

  static func tableNeedsItself(_ name: String, at place: Place, declared: Place) -> Diagnostic {
    Diagnostic(.S109, "the table `\(name)` looks itself up", labels: [Label(place), Label(declared, "declared here")])
  }

  static func namedTwice(_ name: String, at place: Place, first: Place) -> Diagnostic {
    Diagnostic(
      .S112, "`\(name)` is declared twice: here, and in `\(first.source.path)`",
      labels: [Label(place, "the second one"), Label(first, "the first one")],
      help: ["rename one of them, or take one of them out"])
  }

  static func settingChangesType(_ name: String, _ type: ValueType, _ below: LayeredSetting, at place: Place)
    -> Diagnostic
  {
    let first = below.layers.last?.place
    return Diagnostic(
      .T301, "the setting `\(name)` is \(below.type); here it is \(type)",
      labels: [Label(place, "another kind of value")] + (first.map { [Label($0, "first said here")] } ?? []),
      help: ["a layer may say another value, not another kind of value"])
  }

  static func transformHidesFunction(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .S112, "`\(name)` is a function of the language", labels: [Label(place)],
      help: ["give the transform another name"])
  }

  static func neverUsed(_ kind: String, _ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .S110, "the \(kind) `\(name)` is never used", labels: [Label(place)], help: ["remove the line, or use it"],
      fixes: Edit.removingEntry(at: place).map { [Fix("remove it", .probable, [$0])] } ?? [])
  }
}

extension Field {
  func hasMember(_ word: String) -> Bool {
    if case .enumeration(let enumeration) = type { enumeration.member(word) != nil } else { false }
  }
}

extension String {
  fileprivate func dropPrefix(_ prefix: String) -> String {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
  }
}
