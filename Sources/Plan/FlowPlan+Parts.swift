import Types

/// What a flow consists of, for those who go through all of it.
extension FlowPlan {
  /// Every field that is mapped, related records' fields first, with its path in the target: `debtor: email`,
  /// `lineList.data.price`.
  public var mappedFields: [(path: String, field: FieldPlan)] {
    related.flatMap { related in
      related.record.mappedFields.map { (path: "\(related.name): \($0.path)", field: $0.field) }
    }
      + record.mappedFields
  }

  /// Every formula with those inside it, in no special order.
  public func visitFormulas(_ body: (Expression) -> Void) {
    filter?.visit(body)
    for value in lets { value.expression.visit(body) }
    for table in tables { table.root.visitCells { $0.visit(body) } }
    for related in related {
      related.each?.list.visit(body)
      related.record.visitFormulas(body)
    }
    record.visitFormulas(body)
    for check in checks {
      check.when.visit(body)
      check.sentence.visit(body)
    }
  }
}

extension TablePlan.Level {
  /// The formulas of all cells; one that stands for a group of keys comes once for each of them.
  public func visitCells(_ body: (Expression) -> Void) {
    for cell in Array(rows.values) + [otherwise, missing].compactMap({ $0 }) {
      switch cell {
      case .result(let formula): body(formula)
      case .level(let level): level.visitCells(body)
      }
    }
  }
}

extension RecordPlan {
  public var mappedFields: [(path: String, field: FieldPlan)] {
    fields.flatMap { field -> [(path: String, field: FieldPlan)] in
      let name = field.field.name
      switch field.content {
      case .value: return [(name, field)]
      case .record(let record): return record.mappedFields.map { ("\(name).\($0.path)", $0.field) }
      case .list(let list):
        let inner = list.entries.flatMap { entry -> [(path: String, field: FieldPlan)] in
          if case .record(let record) = entry.content { record.mappedFields } else { [] }
        }
        return inner.isEmpty ? [(name, field)] : inner.map { ("\(name).\($0.path)", $0.field) }
      }
    }
  }

  func visitFormulas(_ body: (Expression) -> Void) {
    when?.visit(body)
    switch match {
    case .fields(let fields, _)?: for field in fields { field.value.visitFormulas(body) }
    case .linked(_, let key)?: key?.visit(body)
    case nil: break
    }
    switch missing {
    case .stop(let sentence): sentence?.visit(body)
    case .use(_, let value): value.visit(body)
    case .skipRecord, .nothing: break
    }
    for field in fields { field.visitFormulas(body) }
  }
}

extension FieldPlan {
  /// Its formulas, and those of all it consists of.
  public func visitFormulas(_ body: (Expression) -> Void) {
    when?.visit(body)
    switch content {
    case .value(let value): value.visitFormulas(body)
    case .record(let record): record.visitFormulas(body)
    case .list(let list):
      for entry in list.entries {
        entry.each?.list.visit(body)
        entry.when?.visit(body)
        switch entry.content {
        case .value(let value): value.visitFormulas(body)
        case .record(let record): record.visitFormulas(body)
        }
      }
    }
  }
}

extension ValuePlan {
  public func visitFormulas(_ body: (Expression) -> Void) {
    expression.visit(body)
    steps?.expression.visit(body)
    switch missing {
    case .stop(let sentence): sentence?.visit(body)
    case .value(let value): value.visit(body)
    case .leaveAlone, .skipEntry, .skipRecord, .clear: break
    }
    switch problem {
    case .stop(let sentence): sentence?.visit(body)
    case .value(let value): value.visit(body)
    case .leaveAlone, .skipEntry, .skipRecord: break
    }
  }
}
