import Builtins
import ConnectorKit
import Diagnostics
import Plan
import Source
import Syntax
import Types
import Values

// Target fields: what goes into each, and whether it fits.
extension FlowChecker {
  func checkFields(
    _ fields: [FieldSyntax], of type: RecordType, name: String, scope: Scope, creates: Bool, updates: Bool
  ) -> [FieldPlan] {
    fields.compactMap { field in
      guard let schema = type.field(field.name.text) else {
        // A point in a name was told when the file was read.
        if field.name.isQuoted || !field.name.text.contains(".") {
          report(
            .unknownTargetField(
              field.name, of: type, listing: fieldsCommand(of: type), at: place(field.name.span)))
        }
        checkOrphan(field.content, scope)
        return nil
      }
      if !schema.isWritable {
        report(
          .fieldReadOnly(
            schema, hint: type.hint(for: schema.name), writtenIn: writer(of: schema.name, in: type),
            at: place(field.name.span)))
        return nil
      }
      let wanted = creates ? schema : schema.ofKnownRecord
      return checkField(field, wanted, scope: scope, creates: creates, updates: updates)
    }
  }

  /// The entity of the same system that writes what this record only shows: stock levels of products.
  private func writer(of field: String, in type: RecordType) -> String? {
    let steps = type.name.split(separator: ".").map(String.init)
    let path = (steps.dropFirst(2) + [field]).joined(separator: ".")
    for (connection, declaration) in context.connections.sorted(by: { $0.key < $1.key })
    where declaration.name == steps.first {
      let entity = declaration.entities.first { entity in
        entity.twins.contains {
          $0.entity == steps.dropFirst().first && $0.otherPath == path
            && entity.record.field($0.path)?.isWritable == true
        }
      }
      if let entity { return "\(connection).\(entity.name)" }
    }
    return nil
  }

  /// The formulas of a field that does not exist are checked all the same: they have mistakes of their own.
  private func checkOrphan(_ content: FieldContent, _ scope: Scope) {
    switch content {
    case .value(let value): _ = check(value, in: scope)
    case .settings(let settings):
      if let value = settings.value { _ = checkChoice(value, expected: nil, in: scope) }
    case .record, .list, .broken: break
    }
  }

  private func checkField(
    _ field: FieldSyntax, _ schema: Field, scope: Scope, creates: Bool, updates: Bool
  ) -> FieldPlan? {
    var scope = scope
    let outer = afterWriting
    afterWriting = []
    defer { afterWriting = outer }
    var when: Plan.Expression?
    var settings: FieldSettings?
    if case .settings(let block) = field.content {
      settings = block
      when = block.when.map { checkCondition($0, in: scope) }
      if let when { scope.narrow(by: when, truth: true) }
    }
    guard let content = checkContent(field, schema, scope: scope) else { return nil }
    var plan = FieldPlan(field: schema, content: content, origin: origin(field.name.span))
    plan.when = when
    plan.afterWriting = afterWriting
    applyBoxes(
      settings, to: &plan, schema, creates: creates, updates: updates, field.name, plainValue: field.plainValue)
    if updates, plan.update == .always { noteOldValueStays(field.content, plan, schema) }
    return plan
  }

  private func checkContent(_ field: FieldSyntax, _ schema: Field, scope: Scope) -> FieldPlan.Content? {
    switch (field.content, schema.type) {
    case (.broken, _):
      return nil
    case (.value(let value), _):
      var settings = FieldSettings(span: value.span)
      settings.value = .value(value)
      return .value(checkValue(settings, for: schema, field.name, scope: scope))
    case (.settings(let settings), _):
      return .value(checkValue(settings, for: schema, field.name, scope: scope))
    case (.record(let block), .record(let record)):
      return .record(
        checkRecord(block, of: record, finding: [], name: record.name, scope: scope, role: .nested))
    case (.record(let block), .list(.record(let record), _)) where schema.isNamedList:
      return .list(namedEntries(block, record, schema, scope: scope))
    case (.record(let block), .list):
      let list = ListSyntax(
        span: block.span, entries: [ListEntrySyntax(each: nil, content: field.content)])
      return checkListTarget(list, schema, field.name, scope: scope).map { .list($0) }
    case (.list(let list), .list):
      return checkListTarget(list, schema, field.name, scope: scope).map { .list($0) }
    case (.record(let block), _):
      report(.blockForScalar(schema, at: place(field.name.span), block: place(block.span)))
      return nil
    case (.list(let list), _):
      report(.listForScalar(schema, at: place(field.name.span), list: place(list.span)))
      return nil
    }
  }

