import Diagnostics
import Foundation
import Syntax
import Testing
import Values

@testable import Workspace

@Suite struct FilesTests {
  static let flow = """
    flow: a
    source: shop.orders
    target: till.orders
    tables:
      t:
        file: FILE
        else: "x"
    fields:
      a: b

    """

  @Test func tablesAreReadBesideTheFlow() throws {
    let scene = try Scene([
      "flowrun.yaml": ProjectTests.good, "sub/a.flow.yaml": Self.flow.replacing("FILE", with: "../tables/t.csv"),
      "tables/t.csv": "k,v\n1,2\n",
    ])
    let project = try scene.project()
    let opened = try OpenedFlow.open(scene.url.appending(path: "sub/a.flow.yaml"), in: project)
    #expect(opened.diagnostics == [])
    #expect(opened.csvTables["../tables/t.csv"]?.rows.count == 1)
  }

  /// Nothing outside the project is opened, whatever the flow says and wherever links point.
  @Test(arguments: [
    "/etc/hostname", "~/x.csv", "../outside.csv", "sub/../../outside.csv", "link.csv", "linked/outside.csv", "",
    "none.csv",
    "sub", "./../outside.csv", "sub/../../project/../outside.csv",
  ])
  func pathsThatLeaveTheProject(_ path: String) throws {
    let scene = try Scene([
      "project/flowrun.yaml": ProjectTests.good, "outside.csv": "k,v\n1,2\n", "project/sub/x.txt": "",
      "project/a.flow.yaml": Self.flow.replacing("FILE", with: "\"\(path)\""),
    ])
    let files = FileManager.default
    let root = scene.url.appending(path: "project")
    try files.createSymbolicLink(
      at: root.appending(path: "link.csv"), withDestinationURL: scene.url.appending(path: "outside.csv"))
    try files.createSymbolicLink(at: root.appending(path: "linked"), withDestinationURL: scene.url)
    let opened = try OpenedFlow.open(root.appending(path: "a.flow.yaml"), in: try scene.project("project"))
    #expect(opened.csvTables.isEmpty)
    #expect(opened.diagnostics.map(\.code) == [.L607])
  }

  @Test func usedFilesAreRead() throws {
    let scene = try Scene([
      "flowrun.yaml": ProjectTests.good, "shared.yaml": "settings:\n  a: 1\n",
      "a.flow.yaml":
        "flow: a\nsource: shop.orders\ntarget: till.orders\nuse: [shared.yaml, gone.yaml]\nfields:\n  a: b\n",
    ])
    let opened = try OpenedFlow.open(scene.url.appending(path: "a.flow.yaml"), in: try scene.project())
    #expect(opened.shared.map { $0.reading.file.settings.map(\.name.text) } == [["a"]])
    #expect(opened.diagnostics.map(\.code) == [.S111])
  }

  /// A file may use another one; each is read once, and its tables lie beside it.
  @Test func usedFilesUseOthers() throws {
    let scene = try Scene([
      "flowrun.yaml": ProjectTests.good, "shared/a.yaml": "use: [b.yaml, c.yaml]\nsettings:\n  a: 1\n",
      "shared/b.yaml": "use: c.yaml\n", "shared/c.yaml": "tables:\n  t:\n    file: t.csv\n    else: \"x\"\n",
      "shared/t.csv": "k,v\n1,2\n",
      "a.flow.yaml":
        "flow: a\nsource: shop.orders\ntarget: till.orders\nuse: shared/a.yaml\nfields:\n  a: b\n",
    ])
    let opened = try OpenedFlow.open(scene.url.appending(path: "a.flow.yaml"), in: try scene.project())
    #expect(opened.diagnostics == [])
    #expect(opened.shared.map(\.file.lastPathComponent) == ["a.yaml", "b.yaml", "c.yaml"])
    #expect(opened.shared.last?.csvTables["t.csv"]?.rows.count == 1)
    #expect(opened.csvTables.isEmpty)
  }

