import Check
import Diagnostics
import Plan
import Source
import Syntax
import Testing
import Values

/// `use:` and the layers of settings, as far as the checker goes.
@Suite struct SharedFileTests {
  private static let flow = """
    flow: test
    source: shop.orders
    target: till.sales
    match: code
    use: shared.yaml
    fields:
      code: "{id}"
      text: label[status]
      person: settings.person
      net: total.net(21)
    settings:
      rounding: half_up
      LINE

    """

  private static let shared = """
    settings:
      person: 7
    tables:
      label:
        key: status
        open: "Open"
        paid: "Paid"
        sent: "Sent"
      idle:
        key: text
        "a": "b"
        else: "c"
    transforms:
      net(amount, rate): amount.excl(rate)

    """

  private static func check(
    _ flow: String, _ shared: String, layers: [(SettingLayer.Rank, String)] = []
  ) -> (CheckResult, said: String) {
    let reading = FlowReader.read(SourceFile(path: "test.flow.yaml", text: flow))
    let used = FlowReader.readShared(SourceFile(path: "shared.yaml", text: shared))
    let above = layers.map { rank, text in
      let reading = FlowReader.readShared(SourceFile(path: "\(rank.rawValue).yaml", text: text))
      return SettingLayer(rank, reading.file.source, reading.file.settings)
    }
    let result = Checker.check(
      reading.file,
      in: CheckContext(
        connections: TestSystems.connections, shared: [SharedFile(used.file)], settingLayers: above))
    let all = reading.diagnostics + used.diagnostics + result.diagnostics
    return (result, TextRenderer().render(all.filter { $0.severity != .hint }))
  }

  /// Its names are there; what the flow does not use of it is nobody's business.
  @Test func namesOfASharedFile() {
    let (result, said) = Self.check(Self.flow.replacing("  LINE", with: ""), Self.shared)
    #expect(said == "")
    #expect(result.plan?.tables.first?.columns.count == 1)
  }

  @Test func mistakesPointIntoTheSharedFile() {
    let shared = Self.shared.replacing("  paid:", with: "  payd:")
    #expect(
      Self.check(Self.flow.replacing("  LINE", with: ""), shared).said == """
        error[L603]: `payd` is no status
           ┌─ shared.yaml:7:5
           │
         7 │     payd: "Paid"
           │     ^^^^
           │
           = help: did you mean paid?
           = more: flowrun explain L603

        1 error in 1 file

        """)
  }

  @Test func aNameInBothFiles() {
    let (_, said) = Self.check(
      Self.flow.replacing("LINE", with: "person: 8"), Self.shared)
    #expect(
      said == """
        error[S112]: `person` is declared twice: here, and in `shared.yaml`
           ┌─ test.flow.yaml:13:3
           │
        13 │   person: 8
           │   ^^^^^^ the second one
           ├─ shared.yaml:2:3
           │
         2 │   person: 7
           │   ------ the first one
           │
           = help: rename one of them, or take one of them out
           = more: flowrun explain S112

        1 error in 1 file

        """)
  }

  @Test func aLayerKeepsTheKindOfValue() {
    let (_, said) = Self.check(
      Self.flow.replacing("  LINE", with: ""), Self.shared,
      layers: [(.overlay, "settings:\n  person: \"x\"\n")])
    #expect(
      said == """
        error[T301]: the setting `person` is a whole number; here it is text
           ┌─ overlay.yaml:2:3
           │
         2 │   person: "x"
           │   ^^^^^^ another kind of value
           ├─ shared.yaml:2:3
           │
         2 │   person: 7
           │   ------ first said here
           │
           = help: a layer may say another value, not another kind of value
           = more: flowrun explain T301

        1 error in 1 file

        """)
  }

  /// Connector, project, shared file, flow, overlay: the last one wins.
  @Test func theOrderOfTheLayers() throws {
    let (result, _) = Self.check(
      Self.flow.replacing("LINE", with: "employee: 3"), Self.shared,
      layers: [
        (.project, "settings:\n  employee: 2\n  person: 1\n  rounding: down\n"),
        (.overlay, "settings:\n  employee: 4\n"),
      ])
    let employee = try #require(result.settings.first { $0.name == "employee" })
    #expect(employee.layers.map(\.rank) == [.connector, .project, .flow, .overlay])
    #expect(employee.value == .whole(4))
    #expect(result.settings.first { $0.name == "person" }?.layers.map(\.rank) == [.project, .shared])
    #expect(result.plan?.rounding == .half_up)
    #expect(result.plan?.settings.first { $0.name == "employee" }?.value == .whole(4))
  }
}