  // MARK: boxes

  private func applyBoxes(
    _ settings: FieldSettings?, to plan: inout FieldPlan, _ schema: Field, creates: Bool, updates: Bool, _ name: Name,
    plainValue: ValueSyntax?
  ) {
    plan.create = settings?.create.map { $0.mark == .ticked } ?? true
    switch settings?.update?.mark {
    case nil, .ticked: plan.update = .always
    case .emptied: plan.update = .never
    case .ifEmpty: plan.update = .ifEmpty
    case .ifUntouched: plan.update = .ifUntouched
    }
    if let create = settings?.create, create.mark == .ifEmpty || create.mark == .ifUntouched {
      report(.boxOnlyForUpdate(create, at: place(create.span)))
    }
    if !plan.create, plan.update == .never, let box = settings?.update ?? settings?.create {
      report(.bothBoxesEmpty(at: place(box.span), other: nil))
    } else if let box = settings?.update, box.mark != .emptied, !updates {
      report(.boxNeverActs("update", box, at: place(box.span)))
    } else if let box = settings?.create, box.mark == .ticked, !creates {
      report(.boxNeverActs("create", box, at: place(box.span)))
    }
    if schema.isCreateOnly, updates, plan.update != .never {
      // A list or a record has no box of its own to empty, so it goes without saying.
      if case .value = plan.content {
        report(.fieldCreateOnly(schema, at: place(name.span), value: plainValue.map { place($0.span) }))
      }
      plan.update = .never
    }
  }

  /// `when` leaves the old value standing: an offer that ended would stay. Whoever writes the box of `update` has
  /// decided that it may. Entries that are written anew each time have no old value.
  private func noteOldValueStays(_ content: FieldContent, _ plan: FieldPlan, _ schema: Field) {
    let parts: (when: ValueSyntax?, box: BoxSyntax?)
    switch content {
    case .settings(let block): parts = (block.when, block.update)
    case .record(let block) where plan.content.isRecord: parts = (block.when, block.update)
    case .value, .record, .list, .broken: return
    }
    guard let when = parts.when, parts.box == nil, !isInRewrittenEntry else { return }
    guard case .isPresent(let operand)? = plan.content.when(plan)?.kind else {
      return report(.oldValueStays(schema.name, isAboutPresence: false, at: place(when.span)))
    }
    // That something which is always there is asked for was told already.
    if operand.type.isOptional {
      report(.oldValueStays(schema.name, isAboutPresence: true, at: place(when.span)))
    }
  }

  // MARK: one value

