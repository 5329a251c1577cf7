/// An open table of small numbers that finds equal hashes among the keys of a large object. One is kept for a document.
struct DuplicateFinder {
  private var slots: [UInt64] = []
  private var mask = 0
  private var stamp: UInt64 = 0

  /// Differs with every process, so that nobody can prepare keys that collide.
  private static let seed = UInt64.random(in: .min ... .max)

  static func hash(_ key: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = seed ^ UInt64(key.count)
    guard let start = key.baseAddress else { return hash }
    let raw = UnsafeRawPointer(start)
    let count = key.count
    var at = 0
    while at + 8 <= count {
      hash = mixed(hash ^ raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      at += 8
    }
    var rest: UInt64 = 0
    while at < count {
      rest = rest << 8 | UInt64(start[at])
      at += 1
    }
    return mixed(hash ^ rest)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    let (high, low) = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return high ^ low ^ seed
  }

  /// Slots of earlier objects become free by the new stamp, without being cleared.
  mutating func begin(count: Int) {
    var size = 16
    while size < count * 2 { size *= 2 }
    mask = size - 1
    if slots.count < size { slots = [UInt64](repeating: 0, count: size) }
    stamp += 1
  }

  func firstSlot(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & mask }
  func nextSlot(_ slot: Int) -> Int { (slot + 1) & mask }

  /// -1 for a free slot.
  func mark(in slot: Int) -> Int {
    let word = slots[slot]
    return word >> 32 == stamp ? Int(word & 0xFFFF_FFFF) : -1
  }

  mutating func put(_ mark: Int, in slot: Int) { slots[slot] = stamp << 32 | UInt64(mark) }
}
