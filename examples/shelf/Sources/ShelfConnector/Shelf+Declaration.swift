public import ConnectorKit
import Types

// What Shelf is, as data. The checker, the pages, `fields`, `capabilities` and the schemas for editors read this, and
// nothing else has to be told to them.
extension Shelf {
  public static let declaration = ConnectorDeclaration(
    name: "shelf", title: "Shelf",
    settings: [
      ConnectorSetting(
        "url", .url, meaning: "Where the service stands, as in https://shelf.example.org/api.", environment: "SHELF_URL"
      ),
      ConnectorSetting("token", .secret, meaning: "From Settings, API in Shelf.", environment: "SHELF_TOKEN"),
      ConnectorSetting(
        "timeout", .duration, meaning: "How long an answer is waited for.", standard: "30s", environment: nil),
    ],
    entities: [labels])

  static let labels = Entity(
    "labels", meaning: "What the electronic labels on the shelves show.", record: label, key: "sku",
    reading: Entity.Reading(changes: true),
    finding: [Entity.Finding(["sku"], isUnique: true)],
    // The whole label is put in its place, so sending it twice is the same as once.
    writing: Entity.Writing(canCreate: true, canUpdate: true, effect: .absolute, settleSeconds: 5),
    limits: ["Labels are never deleted: a label without a product keeps what it shows."],
    subject: .products)

  static let label = RecordType(
    "shelf.labels", noun: "label",
    fields: [
      Field("sku", .anyText, .always, .required, meaning: "The number on the product.", lengthMax: 40),
      Field(
        "text", .anyText, .always, .required, meaning: "The large line.", lengthMax: 60, clearing: .impossible),
      Field(
        "price", .amount(.incl, digits: 2), meaning: "What the customer pays, VAT included.", digits: 2, clearing: .null
      ),
      Field("promoted", .bool, .always, meaning: "Whether the label blinks.", clearing: .impossible),
      Field("changed", .moment, .always, .readOnly, meaning: "When the label was written last."),
    ],
    otherNames: [OtherName("name title description", isCalled: "text")])
}
