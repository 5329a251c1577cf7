// swift-tools-version: 6.2
import PackageDescription

// A connector that is no part of flowrun, and a program that has it: what docs/adding-a-connector.md walks through.
// Somebody else's package would name flowrun by its address and version instead of `../..`.
let package = Package(
  name: "shelf",
  dependencies: [.package(name: "flowrun", path: "../..")],
  targets: [
    .target(name: "ShelfConnector", dependencies: [.product(name: "ConnectorKit", package: "flowrun")]),
    .executableTarget(
      name: "shelfrun", dependencies: ["ShelfConnector", .product(name: "Commands", package: "flowrun")]),
    .testTarget(
      name: "ShelfConnectorTests",
      dependencies: [
        "ShelfConnector", .product(name: "ConnectorKit", package: "flowrun"),
        .product(name: "ConnectorContract", package: "flowrun"),
      ]),
  ]
)
