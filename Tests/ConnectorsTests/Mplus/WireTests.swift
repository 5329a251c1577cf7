import Testing
import Values
import XML

@testable import Connectors

@Suite struct WireTests {
  private func dateTime(_ parts: String) throws -> XMLElement {
    let names = ["year", "mon", "day", "hour", "min", "sec", "timezone"]
    let values = parts.split(separator: " ")
    return XMLElement("at", children: zip(names, values).map { XMLElement($0, text: String($1)) })
  }

  @Test(arguments: [
    ("2026 7 3 14 30 5 120", "2026-07-03T12:30:05Z"),
    ("2026 7 3 14 30 5 60", "2026-07-03T13:30:05Z"),
    ("2026 7 3 14 30 5 0", "2026-07-03T12:30:05Z"),
    ("2026 1 3 14 30 5", "2026-01-03T13:30:05Z"),
    ("2026 3 29 1 59 59 0", "2026-03-29T00:59:59Z"),
    ("2026 3 29 3 0 0 0", "2026-03-29T01:00:00Z"),
    ("2026 10 25 2 30 0 0", "2026-10-25T00:30:00Z"),
    ("2026 10 25 2 30 0 60", "2026-10-25T01:30:00Z"),
    ("2026 10 25 3 0 0 0", "2026-10-25T02:00:00Z"),
    ("2026 12 31 0 15 0 60", "2026-12-30T23:15:00Z"),
  ])
  func momentsOnTheClockOfAmsterdam(_ parts: String, _ iso: String) throws {
    #expect(try WireTime.moment(dateTime(parts))?.description == iso)
  }

  @Test(arguments: ["2026-07-03T12:30:05Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-12-31T23:59:59Z"])
  func momentsSurviveTheWire(_ iso: String) throws {
    let moment = try #require(Moment(iso: iso))
    #expect(try WireTime.moment(XMLElement("at", children: WireTime.elements(moment))) == moment)
  }

  @Test func zerosAreNoDate() throws {
    #expect(try WireTime.date(XMLElement("on", children: WireTime.noDate)) == nil)
    #expect(try WireTime.date(XMLElement("on")) == nil)
  }

  @Test func keysAreSpread() {
    let keys = Set((0..<1000).map { IdempotencyKey.text("orders/create/BC-\($0)/1", attempt: 0) })
    #expect(keys.count == 1000)
    #expect(keys.allSatisfy { $0.utf8.count == 36 })
    #expect(IdempotencyKey.text("a", attempt: 0) != IdempotencyKey.text("a", attempt: 1))
  }
}
