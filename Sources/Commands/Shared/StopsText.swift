import ConnectorKit
import Diagnostics
import Engine
import Plan
import Source
import Types
import Values

/// The stopped records of a run, each cause shown at the line of the flow from which it came, with the values that led
/// to it.
struct StopsText {
  private let plan: FlowPlan
  private let stops: [StoppedRecord]

  init(_ stops: [StoppedRecord], of plan: FlowPlan) {
    self.plan = plan
    self.stops = stops
  }

  /// Causes of one kind are shown once, with the other records that have them.
  private struct Cause {
    var fault: Fault
    /// What it says of the first record; one line can find several things wrong with it.
    var sentences: [String]
    var keys: [String]

    mutating func add(_ other: Fault, _ key: String) {
      if keys == [key] {
        if !sentences.contains(other.message) { sentences.append(other.message) }
      } else if keys.last != key {
        keys.append(key)
      }
    }
  }

  private static let causesMax = 20

  func texts(_ renderer: TextRenderer) -> [String] {
    let causes = causes
    let rest = causes.count - Self.causesMax
    return causes.prefix(Self.causesMax).map { renderer.render(diagnostic($0)) }
      + (rest > 0 ? ["and \(rest) more causes; --json has all\n"] : [])
  }

  /// In the order in which they came up. Without a place, the sentence tells them apart.
  private var causes: [Cause] {
    var causes: [Cause] = []
    var indexes: [String: Int] = [:]
    for stop in stops {
      for fault in stop.faults {
        let kind = fault.code.rawValue + (fault.origin.map { " \($0)" } ?? fault.message)
        if let index = indexes[kind] {
          causes[index].add(fault, stop.sourceKey)
        } else {
          indexes[kind] = causes.count
          causes.append(Cause(fault: fault, sentences: [fault.message], keys: [stop.sourceKey]))
        }
      }
    }
    return causes
  }

  private func diagnostic(_ cause: Cause) -> Diagnostic {
    let fault = cause.fault
    let code = Code(rawValue: fault.code.rawValue) ?? .R901
    let values = fault.details.map { "\($0.name) is \($0.value)" }.joined(separator: ", ")
    let noun = plan.source.entity.record.noun
    let labels = place(of: fault).map { [Label($0, values)] } ?? []
    var help = labels.isEmpty && !values.isEmpty ? [values] : []
    let others = cause.keys.dropFirst()
    if !others.isEmpty {
      help.append("the same line stops \(BooksText.listed(others, of: others.count))")
    }
    return Diagnostic(
      code, "\(noun) \(cause.keys[0]): \(cause.sentences.joined(separator: "; "))", labels: labels, help: help)
  }

  private func place(of fault: Fault) -> Place? {
    fault.origin.flatMap(plan.place)
  }

  /// One entry for each record.
  var json: JSON {
    .array(
      stops.map { stop in
        ["source_key": .string(stop.sourceKey), "faults": .array(stop.faults.map(json))]
      })
  }

  private func json(_ fault: Fault) -> JSON {
    let place = place(of: fault)
    let position = place.map { $0.source.position(at: $0.span.start) }
    return [
      "code": .string(fault.code.rawValue), "message": .string(fault.message),
      "file": place.map { .string($0.source.path) } ?? .null,
      "line": position.map { .whole(Int64($0.line)) } ?? .null,
      "values": .array(fault.details.map { ["name": .string($0.name), "value": .string($0.value)] }),
    ]
  }
}