  /// In the order in which a field goes: value, missing, steps, empty, rounding, length.
  func checkValue(_ settings: FieldSettings, for schema: Field, _ name: Name, scope: Scope) -> ValuePlan {
    let wasCopied = isCopied
    isCopied = true
    defer { isCopied = wasCopied }
    guard let choice = settings.value else {
      report(.fieldWithoutValue(name, at: place(name.span)))
      return ValuePlan(broken(settings.span), origin: origin(settings.span))
    }
    let expected: ValueType? = settings.transform.isEmpty ? schema.type : nil
    let stopsBefore = mayStop
    warnIfNameOfField(choice, schema, scope)
    writtenField = schema
    let value = checkChoice(choice, expected: expected, in: scope)
    writtenField = nil
    var plan = ValuePlan(value, origin: origin(choice.span))
    plan.emptyIsValue = schema.emptyIsValue
    var final = value
    if !settings.transform.isEmpty, !value.type.isUnknown {
      isCopied = false
      let slot = newVariable()
      let start = Plan.Expression(.variable(slot), value.type.unwrapped, origin: value.origin)
      let result = check(settings.transform, on: start, in: scope)
      plan.steps = .init(variable: slot, expression: result)
      final = result
      if value.type.isOptional, !final.type.isUnknown { final.type = final.type.asOptional }
    }
    plan.missing = fieldMissing(settings.missing, schema, final.type, name, choice.span, scope: scope)
    plan.problem = fieldProblem(settings.problem, schema, plan, scope: scope)
    // `problem` handles what the value may stop of.
    if settings.problem != nil { mayStop = stopsBefore }
    if let digits = schema.digits { plan.rounding = .init(digits: digits, mode: roundingMode) }
    plan.lengthMax = schema.lengthMax
    plan.cutsIfTooLong = settings.tooLong?.rule == .cut
    if compare(final, with: schema, place(choice.span), field: place(name.span)) {
      limit(final, schema, plan, choice.span, name)
    }
    if case .value(let fallback) = plan.missing, case .value(let value)? = settings.missing {
      limit(fallback, schema, plan, value.span, name)
    }
    if case .value(let fallback) = plan.problem, case .value(let value)? = settings.problem {
      limit(fallback, schema, plan, value.span, name)
    }
    return plan
  }

  /// "description" in quotes is the word; mostly the field was meant. Under `text:` the word is meant.
  private func warnIfNameOfField(_ choice: ChoiceSyntax, _ schema: Field, _ scope: Scope) {
    guard case .value(.text(let template)) = choice, case .text = schema.type, let text = template.constant,
      scope.record?.field(text)?.isReadable == true,
      let first = source.text(template.span).first, first == "\"" || first == "'"
    else { return }
    let lineStart = source.lineStarts[source.lineNumber(at: template.span.start) - 1]
    let before = source.text(Span(lineStart, template.span.start)).reversed().drop { $0 == " " }
    if before.starts(with: ":txet") { return }
    report(.textNamesField(text, at: place(template.span)))
  }

  /// What happens when there is nothing to write.
  private func fieldMissing(
    _ policy: FieldPolicySyntax?, _ schema: Field, _ type: ValueType, _ name: Name, _ span: Span, scope: Scope
  ) -> FieldMissing {
    guard let policy else {
      if type.isOptional, schema.isRequired {
        report(
          .optionalIntoRequired(
            name, schema, value: source.text(span), type, at: place(span), field: place(name.span)))
      }
      return schema.isRequired ? .stop(nil) : .leaveAlone
    }
    if !type.isOptional, !type.isUnknown, !type.canBecomeEmpty {
      report(.missingNeverAsked(source.text(span), type, at: place(policy.span)))
    }
    switch policy {
    case .skipField(let span):
      if schema.isRequired { report(.requiredSkipped(schema, at: place(span))) }
      return .leaveAlone
    case .skipEntry(let span):
      demandEntry(span)
      return .skipEntry
    case .skipRecord: return .skipRecord
    case .stop(let sentence, _): return .stop(sentence.map { checkSentence($0, in: scope) })
    case .clear(let span):
      if schema.isRequired || schema.clearing == .impossible { report(.cannotClear(schema, at: place(span))) }
      return .clear
    case .value(let value):
      let fallback = check(value, expected: schema.type, in: scope)
      if fallback.type.isOptional, schema.isRequired {
        report(
          .optionalIntoRequired(
            name, schema, value: source.text(value.span), fallback.type, at: place(value.span),
            field: place(name.span)))
      }
      compare(fallback, with: schema, place(value.span), field: place(name.span))
      return .value(fallback)
    }
  }

