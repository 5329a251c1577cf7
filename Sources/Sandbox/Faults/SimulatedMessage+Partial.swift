internal import Values

/// A batch of which only the first half is done, and an answer that says so.
extension SimulatedRequest {
  /// Returns how many records were left out.
  mutating func dropSecondHalf() -> Int {
    guard let records = try? JSON.parse(body).array else { return 0 }
    body = JSON.array(Array(records.prefix(records.count / 2))).bytes()
    return records.count - records.count / 2
  }
}

extension SimulatedResponse {
  /// With errors for so many records behind those of the answer.
  mutating func addErrors(_ count: Int) {
    let done = (try? JSON.parse(body))?["data"]?.array ?? []
    let errors = (0..<count).map { (name: String(done.count + $0), value: JSON.string("could not be stored")) }
    let answer: JSON = [
      "data": .array(done), "errors": .object(JSON.Object(errors)),
      "meta": ["total": .int(done.count + count), "success": .int(done.count), "failed": .int(count)],
    ]
    status = 207
    headers = [("Content-Type", "application/json")]
    body = answer.bytes()
  }
}
