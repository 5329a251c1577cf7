import ConnectorKit
import Diagnostics
import Plan
import Source
import Syntax
import Types
import Values

// Related records: small flows of their own, whose result formulas use by name.
extension FlowChecker {
  func declareRelated(defaultConnection: String?) {
    for syntax in file.related {
      let reference = entity(syntax.entity, for: .reading)
      if let reference, reference.entity.finding.isEmpty {
        report(.entityCannotBeFound(syntax.entity ?? syntax.name, at: place(syntax.name.span)))
      }
      let canBeMade = !syntax.record.fields.isEmpty && syntax.record.create?.mark != .emptied
      let entry = RelatedEntry(
        name: syntax.name.text, index: related.count, entity: reference, syntax: syntax,
        rowVariable: syntax.each == nil ? nil : newVariable(),
        isOptional: syntax.record.when != nil && !syntax.record.hasSubstitute,
        mapped: Set(syntax.record.fields.map(\.name.text)), canBeMade: canBeMade, isOwnRecord: isOwn(syntax))
      if let each = syntax.each, case .formula(let list) = each.list, let row = entry.rowVariable {
        variablePaths[row] = list.writtenPath
      }
      relatedEntries[entry.name] = entry
      related.append(
        RelatedPlan(
          name: entry.name,
          entity: reference ?? EntityReference(connection: "", connector: "", entity: .nothing),
          record: RecordPlan(fields: [], origin: origin(syntax.name.span)), origin: origin(syntax.name.span)))
    }
  }

  private func isOwn(_ related: RelatedSyntax) -> Bool {
    if case .linked(let flow, _, _)? = related.record.match.first { flow.text == file.name?.text } else { false }
  }

  /// Once the names of the flow are known.
  func checkRelated(in scope: Scope) {
    for syntax in file.related {
      guard let entry = relatedEntries[syntax.name.text], let reference = entry.entity else { continue }
      warnIfHiding(syntax.name, in: scope)
      var inner = scope
      var plan = related[entry.index]
      if let each = syntax.each {
        guard let row = checkEach(each, in: &inner) else { continue }
        plan.each = row
        if let declared = entry.rowVariable { variablePaths[declared] = variablePaths[row.variable] }
      }
      writtenConnection = reference.connection
      entriesAround += 1
      defer { entriesAround -= 1 }
      plan.record = checkRecord(
        syntax.record, of: reference.entity.record, finding: reference.entity.finding, name: reference.name,
        scope: inner,
        role: .related(reference.entity))
      if syntax.record.match.isEmpty { report(.relatedNeedsMatch(syntax.name, at: place(syntax.name.span))) }
      if syntax.record.when != nil, syntax.record.missing == nil { plan.record.missing = .nothing }
      // Formulas inside its own block may have used it.
      plan.usedFields = related[entry.index].usedFields
      related[entry.index] = plan
    }
  }

  /// What a related record's name stands for.
  func relatedValue(_ entry: RelatedEntry, row: Plan.Expression?, _ name: Name) -> Plan.Expression {
    guard let reference = entry.entity else { return broken(name.span) }
    if entry.rowVariable != nil, row == nil {
      report(.relatedHangsOnRow(entry.name, entry.syntax?.each?.name.text ?? "row", at: place(name.span)))
      return broken(name.span)
    }
    if entry.isOwnRecord { afterWriting.insert(entry.index) }
    let type = ValueType.record(reference.entity.record)
    return Plan.Expression(
      .related(entry.index, row: row), entry.isOptional ? type.asOptional : type, origin: origin(name.span))
  }

  /// `article` of `articleNumber`: a record that a schema's link names, looked up without being asked for.
  func linked(_ link: Field.Link, from record: RecordType, _ name: Name, in scope: Scope) -> Plan.Expression {
    let key = "link \(link.name)"
    if let entry = relatedEntries[key] { return relatedValue(entry, row: nil, name) }
    guard let connection = file.sourceEntity?.text.split(separator: ".").first.map(String.init),
      let declaration = context.connections[connection], let entity = declaration.entity(link.entity),
      let field = record.fields.first(where: { $0.link == link }), let target = entity.record.field(link.key)
    else { return broken(name.span) }
    let value: Plan.Expression
    if let grouped = scope.grouped, grouped.field.name == field.name {
      value = Plan.Expression(.variable(grouped.keyVariable), field.type, origin: origin(name.span))
    } else {
      sourceFields.insert(field.name)
      value = Plan.Expression(
        .field(sourceRecord(record, name.span), field), field.readType, origin: origin(name.span))
    }
    let entry = RelatedEntry(
      name: link.name, index: related.count,
      entity: EntityReference(connection: connection, connector: declaration.name, entity: entity), syntax: nil,
      rowVariable: nil, isOptional: field.readType.isOptional, mapped: [], canBeMade: false)
    relatedEntries[key] = entry
    var plan = RelatedPlan(
      name: link.name, entity: EntityReference(connection: connection, connector: declaration.name, entity: entity),
      record: RecordPlan(fields: [], origin: origin(name.span)), origin: origin(name.span))
    plan.isLink = true
    plan.record.create = false
    plan.record.match = .fields(
      [MatchField(name: target.name, value: ValuePlan(value, origin: origin(name.span)))], ignoresCase: false)
    plan.record.missing = field.readType.isOptional ? .nothing : .stop(nil)
    related.append(plan)
    return relatedValue(entry, row: nil, name)
  }
}

extension RecordBlock {
  /// Another record stands in when none is looked for, or none is found. A mistake there is told by itself.
  fileprivate var hasSubstitute: Bool {
    switch missing {
    case .use, .value: true
    case .skipRecord, .stop, nil: false
    }
  }
}

extension Entity {
  /// Stands in for an entity that was reported as unknown.
  static let nothing = Entity("", meaning: "", record: RecordType("", noun: "record", fields: []), key: "")
}

extension Syntax.Expression {
  /// The path of a list as it is written: `products`, or what it is filtered from.
  var writtenPath: String? {
    switch kind {
    case .name(let name): name
    case .field(let base, let name, _):
      if case .name("source") = base.kind { name.text } else { base.writtenPath.map { "\($0).\(name.text)" } }
    case .method(let base, _, _, _): base.writtenPath
    default: nil
    }
  }
}