  private func fieldProblem(
    _ policy: FieldPolicySyntax?, _ schema: Field, _ plan: ValuePlan, scope: Scope
  ) -> FieldProblem {
    guard let policy else { return .stop(nil) }
    if !plan.expression.canFail, plan.steps?.expression.canFail != true, !plan.expression.type.isUnknown {
      report(.problemNeverAsked(at: place(policy.span)))
    }
    switch policy {
    case .skipField: return .leaveAlone
    case .skipEntry(let span):
      demandEntry(span)
      return .skipEntry
    case .skipRecord: return .skipRecord
    case .stop(let sentence, _): return .stop(sentence.map { checkSentence($0, in: scope) })
    case .clear(let span):
      report(.problemCannotClear(at: place(span)))
      return .leaveAlone
    case .value(let value):
      let fallback = check(value, expected: schema.type, in: scope)
      compare(fallback, with: schema, place(value.span), field: place(value.span))
      if case .amount = schema.type { warnOfZero(fallback, place(value.span)) }
      return .value(fallback)
    }
  }

  private func demandEntry(_ span: Span) {
    if entriesAround == 0 { report(.noEntryToSkip(at: place(span))) }
  }

  // MARK: fitting

  /// Whether a value's type is what the field takes. Missing was looked at before.
  @discardableResult
  func compare(_ value: Plan.Expression, with schema: Field, _ valuePlace: Place, field: Place) -> Bool {
    let type = value.type.unwrapped
    if type.fits(schema.type) {
      checkKept(value, schema)
      return !type.isUnknown
    }
    switch (type, schema.type) {
    case (.amount(let mine, _), .amount(let theirs, _)):
      report(
        .basisWrong(
          schema, mine, theirs, text: source.text(valuePlace.span), sibling: value.sibling(theirs), rate: value.rate,
          at: valuePlace, field: field))
    case (let number, .amount) where number.isNumber && !value.isNumberLiteral:
      report(.numberForAmount(source.text(valuePlace.span), schema, at: valuePlace, field: field))
    case (let number, .amount) where number.isNumber: return true
    case (.moment, .date):
      report(.momentForDate(source.text(valuePlace.span), zoneWord, at: valuePlace, field: field))
    case (.date, .moment):
      report(.dateForMoment(source.text(valuePlace.span), zoneWord, at: valuePlace, field: field))
    case (.list(.optional(let element), _), .list(let wanted, _)) where element.fits(wanted):
      report(.listWithHoles(source.text(valuePlace.span), at: valuePlace))
    case (.list(let element, _), _) where element.unwrapped.fits(schema.type):
      report(.listForOne(source.text(valuePlace.span), schema, at: valuePlace, field: field))
    case (.text, let wanted) where wanted.isNumber || wanted.isAmount:
      if case .text(let text)? = value.constantValue, let number = Functions.number(writtenAs: text) {
        report(.numberInQuotes(number, schema, at: valuePlace, field: field))
      } else {
        fallthrough
      }
    default:
      if let said = cellTypeNotSaid(value, schema, valuePlace) {
        report(said)
      } else {
        report(.typeMismatch(schema, type, text: source.text(valuePlace.span), at: valuePlace, field: field))
      }
    }
    return false
  }

  /// For a look-up in a CSV file whose table does not say what its values are.
  private func cellTypeNotSaid(_ value: Plan.Expression, _ schema: Field, _ place: Place) -> Diagnostic? {
    guard case .lookUp(let index, _) = value.kind, case .text = value.type.unwrapped,
      let entry = tableEntries.values.first(where: { $0.index == index }), entry.syntax.file != nil,
      entry.syntax.value == nil
    else { return nil }
    let type: String? =
      switch schema.type {
      case .whole: "int"
      case .decimal: "decimal"
      case .bool: "bool"
      case .date: "date"
      case .enumeration(.country): "country"
      case .enumeration(.currency): "currency"
      default: nil
      }
    return type.map { .cellTypeNotSaid(entry.syntax.name.text, schema, $0, at: place, declared: entry.place) }
  }

