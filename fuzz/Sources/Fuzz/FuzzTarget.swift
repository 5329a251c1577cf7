import Builtins
import Check
import ConnectorKit
import Connectors
import Diagnostics
import Engine
import Plan
import Source
import Synchronization
import Syntax
import Types
import Values
import Workspace

/// A reader of bytes that others wrote. `make fuzz` feeds it with mutations of the files in `fuzz/corpus`, and `make
/// test` with those files as they are.
enum FuzzTarget: String, CaseIterable, Sendable {
  /// A flow, a shared file or a test file, read and checked; if it is right, an order is mapped with it.
  case flow
  /// One formula: parsed, checked, and come to a value by both evaluators.
  case formula
  /// A JSON document, and BigCommerce's answer with it.
  case json
  /// A CSV table.
  case csv
  /// Records of a connection with files, as NDJSON, JSON and CSV.
  case files
  /// Mplus's answers, one after the other where a reading asks more than once.
  case soap

  /// What the bytes broke of what these readers promise. Crashes and hangs are for the caller to see.
  func broken(by bytes: [UInt8]) async -> [String] {
    switch self {
    case .flow: flow(SourceFile(path: "fuzz.flow.yaml", bytes: bytes))
    // A formula comes as text: from YAML, which is UTF-8, or from a command line.
    case .formula: formula(SourceFile(path: "formula", text: String(decoding: bytes, as: UTF8.self)))
    case .json: await json(bytes)
    case .csv: csv(SourceFile(path: "fuzz.csv", bytes: bytes))
    case .files: await files(bytes)
    case .soap: await soap(bytes)
    }
  }

  private static let context = CheckContext(
    connections: ["bigcommerce": BigCommerce.declaration, "mplus": Mplus.declaration], isPart: true)

  private func flow(_ source: SourceFile) -> [String] {
    let reading = FlowReader.read(source)
    let checked = Checker.check(reading.file, in: Self.context)
    let plan = reading.diagnostics.contains { $0.severity == .error } ? nil : checked.plan
    let others = FlowReader.readShared(source).diagnostics + TestFileReader.read(source).diagnostics
    return told(reading.diagnostics + checked.diagnostics + others) + (plan.map { mappedDifferently($0) } ?? [])
  }

  private func formula(_ source: SourceFile) -> [String] {
    let (expression, diagnostics) = FormulaParser.parse(source)
    var file = FlowFile(source: source, record: RecordBlock(span: Span(0, 0)))
    file.sourceEntity = Name("bigcommerce.orders", Span(0, 0))
    file.targetEntity = Name("mplus.orders", Span(0, 0))
    file.record.lets = [LetSyntax(name: Name("value", Span(0, 0)), value: .value(.formula(expression)))]
    let checked = Checker.check(file, in: Self.context)
    let plan = diagnostics.contains { $0.severity == .error } ? nil : checked.plan
    return told(diagnostics + checked.diagnostics) + (plan.map { valuedDifferently($0) } ?? [])
  }

  /// Places lie within their files, and messages can be printed.
  private func told(_ diagnostics: [Diagnostic]) -> [String] {
    let places = diagnostics.flatMap { diagnostic in
      diagnostic.labels.map(\.place) + diagnostic.fixes.flatMap { $0.edits.map(\.place) }
    }
    let outside = places.filter { place in
      !(0...place.source.bytes.count).contains(place.span.start) || place.span.end < place.span.start
        || place.span.end > place.source.bytes.count
    }
    // Printing takes longer than all the rest, so only some are.
    let shown = Array(diagnostics.prefix(3))
    let isSilent = TextRenderer().render(shown).isEmpty || JSONRenderer().render(shown).isEmpty
    return outside.map { "a place outside its file: \($0.span)" }
      + (isSilent && !shown.isEmpty ? ["messages without a text"] : [])
  }

