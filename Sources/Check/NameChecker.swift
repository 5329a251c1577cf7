import Builtins
import Diagnostics
import Plan
import Source
import Syntax
import Types
import Values

// Names, fields of records, and what stands in square brackets.
extension FlowChecker {
  /// Look-up order: members where one is expected; loop names, lets and related records, inner ones first; the fixed
  /// roots; links; fields of the source.
  func checkName(_ name: Name, expected: ValueType?, in scope: Scope) -> Plan.Expression {
    if case .enumeration(let enumeration)? = expected?.unwrapped, enumeration.member(name.text) != nil {
      if scope.names[name.text] != nil || scope.record?.field(name.text) != nil {
        report(.memberHidesField(name.text, enumeration, at: place(name.span)))
      }
      return constant(.text(Text(name.text)), .enumeration(enumeration), name.span)
    }
    if let binding = scope.names[name.text] { return bound(binding, name, in: scope) }
    if let blindness = scope.blindness {
      if case .enumeration(let enumeration)? = expected?.unwrapped {
        report(.unknownMember(name.text, enumeration, fields: [], at: place(name.span)))
        return broken(name.span)
      }
      var isText = false
      if case .text? = expected?.unwrapped { isText = true }
      report(.nameNotVisible(name.text, blindness, isText: isText, at: place(name.span)))
      return broken(name.span)
    }
    if let grouped = scope.grouped { return groupedName(name, grouped, expected: expected, in: scope) }
    if let record = scope.record {
      if let field = record.field(name.text) {
        return fieldValue(sourceRecord(record, name.span), field, name.span, in: scope)
      }
      if let link = record.fields.lazy.compactMap(\.link).first(where: { $0.name == name.text }) {
        return linked(link, from: record, name, in: scope)
      }
    }
    reportUnknown(name, expected: expected, in: scope)
    return broken(name.span)
  }

  func sourceRecord(_ record: RecordType, _ span: Span) -> Plan.Expression {
    Plan.Expression(.variable(FlowPlan.sourceVariable), .record(record), origin: origin(span))
  }

  private func bound(_ binding: Scope.Binding, _ name: Name, in scope: Scope) -> Plan.Expression {
    switch binding {
    case .variable(let slot, let type):
      return narrowed(Plan.Expression(.variable(slot), type, origin: origin(name.span)), in: scope)
    case .argument(let argument):
      return argument
    case .letValue(let entry):
      return narrowed(letValue(entry, name), in: scope)
    case .related(let entry):
      return narrowed(relatedValue(entry, row: nil, name), in: scope)
    case .keys:
      report(.keyOfSeveralColumns(at: place(name.span)))
      return broken(name.span)
    }
  }

  /// Known to be present here?
  func narrowed(_ expression: Plan.Expression, in scope: Scope) -> Plan.Expression {
    guard expression.type.isOptional, let path = expression.path, scope.isUncertain || scope.present.contains(path)
    else {
      return expression
    }
    return Plan.Expression(expression.kind, expression.type.unwrapped, origin: expression.origin)
  }

  private func groupedName(
    _ name: Name, _ grouped: Scope.Grouped, expected: ValueType?, in scope: Scope
  ) -> Plan.Expression {
    if let link = grouped.field.link, link.name == name.text {
      return linked(link, from: grouped.record, name, in: scope)
    }
    if grouped.record.field(name.text) != nil {
      report(.fieldDiffersInGroup(name.text, key: grouped.field.name, at: place(name.span)))
    } else {
      reportUnknown(name, expected: expected, in: scope)
    }
    return broken(name.span)
  }

  private func reportUnknown(_ name: Name, expected: ValueType?, in scope: Scope) {
    if unreadNames.contains(name.text) { return }
    if case .enumeration(let enumeration)? = expected?.unwrapped, scope.record?.field(name.text) == nil {
      // In a place for a member, a word that is neither is most likely a member with a slip.
      report(.unknownMember(name.text, enumeration, fields: visibleNames(scope), at: place(name.span)))
    } else {
      // What is computed of it is another value; only the value itself is what the field holds.
      let list = writtenField.flatMap { expected == $0.type && $0.type.isNumber ? accountKnowledge(of: $0) : nil }
      report(
        .unknownName(
          name.text, in: scope, known: visibleNames(scope), expected: expected, list: list, at: place(name.span)))
    }
  }

