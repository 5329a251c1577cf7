import ConnectorKit
import Diagnostics
import Plan
import Source
import Syntax
import Types
import Values

/// Which of the four places a record block stands in; a few rules hang on it.
enum RecordRole {
  case flow(Entity)
  case related(Entity)
  case nested
  case entry

  var entity: Entity? {
    switch self {
    case .flow(let entity), .related(let entity): entity
    case .nested, .entry: nil
    }
  }
}

// One record that is being made. The same words mean the same in all four places.
extension FlowChecker {
  /// `name` is how messages call the target: `bigcommerce.products`.
  func checkRecord(
    _ block: RecordBlock, of type: RecordType, finding: [Entity.Finding], name: String, scope: Scope, role: RecordRole
  ) -> RecordPlan {
    var scope = scope
    if case .flow = role {} else { declareLets(block.lets, in: &scope) }
    let when = block.when.map { checkCondition($0, in: scope) }
    if let when {
      warnIfConstant(when, "the condition", block.when?.span)
      scope.narrow(by: when, truth: true)
    }
    let creates = isTicked(block.create, else: role.entity?.writing?.canCreate ?? true)
    let updates = isTicked(block.update, else: role.entity?.writing?.canUpdate ?? true)
    checkRecordBoxes(block, role, name)

    var fields = checkFields(block.fields, of: type, name: name, scope: scope, creates: creates, updates: updates)
    fields += standardFields(type, mapped: fields, role, block)
    var plan = RecordPlan(fields: fields, origin: origin(speakingPart(of: block, role)))
    plan.when = when
    plan.create = creates
    plan.update = updates
    plan.match = checkMatch(
      block.match, of: type, name: name, fields: fields, finding: finding, scope: scope, role: role)
    if updates { checkMatchBoxes(block) }
    if case .flow = role, updates { warnIfNothingUpdates(block, plan) }
    plan.missing = checkRecordMissing(block.missing, of: type, finding: finding, scope: scope, role: role)
    plan.gone = checkGone(block.gone, role)
    if creates, !context.isPart, !(fields.isEmpty && role.isRelated) {
      checkRequired(type, fields, block, name)
    }
    if case .flow = role { listUnused(type, block, fields, name) }
    checkNeeds(fields, type, block)
    checkFieldRules(fields, role, block)
    plan.lets = indexes(of: block.lets)
    return plan
  }

  private func isTicked(_ box: BoxSyntax?, else standard: Bool) -> Bool {
    box.map { $0.mark == .ticked } ?? standard
  }

  private func checkRecordBoxes(_ block: RecordBlock, _ role: RecordRole, _ name: String) {
    if let update = block.update, update.mark == .ifEmpty || update.mark == .ifUntouched {
      report(.boxOnlyForFields(update, at: place(update.span)))
    }
    if let create = block.create, create.mark == .emptied, let update = block.update, update.mark == .emptied,
      !role.isRelated
    {
      report(.bothBoxesEmpty(at: place(update.span), other: place(create.span)))
    }
    guard let writing = role.entity?.writing else { return }
    if let create = block.create, create.mark == .ticked, !writing.canCreate {
      report(.targetCannot(name, "created", role.entity?.limits ?? [], at: place(create.span)))
    }
    if let update = block.update, update.mark == .ticked, !writing.canUpdate {
      report(.targetCannot(name, "updated", role.entity?.limits ?? [], at: place(update.span)))
    }
  }

  private func checkGone(_ gone: GoneSyntax?, _ role: RecordRole) -> Gone {
    guard let gone else { return .keep }
    if let writing = role.entity?.writing {
      if gone.rule == .hide, writing.hiding.isEmpty { report(.goneImpossible(gone, at: place(gone.span))) }
      if gone.rule == .delete, !writing.canDelete {
        report(.goneImpossible(gone, at: place(gone.span)))
      } else {
        checkDeletionIsConfirmed(gone)
      }
    }
    return Gone(rawValue: gone.rule.rawValue) ?? .keep
  }

  /// Fields that the target must have when a record is made.
  private func checkRequired(_ type: RecordType, _ fields: [FieldPlan], _ block: RecordBlock, _ name: String) {
    // A match field without a line was told already.
    let matched = block.match.compactMap { if case .field(let name) = $0 { name.text } else { nil } }
    // A line under the name that another system has for the field was told with its repair.
    let meant = block.fields.compactMap { type.field(meantBy: $0.name.text)?.name }
    let written = Set(block.fields.map(\.name.text) + fields.map(\.field.name) + matched + meant)
    let missing = type.fields.filter { $0.isRequired && !written.contains($0.name) }
    for field in missing {
      let twin = sourceRecord?.field(field.name).map { $0.isReadable && $0.readType.fits(field.type) } ?? false
      report(.requiredNotMapped(field, name, twin: twin, at: place(nameOfBlock(block))))
    }
    for field in fields where field.field.isRequired && !field.create {
      report(.requiredNotCreated(field.field, name, at: places[field.origin]))
    }
  }

