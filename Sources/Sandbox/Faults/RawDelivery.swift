/// Sends an answer in a manner that HTTP has no words for, and ends the connection.
struct RawDelivery: Sendable {
  let connection: RawConnection
  let answer: SimulatedResponse
  let secondMilliseconds: Int

  /// Seconds that a caller is let hang, in the end.
  private static let patienceSeconds = 600

  /// `late`: does what was asked for, when nobody waits for it any more.
  func send(late: () async -> Void) async throws {
    let hangUps = try await connection.open()
    do {
      switch answer.manner {
      case .whole: try await connection.send(head(length: answer.body.count) + answer.body)
      case .reset: break
      case .halfClosed: break
      case .silent: await wait(for: hangUps)
      case .late:
        await wait(for: hangUps)
        try await pause(seconds: 1)
        await late()
      case .cut(let count):
        try await connection.send(head(length: max(1, answer.body.count)) + answer.body.prefix(count))
      case .unannounced(let count): try await connection.send(head(length: nil) + answer.body.prefix(count))
      case .slowHead: try await trickle(head(length: answer.body.count) + answer.body)
      case .slowBody:
        try await connection.send(head(length: answer.body.count))
        try await trickle(answer.body)
      case .brokenChunk(let count):
        let chunk = Array((String(count, radix: 16) + "\r\n").utf8) + answer.body.prefix(count) + [0x0D, 0x0A]
        let next = Array((String(answer.body.count, radix: 16) + "\r\n").utf8)
        try await connection.send(head(chunked: true) + chunk + next + answer.body.dropFirst(count))
      case .wrongLength(let count): try await connection.send(head(length: count) + answer.body)
      }
    } catch {
      // The caller has hung up meanwhile.
    }
    if answer.manner == .reset { await connection.reset() } else { await connection.close() }
  }

  private func trickle(_ bytes: [UInt8]) async throws {
    for byte in bytes {
      try await connection.send([byte])
      try await pause(seconds: 1)
    }
  }

  private func pause(seconds: Int) async throws {
    try await Task.sleep(for: .milliseconds(seconds * secondMilliseconds))
  }

  private func wait(for hangUps: AsyncStream<Void>) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { for await _ in hangUps {} }
      group.addTask { try? await pause(seconds: Self.patienceSeconds) }
      await group.next()
      group.cancelAll()
    }
  }

  private func head(length: Int? = nil, chunked: Bool = false) -> [UInt8] {
    var lines = ["HTTP/1.1 \(answer.status) \(answer.status < 300 ? "OK" : "Trouble")"]
    lines += answer.headers.map { "\($0.name): \($0.value)" }
    if chunked { lines.append("Transfer-Encoding: chunked") }
    if let length { lines.append("Content-Length: \(length)") }
    lines.append("Connection: close")
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }
}