  func visibleNames(_ scope: Scope) -> [String] {
    let fields = scope.blindness == nil && scope.grouped == nil ? scope.record?.fields.map(\.name) ?? [] : []
    return scope.names.keys.sorted() + fields + ["settings", "source"]
  }

  /// A quoted text where a member is expected is checked like the bare word.
  func checkQuotedMember(_ text: String, _ enumeration: Enumeration, _ span: Span) -> Plan.Expression {
    guard enumeration.member(text) != nil else {
      report(.unknownMember(text, enumeration, fields: [], at: place(span)))
      return broken(span)
    }
    return constant(.text(Text(text)), .enumeration(enumeration), span)
  }

  // MARK: fields

  func checkField(
    _ base: Syntax.Expression, _ name: Name, optional: Bool, _ span: Span, in scope: Scope
  ) -> Plan.Expression {
    if case .name(let root) = base.kind, scope.names[root] == nil {
      switch root {
      case "settings": return settingValue(name, span)
      case "source" where scope.blindness == nil && scope.grouped == nil:
        if let record = scope.record {
          return fieldOf(sourceRecord(record, base.span), name, optional: false, baseText: root, span, in: scope)
        }
      case "fields":
        if let written = scope.written, let field = written.field(name.text) {
          let value = Plan.Expression(.written([name.text]), field.type.asOptional, origin: origin(span))
          return narrowed(value, in: scope)
        }
        if let written = scope.written {
          report(.unknownField(name, of: written, at: place(name.span)))
          return broken(span)
        }
      default: break
      }
    }
    let value = check(base, in: scope)
    if case .variable(let slot) = value.kind, let entry = relatedEntries[name.text],
      let row = entry.rowVariable, let list = variablePaths[slot], variablePaths[row] == list
    {
      return narrowed(relatedValue(entry, row: value, name), in: scope)
    }
    return fieldOf(value, name, optional: optional, baseText: source.text(base.span), span, in: scope)
  }

  private func fieldOf(
    _ base: Plan.Expression, _ name: Name, optional: Bool, baseText: String, _ span: Span, in scope: Scope
  ) -> Plan.Expression {
    switch base.type.unwrapped {
    case .unknown, .never:
      return broken(span)
    case .record(let record):
      guard let field = record.field(name.text) else {
        report(.unknownField(name, of: record, at: place(name.span)))
        return broken(span)
      }
      if base.type.isOptional, !optional {
        report(.fieldOfOptional(baseText, name.text, record, at: place(name.span), base: place(span)))
      }
      return fieldValue(base, field, span, in: scope)
    case .list:
      if case .field(_, let field) = base.kind, field.isNamedList {
        report(.nameInList(baseText, name.text, quote: isInHole ? "'" : "\"", at: place(name.span), whole: place(span)))
      } else {
        report(.fieldOfList(baseText, name.text, at: place(name.span)))
      }
      return broken(span)
    default:
      report(.fieldOfScalar(baseText, name.text, base.type, at: place(name.span)))
      return broken(span)
    }
  }

  func fieldValue(_ base: Plan.Expression, _ field: Field, _ span: Span, in scope: Scope) -> Plan.Expression {
    noteUse(of: field, base: base, span)
    if !field.isReadable { report(.fieldNotReadable(field.name, at: place(span))) }
    let type = base.type.isOptional ? field.readType.asOptional : field.readType
    return narrowed(Plan.Expression(.field(base, field), type, origin: origin(span)), in: scope)
  }

  /// Remembers which fields of the source and of related records are used, and what is known only after writing.
  private func noteUse(of field: Field, base: Plan.Expression, _ span: Span) {
    if let path = base.sourcePath(variablePaths) {
      sourceFields.insert(path.isEmpty ? field.name : "\(path).\(field.name)")
    }
    guard case .related(let index, _) = base.kind else { return }
    related[index].usedFields.insert(field.name)
    guard let entry = relatedEntries.values.first(where: { $0.index == index }), entry.canBeMade,
      !entry.mapped.contains(field.name)
    else { return }
    if !isCopied { report(.knownAfterWriting("\(entry.name).\(field.name)", at: place(span))) }
    afterWriting.insert(index)
  }

