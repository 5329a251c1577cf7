import Builtins
public import Plan
public import Types
public import Values

/// How one value comes about, ready to run: formula, missing?, steps, empty?, rounding, length.
public struct ValueProgram: Sendable {
  private let plan: ValuePlan
  private let formula: Formula
  private let steps: Formula?
  private let fallback: Formula?
  private let fallbackAfterProblem: Formula?
  private let missingSentence: Sentence?
  private let problemSentence: Sentence?

  public init(_ plan: ValuePlan, _ evaluator: inout some Evaluator) {
    self.plan = plan
    formula = evaluator.formula(plan.expression)
    steps = plan.steps.map { evaluator.formula($0.expression) }
    switch plan.missing {
    case .value(let expression): (fallback, missingSentence) = (evaluator.formula(expression), nil)
    case .stop(let sentence?): (fallback, missingSentence) = (nil, Sentence(sentence, &evaluator))
    case .leaveAlone, .skipEntry, .skipRecord, .stop(nil), .clear: (fallback, missingSentence) = (nil, nil)
    }
    switch plan.problem {
    case .value(let expression): (fallbackAfterProblem, problemSentence) = (evaluator.formula(expression), nil)
    case .stop(let sentence?): (fallbackAfterProblem, problemSentence) = (nil, Sentence(sentence, &evaluator))
    case .leaveAlone, .skipEntry, .skipRecord, .stop(nil): (fallbackAfterProblem, problemSentence) = (nil, nil)
    }
  }

  /// What is to be done with the field that the value is for.
  public func outcome(for field: Field, _ frame: inout Frame) throws(Fault) -> FieldOutcome {
    let value: Value
    do throws(Fault) {
      value = try computed(field, &frame)
    } catch {
      if error.isStop { throw error }
      return try afterProblem(error, field, &frame)
    }
    return isEmpty(value) ? try missing(field, &frame) : .value(value)
  }

  private func computed(_ field: Field, _ frame: inout Frame) throws(Fault) -> Value {
    var value = try formula.value(&frame)
    if value == .missing { return value }
    if let steps, let variable = plan.steps?.variable {
      frame.bind(variable, value)
      value = try steps.value(&frame)
    }
    return isEmpty(value) ? value : try fitted(value, field)
  }

  private func isEmpty(_ value: Value) -> Bool {
    switch value {
    case .missing: true
    case .text(let text): !plan.emptyIsValue && text.isBlank
    case .list(let elements): !plan.emptyIsValue && elements.isEmpty
    case .bool, .whole, .decimal, .date, .moment, .span, .record: false
    }
  }

  /// Rounded and not too long.
  private func fitted(_ value: Value, _ field: Field) throws(Fault) -> Value {
    let adapted = Conformance(field.type).applied(to: value)
    switch adapted {
    case .decimal(let number):
      guard let rounding = plan.rounding else { return adapted }
      return .decimal(number.rounded(toDigits: rounding.digits, rounding.mode))
    case .text(let text):
      guard let most = plan.lengthMax, text.count > most, text.codePointCount > most else { return adapted }
      if plan.cutsIfTooLong { return .text(text.prefix(codePoints: most).trimmed) }
      throw tooLong(text, most, field)
    case .missing, .bool, .whole, .date, .moment, .span, .list, .record: return adapted
    }
  }

  private func tooLong(_ text: Text, _ most: Int, _ field: Field) -> Fault {
    let shown = field.isPersonal ? "(personal)" : Value.text(text).cutDescription
    return Fault(
      .unfit, "\(field.name) has \(text.codePointCount) characters; at most \(most) can be written",
      details: [Fault.Detail(name: field.name, value: shown)], origin: plan.origin)
  }

  private func missing(_ field: Field, _ frame: inout Frame) throws(Fault) -> FieldOutcome {
    switch plan.missing {
    case .leaveAlone:
      if field.isRequired { throw isNeeded(field) }
      return .leftAlone
    case .skipEntry: return .skipEntry
    case .skipRecord: return .skipRecord(reason: "\(field.name) is missing")
    case .stop: throw missingSentence.map { stop($0, &frame) } ?? isNeeded(field)
    case .clear: return .cleared
    case .value: return try replaced(by: fallback, field, &frame)
    }
  }

  private func afterProblem(_ fault: Fault, _ field: Field, _ frame: inout Frame) throws(Fault) -> FieldOutcome {
    switch plan.problem {
    case .stop:
      guard let problemSentence else { throw fault }
      var stopped = stop(problemSentence, &frame)
      stopped.details = fault.details + [Fault.Detail(name: "problem", value: fault.message)]
      throw stopped
    case .leaveAlone: return .leftAlone
    case .skipEntry: return .skipEntry
    case .skipRecord: return .skipRecord(reason: "\(field.name) has a problem")
    case .value: return try replaced(by: fallbackAfterProblem, field, &frame)
    }
  }

  /// Another value, which is not transformed. It has no second chance.
  private func replaced(by formula: Formula?, _ field: Field, _ frame: inout Frame) throws(Fault) -> FieldOutcome {
    let value = try formula?.value(&frame) ?? .missing
    if !isEmpty(value) { return .value(try fitted(value, field)) }
    if field.isRequired { throw isNeeded(field) }
    return .leftAlone
  }

  private func stop(_ sentence: Sentence, _ frame: inout Frame) -> Fault {
    Fault(.stopped, sentence.said(&frame), origin: plan.origin)
  }

  private func isNeeded(_ field: Field) -> Fault {
    Fault(.unfit, "\(field.name) is missing and must be written", origin: plan.origin)
  }
}

/// What becomes of one field of the target.
public enum FieldOutcome: Sendable, Hashable {
  /// Nothing is written; what stands there stays.
  case leftAlone
  /// The value is taken away.
  case cleared
  /// Never missing.
  case value(Value)
  case skipEntry
  case skipRecord(reason: String)
}
