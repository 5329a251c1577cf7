import ConnectorKit
import Testing
import Values
import XML

@testable import Connectors

/// Relations found by the list of all of them, which sees two that are alike.
@Suite struct RelationIndexTests {
  private static func relations(_ list: (number: Int, marker: Int, email: String)...) -> ScriptedTransport.Answer {
    let inside = list.map {
      """
      <relation><relationNumber>\($0.number)</relationNumber><syncMarker>\($0.marker)</syncMarker>\
      <email>\($0.email)</email></relation>
      """
    }
    return .soap("GetRelationsResponse", "<relationList>\(inside.joined())</relationList>")
  }

  @Test func twoWithOneAddressAreBothFound() async throws {
    let till = TestTill(
      relations: "list", Self.relations((7, 3, "Ann@x.nl"), (8, 1, "bob@x.nl")), Self.relations((9, 4, " ann@X.nl ")),
      Self.relations(), Self.relations((7, 3, "Ann@x.nl"), (9, 4, "ann@X.nl")))
    let found = try await till.find("relations", ["email"], [.text("ann@x.nl")], [.text("carl@x.nl")], [.missing])
    #expect(found.map { $0.map(\.key) } == [["7", "9"], [], []])
    let asked = try till.sent().map { $0.child("request") }
    #expect(asked.map { $0?.filled("syncMarker") } == ["0", "4", "5", nil])
    #expect(asked.last??.children("relationNumbers").map(\.text) == ["7", "9"])
  }

  @Test func laterSearchesAskForWhatChangedOnly() async throws {
    let till = TestTill(
      relations: "list", Self.relations((7, 3, "ann@x.nl")), Self.relations(), Self.relations((7, 3, "ann@x.nl")),
      // Ann has another address now, and Bob has hers.
      Self.relations((7, 5, "anna@x.nl"), (8, 4, "ann@x.nl")), Self.relations(), Self.relations((8, 4, "ann@x.nl")),
      Self.relations())
    #expect(try await till.find("relations", ["email"], [.text("ann@x.nl")]).first?.map(\.key) == ["7"])
    #expect(try await till.find("relations", ["email"], [.text("ann@x.nl")]).first?.map(\.key) == ["8"])
    #expect(try await till.find("relations", ["email"], [.text("carl@x.nl")]).first?.isEmpty == true)
    #expect(try till.sent().last?.child("request")?.filled("syncMarker") == "6")
    #expect(till.transport.isFinished)
  }

  @Test func outsideNumbersAreFoundInTheSameList() async throws {
    let relation = """
      <relationList><relation><relationNumber>7</relationNumber><extRelationId>BC-1</extRelationId>\
      <syncMarker>1</syncMarker></relation></relationList>
      """
    let till = TestTill(
      relations: "list", .soap("GetRelationsResponse", relation), Self.relations(),
      .soap("GetRelationsResponse", relation))
    #expect(try await till.find("relations", ["extRelationId"], [.text("bc-1")]).first?.map(\.key) == ["7"])
  }
}
