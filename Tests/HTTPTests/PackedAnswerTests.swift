import ConnectorKit
import Foundation
import Testing

@testable import HTTP

/// Packed answers that are bombs or broken: refused with their cause, and the memory stays small.
@Suite(.serialized) struct PackedAnswerTests {
  private func answer(_ manner: TinyServer.Manner) async throws -> Result<HTTPResponse, ConnectorError> {
    let server = try await TinyServer(manner)
    let transport = HTTPTransport(to: server.url)
    let request = HTTPRequest(.get, RequestURL(server.url), name: "getThings", isRepeatable: true, timeoutSeconds: 20)
    let result: Result<HTTPResponse, ConnectorError>
    do throws(ConnectorError) { result = .success(try await transport.send(request)) } catch {
      result = .failure(error)
    }
    await transport.shutdown()
    try await server.close()
    return result
  }

  private func message(_ manner: TinyServer.Manner) async throws -> String {
    let error = try await #require(throws: ConnectorError.self) { _ = try await answer(manner).get() }
    // A read may be asked again; after a write that is as unclear as no answer.
    #expect(error.kind == .misunderstood, "\(error.message)")
    return error.message
  }

  /// The whole answer, cut into pieces of so many bytes.
  private func packed(_ body: [UInt8], piece: Int, isChunked: Bool = false) -> TinyServer.Manner {
    var head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n"
    head += isChunked ? "Transfer-Encoding: chunked\r\n\r\n" : "Content-Length: \(body.count)\r\n\r\n"
    var pieces = [Array(head.utf8)]
    for start in stride(from: 0, to: body.count, by: piece) {
      let part = Array(body[start..<min(start + piece, body.count)])
      let size = Array((String(part.count, radix: 16) + "\r\n").utf8)
      pieces.append(isChunked ? size + part + Array("\r\n".utf8) : part)
    }
    if isChunked { pieces.append(Array("0\r\n\r\n".utf8)) }
    return .pieces(pieces)
  }

  private static let bomb =
    "the answer to getThings is packed, and unpacks to more than 100 times its size, which no honest answer does (a gzip "
    + "bomb)"

  @Test(arguments: [(1 << 20, false), (1 << 20, true), (700, true), (60, true)])
  func aBombIsRefused(piece: Int, isChunked: Bool) async throws {
    // 0.2 MB that would become 32 MB; in pieces of 60 bytes it is shorter, since each piece is a packet.
    let bomb = Zip.zeros(megabytes: piece < 100 ? 4 : 32)
    let before = Self.residentMegabytes
    #expect(try await message(packed(bomb, piece: piece, isChunked: isChunked)) == Self.bomb)
    #expect(Self.residentMegabytes - before < 60)
  }

  @Test func aGigabyteIsNotUnpacked() async throws {
    let bomb = Zip.zeros(megabytes: 1024)
    let before = Self.residentMegabytes
    #expect(try await message(packed(bomb, piece: 1 << 20)) == Self.bomb)
    #expect(Self.residentMegabytes - before < 100)
  }

