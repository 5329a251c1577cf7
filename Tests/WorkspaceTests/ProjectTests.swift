import ConnectorKit
import Diagnostics
import Foundation
import Source
import Syntax
import Testing

@testable import Workspace

@Suite struct ProjectTests {
  static let good = """
    connections:
      shop_nl:
        connector: shop
        url: https://shop.example/stores/abc123
        token: env:SHOP_TOKEN
        prices: excl
        timeout: 2m
      till:
        connector: till
        url: http://127.0.0.1:8080/
    flows: [b, a]
    store: sqlite:state/runs.db

    """

  @Test func everythingIsRead() throws {
    let scene = try Scene(["flowrun.yaml": Self.good])
    let project = try scene.project()
    #expect(project.diagnostics == [])
    #expect(project.connections.map(\.name) == ["shop_nl", "till"])
    #expect(project.flowOrder.map(\.text) == ["b", "a"])
    #expect(project.store.file.path == scene.url.path + "/state/runs.db")
    let shop = try #require(project.connection("shop_nl"))
    #expect(shop.texts["timeout"] == "120")
    #expect(shop.texts["attempts"] == "5")
    let settings = try shop.settings(in: project, environment: ["SHOP_TOKEN": "s3cret"])
    #expect(settings.secret("token").reveal { $0 } == "s3cret")
  }

  @Test func theProjectFileStandsAboveOrInTheUsualFolder() throws {
    let scene = try Scene(["mappings/flowrun.yaml": Self.good, "mappings/deep/a.flow.yaml": ""])
    #expect(try scene.project("mappings/deep/a.flow.yaml").folder.url.lastPathComponent == "mappings")
    #expect(try scene.project().source?.path == "mappings/flowrun.yaml")
  }

  @Test func withoutAProjectFileTheEnvironmentSpeaks() throws {
    let scene = try Scene()
    let environment = ["TILL_URL": "https://till.example/", "SHOP_URL": "https://shop.example/"]
    let project = try scene.project(environment: environment)
    #expect(project.connections.map(\.name) == ["shop", "till"])
    let till = try #require(project.connection("till"))
    #expect(try till.settings(in: project, environment: environment).text("url") == "https://till.example/")
    let shop = try #require(project.connection("shop"))
    let problem = #expect(throws: ProjectProblem.self) { try shop.settings(in: project, environment: environment) }
    #expect(problem?.message == "connection shop needs `prices` (how prices are entered): give it in flowrun.yaml")
  }

  @Test(arguments: [
    ("conections:\n  a: 1\n", "S101", "`conections` is not a word of a project file; did you mean `connections`?"),
    ("connections:\n  t:\n    url: https://x.example\n", "S102", "the connection `t` needs `connector`"),
    (
      "connections:\n  t:\n    connector: tlil\n    url: https://x.example\n", "S104",
      "there is no connector `tlil`; did you mean `till`?"
    ),
    ("connections:\n  t:\n    connector: till\n", "S102", "the connection `t` needs `url`"),
    (
      "connections:\n  t:\n    connector: till\n    url: http://till.example/\n", "S103",
      "`url` can't be `http://till.example/`"
    ),
    (
      "connections:\n  t:\n    connector: till\n    ulr: https://till.example/\n    url: https://till.example/\n",
      "S101",
      "`ulr` is not a word of a connection with The Till; did you mean `url`?"
    ),
    (
      "connections:\n  t: {connector: till, url: https://till.example/}\nstore: postgres\n", "S103",
      "`store` can't be `postgres`"
    ),
    (
      "connections:\n  t: {connector: till, url: https://till.example/}\nflows: [a, a]\n", "S112",
      "the flow `a` stands here twice"
    ),
  ])
  func mistakes(_ text: String, _ code: String, _ message: String) throws {
    let project = try Scene(["flowrun.yaml": text]).project()
    #expect(project.diagnostics.map { "\($0.code) \($0.message)" } == ["\(code) \(message)"])
  }

