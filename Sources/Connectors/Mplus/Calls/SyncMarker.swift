internal import ConnectorKit
internal import XML

/// The place in a sequence of changes from which to read on: the first marker that was not seen yet.
struct SyncMarker {
  var position: Int64

  /// Where a reading goes on: behind the page before, else at the cursor, else at the beginning.
  init(_ request: ReadRequest) throws(ConnectorError) {
    var text = "0"
    if case .changes(let cursor) = request.selection { text = cursor.position }
    if let next = request.next { text = next.position }
    guard let position = Int64(text) else {
      throw ConnectorError(.refused, "the reading of Mplus's \(request.entity) cannot go on at “\(text)”")
    }
    self.position = position
  }

  /// The page of these records. Pages are not sorted, so the highest marker counts; only an empty one is the last.
  func page(_ records: [FoundRecord], markers: [Int64]) -> Page {
    guard !records.isEmpty || !markers.isEmpty else { return Page(records: [], next: nil, cursor: nil) }
    let next = String(max((markers.max() ?? position) + 1, position + 1))
    return Page(records: records, next: PageMark(next), cursor: Cursor(next))
  }
}

extension MplusDoor {
  /// Whether nothing came because the till counts from the beginning again, as after a backup was put back: its
  /// highest marker lies before the cursor. What is then read whole is compared record by record, so nothing is
  /// written twice. Asked only where there was nothing to read.
  func isReset(
    _ sequence: String, _ request: ReadRequest, _ page: Page, over transport: any Transport
  ) async throws(ConnectorError) -> Bool {
    guard case .changes(let cursor) = request.selection, request.next == nil, page.records.isEmpty, page.next == nil,
      page.cursor == nil, let position = Int64(cursor.position)
    else { return false }
    let top = try await send(.read("getCurrentSyncMarkers"), over: transport).marker(sequence)
    return top.map { $0 + 1 < position } ?? false
  }
}

extension ReadRequest {
  /// Everything; pages go on from their marks.
  var fromTheBeginning: ReadRequest {
    var request = self
    request.selection = .all
    return request
  }
}

extension XMLElement {
  /// The marker of a record; an answer whose markers make no sense cannot be gone on from.
  func marker(_ name: String = "syncMarker") throws(ConnectorError) -> Int64? {
    do throws(WireProblem) {
      return try whole(name)
    } catch {
      throw ConnectorError(.misunderstood, "Mplus sent a \(name) that \(error.message)")
    }
  }
}

extension [XMLElement] {
  /// The markers, or other numbers of that name, that these records have.
  func markers(_ name: String = "syncMarker") throws(ConnectorError) -> [Int64] {
    var markers: [Int64] = []
    for element in self {
      if let marker = try element.marker(name) { markers.append(marker) }
    }
    return markers
  }
}

extension ReadRequest {
  /// The piece of a list of keys that this page is about, and the mark of the next.
  func batch(of keys: [String]) -> (keys: [String], next: PageMark?) {
    let start = min(next.flatMap { Int($0.position) } ?? 0, keys.count)
    let end = min(start + MplusLimits.batch, keys.count)
    return (Array(keys[max(start, 0)..<end]), end < keys.count ? PageMark(String(end)) : nil)
  }
}
