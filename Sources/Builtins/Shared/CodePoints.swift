import Values

/// A text as code points, for what bytes can't say.
extension Text {
  var codePoints: [UInt32] {
    var points: [UInt32] = []
    points.reserveCapacity(count)
    withBytes { bytes in
      var at = 0
      while at < bytes.count { points.append(CodePoint.next(bytes, &at)) }
    }
    return points
  }

  init(codePoints: some Sequence<UInt32>) {
    var bytes: [UInt8] = []
    for point in codePoints { CodePoint.append(point, to: &bytes) }
    self.init(bytes: bytes)
  }
}

enum CodePoint {
  /// The code point at that byte, which moves on; U+FFFD for what is not UTF-8.
  static func next(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> UInt32 {
    let lead = bytes[at]
    at += 1
    if lead < 0x80 { return UInt32(lead) }
    let more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0
    if more == 0 || at + more > bytes.count { return 0xFFFD }
    var point = UInt32(lead) & (0x3F >> UInt32(more))
    for _ in 0..<more {
      point = point << 6 | UInt32(bytes[at] & 0x3F)
      at += 1
    }
    return point
  }

  static func append(_ point: UInt32, to bytes: inout [UInt8]) {
    switch point {
    case 0..<0x80: bytes.append(UInt8(point))
    case 0x80..<0x800:
      bytes.append(UInt8(0xC0 | point >> 6))
      bytes.append(UInt8(0x80 | point & 0x3F))
    case 0x800..<0x10000:
      bytes.append(UInt8(0xE0 | point >> 12))
      bytes.append(UInt8(0x80 | point >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | point & 0x3F))
    default:
      bytes.append(UInt8(0xF0 | point >> 18 & 7))
      bytes.append(UInt8(0x80 | point >> 12 & 0x3F))
      bytes.append(UInt8(0x80 | point >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | point & 0x3F))
    }
  }

  static func isDigit(_ point: UInt32) -> Bool { point >= 0x30 && point <= 0x39 }

  static func isASCIILetter(_ point: UInt32) -> Bool {
    (0x61...0x7A).contains(point | 0x20) && point < 0x80
  }

  static func isBlank(_ point: UInt32) -> Bool {
    point == 0x20 || (0x09...0x0D).contains(point) || point == 0xA0 || point == 0x85 || point == 0x1680
      || (0x2000...0x200A).contains(point) || point == 0x2028 || point == 0x2029 || point == 0x202F || point == 0x205F
      || point == 0x3000
  }
}
