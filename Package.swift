// swift-tools-version: 6.2
import PackageDescription

// Rooms, from the ground up. Each uses only rooms above it in this list; Tests/TidyTests walks every import and
// fails when that is not so. docs/architecture.md says what each room is for.
let rooms: [Room] = [
  .library("Source"),
  .library("Values"),
  .library("Diagnostics", ["Source", "Values"]),
  .library("Syntax", ["CLibYAML", "Source", "Diagnostics", "Values"], testData: ["Goldens"]),
  .library("Types"),
  .library("Builtins", ["Values", "Types"]),
  .library("ConnectorKit", ["Values", "Types"]),
  .library("Plan", ["Source", "Values", "Types", "Builtins", "ConnectorKit"]),
  .library(
    "Check", ["Source", "Values", "Diagnostics", "Types", "Syntax", "Builtins", "ConnectorKit", "Plan"],
    testData: ["Goldens"]),
  .library("Engine", ["Source", "Values", "Types", "Builtins", "ConnectorKit", "Plan"]),
  .library("ConnectorContract", ["Values", "Types", "ConnectorKit", "Engine"]),
  .library("XML", ["CLibXML2"]),
  .library("Connectors", ["Values", "Types", "ConnectorKit", "XML"]),
  .library("Workspace", ["Source", "Values", "Diagnostics", "Types", "Syntax", "ConnectorKit"]),
  .library("Reference", ["Source", "Values", "Diagnostics", "Types", "Syntax", "Builtins", "ConnectorKit"]),
]

// Rooms at the doors, which bring heavy packages. `FLOWRUN_ROOMS=light` leaves them and their packages out, so that
// the edit loop of the language rooms stays seconds: nothing of theirs is resolved, built or linked into the tests.
// The names of some of them, with commas, build these only.
let chosenRooms = Context.environment["FLOWRUN_ROOMS"]?.split(separator: ",").map(String.init)
let isLight = chosenRooms == ["light"]
let heavyRooms: [Room] = [
  // Not called Network: packages ask `canImport(Network)` to find Apple's framework, and would find this room.
  .library(
    "HTTP", ["Values", "ConnectorKit"],
    packages: [
      .product(name: "AsyncHTTPClient", package: "async-http-client"),
      .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
      .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
      .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
    ]),
  .library("Store", ["Values", "ConnectorKit", "Engine"], packages: [.product(name: "GRDB", package: "GRDB.swift")]),
  .library(
    "Sandbox", ["Values", "XML"],
    packages: [
      .product(name: "Hummingbird", package: "hummingbird"), .product(name: "HTTPTypes", package: "swift-http-types"),
      .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
    ]),
  .library(
    "Commands",
    [
      "Source", "Values", "Diagnostics", "Types", "Syntax", "Builtins", "ConnectorKit", "Plan", "Check", "Engine",
      "Connectors", "Workspace", "Reference", "HTTP", "Store", "Sandbox",
    ],
    packages: [
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
      .product(name: "Logging", package: "swift-log"),
    ],
    testData: ["Goldens"], testNeeds: ["flowrun"]),
  .executable("flowrun", ["Commands"]),
]
let heavyPackages: [Package.Dependency] = [
  .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
  .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.36.0"),
  .package(url: "https://github.com/apple/swift-nio-extras", from: "1.30.0"),
  .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
  .package(url: "https://github.com/apple/swift-http-types", from: "1.3.0"),
  .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
  .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
]

// ---- below: how a room becomes targets; nothing to edit when a room is added ----

struct Room {
  var name: String
  var uses: [String]
  var packages: [Target.Dependency]
  var isExecutable = false
  /// Folders of its tests that hold data, not code.
  var testData: [String] = []
  /// The program that its tests start.
  var testNeeds: [String] = []

  static func library(
    _ name: String, _ uses: [String] = [], packages: [Target.Dependency] = [], testData: [String] = [],
    testNeeds: [String] = []
  ) -> Room {
    Room(name: name, uses: uses, packages: packages, testData: testData, testNeeds: testNeeds)
  }
  /// A door is a line; the room behind it has the tests.
  static func executable(_ name: String, _ uses: [String]) -> Room {
    Room(name: name, uses: uses, packages: [], isExecutable: true)
  }
}

let fences: [SwiftSetting] = [
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

let cLibraries: [Target] = [
  .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
  .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
]

let wantedRooms = rooms + heavyRooms.filter { chosenRooms?.contains($0.name) ?? true }
let roomTargets: [Target] = wantedRooms.flatMap { room -> [Target] in
  let dependencies = room.uses.map { Target.Dependency(stringLiteral: $0) } + room.packages
  if room.isExecutable {
    return [.executableTarget(name: room.name, dependencies: dependencies, swiftSettings: fences)]
  }
  let target = Target.target(name: room.name, dependencies: dependencies, swiftSettings: fences)
  let tests = Target.testTarget(
    name: room.name + "Tests",
    dependencies: [Target.Dependency(stringLiteral: room.name)] + dependencies
      + room.testNeeds.map { Target.Dependency(stringLiteral: $0) },
    exclude: room.testData, swiftSettings: fences)
  return [target, tests]
}

/// Tests of the whole: the house rules.
let wholeTests: [Target] = [
  .testTarget(name: "TidyTests", swiftSettings: fences),
  .testTarget(
    name: "GrammarTests",
    dependencies: [
      "Source", "Values", "Diagnostics", "Types", "Syntax", "Builtins", "ConnectorKit", "Plan", "Check", "Engine",
      "Connectors", "Workspace", "Reference",
    ],
    swiftSettings: fences),
]

/// The shipped connectors, held against what every connector promises.
let contractTests: [Target] = [
  .testTarget(
    name: "ContractTests",
    dependencies: ["Values", "Types", "ConnectorKit", "Engine", "ConnectorContract", "Connectors", "Sandbox"],
    exclude: ["Recorded"], swiftSettings: fences)
]

/// The public suites of others, held against the whole language.
let conformanceTests: [Target] = [
  .testTarget(
    name: "ConformanceTests",
    dependencies: [
      "Source", "Values", "Diagnostics", "Types", "Syntax", "Builtins", "ConnectorKit", "Plan", "Check", "Engine",
      "Workspace",
    ],
    exclude: ["cel-functions.txt", "divergences.txt", "yaml-outcomes.txt"], swiftSettings: fences)
]

/// For packages with connectors of their own: what they are written with, and the program to put them into.
let products: [Product] =
  [
    .library(name: "ConnectorKit", targets: ["ConnectorKit", "Types", "Values"]),
    .library(name: "ConnectorContract", targets: ["ConnectorContract"]),
  ]
  + (isLight
    ? [] : [.library(name: "Commands", targets: ["Commands"]), .executable(name: "flowrun", targets: ["flowrun"])])

let package = Package(
  name: "flowrun",
  products: products,
  dependencies: isLight ? [] : heavyPackages,
  targets: cLibraries + roomTargets + wholeTests + (isLight ? [] : contractTests) + conformanceTests
)
