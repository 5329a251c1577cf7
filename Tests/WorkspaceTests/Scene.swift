import ConnectorKit
import Foundation
import Types
import Values

@testable import Workspace

/// A folder of a test's own, gone when the test has ended.
final class Scene {
  let url: URL

  init(_ files: [String: String] = [:]) throws {
    url = FileManager.default.temporaryDirectory.appending(path: "flowrun-\(UUID().uuidString)").resolvingLinks
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (name, text) in files { try write(name, text) }
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ name: String, _ text: String) throws {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: false, encoding: .utf8)
  }

  func project(_ folder: String = ".", environment: [String: String] = [:]) throws -> Project {
    try Project.open(
      at: url.appending(path: folder), standing: url, connectors: [Shop.self, Till.self], environment: environment)
  }
}

/// A connector that is nothing but its declaration.
protocol IdleConnector: Connector {}

extension IdleConnector {
  func inspect(over transport: any Transport) async throws(ConnectorError) -> [String] { [] }
  func read(_ request: ReadRequest, over transport: any Transport) async throws(ConnectorError) -> Page {
    Page(records: [], next: nil, cursor: nil)
  }
  func find(_ request: FindRequest, over transport: any Transport) async throws(ConnectorError) -> [[FoundRecord]] {
    []
  }
  func write(_ request: WriteRequest, over transport: any Transport) async throws(ConnectorError) -> FoundRecord {
    throw ConnectorError(.refused, "nothing is written here")
  }
}

struct Shop: IdleConnector {
  static let declaration = ConnectorDeclaration(
    name: "shop", title: "The Shop",
    settings: [
      ConnectorSetting("url", .url, meaning: "The address of the store.", environment: "SHOP_URL"),
      ConnectorSetting("token", .secret, meaning: "The access token.", environment: "SHOP_TOKEN"),
      ConnectorSetting("prices", .oneOf(["incl", "excl"]), meaning: "How prices are entered."),
      ConnectorSetting("timeout", .duration, meaning: "How long an answer is waited for.", standard: "60s"),
      ConnectorSetting("attempts", .whole, meaning: "How often it is tried.", standard: "5"),
    ], entities: [])

  init(settings: ConnectionSettings) {}
}

struct Till: IdleConnector {
  static let declaration = ConnectorDeclaration(
    name: "till", title: "The Till",
    settings: [ConnectorSetting("url", .url, meaning: "The address.", environment: "TILL_URL")], entities: [])

  init(settings: ConnectionSettings) {}
}