  @Test func whatIsBelowTheRatioIsStillTooLarge() async throws {
    // Stored, not packed: one to one.
    let large = Zip.stored(megabytes: 33, isSummed: false)
    #expect(
      try await message(packed(large, piece: 1 << 20))
        == "the answer to getThings has more than 33554432 bytes, which is more than is read")
  }

  @Test func anHonestAnswerIsUnpacked() async throws {
    let response = try await answer(packed(Zip.stored(megabytes: 1), piece: 5000, isChunked: true)).get()
    #expect(response.body.count == 1 << 20)
  }

  @Test func whatIsNotPackedAtAll() async throws {
    #expect(
      try await message(packed(Array(#"{"data":[]}"#.utf8), piece: 100))
        == "the answer to getThings is packed, and what was packed is damaged")
  }

  @Test func whatEndsTooEarly() async throws {
    let whole = Zip.stored(megabytes: 1)
    #expect(
      try await message(packed(Array(whole.prefix(1000)), piece: 100))
        == "the answer to getThings is packed, and ends before its end")
  }

  @Test func whatIsDamagedInside() async throws {
    var whole = Zip.stored(megabytes: 1)
    whole[70_000] ^= 0xFF
    // Its sum is wrong.
    #expect(
      try await message(packed(whole, piece: 5000))
        == "the answer to getThings is packed, and what was packed is damaged")
  }

  @Test func whatGoesOnBehindItsEnd() async throws {
    let whole = Zip.stored(megabytes: 1) + Array("more".utf8)
    #expect(
      try await message(packed(whole, piece: 1 << 21))
        == "the answer to getThings is packed, and something follows its end")
  }

  /// What is packed in a way that was not asked for stays packed, and nobody takes it for text.
  @Test(arguments: ["br", "zstd", "x-unknown"])
  func anotherPackingIsLeftAlone(name: String) async throws {
    let text = "HTTP/1.1 200 OK\r\nContent-Encoding: \(name)\r\nContent-Length: 4\r\n\r\nabcd"
    #expect(try await answer(.answerAndClose(text)).get().body == Array("abcd".utf8))
  }

  private static var residentMegabytes: Int {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return pages * 4096 >> 20
  }
}

/// Makes gzip files without a packer.
enum Zip {
  private static let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]

  /// One zero, and then again and again the 258 before; 158 times smaller than what it becomes. Its end is cut off.
  static func zeros(megabytes: Int) -> [UInt8] {
    var bits = Bits(bytes: head)
    // The last block, with the fixed codes.
    bits.append(1, count: 1)
    bits.append(1, count: 2)
    bits.appendCode(0b0011_0000, count: 8)
    // Eight of them are thirteen whole bytes, which then repeat.
    for _ in 0..<8 { bits.appendMatch() }
    let start = bits.bytes.count
    for _ in 0..<8 { bits.appendMatch() }
    let eight = bits.bytes[start...]
    return bits.bytes + Array(repeatElement(eight, count: (megabytes << 20) / 258 / 8).joined())
  }

  /// Blocks that are not packed at all.
  static func stored(megabytes: Int, isSummed: Bool = true) -> [UInt8] {
    var result = head
    let block = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 15)
    let count = megabytes << 5
    for index in 1...count {
      result.append(index == count ? 1 : 0)
      result += [0x00, 0x80, 0xFF, 0x7F]
      result += block
    }
    var sum = CRC()
    if isSummed { for _ in 1...count { sum.add(block) } }
    for word in [sum.value, UInt32(megabytes << 20)] {
      for shift in [0, 8, 16, 24] { result.append(UInt8(truncatingIfNeeded: word >> UInt32(shift))) }
    }
    return result
  }

  private struct Bits {
    var bytes: [UInt8]
    private var held: UInt32 = 0
    private var count: UInt32 = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func append(_ value: UInt32, count more: UInt32) {
      held |= value << count
      count += more
      while count >= 8 {
        bytes.append(UInt8(held & 255))
        held >>= 8
        count -= 8
      }
    }

    /// Length 258, distance 1.
    mutating func appendMatch() {
      appendCode(0b1100_0101, count: 8)
      appendCode(0, count: 5)
    }

    /// Codes go with their first bit first.
    mutating func appendCode(_ code: UInt32, count: UInt32) {
      var reversed: UInt32 = 0
      for bit in 0..<count where code >> bit & 1 == 1 { reversed |= 1 << (count - 1 - bit) }
      append(reversed, count: count)
    }
  }

  private struct CRC {
    private static let table: [UInt32] = (0..<256).map { index in
      (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
    }
    private var state: UInt32 = 0xFFFF_FFFF
    var value: UInt32 { ~state }

    mutating func add(_ bytes: [UInt8]) {
      for byte in bytes { state = CRC.table[Int((state ^ UInt32(byte)) & 255)] ^ state >> 8 }
    }
  }
}