  /// `--all`: what else the target could hold, in one message.
  private func listUnused(_ type: RecordType, _ block: RecordBlock, _ fields: [FieldPlan], _ name: String) {
    guard context.isThorough else { return }
    let written = Set(block.fields.map(\.name.text) + fields.map(\.field.name))
    let unused = type.fields.filter { $0.isWritable && !$0.isRequired && !written.contains($0.name) }
    if !unused.isEmpty { report(.neverMapped(unused, name, at: place(nameOfBlock(block)))) }
  }

  private var sourceRecord: RecordType? {
    context.entity(named: file.sourceEntity?.text)?.entity.record
  }

  /// Required fields that get their value from a setting with the connector's standard: the employee of an order.
  private func standardFields(
    _ type: RecordType, mapped: [FieldPlan], _ role: RecordRole, _ block: RecordBlock
  ) -> [FieldPlan] {
    guard !context.isPart, case .flow(let entity) = role, let declaration = targetDeclaration else { return [] }
    return declaration.flowSettings.compactMap { setting in
      let filled = setting.fills.compactMap { path -> Field? in
        let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2, parts[0] == entity.name else { return nil }
        return type.field(parts[1])
      }
      guard let field = filled.first, !block.fields.contains(where: { $0.name.text == field.name }),
        let value = settings.first(where: { $0.name == setting.name })
      else { return nil }
      usedSettings.insert(setting.name)
      filledFields.append((field.name, setting.name))
      let span = file.targetEntity?.span ?? block.span
      let plan = ValuePlan(constant(value.value, value.type, span), origin: origin(span))
      return FieldPlan(field: field, content: .value(plan), origin: origin(span))
    }
  }

  private var targetDeclaration: ConnectorDeclaration? {
    let connection = file.targetEntity?.text.split(separator: ".").first.map(String.init)
    return connection.flatMap { context.connections[$0] }
  }

  /// Fields that the target refuses without another one, unless they hold a value that stands for itself.
  private func checkFieldRules(_ fields: [FieldPlan], _ role: RecordRole, _ block: RecordBlock) {
    guard case .flow(let entity) = role, let declaration = targetDeclaration else { return }
    for rule in declaration.fieldRules where rule.entity == entity.name {
      guard let field = fields.first(where: { $0.field.name == rule.field }),
        !fields.contains(where: { $0.field.name == rule.needs })
      else { continue }
      if case .value(let value) = field.content, let constant = value.expression.constantValue,
        rule.unless.contains(constant)
      {
        continue
      }
      report(.fieldRuleBroken(rule, at: places[field.origin]))
    }
  }

  /// Where a message about a whole block points: its first field.
  private func nameOfBlock(_ block: RecordBlock) -> Span { block.fields.first?.name.span ?? block.span }

  /// Fields that the target ignores unless another one is written with them.
  private func checkNeeds(_ fields: [FieldPlan], _ type: RecordType, _ block: RecordBlock) {
    let written = Set(block.fields.map(\.name.text))
    for field in block.fields {
      if let needs = type.field(field.name.text)?.needs, !written.contains(needs) {
        report(.fieldNeedsAnother(field.name.text, needs, type.noun, at: place(field.name.span)))
      }
    }
  }

  // MARK: match

  private func checkMatch(
    _ match: [MatchSyntax], of type: RecordType, name: String, fields: [FieldPlan], finding: [Entity.Finding],
    scope: Scope,
    role: RecordRole
  ) -> MatchPlan? {
    guard let first = match.first else { return nil }
    if case .linked(let flow, let key, _) = first {
      checkLinked(flow, hasKey: key != nil, to: name)
      return .linked(flow: flow.text, key: key.map { check($0, in: scope) })
    }
    let parts = match.compactMap { matchField($0, of: type, fields: fields, scope: scope, role: role) }
    guard parts.count == match.count else { return nil }
    let names = parts.map(\.name)
    guard let entity = role.entity else { return .fields(parts, ignoresCase: false) }
    guard let found = finding.first(where: { Set($0.fields) == Set(names) }) else {
      report(.matchNotFindable(names, entity, at: place(match.first?.span ?? Span(0, 0))))
      return nil
    }
    if case .flow = role, parts.allSatisfy({ $0.value.expression.constantValue != nil }) {
      let value = parts[0].value.expression
      var meant: String?
      if case .text(let text)? = value.constantValue, let record = scope.record {
        meant = Suggestions.nearest(text.string, in: record.fields.map(\.name)).first
      }
      report(.matchIsConstant(names, meant: meant, at: places[value.origin], match: place(first.span)))
    }
    return .fields(parts, ignoresCase: found.ignoresCase)
  }

