import ConnectorKit
import Plan
import Testing
import Types

@Test func `an entity is called by its connection, not by its connector`() {
  let articles = Entity(
    "articles", meaning: "What a shop sells.", record: RecordType("mplus.articles", noun: "article", fields: []),
    key: "articleNumber")
  #expect(EntityReference(connection: "till_nl", connector: "mplus", entity: articles).name == "till_nl.articles")
}