  @Test func aCircleOfUsedFiles() throws {
    let scene = try Scene([
      "flowrun.yaml": ProjectTests.good, "b.yaml": "use: c.yaml\n", "c.yaml": "use: b.yaml\n",
      "a.flow.yaml": "flow: a\nsource: shop.orders\ntarget: till.orders\nuse: b.yaml\nfields:\n  a: b\n",
    ])
    let opened = try OpenedFlow.open(scene.url.appending(path: "a.flow.yaml"), in: try scene.project())
    #expect(
      TextRenderer().render(opened.diagnostics) == """
        error[S111]: these files use each other in a circle
           ┌─ c.yaml:1:6
           │
         1 │ use: b.yaml
           │      ^^^^^^ b.yaml uses c.yaml uses b.yaml
           │
           = help: take this line out; what both need can stand in a third file that each of them uses
           = more: flowrun explain S111

        1 error in 1 file

        """)
  }

  @Test(arguments: ["/etc/hostname", "../outside.yaml", "link.yaml", "sub", "none.yaml"])
  func usedFilesLieInTheProject(_ path: String) throws {
    let scene = try Scene([
      "project/flowrun.yaml": ProjectTests.good, "outside.yaml": "settings:\n  a: 1\n", "project/sub/x.txt": "",
      "project/a.flow.yaml":
        "flow: a\nsource: shop.orders\ntarget: till.orders\nuse: \(path)\nfields:\n  a: b\n",
    ])
    let root = scene.url.appending(path: "project")
    try FileManager.default.createSymbolicLink(
      at: root.appending(path: "link.yaml"), withDestinationURL: scene.url.appending(path: "outside.yaml"))
    let opened = try OpenedFlow.open(root.appending(path: "a.flow.yaml"), in: try scene.project("project"))
    #expect(opened.shared.isEmpty)
    #expect(opened.diagnostics.map(\.code) == [.S111])
  }

  @Test func flowsRunInTheOrderOfTheProject() throws {
    let scene = try Scene([
      "flowrun.yaml": ProjectTests.good, "a.flow.yaml": "", "b.flow.yaml": "", "z/c.flow.yaml": "", "x.yaml": "",
      ".hidden/d.flow.yaml": "",
    ])
    let project = try scene.project()
    func chosen(_ words: [String]) throws -> [String] {
      try FlowFiles.chosen(words, in: project).map { $0.lastPathComponent }
    }
    #expect(try chosen([]) == ["b.flow.yaml", "a.flow.yaml", "c.flow.yaml"])
    #expect(try chosen(["c", "a.flow.yaml"]) == ["c.flow.yaml", "a.flow.yaml"])
    #expect(try chosen(["z"]) == ["c.flow.yaml"])
    #expect(try chosen([scene.url.path + "/z/c.flow.yaml"]) == ["c.flow.yaml"])
    let problem = #expect(throws: ProjectProblem.self) { try chosen(["nothing"]) }
    #expect(problem?.kind == .usage)
  }

  @Test func aMistypedFlowGetsTheNearestName() throws {
    let scene = try Scene(["flowrun.yaml": ProjectTests.good, "orders.flow.yaml": ""])
    let project = try scene.project()
    let problem = #expect(throws: ProjectProblem.self) { try FlowFiles.chosen(["ordres"], in: project) }
    #expect(problem?.message == "there is no flow and no file `ordres`; did you mean `orders`?")
  }

  @Test func pathsAreShownFromWhereThePersonStands() throws {
    let scene = try Scene(["a/x.yaml": ""])
    #expect(scene.url.appending(path: "a/x.yaml").shown(from: scene.url) == "a/x.yaml")
    #expect(scene.url.appending(path: "a/x.yaml").shown(from: scene.url.appending(path: "b")) == "../a/x.yaml")
    #expect(URL(filePath: "/etc/hosts").shown(from: scene.url) == "/etc/hosts")
  }

  @Test func zones() throws {
    let amsterdam = try #require(ZoneFiles.rules("Europe/Amsterdam"))
    #expect(amsterdam.offset(at: Moment(seconds: 1_753_000_000)) == 7200)
    #expect(ZoneFiles.rules("Europe/Nowhere") == nil)
    #expect(ZoneFiles.rules("../../../etc/passwd") == nil)
    let names = ZoneFiles.names()
    #expect(names.count > 300 && names.contains("Europe/Amsterdam") && names.contains("Europe/Brussels"))
    #expect(names.allSatisfy { ZoneFiles.rules($0) != nil })
  }
}