  // MARK: square brackets

  func checkIndex(
    _ base: Syntax.Expression, _ keys: [Syntax.Expression], _ span: Span, in scope: Scope
  ) -> Plan.Expression {
    if case .name(let name) = base.kind, scope.names[name] == nil, let table = tableEntries[name] {
      return computing { checkLookUp(table, keys, span, in: scope) }
    }
    if case .name(let name) = base.kind, scope.names[name] == nil, name != "source", scope.record?.field(name) == nil {
      if unreadNames.contains(name) { return broken(span) }
      report(.unknownTable(Name(name, base.span), known: tableEntries.keys.sorted(), at: place(base.span)))
      return broken(span)
    }
    let value: Plan.Expression
    if case .name("source") = base.kind, let record = scope.record, scope.blindness == nil {
      value = sourceRecord(record, base.span)
    } else {
      value = check(base, in: scope)
    }
    if case .list = value.type, keys.count == 1 {
      if case .text = keys[0].kind {} else { return element(of: value, keys[0], span, in: scope) }
    }
    guard keys.count == 1, case .text(let template) = keys[0].kind, let key = template.constant else {
      if !value.type.isUnknown { report(.indexNeedsText(source.text(base.span), value.type, at: place(span))) }
      return broken(span)
    }
    switch value.type.unwrapped {
    case .record:
      return fieldOf(
        value, Name(key, keys[0].span), optional: true, baseText: source.text(base.span), span, in: scope)
    case .list(.record(let entry), _) where entry.field("name") != nil && entry.field("value") != nil:
      let type = entry.field("value")?.type.asOptional ?? .optional(.anyText)
      checkKeptName(key, in: value, at: keys[0].span)
      return narrowed(Plan.Expression(.named(value, key), type, origin: origin(span)), in: scope)
    case .unknown:
      return broken(span)
    default:
      report(.indexNeedsText(source.text(base.span), value.type, at: place(span)))
      return broken(span)
    }
  }
}

extension FlowChecker {
  /// `list[2]`: the third element, which must be there.
  fileprivate func element(
    of list: Plan.Expression, _ index: Syntax.Expression, _ span: Span, in scope: Scope
  ) -> Plan.Expression {
    let index = (syntax: index, value: computing { check(index, in: scope) })
    if index.value.type.isUnknown { return broken(span) }
    let function = Functions.listElement
    guard case .fits(let type) = function.resolve(arguments: [list.type, index.value.type]) else {
      report(.indexNeedsNumber(source.text(index.syntax.span), index.value.type, at: place(index.syntax.span)))
      return broken(span)
    }
    mayStop.append(PossibleStop(place: place(span), reason: function.failure ?? ""))
    return Plan.Expression(.call(function, [list, index.value], onlyIfPresent: false), type, origin: origin(span))
  }
}

extension Plan.Expression {
  /// The path inside the source record that this reads, "" for the record itself; nil for anything else.
  func sourcePath(_ variablePaths: [Int: String]) -> String? {
    switch kind {
    case .variable(FlowPlan.sourceVariable): return ""
    case .variable(let slot): return variablePaths[slot]
    case .field(let base, let field):
      return base.sourcePath(variablePaths).map { $0.isEmpty ? field.name : "\($0).\(field.name)" }
    case .call(_, let arguments, _): return arguments.first.flatMap { $0.sourcePath(variablePaths) }
    case .loop(.filter, let list, _, _, _), .loop(.find, let list, _, _, _), .loop(.sortBy, let list, _, _, _),
      .loop(.minBy, let list, _, _, _), .loop(.maxBy, let list, _, _, _):
      return list.sourcePath(variablePaths)
    case .coalesce(let first, _): return first.sourcePath(variablePaths)
    default: return nil
    }
  }
}