  /// A pasted credential is named without being printed, wherever it stands.
  @Test(arguments: [
    "    token: 8f3kq0zz1mm2nn3bb4vv\n", "    token: short\n",
    "    token: env:SHOP_TOKEN\n    tokn: 8f3kq0zz1mm2nn3bb4vv\n",
    "    token: \"8f3kq0zz1mm2nn3bb4vv8f3kq0zz1mm2nn3bb4vv\"\n",
    "    token: '8f3kq0zz' # it\n",
  ])
  func credentialsAreNotPrinted(_ line: String) throws {
    let text = "connections:\n  s:\n    connector: shop\n    url: https://x.example\n    prices: excl\n" + line
    let project = try Scene(["flowrun.yaml": text]).project()
    let found = try #require(project.diagnostics.first { $0.code == .S117 })
    let place = try #require(found.place)
    // However long it is.
    #expect(place.source.text(place.span) == "••••")
    let printed = project.diagnostics.flatMap { $0.labels.map { $0.place.source.line(6) + $0.place.source.line(7) } }
    #expect(!printed.joined().contains("8f3kq0") && !printed.joined().contains("short"))
  }

  @Test func missingSecretsSayWhatToSet() throws {
    let scene = try Scene(["flowrun.yaml": Self.good])
    let project = try scene.project()
    let shop = try #require(project.connection("shop_nl"))
    let problem = #expect(throws: ProjectProblem.self) { try shop.settings(in: project, environment: [:]) }
    #expect(problem?.kind == .credentials)
    #expect(
      problem?.message
        == "connection shop_nl: `token` is env:SHOP_TOKEN, and that variable is not set: export SHOP_TOKEN=… and run it again"
    )
  }

  @Test(arguments: [("file:token.txt", "from file"), ("exec:echo from command", "from command")])
  func otherReferences(_ reference: String, _ expected: String) throws {
    let scene = try Scene(["token.txt": "from file\nsecond line\n"])
    let secret = try #require(SecretReference(reference)).fetch(in: ProjectFolder(scene.url), environment: [:])
    #expect(secret.reveal { $0 } == expected)
  }

  @Test func commandsThatFailSaySo() throws {
    let scene = try Scene()
    #expect(throws: FileProblem.self) {
      try #require(SecretReference("exec:false")).fetch(in: ProjectFolder(scene.url), environment: [:])
    }
  }

  @Test(arguments: ["localhost", "127.0.0.1", "127.1.2.3", "[::1]"])
  func loopback(_ host: String) throws { _ = try SettingValue.read("http://\(host):8080/", as: .url).get() }

  @Test(arguments: [
    "127.0.0.1.example", "127.example", "localhost.example", "10.0.0.1", "2130706433", "[::ffff:7f00:1]",
  ])
  func notLoopback(_ host: String) {
    #expect(throws: SettingValue.Wrong.self) { try SettingValue.read("http://\(host)/", as: .url).get() }
  }

  /// What no two programs read alike is no address of a connection.
  @Test(arguments: [
    ("https://2130706433/", "this address hides a number; an IPv4 address is written as four numbers, like 192.0.2.1"),
    ("https://0x7f.1/", "this address hides a number; an IPv4 address is written as four numbers, like 192.0.2.1"),
    ("https://shop.example@evil.example/", "this address holds a user or a password; an address holds neither"),
    ("https://shop.example\\@evil.example/", "this address holds a blank, a backslash or a letter that no address has"),
    ("https://shop example/", "this address holds a blank, a backslash or a letter that no address has"),
    ("ftp://shop.example/", "this address must begin with https://"),
    ("shop.example", "this address must begin with https://"),
    ("https://", "this address has no host that could be one"),
  ])
  func addressesThatAreNone(_ url: String, _ reason: String) {
    guard case .failure(let wrong) = SettingValue.read(url, as: .url) else {
      Issue.record("\(url) is accepted")
      return
    }
    #expect(wrong.reason == reason)
  }

  @Test func linesBehindAHiddenCredentialKeepTheirNumbers() throws {
    let text =
      "connections:\n  s:\n    connector: shop\n    url: https://x.example\n    token: |\n      8f3kq0zz1mm2nn3bb4vv\n"
      + "    prices: excl\n    tmeout: 5s\n"
    let project = try Scene(["flowrun.yaml": text]).project()
    let found = try #require(project.diagnostics.first { $0.code == .S101 })
    let place = try #require(found.place)
    #expect(place.source.lineNumber(at: place.span.start) == 8)
    #expect(place.source.text(place.span) == "tmeout")
    #expect(found.fixes.isEmpty)
  }

  /// A file of certificates for one connection.
  @Test func authorities() throws {
    let scene = try Scene(["ca.pem": "-----BEGIN CERTIFICATE-----\n"])
    let project = try scene.project()
    var connection = ProjectConnection(
      name: "till", connector: Till.self, declaration: Till.declaration, texts: ["ca": "ca.pem"], secrets: [:],
      absent: [])
    #expect(try connection.authorities(in: project) == Array("-----BEGIN CERTIFICATE-----\n".utf8))
    connection.texts["ca"] = ConnectorSetting.systemAuthorities
    #expect(try connection.authorities(in: project) == nil)
    connection.texts["ca"] = "none.pem"
    let problem = #expect(throws: ProjectProblem.self) { try connection.authorities(in: project) }
    #expect(problem?.message.hasPrefix("connection till: `ca` is none.pem, and ") == true)
  }
}