  /// The order, mapped with both evaluators.
  private func mappedDifferently(_ plan: FlowPlan) -> [String] {
    guard let order = try? JSONDocument.parse(Array(Self.order.utf8)).root else { return ["the order is no JSON"] }
    let record = SourceRecord(key: "1042", version: "1", rows: [FoundRecord(key: "1042", body: order)])
    let programs = [FlowProgram(plan, functions(plan), evaluator: TreeEvaluator()), FlowProgram(plan, functions(plan))]
    let made = programs.map { program in
      var mapping = program.mapping(of: record)
      guard case .record(let draft) = mapping.compute().result else { return "no record" }
      var writer = JSONWriter()
      Value.record(.fields(RecordBuilder.written(draft))).write(into: &writer)
      return writer.string
    }
    return made[0] == made[1] ? [] : ["mapped to \(made[0]) and \(made[1])"]
  }

  /// The values of a formula for the order, by both evaluators.
  private func valuedDifferently(_ plan: FlowPlan) -> [String] {
    guard let order = try? JSONDocument.parse(Array(Self.order.utf8)).root else { return ["the order is no JSON"] }
    var tree: any Evaluator = TreeEvaluator()
    var compiled: any Evaluator = CompiledEvaluator()
    let values = [
      Surroundings(plan, functions(plan), evaluator: &tree), Surroundings(plan, functions(plan), evaluator: &compiled),
    ].map { surroundings in
      var frame = Frame(surroundings)
      frame.bind(FlowPlan.sourceVariable, .record(.node(order)))
      return Result { () throws(Fault) in try frame.value(ofLet: 0) }
    }
    return values[0] == values[1] ? [] : ["its value is \(values[0]) and \(values[1])"]
  }

  private func functions(_ plan: FlowPlan) -> FunctionContext {
    FunctionContext(
      now: Moment(seconds: 1_772_746_811), today: Moment(seconds: 1_772_746_811).date, rounding: plan.rounding,
      zone: { $0 == "UTC" ? .utc : TimeZoneRules(offsetSeconds: 3600) })
  }

  /// An order of the shop that has the fields of a till's article and relation too, so that most flows can map it.
  private static let order = """
    {"id": 1042, "status_id": "awaiting_fulfillment", "currency_code": "EUR", "total_inc_tax": 24.20,
     "date_created": "2026-03-01T10:00:00Z", "items_total": 2, "customer_message": "Ring twice",
     "billing_address": {"first_name": "Ann", "last_name": "Peeters", "street_1": "Kerkstraat 12 bus 3",
       "city": "Gent", "zip": "9000", "country_iso2": "BE", "email": "ann@example.com"},
     "products": [{"id": 1, "sku": "0LS-M", "name": "Linen shirt", "quantity": 2, "price_inc_tax": 12.10}],
     "email": "ann@example.com", "first_name": "Ann", "last_name": "Peeters", "name": "Ann Peeters",
     "address": "Kerkstraat 12", "city": "Gent", "country": "BE", "zipcode": "9000", "relationNumber": 681,
     "articleNumber": 1201, "productNumber": 120, "pluNumber": "0LS-M", "description": "Linen shirt", "vatCode": 2,
     "priceExcl": 41.28, "priceIncl": 49.95, "purchasePrice": 20, "contentQuantity": 1.25, "active": true,
     "webshop": true, "discontinued": false, "stockArticle": true, "branchNumber": 1, "amountFree": 4,
     "articles": [{"articleNumber": 1201, "pluNumber": "0LS-M", "active": true, "webshop": true, "size": "M",
       "discontinued": false, "priceExcl": 41.28}], "orderId": "o-1", "cancelState": "nothing",
     "deliveryState": "partial"}
    """

  private func json(_ bytes: [UInt8]) async -> [String] {
    guard let document = try? JSONDocument.parse(bytes) else { return [] }
    let shop = BigCommerce(
      settings: ConnectionSettings(
        connection: "shop",
        texts: [
          "url": "https://shop.example/stores/a", "prices": "excl", "timeout": "60", "settle": "60", "attempts": "5",
        ],
        secrets: ["token": Secret("token")]))
    await read(shop, BigCommerce.declaration, [bytes])
    // A number may have more digits than can be held.
    guard let tree = try? JSON(document.root) else { return [] }
    return (try? JSON.parse(tree.bytes())) == tree ? [] : ["a document that isn't read back as it was"]
  }

  private func csv(_ source: SourceFile) -> [String] {
    let (table, diagnostics) = CSVReader.read(source)
    let rows = [table.header] + table.rows
    let outside = rows.joined().filter { $0.span.start < 0 || $0.span.end > source.bytes.count }
    return told(diagnostics) + outside.map { "a cell outside its file: \($0.text)" }
      + (rows.allSatisfy { $0.count == table.header.count } ? [] : ["a row that isn't as long as the header"])
  }

