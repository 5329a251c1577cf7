import ConnectorKit
import Testing
import Types

@testable import Connectors

@Suite struct DeclarationTests {
  private static let declaration = BigCommerce.declaration

  @Test func theBasisOfPricesIsTheSetting() throws {
    func basis(_ settings: [String: String]) throws -> ValueType {
      let entity = try #require(BigCommerce.declaration(for: settings).entity("products"))
      return try #require(entity.record.field("price")).type
    }
    #expect(try basis([:]) == .amount(.excl, digits: 4))
    #expect(try basis(["prices": "excl"]) == .amount(.excl, digits: 4))
    #expect(try basis(["prices": "incl"]) == .amount(.incl, digits: 4))
  }

  @Test func whatIsDeclaredIsAField() throws {
    for entity in Self.declaration.entities {
      #expect(entity.record.field(entity.key) != nil, "\(entity.name)")
      for finding in entity.finding {
        for field in finding.fields { #expect(entity.record.field(field) != nil, "\(entity.name).\(field)") }
      }
      for field in entity.writing?.hiding.keys.sorted() ?? [] {
        #expect(entity.record.field(field)?.isWritable == true, "\(entity.name).\(field)")
      }
      for list in entity.writing?.matchedLists ?? [] {
        guard case .list(.record(let type), _) = entity.record.field(list.field)?.type else {
          Issue.record("\(entity.name).\(list.field) is no list of records")
          continue
        }
        for field in list.matchFields { #expect(type.field(field) != nil, "\(list.field).\(field)") }
      }
    }
  }

  @Test func everyFieldSaysWhatItIs() {
    for entity in Self.declaration.entities { check(entity.record) }
  }

  private func check(_ type: RecordType) {
    #expect(Set(type.fields.map(\.name)).count == type.fields.count, "\(type.name)")
    for field in type.fields {
      let place = "\(type.name).\(field.name)"
      #expect(field.meaning.hasSuffix(".") || field.meaning.hasSuffix("…"), "\(place): \(field.meaning)")
      switch field.type {
      case .record(let inner), .list(.record(let inner), _): check(inner)
      case .amount: #expect(field.digits == 4, "\(place)")
      default: break
      }
    }
  }

  @Test func settingsHaveTheirDefaults() {
    let standards = Dictionary(uniqueKeysWithValues: Self.declaration.settings.map { ($0.name, $0.standard) })
    #expect(
      standards == [
        "url": nil, "token": nil, "prices": nil, "timeout": "60s", "settle": "60s", "attempts": "5", "ca": "system",
      ])
    #expect(Self.declaration.settings.compactMap(\.environment) == ["BIGCOMMERCE_URL", "BIGCOMMERCE_TOKEN"])
  }
}
