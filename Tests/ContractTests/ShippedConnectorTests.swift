import ConnectorContract
import ConnectorKit
import Connectors
import Sandbox
import Testing
import Values

/// Both shipped connectors keep what every connector promises, over answers of the simulated systems.
@Suite(.serialized) struct ShippedConnectorTests {
  static let token = "t0ken+of/the=shop"
  static let ident = "id3nt&of+the/till"
  static let password = "p4ssword+of/the=till"

  private static let shop = ConnectionSettings(
    connection: "shop",
    texts: [
      "url": "https://api.bigcommerce.com/stores/sandbox", "prices": "excl", "timeout": "60", "settle": "60",
      "attempts": "5",
    ], secrets: ["token": Secret(token)])

  private static let till = ConnectionSettings(
    connection: "till",
    texts: ["url": "https://till.example:44281/", "timeout": "60", "settle": "60", "attempts": "5"],
    secrets: ["ident": Secret(ident), "secret": Secret(password)])

  private static func write(_ entity: String, _ fields: [WrittenField], _ operation: WriteRequest.Operation = .create)
    -> Trial.Act
  {
    .write(
      WriteRequest(entity: entity, operation: operation, fields: fields, idempotencyKey: "flow/\(entity)/one/1"))
  }

  private static func text(_ name: String, _ text: String) -> WrittenField {
    WrittenField(name, .value(.text(Text(text))))
  }

  private static func whole(_ name: String, _ number: Int64) -> WrittenField {
    WrittenField(name, .value(.whole(number)))
  }

  private static func found(_ key: String, _ json: JSON) throws -> FoundRecord {
    FoundRecord(key: key, body: try JSONDocument.parse(json.bytes()).root)
  }

  static func shopTrials() throws -> [RecordedTrial] {
    [
      RecordedTrial("shop-inspect", .inspect),
      RecordedTrial(
        "shop-read-orders", .read(ReadRequest(entity: "orders", selection: .all, limit: 2, fields: ["id"]))),
      RecordedTrial("shop-read-customers", .read(ReadRequest(entity: "customers", selection: .all, limit: 40))),
      RecordedTrial("shop-read-categories", .read(ReadRequest(entity: "categories", selection: .all))),
      RecordedTrial(
        "shop-find-product",
        .find(FindRequest(entity: "products", fields: ["sku"], queries: [[.text("10001")], [.text("none")]]))),
      RecordedTrial("shop-create-brand", write("brands", [text("name", "Nieuw merk")])),
      RecordedTrial(
        "shop-create-customer",
        write(
          "customers",
          [text("email", "new@example.nl"), text("first_name", "Nina"), text("last_name", "Nieuw")])),
      RecordedTrial(
        "shop-create-product",
        write(
          "products",
          [
            text("name", "Nieuw artikel"), text("sku", "77001"), text("type", "physical"),
            WrittenField("price", .value(.decimal(DecimalNumber("12.50") ?? .zero))),
            WrittenField("weight", .value(.decimal(DecimalNumber("1") ?? .zero))),
          ])),
      RecordedTrial(
        "shop-set-level",
        write(
          "inventory", [whole("inventory_level", 7)],
          .update(
            try found(
              "10001",
              ["sku": "10001", "product_id": 1, "variant_id": 1, "inventory_level": 0, "inventory_tracking": "product"])
          ))),
    ]
  }

  static func tillTrials() throws -> [RecordedTrial] {
    [
      RecordedTrial("till-inspect", .inspect),
      RecordedTrial("till-read-relations", .read(ReadRequest(entity: "relations", selection: .all, limit: 4))),
      RecordedTrial("till-read-articles", .read(ReadRequest(entity: "articles", selection: .all, limit: 12))),
      RecordedTrial("till-read-branches", .read(ReadRequest(entity: "branches", selection: .all))),
      RecordedTrial(
        "till-find-relation",
        .find(FindRequest(entity: "relations", fields: ["email"], queries: [[.text("anna@example.nl")]]))),
      RecordedTrial(
        "till-create-relation",
        write("relations", [text("name", "Nina Nieuw"), text("email", "nina.nieuw@example.nl")])),
      RecordedTrial(
        "till-create-order",
        write(
          "orders",
          [
            text("extOrderId", "BC-9001"), whole("employeeNumber", 999_999), whole("relationNumber", 100_002),
            WrittenField(
              "lineList",
              .list([
                [
                  whole("articleNumber", 1001), text("text", "Kaas"),
                  WrittenField(
                    "data",
                    .record([
                      WrittenField("price", .value(.decimal(DecimalNumber("41.99") ?? .zero))),
                      WrittenField("quantity", .value(.decimal(DecimalNumber("1") ?? .zero))),
                    ])),
                ]
              ])),
          ])),
    ]
  }

  private func findings(
    _ connector: any Connector.Type, _ settings: ConnectionSettings, _ trials: [RecordedTrial]
  ) async throws -> [ConnectorContract.Finding] {
    if RecordedTrial.isUpdating {
      var sandbox = SandboxSettings()
      (sandbox.articles, sandbox.orders) = (20, 5)
      (sandbox.token, sandbox.ident, sandbox.secret) = (Self.token, Self.ident, Self.password)
      let world = try SimulatedWorld(sandbox)
      for trial in trials { try await trial.record(connector, settings, world) }
    }
    return await ConnectorContract(connector, settings: settings, trials: try trials.map { try $0.trial() }).findings()
  }

  @Test func bigCommerceKeepsTheContract() async throws {
    let findings = try await findings(BigCommerce.self, Self.shop, try Self.shopTrials())
    #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
  }

  @Test func mplusKeepsTheContract() async throws {
    let findings = try await findings(Mplus.self, Self.till, try Self.tillTrials())
    #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
  }

  /// No recording holds a secret.
  @Test func recordingsHoldNoSecrets() throws {
    let mask = SecretMask([Secret(Self.token), Secret(Self.ident), Secret(Self.password)])
    for trial in try Self.shopTrials() + Self.tillTrials() {
      for answer in try trial.trial().answers { #expect(mask.bytes(answer.response.body) == answer.response.body) }
    }
  }
}
