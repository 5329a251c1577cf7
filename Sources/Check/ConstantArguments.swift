import Builtins
import Diagnostics
import Plan
import Source
import Syntax
import Types
import Values

// Arguments that must be written out, so that they can be looked at before any run: zones, formats, closed choices.
extension FlowChecker {
  func checkWrittenOut(_ function: Function, _ values: [Plan.Expression], _ arguments: [Syntax.Expression]) {
    for (index, value) in values.enumerated() {
      guard let parameter = function.parameter(index), case .text = value.type.unwrapped else { continue }
      let place = place(arguments[index].span)
      if let choices = parameter.choices { checkChoice(of: function, choices, value, place) }
      if parameter.name == "zone" { checkZone(value, place) }
      if parameter.name == "format", function.family == .date { checkFormat(function, values, value, place) }
    }
    checkConstantDate(function, values, arguments)
    switch function.name {
    case "div":
      if values.count > 1, values[1].constantValue == .whole(0) {
        report(.divisionByZero(at: place(arguments[1].span)))
      }
    case "number":
      if case .text(let text)? = values.first?.constantValue {
        checkConstantNumber(text, values.count > 1 ? values[1].constantValue : nil, arguments)
      }
    case "excl", "incl", "vat":
      if values.count > 1, let rate = values[1].constantValue?.numberValue, rate.magnitude < 1, !rate.isZero {
        report(.rateIsAShare(rate, at: place(arguments[1].span)))
      }
    case "money":
      if case .attempt(_, let fallback)? = values.first?.kind { warnOfZero(fallback, places[fallback.origin]) }
    default: break
    }
  }

  /// `number("0,5")`: what can't be read stops every record.
  private func checkConstantNumber(_ text: Text, _ notation: Value?, _ arguments: [Syntax.Expression]) {
    guard notation == nil, Functions.isNumber(text, notation: "en") == false else { return }
    report(.noSuchNumber(text.string, Functions.number(writtenAs: text), at: place(arguments[0].span)))
  }

  /// An amount of zero where something could not be worked out is no amount that anybody asked for.
  func warnOfZero(_ fallback: Plan.Expression, _ place: Place) {
    if fallback.constantValue?.numberValue?.isZero == true { report(.zeroForProblem(at: place)) }
  }

  // MARK: patterns

  /// The place of the mistake inside a raw text, which stands in the source as it is; else the whole text.
  func patternSpan(_ pattern: Text, _ offset: Int, _ span: Span) -> Span {
    let bytes = Array(source.text(span).utf8)
    guard bytes.count == pattern.count + 3, Array(bytes[2..<bytes.count - 1]) == Array(pattern.bytes) else {
      return span
    }
    let start = span.start + 2 + min(offset, pattern.count)
    // Never into the middle of a letter: from the mistake to the end of what is one character there.
    var end = start + 1
    while end < span.end, bytes[end - span.start] & 0xC0 == 0x80 { end += 1 }
    return Span(start, end)
  }

  // MARK: zones

  private func checkZone(_ value: Plan.Expression, _ place: Place) {
    guard case .text(let name)? = value.constantValue else {
      if !value.type.isUnknown { report(.zoneNotConstant(at: place)) }
      return
    }
    checkZone(name.string, quote: source.text(place.span).first, place)
  }

  /// A name of the time zone database?
  func checkZone(_ name: String, quote: Character?, _ place: Place) {
    guard let zones = context.zones, !zonesKnown.contains(name) else { return }
    if zones.isKnown(name) {
      zonesKnown.insert(name)
      return
    }
    let all = zones.names()
    var near = Suggestions.nearest(name, in: all)
    if near.isEmpty {
      // Mostly the city alone was written, or the country.
      near = all.filter { $0.lowercased().split(separator: "/").last.map(String.init) == name.lowercased() }
    }
    report(.unknownZone(name, near: near, quote: quote, at: place))
  }

