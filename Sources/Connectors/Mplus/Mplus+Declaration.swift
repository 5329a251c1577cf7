public import ConnectorKit
internal import Types
internal import Values

extension Mplus {
  public static let declaration = ConnectorDeclaration(
    name: "mplus", title: "MplusKASSA",
    settings: [
      ConnectorSetting(
        "url", .url, meaning: "The address that Mplus gave with the credentials, with its port.",
        environment: "MPLUS_URL"),
      ConnectorSetting("ident", .secret, meaning: "The name of the API access.", environment: "MPLUS_IDENT"),
      ConnectorSetting("secret", .secret, meaning: "Its password.", environment: "MPLUS_SECRET"),
      ConnectorSetting(
        "relations", .oneOf(["list", "search"]),
        meaning: "How relations are found by e-mail address or extRelationId. `list` reads all of them once in a run "
          + "and sees two that are alike; `search` asks for them one by one and sees only the first, but suits tens of "
          + "thousands.",
        standard: "list"),
      ConnectorSetting(
        "timeout", .duration, meaning: "How long one call may take. Large reads are slow.", standard: "60s"),
      ConnectorSetting(
        "settle", .duration, meaning: "How long to wait before an unclear outcome is looked up.", standard: "60s"),
      ConnectorSetting("attempts", .whole, meaning: "How often a call is tried.", standard: "5"),
      .authorities,
    ],
    flowSettings: [
      FlowSetting(
        "employeeNumber", .whole(OrderDesk.superuser), .whole,
        fills: ["orders.employeeNumber", "invoices.employeeNumber"],
        meaning: "The employee who enters what a flow makes; the superuser if the flow says no other.")
    ],
    entities: [
      ArticleDesk.entity, ProductDesk.entity, GroupDesk.entity, StockDesk.entity, RelationDesk.entity,
      OrderDesk.entity, InvoiceDesk.entity,
    ] + ListDesk.lists.map(\.entity),
    fieldRules: ["orders", "invoices"].map { entity in
      FieldRule(
        entity, field: "entryBranchNumber", needs: "workplaceNumber", unless: [.whole(1)],
        meaning: "A branch that is not the connection's own, usually 1, needs the number of one of its tills.")
    },
    // The service has few workers, and works on the database that the tills use.
    requestsAtOnceMax: 2)
}
