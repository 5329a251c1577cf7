/// The key by which Mplus knows a repeated request. It takes any text and says nothing of its length, so the engine's
/// key, which may be long and hold order numbers, becomes one in the form of a UUID: the same for the same key.
enum IdempotencyKey {
  /// - Parameter attempt: from 0; another attempt has another key.
  static func text(_ key: String, attempt: Int) -> String {
    // Version 8, the one for forms of one's own, and the variant of RFC 9562.
    let version: UInt128 = 8 << 76
    let variant: UInt128 = 2 << 62
    let unmarked: UInt128 = ~(15 << 76) & ~(3 << 62)
    let marked = fnv1a(attempt == 0 ? key : "\(key)\u{0}\(attempt)") & unmarked | version | variant
    let digits = String(marked, radix: 16)
    let padded = Array(String(repeating: "0", count: 32 - digits.count) + digits)
    return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(padded[$0]) }.joined(separator: "-")
  }

  /// FNV-1a of 128 bits, by Fowler, Noll and Vo: two keys that meet would need more orders than there will be.
  private static func fnv1a(_ text: String) -> UInt128 {
    var hash: UInt128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D
    let prime: UInt128 = 0x0000_0000_0100_0000_0000_0000_0000_013B
    for byte in text.utf8 { hash = (hash ^ UInt128(byte)) &* prime }
    return hash
  }
}
