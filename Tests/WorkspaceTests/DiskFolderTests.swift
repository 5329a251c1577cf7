import ConnectorKit
import Diagnostics
import Foundation
import Testing

@testable import Workspace

@Suite struct DiskFolderTests {
  private func folder(_ scene: Scene, _ name: String = ".") -> DiskFolder {
    DiskFolder(name, in: ProjectFolder(scene.url), standing: scene.url)
  }

  private func text(_ file: (any OpenedFile)?) throws -> String? {
    try file.map { String(decoding: try $0.bytes(at: 0, count: 1 << 16), as: UTF8.self) }
  }

  private func replace(_ folder: DiskFolder, _ name: String, with text: String, version: String?) throws {
    let new = try folder.replacement(of: name)
    try new.append(Array(text.utf8))
    try new.finish(replacing: version)
  }

  @Test func itListsPlainFilesAndReadsThem() throws {
    let scene = try Scene(["data/b.csv": "x", "data/a.csv": "12345", "data/.hidden": "", "data/in/c.csv": "c"])
    let folder = folder(scene, "data")
    #expect(try folder.names() == ["a.csv", "b.csv"])
    #expect(folder.shown("a.csv") == "data/a.csv")
    #expect(try text(try folder.open("in/c.csv")) == "c")
    #expect(try folder.open("a.csv")?.bytes(at: 3, count: 9) == Array("45".utf8))
    #expect(try folder.open("none.csv") == nil)
    #expect(try self.folder(scene, "none").names() == [])
  }