@Suite struct OverlayTests {
  private static let project = """
    connections:
      shop:
        connector: shop
        url: https://shop.example
        token: env:SHOP_TOKEN
        prices: excl
    flows: [one, two]
    """

  private func open(_ overlay: String, name: String = "demo") throws -> Project {
    let scene = try Scene([
      "flowrun.yaml": Self.project, "flowrun.demo.yaml": overlay, "one.flow.yaml": "flow: one\n",
      "one.test.yaml": "flow: one\nexamples: []\n", "other.test.yaml": "flow: two\nexamples: []\n",
    ])
    return try Project.open(
      at: scene.url, standing: scene.url, connectors: [Shop.self, Till.self], environment: [:], overlay: name)
  }

  @Test func settingsOfAnOverlayTakeThePlaceOfTheProjects() throws {
    let project = try open("connections:\n  shop:\n    url: http://127.0.0.1:8080/\n    timeout: 2m\n")
    #expect(project.diagnostics.isEmpty)
    let shop = try #require(project.connection("shop"))
    #expect(shop.texts["url"] == "http://127.0.0.1:8080/")
    #expect(shop.texts["timeout"] == "120")
    #expect(shop.texts["prices"] == "excl")
  }

  /// What a run did to the systems of one environment was not done to those of another.
  @Test func anEnvironmentHasAStateOfItsOwn() throws {
    let project = try open("connections: {}\n")
    #expect(project.store.file.path.hasSuffix("/.flowrun/state.demo.db"))
    #expect(project.overlay == "demo")
    let named = try open("store: sqlite:kept/here.db\n")
    #expect(named.diagnostics.isEmpty)
    #expect(named.store.file.path.hasSuffix("/kept/here.db"))
    let file = StoreLocation(file: URL(filePath: "/a/runs"))
    #expect(file.own(of: "live").file.path == "/a/runs.live")
  }

  @Test func twoWaysToWriteAnAddressAreOnePlace() throws {
    let project = try open("connections:\n  shop: { url: \"https://Shop.Example:443/stores/a/\" }\n")
    #expect(project.connection("shop")?.address == "shop.example/stores/a")
  }

  @Test func mistakesOfAnOverlayPointIntoIt() throws {
    let project = try open("connections:\n  shp:\n    url: https://x.example\n")
    #expect(
      project.diagnostics.map(\.message) == ["`shp` is not a word of this project's connections; did you mean `shop`?"])
    #expect(project.diagnostics.first?.place?.source.path == "flowrun.demo.yaml")
  }

  @Test func aMistypedOverlayGetsTheNearestName() {
    #expect(throws: ProjectProblem(.usage, "there is no flowrun.dem.yaml; did you mean `demo`?")) {
      _ = try open("connections: {}\n", name: "dem")
    }
  }

  @Test func theOrderNamesOnlyFlowsThatAreThere() throws {
    let scene = try Scene(["flowrun.yaml": Self.project, "one.flow.yaml": "flow: one\n"])
    #expect(try scene.project().orderDiagnostics.map(\.message) == ["there is no flow `two`"])
  }

  @Test func testFilesBesideAFlow() throws {
    let scene = try Scene([
      "flowrun.yaml": Self.project, "one.flow.yaml": "flow: one\n", "one.test.yaml": "flow: one\nexamples: []\n",
      "other.test.yaml": "flow: two\nexamples: []\n",
    ])
    let opened = try OpenedFlow.open(scene.url.appending(path: "one.flow.yaml"), in: try scene.project())
    #expect(opened.tests.map(\.source.path) == ["one.test.yaml"])
  }
}
