import ConnectorKit
import Reference
import Testing
import Types

/// What may go where follows from what both sides declare.
@Suite struct CapabilityMatrixTests {
  private static func entity(
    _ name: String, _ subject: Subject?, reads: Bool = true, makes: Bool = false, changes: Bool = false
  ) -> Entity {
    Entity(
      name, meaning: "", record: RecordType(name, noun: name, fields: []), key: "id",
      reading: reads ? Entity.Reading(changes: true) : nil,
      writing: makes || changes ? Entity.Writing(canCreate: makes, canUpdate: changes, effect: .absolute) : nil,
      subject: subject)
  }

  private static let shop = ConnectorDeclaration(
    name: "shop", title: "Shop", settings: [],
    entities: [
      entity("goods", .products, makes: true, changes: true), entity("levels", .stock, changes: true),
      entity("makers", .brands), entity("sales", .orders),
    ])
  private static let till = ConnectorDeclaration(
    name: "till", title: "Till", settings: [],
    entities: [
      entity("articles", .products), entity("amounts", .stock, reads: false, makes: true),
      entity("orders", .orders, makes: true), entity("rates", nil),
    ])

  private static let rows = CapabilityMatrix(shop, till).rows.map { row in
    "\(row.subject) \(row.sources.joined(separator: "+")) > \(row.target ?? "-"): \(row.answer), \(row.reasons)"
  }

  @Test func eachKindAndEachWayHasItsAnswer() {
    #expect(
      Self.rows == [
        #"products shop.goods > till.articles: no, ["This connector does not write articles."]"#,
        #"products till.articles > shop.goods: yes, []"#,
        #"stock shop.levels > till.amounts: partly, ["Made, and never changed."]"#,
        #"stock  > -: no, ["Till does not let them be read."]"#,
        #"brands shop.makers > -: no, ["Till has none."]"#,
        #"brands  > -: no, ["Till has none."]"#,
        #"orders shop.sales > till.orders: partly, ["Made, and never changed."]"#,
        #"orders till.orders > shop.sales: no, ["This connector does not write sales."]"#,
      ])
  }

  @Test func noAnswerButYesIsWithoutAReason() {
    for row in CapabilityMatrix(Self.shop, Self.till).rows where row.answer != .yes {
      #expect(!row.reasons.isEmpty, "\(row.subject)")
    }
  }
}
