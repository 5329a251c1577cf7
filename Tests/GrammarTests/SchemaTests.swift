import ConnectorKit
import Connectors
import Diagnostics
import Foundation
import Reference
import Source
import Syntax
import Testing
import Values
import Workspace

/// The schemas for editors: they accept every file whose shape is right, and refuse the others.
@Suite struct SchemaTests {
  private static let connectors: [any Connector.Type] = [BigCommerce.self, Mplus.self, Files.self]
  private static let validators = FileSchema.allCases.reduce(into: [:]) { found, kind in
    found[kind] = try? SchemaValidator(root: kind.document(of: connectors.map { $0.declaration }))
  }

  @Test(arguments: FileSchema.allCases)
  func everyKeywordIsOneThatTheValidatorKnows(kind: FileSchema) throws {
    try #require(Self.validators[kind]).checkKeywords()
    let unknown = try SchemaValidator(root: ["contains": [:]])
    #expect(throws: SchemaValidator.Unknown.self) { try unknown.accepts([]) }
  }

  @Test func everyKeyIsExplained() throws {
    for kind in FileSchema.allCases {
      for (name, key) in kind.document(of: [])["properties"]?.object?.members ?? [] {
        #expect(key["description"]?.string?.hasSuffix(".") == true, "\(kind) \(name)")
      }
    }
  }

  // MARK: files of the project

  static var shipped: [String] {
    ["mappings", "mappings/alternatives", "Tests/Rules", "Tests/Rules/shared"].flatMap { folder in
      let place = SchemaCase.root.appending(path: folder).path
      let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
      return names.filter { $0.hasSuffix(".yaml") }.sorted().map { "\(folder)/\($0)" }
    }
  }

  @Test func thereAreFilesOfEveryKind() {
    #expect(Set(Self.shipped.map(SchemaCase.kind)) == Set(FileSchema.allCases))
  }

  @Test(arguments: shipped)
  func theShippedFilesAreAccepted(path: String) throws {
    let text = try String(contentsOf: SchemaCase.root.appending(path: path), encoding: .utf8)
    #expect(try Self.accepts(text, SchemaCase.kind(path)))
  }

  // MARK: wrong flows

  @Test func everyCodeOfTheStructureIsDecided() {
    let codes = Code.allCases.map(\.rawValue).filter { $0.hasPrefix("S1") }
    #expect(Set(SchemaCase.decisions.keys) == Set(codes))
  }

  /// A flow with a mistake of its shape is refused; one with any other mistake has the shape of a flow.
  @Test(arguments: SchemaCase.wrongFlows)
  func aWrongFlowIsRefusedIfItsShapeIsWrong(folder: String) throws {
    let file = SchemaCase.root.appending(path: "Tests/Wrong/\(folder)/wrong.flow.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let isStructural = SchemaCase.decisions[String(folder.prefix(4))] == true
    #expect(try Self.accepts(text, .flow) != isStructural)
  }

  @Test(arguments: SchemaCase.all)
  func theSchemaAndTheReaderAgree(item: SchemaCase) throws {
    #expect(try Self.accepts(item.completed, item.kind) == (item.code == nil))
    let codes = Self.errors(item).map(\.code.rawValue)
    #expect(item.code.map { codes.contains($0) } ?? codes.isEmpty, "the reader says \(codes)")
  }

  private static func errors(_ item: SchemaCase) -> [Diagnostic] {
    let source = SourceFile(path: "case.yaml", text: item.completed)
    let said: [Diagnostic]
    switch item.kind {
    case .flow: said = FlowReader.read(source).diagnostics
    case .shared: said = FlowReader.readShared(source).diagnostics
    case .test: said = TestFileReader.read(source).diagnostics
    case .project, .overlay:
      let folder = FileManager.default.temporaryDirectory.appending(path: "flowrun-schema-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: folder) }
      try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      var files = ["flowrun.yaml": item.text]
      if item.kind == .overlay { files = ["flowrun.yaml": belowOverlays, "flowrun.own.yaml": item.text] }
      for (name, text) in files { try? Data(text.utf8).write(to: folder.appending(path: name)) }
      let project = try? Project.open(
        at: folder, standing: folder, connectors: connectors, environment: [:],
        overlay: item.kind == .overlay ? "own" : nil)
      said = project?.diagnostics ?? []
    }
    return said.filter { $0.severity == .error }
  }

  private static let belowOverlays =
    "connections: { mplus: { connector: mplus, url: \"https://x.nl\", ident: env:A, secret: env:B } }\n"

  // MARK: grammar.md

  /// Blocks of flows that YAML can read.
  static let blocks = GrammarCase.all.filter { block in !block.errors.contains { $0.hasPrefix("Y") } }

  @Test(arguments: blocks)
  func theBlocksOfTheGrammarAreAcceptedUnlessTheirShapeIsWrong(block: GrammarCase) throws {
    // Of a word in quotes only the reader knows that it is none.
    let isQuotedWord = block.yaml.contains("update: \"if empty\"")
    let isStructural =
      !isQuotedWord && block.errors.contains { SchemaCase.decisions[String($0.prefix(4))] == true }
    #expect(try Self.accepts(SchemaCase.completed(block.yaml), .flow) != isStructural)
    for (name, text) in block.files where name.hasSuffix(".yaml") && !name.hasPrefix("flowrun.") {
      #expect(try Self.accepts(text, .shared), "\(name)")
    }
    for text in block.others { #expect(try Self.accepts(SchemaCase.completed(text), .flow)) }
  }

  /// As an editor sees the file. One that YAML can't read is refused.
  private static func accepts(_ text: String, _ kind: FileSchema) throws -> Bool {
    let reading = YAMLDocument.read(SourceFile(path: "file.yaml", text: text))
    guard reading.diagnostics.allSatisfy({ $0.severity != .error }) else { return false }
    return try #require(validators[kind]).accepts(reading.root?.asJSON ?? .null)
  }
}

extension YAMLNode {
  /// As editors read YAML: a plain scalar may be a number, yes/no or nothing.
  var asJSON: JSON {
    switch kind {
    case .broken: .null
    case .list(let items): .array(items.map(\.asJSON))
    case .mapping(let entries):
      .object(JSON.Object(entries.map { (name: $0.key.scalar?.text ?? "", value: $0.value.asJSON) }))
    case .scalar(let scalar) where scalar.isQuoted: .string(scalar.text)
    case .scalar where isEmpty: .null
    case .scalar(let scalar):
      switch scalar.text {
      case "true", "True", "TRUE": true
      case "false", "False", "FALSE": false
      default:
        scalar.text.wholeMatch(of: /[-+]?[0-9]*\.?[0-9]+/) == nil ? .string(scalar.text) : Self.number(scalar.text)
      }
    }
  }

  private static func number(_ text: String) -> JSON {
    // Which number it is does not matter, only whether it is whole.
    text.contains(".") ? (try? JSON.parse("1.5")) ?? .null : .whole(Int64(text) ?? 1)
  }
}
