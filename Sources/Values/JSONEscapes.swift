/// The escapes of JSON texts.
enum JSONEscapes {
  /// The bytes a text stands for. The text was checked by the scanner.
  static func decoded(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var at = 0
    while at < text.count {
      let byte = text[at]
      guard byte == 0x5C, at + 1 < text.count else {
        result.append(byte)
        at += 1
        continue
      }
      if text[at + 1] == UInt8(ascii: "u") {
        at += appendCodePoint(text, at: at, to: &result)
      } else {
        result.append(plain(text[at + 1]))
        at += 2
      }
    }
    return result
  }

  private static func plain(_ letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: letter
    }
  }

  /// How many bytes of the source were used.
  private static func appendCodePoint(
    _ text: UnsafeBufferPointer<UInt8>, at start: Int, to result: inout [UInt8]
  ) -> Int {
    var point = codeUnit(text, at: start + 2) ?? 0xFFFD
    var used = 6
    if point & 0xFC00 == 0xD800, let low = codeUnit(text, at: start + 8) {
      point = 0x10000 + (point & 0x3FF) << 10 + (low & 0x3FF)
      used = 12
    }
    result.append(contentsOf: Character(Unicode.Scalar(point) ?? "\u{FFFD}").utf8)
    return used
  }

  /// Four hexadecimal digits; nil if they are not there.
  static func codeUnit(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> UInt32? {
    guard start + 4 <= text.count else { return nil }
    var unit: UInt32 = 0
    for index in start..<start + 4 {
      let byte = text[index]
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46: digit = byte - 0x41 + 10
      case 0x61...0x66: digit = byte - 0x61 + 10
      default: return nil
      }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }

  /// Appends the text with its quotes; only what must be escaped is.
  static func write(_ text: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]) {
    bytes.append(0x22)
    var start = 0
    var at = 0
    while at < text.count {
      let byte = text[at]
      if byte >= 0x20, byte != 0x22, byte != 0x5C {
        at += 1
        continue
      }
      bytes.append(contentsOf: text[start..<at])
      writeEscape(byte, into: &bytes)
      at += 1
      start = at
    }
    bytes.append(contentsOf: text[start..<at])
    bytes.append(0x22)
  }

  private static func writeEscape(_ byte: UInt8, into bytes: inout [UInt8]) {
    bytes.append(0x5C)
    switch byte {
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case 0x22, 0x5C: bytes.append(byte)
    default:
      let digits: StaticString = "0123456789abcdef"
      bytes.append(contentsOf: [0x75, 0x30, 0x30, digits.utf8Start[Int(byte >> 4)], digits.utf8Start[Int(byte & 15)]])
    }
  }
}

/// Whether bytes are UTF-8.
enum UTF8Check {
  /// The length of the character above ASCII at `index`: 2 to 4; 0 if it is not valid.
  static func length(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let lead = bytes[index]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, lead <= 0xF4, index + length <= bytes.count else { return 0 }
    for offset in 1..<length where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
    let second = bytes[index + 1]
    switch lead {
    case 0xE0: return second >= 0xA0 ? 3 : 0
    case 0xED: return second < 0xA0 ? 3 : 0
    case 0xF0: return second >= 0x90 ? 4 : 0
    case 0xF4: return second < 0x90 ? 4 : 0
    default: return length
    }
  }
}
