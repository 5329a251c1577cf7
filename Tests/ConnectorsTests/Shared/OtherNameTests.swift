import ConnectorKit
import Connectors
import Testing
import Types

/// What is said to people who look for a field under another name stays true when fields change.
@Suite struct OtherNameTests {
  private static let records: [RecordType] = {
    var found: [RecordType] = []
    var waiting = [BigCommerce.declaration, Mplus.declaration].flatMap { $0.entities.map(\.record) }
    while let record = waiting.popLast() {
      guard !found.contains(record) else { continue }
      found.append(record)
      waiting += record.fields.compactMap(\.type.heldRecord)
    }
    return found
  }()

  @Test func thereAreHints() {
    #expect(Self.records.count { !$0.otherNames.isEmpty } >= 9)
  }

  @Test(arguments: records.filter { !$0.otherNames.isEmpty })
  func aHintIsOfAFieldThatIsNotThere(record: RecordType) {
    var told: Set<String> = []
    for other in record.otherNames {
      for name in other.names.sorted() {
        #expect(told.insert(name).inserted, "\(record.name): \(name) has two hints")
        let same = record.fields.first { $0.name.lowercased().filter { $0 != "_" } == name }
        #expect(same == nil || same?.isWritable == false, "\(record.name) has \(same?.name ?? "")")
      }
    }
  }

  /// What a repair writes instead.
  @Test func aNameThatSimplyMeansAField() throws {
    func field(_ entity: String, _ name: String) throws -> String? {
      try #require(BigCommerce.declaration.entity(entity)).record.field(meantBy: name)?.name
    }
    #expect(try field("products", "vendor") == "brand_name")
    #expect(try field("products", "compare_at_price") == "retail_price")
    #expect(try field("products", "body_html") == "description")
    #expect(try field("products", "plu") == "sku")
    #expect(try field("orders", "gateway") == "payment_method")
    // A list, two fields, another entity: more than a name.
    #expect(try field("products", "category") == nil)
    #expect(try field("orders", "total_price") == nil)
    #expect(try field("products", "stock") == nil)
  }

  /// Each field that a hint names is there, in the record or in one of its parts.
  @Test(arguments: records.filter { !$0.otherNames.isEmpty })
  func whatAHintNamesIsThere(record: RecordType) {
    let everywhere = Set(Self.records.flatMap { $0.fields.map(\.name) })
    let own = Set(record.fields.map(\.name))
    for other in record.otherNames {
      let words = other.hint.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 }.map { String($0.element) }
      for word in words.flatMap({ $0.split(separator: ".").map(String.init) }) {
        #expect(everywhere.contains(word), "\(record.name): no field \(word)")
      }
      // The first field named is where to look.
      if let first = words.first, !other.hint.contains("each line"), !other.hint.contains("`data.") {
        #expect(own.contains(first) || first == "option_values", "\(record.name): \(first) is not one of its fields")
      }
    }
  }
}
