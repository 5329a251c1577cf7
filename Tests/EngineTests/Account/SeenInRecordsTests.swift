import ConnectorKit
import Testing
import Types
import Values

@testable import Engine

@Suite struct SeenInRecordsTests {
  private func records(_ bodies: String...) throws -> [FoundRecord] {
    try bodies.enumerated().map { FoundRecord(key: String($0), body: try Samples.node($1)) }
  }

  @Test func namesAreCountedByRecordAndPersonalValuesLeftOut() throws {
    let found = try records(
      #"{"extras": [{"name": "A", "value": "1"}, {"name": "A", "value": "2"}, {"name": "B"}]}"#,
      #"{"extras": [{"name": "A", "value": "3"}]}"#, #"{}"#)
    for isPersonal in [false, true] {
      var seen = SeenNames(isPersonal: isPersonal)
      for record in found { seen.note(record.body, ["extras"]) }
      #expect(seen.names.map(\.name) == ["A", "B"])
      #expect(seen.names.map(\.records) == [2, 1])
      #expect(seen.names.map(\.sample) == [isPersonal ? nil : "1", nil])
    }
  }

  @Test func namesAreFoundInsideLists() throws {
    var seen = SeenNames(isPersonal: false)
    let record = try records(#"{"addresses": [{"fields": [{"name": "X"}]}, {"fields": [{"name": "Y"}]}]}"#)[0]
    seen.note(record.body, ["addresses", "fields"])
    #expect(seen.names.map(\.name) == ["X", "Y"])
  }

  @Test func undeclaredFieldsHaveOneTypeOrNone() throws {
    let found = try records(
      #"{"id": 1, "points": 3, "grade": 1, "mixed": 1, "flag": true, "inner": {}, "note": "x", "gone": null}"#,
      #"{"id": 2, "points": 4, "grade": 1.5, "mixed": "one", "flag": false}"#)
    let fields = SeenFields(found, besides: Samples.order).fields
    #expect(fields.map(\.name) == ["flag", "grade", "note", "points"])
    #expect(fields.map(\.kind) == [.bool, .decimal, .text, .int])
    #expect(fields.map(\.records) == [2, 2, 1, 2])
    #expect(fields.allSatisfy { $0.field.access == .readOnly && $0.field.presence == .optional })
  }
}