  @Test func nothingOutsideIsReached() throws {
    let scene = try Scene(["project/data/a.csv": "in", "secret.csv": "out"])
    let project = scene.url.appending(path: "project")
    try FileManager.default.createSymbolicLink(
      at: project.appending(path: "data/link.csv"), withDestinationURL: scene.url.appending(path: "secret.csv"))
    try FileManager.default.createSymbolicLink(at: project.appending(path: "away"), withDestinationURL: scene.url)
    let folder = DiskFolder("data", in: ProjectFolder(project), standing: scene.url)
    for name in ["../../secret.csv", "link.csv", "/etc/passwd", "~/x", "", "a\u{0}b", "."] {
      #expect(throws: FileTrouble.self, "\(name)") { try folder.open(name) }
      #expect(throws: FileTrouble.self, "\(name)") { try folder.replacement(of: name) }
      #expect(throws: FileTrouble.self, "\(name)") { try folder.work(for: name, isHeld: true) }
    }
    let away = DiskFolder("away", in: ProjectFolder(project), standing: scene.url)
    #expect(
      throws: FileTrouble(
        .unusable, "a link leads out of the project; name the folder from the root, as /data/exports")
    ) { try away.names() }
    // Whoever writes the project file may say so.
    let named = DiskFolder(scene.url.path, in: ProjectFolder(project), standing: scene.url)
    #expect(try text(try named.open("secret.csv")) == "out")
  }

  @Test func aPipeIsNoFile() throws {
    let scene = try Scene()
    mkfifo(scene.url.appending(path: "p.csv").path, 0o600)
    #expect(throws: FileTrouble(.unusable, "this is no plain file")) { try folder(scene).open("p.csv") }
    try FileManager.default.createDirectory(at: scene.url.appending(path: "d.csv"), withIntermediateDirectories: true)
    #expect(throws: FileTrouble(.unusable, "this is a folder")) { try folder(scene).open("d.csv") }
  }

  @Test func aReplacedFileKeepsItsModeAndOnlyChangesWhole() throws {
    let scene = try Scene(["a.csv": "old"])
    let path = scene.url.appending(path: "a.csv").path
    chmod(path, 0o600)
    let folder = folder(scene)
    let before = try folder.open("a.csv")
    let new = try folder.replacement(of: "a.csv")
    try new.append(Array("new".utf8))
    #expect(try text(try folder.open("a.csv")) == "old")
    try new.finish(replacing: before?.version)
    #expect(try text(try folder.open("a.csv")) == "new")
    #expect(try text(before) == "old", "who reads it goes on with what it was")
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scene.url.path) == ["a.csv"])
  }

  @Test func whatSomebodyChangedMeanwhileIsLeftAlone() throws {
    let scene = try Scene(["a.csv": "old"])
    let folder = folder(scene)
    let version = try folder.open("a.csv")?.version
    try scene.write("a.csv", "theirs")
    let new = try folder.replacement(of: "a.csv")
    #expect(throws: FileTrouble(.changed, "somebody changed it meanwhile")) { try new.finish(replacing: version) }
    new.drop()
    #expect(try text(try folder.open("a.csv")) == "theirs")
    #expect(throws: FileTrouble.self) { try replace(folder, "a.csv", with: "x", version: nil) }
    try replace(folder, "b.csv", with: "x", version: nil)
    #expect(try text(try folder.open("b.csv")) == "x")
  }

  @Test func aWorkFileIsOneProgramsAloneAndOutlivesIt() throws {
    let scene = try Scene(["a.csv": "old"])
    let folder = folder(scene)
    #expect(try folder.work(for: "a.csv", isHeld: false) == nil)
    do {
      let work = try #require(try folder.work(for: "a.csv", isHeld: true))
      try work.append(Array("one\ntwo".utf8))
      try work.keep()
      #expect(throws: FileTrouble(.held, "another run is writing it")) {
        try folder.work(for: "a.csv", isHeld: true)
      }
      #expect(try text(try folder.work(for: "a.csv", isHeld: false)) == "one\ntwo")
    }
    let work = try #require(try folder.work(for: "a.csv", isHeld: true))
    try work.cut(to: 4)
    try work.append(Array("three\n".utf8))
    #expect(try text(work) == "one\nthree\n" && work.size == 10)
    try work.remove()
    #expect(try FileManager.default.contentsOfDirectory(atPath: scene.url.path) == ["a.csv"])
  }

  @Test func theWorkFileForStandardOutputLeavesNothing() throws {
    let scene = try Scene()
    let work = try #require(try folder(scene).work(for: standardStream, isHeld: true))
    try work.append([1, 2, 3])
    try work.append([4])
    #expect(try work.bytes(at: 1, count: 9) == [2, 3, 4])
    #expect(try FileManager.default.contentsOfDirectory(atPath: scene.url.path) == [])
  }

  @Test func aFolderThatIsNotThereIsNamed() throws {
    let scene = try Scene()
    #expect(throws: FileTrouble(.unusable, "its folder is not there")) {
      try folder(scene, "none").work(for: "a.csv", isHeld: true)
    }
  }

  // MARK: in the project file

  private static func project(_ settings: String) -> String {
    "connections:\n  box:\n    connector: box\n\(settings)"
  }

  @Test func theProjectFileNamesFolderAndFiles() throws {
    let scene = try Scene([
      "flowrun.yaml": Self.project("    folder: data\n    files: { orders: o.csv, \"new\": '-' }\n"),
      "data/o.csv": "hello",
    ])
    let project = try Project.open(
      at: scene.url, standing: scene.url, connectors: [Box.self, Shop.self], environment: [:])
    #expect(project.diagnostics == [])
    let connection = try #require(project.connection("box"))
    #expect(connection.texts == ["folder": "data", "files.orders": "o.csv", "files.new": "-"])
    #expect(connection.declaration.title == "orders=o.csv hello; beside shop")
    #expect(connection.address == "folder data")
    let settings = try connection.settings(in: project, environment: [:])
    #expect(try text(try settings.folder.open("o.csv")) == "hello")
  }

  @Test(arguments: [
    ("    folder: ../x\n", "`folder` can't be `../x`"), ("    folder: ~/x\n", "`folder` can't be `~/x`"),
    ("    files: o.csv\n", "`files` is a block of names, each with a text"),
    ("    files: { a: [1] }\n", "`a` is one text"), ("    folder: bad\n", "the box is broken"),
  ])
  func wrongSettingsAreNamed(_ settings: String, _ message: String) throws {
    let scene = try Scene(["flowrun.yaml": Self.project(settings)])
    let project = try Project.open(at: scene.url, standing: scene.url, connectors: [Box.self], environment: [:])
    #expect(project.diagnostics.map(\.message) == [message])
  }

  @Test func anotherConnectorMayStandInForOne() throws {
    let scene = try Scene([
      "flowrun.yaml": """
      connections:
        shop: { connector: shop, url: "https://x.example", token: env:T, prices: incl }

      """,
      "flowrun.files.yaml": "connections:\n  shop: { connector: box, folder: data }\n",
      "flowrun.wrong.yaml": "connections:\n  shop: { connector: boks }\n",
    ])
    func open(_ overlay: String) throws -> Project {
      try Project.open(
        at: scene.url, standing: scene.url, connectors: [Box.self, Shop.self], environment: [:], overlay: overlay)
    }
    let connection = try #require(try open("files").connection("shop"))
    #expect(connection.declaration.name == "box" && connection.texts == ["folder": "data", "files": ""])
    #expect(connection.secrets.isEmpty)
    #expect(try open("wrong").diagnostics.map(\.message) == ["there is no connector `boks`"])
  }
}

/// A connector that says what lies in its folder.
struct Box: IdleConnector {
  static let declaration = ConnectorDeclaration(
    name: "box", title: "The Box",
    settings: [
      ConnectorSetting("folder", .folder, meaning: "Where.", standard: "."),
      ConnectorSetting("files", .texts, meaning: "Which.", standard: ""),
    ], entities: [])

  static func declaration(of connection: ConnectionOutline) -> ConnectorDeclaration {
    var found = declaration
    let named = ConnectorSetting.block("files", in: connection.settings)
    let file = named["orders"] ?? ""
    let bytes = (try? connection.folder.open(file)?.bytes(at: 0, count: 99)) ?? []
    found.title =
      "orders=\(file) \(String(decoding: bytes, as: UTF8.self)); beside \(connection.others.map(\.name).joined())"
    if connection.settings["folder"] == "bad" { found.problems.append(.init("the box is broken", help: ["mend it"])) }
    return found
  }

  init(settings: ConnectionSettings) {}
}