  /// What a run points at when it speaks of the whole record: of a flow, the line by which it is found.
  private func speakingPart(of block: RecordBlock, _ role: RecordRole) -> Span {
    guard case .flow = role else { return block.span }
    return block.match.first?.span ?? file.targetEntity?.span ?? block.span
  }

  private func matchField(
    _ match: MatchSyntax, of type: RecordType, fields: [FieldPlan], scope: Scope, role: RecordRole
  ) -> MatchField? {
    switch match {
    case .linked(_, _, let span):
      report(.linkedStandsAlone(at: place(span)))
      return nil
    case .field(let name):
      guard let field = fields.first(where: { $0.field.name == name.text }) else {
        // The line may be the one that could not be read.
        if !file.hasMistakes { report(.matchNotMapped(name, of: type, at: place(name.span))) }
        return nil
      }
      guard case .value(let value) = field.content else {
        report(.matchNotAValue(name, at: place(name.span)))
        return nil
      }
      if value.expression.type.isOptional, case .leaveAlone = value.missing {
        report(
          .matchOptional(name, at: place(name.span), value: places[value.origin], isRelated: role.isRelated))
      }
      return MatchField(name: name.text, value: value)
    case .equals(let name, let value):
      guard let field = type.field(name.text) else {
        report(.unknownField(name, of: type, at: place(name.span)))
        return nil
      }
      if fields.contains(where: { $0.field.name == name.text }) {
        report(.matchSaidTwice(name, at: place(name.span)))
        return nil
      }
      // A match value may be missing: then nothing is found and nothing is made, and `missing` answers.
      var settings = FieldSettings(span: value.span)
      settings.value = .value(value)
      var wanted = field
      wanted.access = .readWrite
      return MatchField(name: name.text, value: checkValue(settings, for: wanted, name, scope: scope))
    }
  }

  /// The field by which a record is found is never changed: a box that says otherwise can't act.
  func checkMatchBoxes(_ block: RecordBlock, match: [MatchSyntax]? = nil) {
    for match in match ?? block.match {
      guard case .field(let name) = match,
        let field = block.fields.first(where: { $0.name.text == name.text }),
        case .settings(let settings) = field.content,
        let box = settings.update, box.mark != .emptied
      else { continue }
      report(.matchFieldUpdated(name.text, at: place(box.span), match: place(name.span)))
    }
  }

  /// All boxes emptied one by one; the record's own box says it in one line.
  private func warnIfNothingUpdates(_ block: RecordBlock, _ plan: RecordPlan) {
    let matched = Set(
      block.match.compactMap { match in
        if case .field(let name) = match { name.text } else { nil }
      })
    let others = block.fields.filter { !matched.contains($0.name.text) }
    let boxes = others.compactMap { field -> BoxSyntax? in
      switch field.content {
      case .settings(let settings): settings.create?.mark == .emptied ? nil : settings.update
      case .record(let inner): inner.update
      case .value, .list, .broken: nil
      }
    }
    guard let first = boxes.first, boxes.count == others.count, boxes.allSatisfy({ $0.mark == .emptied }) else {
      return
    }
    report(.nothingUpdates(at: place(first.span)))
  }

  // MARK: missing

  private func checkRecordMissing(
    _ missing: RecordMissingSyntax?, of type: RecordType, finding: [Entity.Finding], scope: Scope, role: RecordRole
  ) -> RecordMissing {
    switch missing {
    case nil:
      return role.isRelated ? .stop(nil) : .skipRecord
    case .skipRecord: return .skipRecord
    case .stop(let sentence, _): return .stop(sentence.map { checkSentence($0, in: scope) })
    case .use(let name, let value):
      guard role.isRelated else {
        report(.missingUseOnlyRelated(at: place(name.span)))
        return .skipRecord
      }
      guard let field = type.field(name.text) else {
        report(.unknownField(name, of: type, at: place(name.span)))
        return .skipRecord
      }
      if !finding.contains(where: { $0.fields == [name.text] }), let entity = role.entity {
        report(.matchNotFindable([name.text], entity, at: place(name.span)))
      }
      let checked = check(value, expected: field.type, in: scope)
      compare(checked, with: field, place(value.span), field: place(name.span))
      return .use(field: name.text, value: checked)
    case .value(let value):
      _ = check(value, in: scope)
      report(.missingNeedsField(source.text(value.span), finding, at: place(value.span)))
      return .skipRecord
    }
  }
}

extension RecordRole {
  var isRelated: Bool {
    if case .related = self { true } else { false }
  }
}

extension MatchSyntax {
  var span: Span {
    switch self {
    case .field(let name): name.span
    case .equals(let name, let value): name.span.union(value.span)
    case .linked(_, _, let span): span
    }
  }
}
