// swift-tools-version: 6.2
import PackageDescription

// Rooms, from the ground up. Each uses only rooms above it in this list; Tests/TidyTests walks every import and
// fails when that is not so. docs/architecture.md says what each room is for.
let rooms: [Room] = [
  .library("Source"),
  .library("Values"),
  .library("Diagnostics", ["Source"]),
  .library("Types"),
  .library("XML", ["CLibXML2"]),
]

// ---- below: how a room becomes targets; nothing to edit when a room is added ----

struct Room {
  var name: String
  var uses: [String]
  var packages: [Target.Dependency]
  var isExecutable = false

  static func library(_ name: String, _ uses: [String] = [], packages: [Target.Dependency] = []) -> Room {
    Room(name: name, uses: uses, packages: packages)
  }
  static func executable(_ name: String, _ uses: [String] = [], packages: [Target.Dependency] = []) -> Room {
    Room(name: name, uses: uses, packages: packages, isExecutable: true)
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

let roomTargets: [Target] = rooms.flatMap { room -> [Target] in
  let dependencies = room.uses.map { Target.Dependency(stringLiteral: $0) } + room.packages
  let target: Target =
    room.isExecutable
    ? .executableTarget(name: room.name, dependencies: dependencies, swiftSettings: fences)
    : .target(name: room.name, dependencies: dependencies, swiftSettings: fences)
  let tests = Target.testTarget(
    name: room.name + "Tests",
    dependencies: [Target.Dependency(stringLiteral: room.name)] + dependencies,
    swiftSettings: fences)
  return [target, tests]
}

let package = Package(
  name: "flowrun",
  dependencies: [],
  targets: cLibraries + roomTargets
)
