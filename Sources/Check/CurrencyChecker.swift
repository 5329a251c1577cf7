import ConnectorKit
import Diagnostics
import Plan
import Source
import Types
import Values

// A flow moves amounts of one currency: `settings.currency`. What a run would stop on is said before.
extension FlowChecker {
  /// A filter that lets records in which then stop, since they are in another currency.
  func checkCurrencies(_ filter: Plan.Expression, _ source: EntityReference) {
    guard let own = setting("currency")?.plainText, let field = source.entity.reading?.currencyField else { return }
    for origin in filter.lets(in: field, otherThan: own, if: true) {
      report(.otherCurrencyLetIn(own, field, at: places[origin]))
    }
  }

  /// The name of another currency in a field of the target.
  func checkCurrency(_ value: Plan.Expression, _ field: Field, _ span: Span) {
    guard case .enumeration(let enumeration) = field.type.unwrapped, enumeration == .currency,
      let own = setting("currency")?.plainText,
      let constant = value.constantValue, constant.plainText != own
    else { return }
    report(.otherCurrencyWritten(own, constant.plainText, field, at: place(span)))
  }
}

extension Plan.Expression {
  /// Where the condition, if it has that truth, lets in a record with another currency by its name.
  fileprivate func lets(in field: String, otherThan own: String, if truth: Bool) -> [Int] {
    switch kind {
    case .not(let condition): return condition.lets(in: field, otherThan: own, if: !truth)
    case .and(let a, let b), .or(let a, let b):
      return a.lets(in: field, otherThan: own, if: truth) + b.lets(in: field, otherThan: own, if: truth)
    case .equal(let a, let b) where truth:
      let (name, constant) = a.isSourceField(field) ? (a, b) : (b, a)
      guard name.isSourceField(field), let value = constant.constantValue, value.plainText != own else { return [] }
      return [constant.origin]
    case .isIn(let name, let list) where truth:
      guard name.isSourceField(field), case .list(let members)? = list.constantValue,
        members.contains(where: { $0.plainText != own })
      else { return [] }
      return [list.origin]
    default: return []
    }
  }

  private func isSourceField(_ name: String) -> Bool {
    guard case .field(let base, let field) = kind, case .variable(FlowPlan.sourceVariable) = base.kind else {
      return false
    }
    return field.name == name
  }
}
