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
