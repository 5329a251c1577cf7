// swift-tools-version: 6.2
import PackageDescription

// Feeds the readers of the language rooms with mutated bytes, under AddressSanitizer and libFuzzer. A package of its
// own, because it needs unsafe flags and instruments every room: `rooms` is a link to the main package's `Sources`,
// which are compiled here once more.
let fences: [SwiftSetting] = [
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
  .unsafeFlags(["-sanitize=fuzzer"]),
]

func room(_ name: String, _ uses: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: uses, path: "rooms/\(name)", swiftSettings: fences)
}

let package = Package(
  name: "fuzz",
  targets: [
    .systemLibrary(name: "CLibYAML", path: "rooms/CLibYAML", pkgConfig: "yaml-0.1"),
    .systemLibrary(name: "CLibXML2", path: "rooms/CLibXML2", pkgConfig: "libxml-2.0"),
    room("Source"),
    room("Values"),
    room("Diagnostics", ["Source", "Values"]),
    room("Syntax", ["CLibYAML", "Source", "Diagnostics", "Values"]),
    room("Types"),
    room("Builtins", ["Values", "Types"]),
    room("ConnectorKit", ["Values", "Types"]),
    room("Plan", ["Source", "Values", "Types", "Builtins", "ConnectorKit"]),
    room(
      "Check", ["Source", "Values", "Diagnostics", "Types", "Syntax", "Builtins", "ConnectorKit", "Plan"]),
    room("Engine", ["Source", "Values", "Types", "Builtins", "ConnectorKit", "Plan"]),
    room("XML", ["CLibXML2"]),
    room("Connectors", ["Values", "Types", "ConnectorKit", "XML"]),
    room("Workspace", ["Source", "Values", "Diagnostics", "Types", "Syntax", "ConnectorKit"]),
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        "Source", "Values", "Diagnostics", "Types", "Syntax", "Builtins", "ConnectorKit", "Plan", "Check", "Engine",
        "XML", "Connectors", "Workspace",
      ],
      swiftSettings: fences,
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]),
  ]
)
