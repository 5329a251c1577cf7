import Values

/// A 64-bit hash that is the same in every process, unlike `Hasher`: FNV-1a.
struct Fingerprint: Hashable {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    // A border, so that "a" and "bc" are not "ab" and "c".
    value = (value ^ 0xFF) &* 0x100_0000_01B3
  }

  mutating func add(_ text: String) { add(text.utf8) }

  var text: String { String(value, radix: 16) }

  static func of(_ texts: String...) -> UInt64 {
    var print = Fingerprint()
    for text in texts { print.add(text) }
    return print.value
  }
}

extension Value {
  /// The same for values that count as equal: 1.10 and 1.1, and the whole number 1.
  var comparisonText: String {
    switch self {
    case .whole(let number): DecimalNumber(number).description
    case .decimal(let number): number.normalized.description
    case .list(let values): "[" + values.map(\.comparisonText).joined(separator: ", ") + "]"
    case .missing, .bool, .text, .date, .moment, .span, .record: isMissing ? "" : description
    }
  }

  var fingerprint: UInt64 { Fingerprint.of(comparisonText) }
}

/// Values to match by, in the form in which two of them are the same record.
func matchText(_ values: [Value], ignoresCase: Bool) -> String {
  let text = values.map(\.comparisonText).joined(separator: "\u{1F}")
  return ignoresCase ? text.lowercased() : text
}
