internal import ConnectorKit
internal import Types
internal import Values
internal import XML

/// Who answers for one entity.
protocol MplusDesk: Sendable {
  static var title: String { get }
  var door: MplusDoor { get }

  func read(_ request: ReadRequest, over transport: any Transport) async throws(ConnectorError) -> Page
  func find(_ request: FindRequest, over transport: any Transport) async throws(ConnectorError) -> [[FoundRecord]]
  func write(_ request: WriteRequest, over transport: any Transport) async throws(ConnectorError) -> FoundRecord
}

extension MplusDesk {
  func write(_ request: WriteRequest, over transport: any Transport) async throws(ConnectorError) -> FoundRecord {
    throw ConnectorError(.refused, "\(Self.title) are only read from Mplus, never written")
  }

  /// A set of fields that cannot be searched by; the declaration does not offer it.
  func cannotFind(_ fields: [String]) -> ConnectorError {
    ConnectorError(.refused, "\(Self.title) of Mplus cannot be found by \(fields.joined(separator: ", "))")
  }

  /// The last records of a sequence, the newest first. It can only be read forwards, so from ever further back, until
  /// there are enough.
  func newest(
    _ request: ReadRequest, by sequence: String, over transport: any Transport
  ) async throws(ConnectorError) -> Page {
    let top = try await door.send(.read("getCurrentSyncMarkers"), over: transport).marker(sequence) ?? 0
    var request = request
    request.isNewestFirst = false
    var back = Int64(max(request.limit, 1))
    while true {
      let start = max(0, top - back)
      request.selection = start == 0 ? .all : .changes(since: Cursor(String(start)))
      request.next = nil
      var records: [FoundRecord] = []
      for _ in 0..<MplusLimits.pagesBack {
        let page = try await read(request, over: transport)
        records += page.records
        guard let next = page.next else { break }
        request.next = next
      }
      if records.count >= request.limit || start == 0 {
        return Page(records: Array(records.suffix(max(request.limit, 1)).reversed()), next: nil, cursor: nil)
      }
      back *= MplusLimits.furtherBack
    }
  }

  func cannotRead(group field: String) -> ConnectorError {
    ConnectorError(.refused, "\(Self.title) of Mplus cannot be read again by \(field)")
  }
}

/// How much one call carries.
enum MplusLimits {
  /// Numbers or texts in one look-up.
  static let batch = 100
  /// Articles on a page: an answer with all members takes some ten kilobytes for each.
  static let articles = 250
  /// The vendor never gives more.
  static let relations = 1000
  static let orders = 250
  /// Pages that are read on the way to the newest records, and how much further back each try begins.
  static let pagesBack = 8
  static let furtherBack: Int64 = 8
  /// The JSON of one page, in bytes.
  static let page = 1 << 28
}

extension WireRecord {
  /// The canonical records of these elements. All lie in one document.
  ///
  /// - Parameters:
  ///   - key: the element with a record's identity; one without it makes the whole answer senseless.
  ///   - version: the element that changes whenever the record does.
  ///   - request: may ask for elements that the declaration does not have.
  func records(
    _ elements: [XMLElement], key: String, version: String = "syncMarker", for request: ReadRequest? = nil
  ) throws(ConnectorError) -> [FoundRecord] {
    if elements.isEmpty { return [] }
    var writer = JSONWriter(reserving: elements.count * 1024)
    writer.beginArray()
    for element in elements { try write(element, into: &writer, undeclared: request) }
    writer.endArray()
    let document: JSONDocument
    do throws(JSONProblem) {
      document = try JSONDocument.parse(writer.bytes, limits: JSONLimits(bytesMax: MplusLimits.page))
    } catch {
      throw ConnectorError(.misunderstood, "Mplus sent \(record.noun) records that cannot be kept: \(error)")
    }
    var records: [FoundRecord] = []
    records.reserveCapacity(elements.count)
    for (element, node) in zip(elements, document.root.elements) {
      guard let key = element.filled(key) else {
        throw ConnectorError(.misunderstood, "Mplus sent a \(record.noun) record without its \(key)")
      }
      records.append(FoundRecord(key: key, version: element.filled(version), body: node))
    }
    return records
  }

  /// The canonical record of one element.
  func record(
    _ element: XMLElement, key: String, version: String = "syncMarker"
  ) throws(ConnectorError) -> FoundRecord {
    guard let record = try records([element], key: key, version: version).first else {
      throw ConnectorError(.misunderstood, "Mplus sent no \(record.noun) record")
    }
    return record
  }
}

extension XMLElement {
  /// A leaf with a whole number.
  init(_ name: String, _ number: Int64) {
    self.init(name, text: String(number))
  }

  init(_ name: String, _ flag: Bool) {
    self.init(name, text: flag ? "true" : "false")
  }

  /// Replaces the first child of that name, or puts it at the end.
  mutating func set(_ element: XMLElement) {
    if let place = children.firstIndex(where: { $0.name == element.name }) {
      children[place] = element
    } else {
      children.append(element)
    }
  }
}
