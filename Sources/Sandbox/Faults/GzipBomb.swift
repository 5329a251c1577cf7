/// A packed body that is a thousand times its size, written bit by bit, and one that is none.
enum GzipBomb {
  /// 64 kB that unpack to 66 MB of zeros.
  static let bytes: [UInt8] = {
    var bits = Bits(header)
    // One block, the last, with its own codes.
    bits.add(1, 1)
    bits.add(2, 2)
    // 286 literal codes, one distance code, and 18 code lengths for them.
    bits.add(29, 5)
    bits.add(0, 5)
    bits.add(14, 4)
    // In the format's order: only the lengths 18 (one bit), 2 and 1 (two bits each) are used.
    for length in [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2] { bits.add(length, 3) }
    let (run, one, two) = ((code: 0, bits: 1), (code: 0b01, bits: 2), (code: 0b11, bits: 2))
    func zeros(_ count: Int) {
      bits.add(run.code, run.bits)
      bits.add(count - 11, 7)
    }
    // Zero has two bits, 1 to 255 are not used, the end has two, and the longest repetition has one.
    bits.add(two.code, two.bits)
    zeros(138)
    zeros(117)
    bits.add(two.code, two.bits)
    zeros(28)
    bits.add(one.code, one.bits)
    bits.add(one.code, one.bits)
    // A zero, then repetitions of 258 of them, each two bits: the code, and the only distance.
    bits.add(0b01, 2)
    for _ in 0..<(64 * 1024 * 4) { bits.add(0, 2) }
    bits.add(0b11, 2)
    return bits.bytes + [UInt8](repeating: 0, count: 8)
  }()

  static let nonsense: [UInt8] = header + Array("this was never packed by anybody".utf8)

  private static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]

  /// The lowest bit first, as the format wants it.
  private struct Bits {
    private(set) var bytes: [UInt8]
    private var free = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func add(_ value: Int, _ count: Int) {
      for bit in 0..<count {
        if free == 0 {
          bytes.append(0)
          free = 8
        }
        if value >> bit & 1 == 1 { bytes[bytes.count - 1] |= 1 << UInt8(8 - free) }
        free -= 1
      }
    }
  }
}