  /// Rounding, length, and what the wire holds.
  private func limit(_ value: Plan.Expression, _ schema: Field, _ plan: ValuePlan, _ span: Span, _ name: Name) {
    checkCurrency(value, schema, span)
    let type = value.type.unwrapped
    if let digits = schema.digits {
      if let given = type.fractionDigitsIfNumber, given.map({ $0 > digits }) ?? true, !flowSets("rounding") {
        report(.notRounded(schema, digits, source.text(span), at: place(span), field: place(name.span)))
      }
    } else if isEndless(value) {
      report(.endless(schema, source.text(span), at: place(span), field: place(name.span)))
    }
    if let most = wholeMax, case .whole = schema.type,
      let number = value.constants.lazy.compactMap(\.wholeMagnitude).first(where: { $0 > most.magnitude })
    {
      report(.numberTooLarge(String(number), most, schema, at: place(span)))
    }
    guard let lengthMax = schema.lengthMax, !plan.cutsIfTooLong, case .text(let facts) = type else { return }
    if let length = facts.lengthMax {
      if length > lengthMax { report(.mayBeTooLong(schema, length, lengthMax, at: place(span))) }
    } else if context.isThorough {
      report(.lengthUnknown(schema, lengthMax, at: place(span)))
    }
  }

  /// The largest whole number that arrives unchanged, if the connection has such a limit.
  private var wholeMax: Int64? { writtenConnection.flatMap { context.connections[$0]?.wholeMax } }

  var roundingMode: RoundingMode {
    setting("rounding").flatMap { RoundingMode(rawValue: $0.plainText) } ?? .half_up
  }
}

extension Field {
  /// In a record that is only ever changed, a required field has its value already: it may be left alone, not cleared.
  fileprivate var ofKnownRecord: Field {
    guard isRequired else { return self }
    var field = self
    field.access = isCreateOnly ? .createOnly : .readWrite
    field.clearing = .impossible
    return field
  }
}

extension Plan.Expression {
  /// The field of the same record that holds its rate of VAT.
  fileprivate var rate: String? {
    guard case .field(let base, _) = kind, case .record(let record) = base.type.unwrapped else { return nil }
    guard let field = record.fields.first(where: { $0.name == "vatPercentage" }) else { return nil }
    return field.readType.isOptional ? "\(field.name) ?? 21" : field.name
  }

  /// The field of the same record that holds the same amount in another basis: `priceExcl` beside `priceIncl`.
  fileprivate func sibling(_ basis: VATBasis) -> String? {
    guard case .field(let base, let field) = kind, case .record(let record) = base.type.unwrapped else { return nil }
    let pairs = [("Incl", "Excl"), ("incl", "excl"), ("inc_tax", "ex_tax"), ("Excl", "Incl"), ("ex_tax", "inc_tax")]
    for (from, to) in pairs where field.name.contains(from) {
      let name = field.name.replacing(from, with: to)
      if let other = record.field(name), case .amount(basis, _) = other.type { return name }
    }
    return nil
  }
}

extension ValueType {
  /// For numbers and amounts: the digits behind the point, nil inside if they are not bounded.
  var fractionDigitsIfNumber: Int?? {
    switch self {
    case .whole: .some(0)
    case .decimal(let digits), .amount(_, let digits): .some(digits)
    default: nil
    }
  }

  /// A text may turn out empty, which counts as missing.
  var canBecomeEmpty: Bool {
    switch self {
    case .text, .list: true
    default: false
    }
  }
}

extension FieldSyntax {
  /// The value, if it stands right behind the name.
  fileprivate var plainValue: ValueSyntax? {
    if case .value(let value) = content { value } else { nil }
  }
}

extension FieldPolicySyntax {
  var span: Span {
    switch self {
    case .skipField(let span), .skipEntry(let span), .skipRecord(let span), .stop(_, let span), .clear(let span): span
    case .value(let value): value.span
    }
  }
}

extension ChoiceSyntax {
  var span: Span {
    switch self {
    case .value(let value): value.span
    case .choose(_, _, let span): span
    }
  }
}

extension FieldPlan.Content {
  fileprivate var isRecord: Bool { if case .record = self { true } else { false } }

  /// The condition of the field, or of the record in it.
  fileprivate func when(_ field: FieldPlan) -> Plan.Expression? {
    if case .record(let record) = self { record.when } else { field.when }
  }
}