  /// `settings.timezone` if the flow has it, else the zone that flows have by themselves.
  var zoneWord: String {
    flowSets("timezone") ? "settings.timezone" : isInHole ? "'Europe/Amsterdam'" : "\"Europe/Amsterdam\""
  }

  // MARK: formats and choices

  private func checkFormat(
    _ function: Function, _ values: [Plan.Expression], _ value: Plan.Expression, _ place: Place
  ) {
    guard case .text(let format)? = value.constantValue else {
      report(.dateFormatNotConstant(at: place))
      return
    }
    let isReading = function.parameters.first?.name == "text"
    let hasTime: Bool = if case .date? = function.parameters.first?.kind { false } else { true }
    if let problem = Functions.dateFormatProblem(format, isReading: isReading, hasTime: hasTime) {
      report(.dateFormatWrong(problem.message, problem.help, at: place))
    }
  }

  private func checkChoice(of function: Function, _ choices: [String], _ value: Plan.Expression, _ place: Place) {
    guard case .text(let text)? = value.constantValue else {
      report(.choiceNotConstant(function.name, choices, at: place))
      return
    }
    if !choices.contains(text.string) { report(.unknownChoice(text.string, function.name, choices, at: place)) }
  }

  /// `date("2026-02-30")`: a constant that is no date stops every record.
  private func checkConstantDate(
    _ function: Function, _ values: [Plan.Expression], _ arguments: [Syntax.Expression]
  ) {
    guard function.name == "date", values.count == 1, case .text(let text)? = values[0].constantValue,
      CalendarDate(text.string) == nil
    else { return }
    report(.noSuchDate(text.string, "yyyy-MM-dd", at: place(arguments[0].span)))
  }

  // MARK: arguments of another kind

  /// The list whose entries may be missing, if that alone keeps the call from fitting.
  func listWithHoles(_ name: Name, _ types: [ValueType], _ literals: Set<Int>) -> Int? {
    types.indices.first { index in
      guard case .list(.optional(let element), let bound) = types[index] else { return false }
      var closed = types
      closed[index] = .list(element, bound: bound)
      return Functions.resolve(name.text, arguments: closed, literals: literals)?.1.isFit == true
    }
  }

  func reportWrongArgument(
    _ function: Function, _ index: Int, _ expected: String, _ types: [ValueType], _ arguments: [Syntax.Expression]
  ) {
    let argument = arguments[index]
    let (type, text, place) = (types[index], source.text(argument.span), place(argument.span))
    let parameter = function.parameter(index)
    switch (type, parameter?.kind) {
    case (.moment, .date?):
      report(.momentForDateArgument(text, function: function.name, zoneWord, at: place))
    case (.date, .moment?):
      report(.dateForMomentArgument(text, function: function.name, zoneWord, at: place))
    case (.amount(let mine, _), _):
      if let theirs = parameter?.basis, theirs != mine {
        report(.basisOfArgument(function.name, mine, theirs, text, at: place))
      } else if let other = types[..<index].firstIndex(where: { $0.isAmountOfAnother(mine) }),
        case .amount(let theirs, _) = types[other]
      {
        report(.basisDiffers(theirs, mine, at: place, other: self.place(arguments[other].span)))
      } else {
        report(.wrongArgument(function, expected, type, text, at: place))
      }
    default:
      report(.wrongArgument(function, expected, type, text, at: place))
    }
  }
}

extension ValueType {
  fileprivate func isAmountOfAnother(_ basis: VATBasis) -> Bool {
    if case .amount(let mine, _) = self { mine != basis } else { false }
  }

  /// Two amounts that differ in nothing but their VAT.
  func basesDiffering(from other: ValueType) -> (VATBasis, VATBasis)? {
    guard case .amount(let mine, _) = unwrapped, case .amount(let theirs, _) = other.unwrapped, mine != theirs else {
      return nil
    }
    return (mine, theirs)
  }
}
