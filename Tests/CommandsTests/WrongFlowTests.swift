import Diagnostics
import Foundation
import Source
import Syntax
import Testing
import Workspace

@testable import Commands

/// A tree of wrong flows, one mistake each: one cause, one message, at its place, in every format.
@Suite struct WrongFlowTests {
  @Test(arguments: WrongFlow.all)
  func oneMistakeOneMessage(flow: WrongFlow) throws {
    let code = try #require(flow.code, "the folder is named after a code")
    let diagnostics = try flow.diagnostics()
    #expect(diagnostics.map(\.code) == [code], "\(TextRenderer().render(diagnostics))")
    try flow.golden("said.txt", TextRenderer().render(diagnostics))
    try flow.golden("said.json", JSONRenderer(isPretty: true).render(diagnostics))
    try flow.golden("said.sarif", SARIFRenderer().render(diagnostics))
  }

  /// After the repair the message is gone, and no other one came.
  @Test(arguments: WrongFlow.all)
  func theRepairRepairs(flow: WrongFlow) throws {
    let source = SourceFile(path: "wrong.flow.yaml", bytes: Array(try Data(contentsOf: flow.flowFile)))
    let plan = FixPlan(try flow.diagnostics(), probable: true)
    let place = flow.folder.appending(path: "fixed.yaml")
    guard plan.paths == [source.path] else {
      #expect(plan.paths.isEmpty)
      if WrongFlow.isUpdating { try? FileManager.default.removeItem(at: place) }
      #expect(!FileManager.default.fileExists(atPath: place.path), "there was a repair, and now there is none")
      return
    }
    let fixed = plan.applied(to: source)
    let left = try flow.diagnostics(of: fixed)
    #expect(left.isEmpty, "\(TextRenderer().render(left))")
    try flow.golden("fixed.yaml", String(decoding: fixed, as: UTF8.self))
  }
}

/// The register: no code without a wrong flow, a page that tells the truth, and a repair where one is promised.
@Suite struct CodeRegisterTests {
  /// Said when a run begins, from what earlier runs left behind, or of what systems hold; no file shows it.
  static let saidByRuns: Set<Code> = [.W709, .L610]

  /// Codes whose messages always or mostly carry a repair.
  static let mended: Set<Code> = [
    .Y002, .Y003, .Y004, .Y005, .Y006, .Y007, .Y008, .Y015, .Y017, .Y018, .S101, .S104, .S110, .S118, .S120, .N201,
    .N202, .N203, .N205, .N206, .N208, .N212, .T301, .T302, .T303, .T305, .T306, .T310, .T313, .T315, .T317, .T323,
    .T324, .T325, .T326, .M401, .M404, .P503, .L601, .L602, .L603,
  ]

  static let withFlow = Set(WrongFlow.all.compactMap(\.code))
  static let compileTime = Code.allCases.filter { !$0.rawValue.hasPrefix("R") }

  @Test(arguments: compileTime)
  func everyCodeHasAWrongFlow(code: Code) {
    #expect(Self.withFlow.contains(code) != Self.saidByRuns.contains(code), "Tests/Wrong/\(code.rawValue)")
  }

  @Test(arguments: mended.sorted { $0.rawValue < $1.rawValue })
  func whatPromisesARepairHasOne(code: Code) {
    let fixed = WrongFlow.all.filter { $0.code == code }.map { $0.folder.appending(path: "fixed.yaml").path }
    #expect(fixed.contains { FileManager.default.fileExists(atPath: $0) })
  }

  @Test(arguments: Code.allCases)
  func thePageTellsTheTruth(code: Code) throws {
    let page = code.page
    if let wrong = page.wrong.wholeFlow {
      let said = try Self.said(of: wrong, code)
      #expect(said.map(\.code) == [code], "\(wrong)\n\(TextRenderer().render(said))")
    }
    if let right = page.right.wholeFlow {
      let said = try Self.said(of: right, code)
      #expect(said.isEmpty, "\(right)\n\(TextRenderer().render(said))")
    }
  }

  private static func said(of text: String, _ code: Code) throws -> [Diagnostic] {
    let folder = LocalProject.repository.appending(path: "Tests")
    let project = try Project.open(at: folder, standing: folder, connectors: Registry.connectors, environment: [:])
    let reading = FlowReader.read(SourceFile(path: "page.flow.yaml", text: text))
    let opened = OpenedFlow.open(reading, folder.appending(path: "page.flow.yaml"), in: project)
    return CheckedFlow(opened, in: project, isStrict: false, isThorough: code == .T322, withTests: false).diagnostics
  }
}