  /// Pages of any size have the same records, and a record that is added is the only difference.
  private func files(_ bytes: [UInt8]) async -> [String] {
    var broken: [String] = []
    for name in ["a.ndjson", "a.json", "a.csv"] {
      let folder = InMemoryFolder()
      folder.put(name, bytes: bytes)
      let declaration = Files.declaration(of: ConnectionOutline(settings: [:], folder: folder))
      guard let entity = declaration.entity("a") else { continue }
      let files = connected(folder, declaration)
      guard let records = await records(files, limit: 100) else { continue }
      if await self.records(files, limit: 1) != records { broken.append("\(name): pages of one differ") }
      let isNumbered = entity.record.field(entity.key)?.type == .whole
      let key = WrittenField(entity.key, .value(.text(Text("added"))))
      let request = WriteRequest(
        entity: "a", operation: .create, fields: isNumbered ? [] : [key], idempotencyKey: "fuzz")
      guard (try? await files.write(request, over: FuzzTransport([]))) != nil else { continue }
      do {
        try await files.finish(["a"])
      } catch {
        broken.append("\(name): \(error.message)")
        continue
      }
      let after = await self.records(connected(folder, loose(declaration)), limit: 100)
      if after?.dropLast() != records[...] { broken.append("\(name): \(records) became \(after ?? [])") }
    }
    return broken
  }

  private func connected(_ folder: InMemoryFolder, _ declaration: ConnectorDeclaration) -> Files {
    Files(
      settings: ConnectionSettings(
        connection: "files", texts: [:], secrets: [:], folder: folder, declaration: declaration))
  }

  /// The record that was added has nothing but its key.
  private func loose(_ declaration: ConnectorDeclaration) -> ConnectorDeclaration {
    var declaration = declaration
    for index in declaration.entities.indices {
      let record = declaration.entities[index].record
      declaration.entities[index].record = RecordType(
        record.name, noun: record.noun,
        fields: record.fields.map { field in
          var field = field
          field.presence = .optional
          return field
        })
    }
    return declaration
  }

  /// Nil if they can't be read.
  private func records(_ files: Files, limit: Int) async -> [String]? {
    var found: [String] = []
    var next: PageMark?
    repeat {
      let request = ReadRequest(entity: "a", selection: .all, next: next, limit: limit)
      guard let page = try? await files.read(request, over: FuzzTransport([])) else { return nil }
      found += page.records.map { String(decoding: $0.body.rawBytes, as: UTF8.self) }
      next = page.next
    } while next != nil
    return found
  }

  private func soap(_ bytes: [UInt8]) async -> [String] {
    let till = Mplus(
      settings: ConnectionSettings(
        connection: "till", texts: ["url": "https://till.example", "timeout": "60"],
        secrets: ["ident": Secret("ident"), "secret": Secret("secret")]))
    await read(till, Mplus.declaration, bytes.split(separator: UInt8(ascii: "%")).map(Array.init))
    return []
  }

  /// Reads a page of every entity, in two ways, from these answers. What the connector throws is its good right.
  private func read(
    _ connector: some Connector, _ declaration: ConnectorDeclaration, _ answers: [[UInt8]]
  ) async {
    for entity in declaration.entities {
      for selection in [ReadRequest.Selection.all, .keys(["1"])] {
        let request = ReadRequest(entity: entity.name, selection: selection)
        _ = try? await connector.read(request, over: FuzzTransport(answers))
      }
    }
  }
}

/// Gives the answers one after the other, then the last one, and nothing any more to whoever goes on asking.
private final class FuzzTransport: Transport {
  private let answers: [[UInt8]]
  private let asked = Mutex(0)

  init(_ answers: [[UInt8]]) { self.answers = answers }

  func send(_ request: HTTPRequest) async throws(ConnectorError) -> HTTPResponse {
    let number = asked.withLock { asked in
      asked += 1
      return asked - 1
    }
    guard number < 50, let last = answers.last else { throw ConnectorError(.unreachable, "no more answers") }
    return HTTPResponse(status: 200, body: number < answers.count ? answers[number] : last)
  }
}
