import Diagnostics
import Source
import Syntax
import Testing

@Suite struct FlowTests {
  @Test(arguments: Files.flows)
  func examplesReadWithoutAMessage(_ name: String) throws {
    let reading = FlowReader.read(try Files.source("../../mappings/" + name))
    #expect(reading.diagnostics.map(\.message) == [])
    #expect(reading.file.name != nil)
    #expect(!reading.file.record.fields.isEmpty)
  }

  /// What a person has typed so far is always read. `FLOWRUN_FULL=1` tries every byte instead of every 41st.
  @Test(arguments: Files.flows)
  func everyBeginningOfAnExampleIsRead(_ name: String) throws {
    let source = try Files.source("../../mappings/" + name)
    for end in stride(from: 0, to: source.bytes.count, by: Files.environment("FLOWRUN_FULL") == nil ? 41 : 1) {
      _ = FlowReader.read(SourceFile(path: name, bytes: Array(source.bytes[..<end])))
    }
  }

  /// A byte that a slip of the finger put there.
  @Test(arguments: Files.flows)
  func slipsOfTheFingerAreRead(_ name: String) throws {
    let source = try Files.source("../../mappings/" + name)
    let slips = Array("{}[]\"':,#&*!|>%@`\t-? ".utf8)
    var state: UInt64 = 42
    for _ in 0..<200 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var bytes = source.bytes
      bytes[Int(state >> 33) % bytes.count] = slips[Int(state >> 20) % slips.count]
      let reading = FlowReader.read(SourceFile(path: name, bytes: bytes))
      for diagnostic in reading.diagnostics {
        for label in diagnostic.labels {
          let span = label.place.span
          #expect(span.start <= span.end && span.end <= bytes.count, "\(diagnostic.message) \(label.text)")
        }
      }
    }
  }

  @Test func ordersAreReadAsWritten() throws {
    let file = FlowReader.read(try Files.source("../../mappings/orders.flow.yaml")).file
    #expect(file.name?.text == "orders")
    #expect(file.settings.map(\.name.text).prefix(2) == ["employeeNumber", "defaultDebtor"])
    #expect(file.record.update?.mark == .emptied)
    #expect(file.tables.map(\.key.count) == [2, 2, 0, 0, 0])
    #expect(file.tables.last?.file?.text == "tables/payment-terms.csv")
    #expect(file.related.map(\.name.text) == ["debtor", "article", "shipping_line", "rest_line"])
    guard case .use(let name, _) = file.related[0].record.missing else {
      Issue.record("missing: NAME = value")
      return
    }
    #expect(name.text == "relationNumber")
    guard case .list(let lines) = file.record.fields.first(where: { $0.name.text == "lineList" })?.content else {
      Issue.record("lineList is a list")
      return
    }
    #expect(lines.entries.count == 3)
    #expect(lines.entries[0].each?.name.text == "line")
    #expect(file.checks.count == 6)
  }

  @Test func everySpanPointsAtWhatItNames() throws {
    let source = try Files.source("../../mappings/orders.flow.yaml")
    let file = FlowReader.read(source).file
    for field in file.record.fields { #expect(source.text(field.name.span) == field.name.text) }
    for setting in file.settings { #expect(source.text(setting.name.span) == setting.name.text) }
  }
}
