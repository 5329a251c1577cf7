/// One pass over the bytes of a document, checking them and writing the tape. Offsets of strings leave the quotes out.
struct JSONScanner {
  /// All of the bytes; read only below `end`. A plain pointer, because debug builds read it three times as fast.
  private let base: UnsafePointer<UInt8>
  private let all: UnsafeBufferPointer<UInt8>
  private let end: Int
  private let depthMax: Int
  private let refusesDuplicates: Bool
  private var at = 0
  private var depth = 0
  private var tape: [UInt64] = []
  /// Hash and tape place of the keys of all objects that are open: the first `keyCount` of them.
  private var keys: [KeyMark] = []
  private var keyCount = 0
  private var finder = DuplicateFinder()

  struct KeyMark {
    var hash: UInt64
    var index: Int
  }

  /// Nil for no bytes at all.
  init?(_ buffer: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
    guard let start = buffer.baseAddress else { return nil }
    base = start
    all = buffer
    end = buffer.count
    depthMax = limits.depthMax
    refusesDuplicates = limits.refusesDuplicates
    tape.reserveCapacity(buffer.count / 12 + 8)
  }

  mutating func document() throws(JSONProblem) -> [UInt64] {
    if end >= 3, base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF {
      throw JSONProblem("the document begins with a byte order mark", at: 0)
    }
    skipBlanks()
    try value()
    skipBlanks()
    if at < end { throw JSONProblem("something follows the end of the document", at: at) }
    return tape
  }

  private mutating func skipBlanks() {
    while at < end {
      let byte = base[at]
      if byte > 0x20 || byte != 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09 { return }
      at += 1
    }
  }

  private mutating func value() throws(JSONProblem) {
    guard at < end else { throw JSONProblem("the document ends where a value should stand", at: at) }
    switch base[at] {
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "{"): try object()
    case UInt8(ascii: "["): try array()
    case UInt8(ascii: "t"): try word("true", .yes)
    case UInt8(ascii: "f"): try word("false", .no)
    case UInt8(ascii: "n"): try word("null", .null)
    default: try number()
    }
  }

  private mutating func word(_ text: StaticString, _ tag: TapeWord.Tag) throws(JSONProblem) {
    let length = text.utf8CodeUnitCount
    guard at + length <= end else { throw JSONProblem("not a value", at: at) }
    for index in 0..<length where base[at + index] != text.utf8Start[index] {
      throw JSONProblem("not a value", at: at)
    }
    tape.append(TapeWord(tag, start: at, length: length).bits)
    at += length
  }
}

// Objects and arrays.
extension JSONScanner {
  private mutating func array() throws(JSONProblem) {
    let place = try open()
    var count = 0
    skipBlanks()
    if at < end, base[at] == UInt8(ascii: "]") {
      at += 1
      return close(place, .array, count: 0)
    }
    while true {
      try value()
      count += 1
      skipBlanks()
      guard at < end else { throw JSONProblem("the array is not closed", at: at) }
      if base[at] == UInt8(ascii: "]") { break }
      guard base[at] == UInt8(ascii: ",") else { throw JSONProblem("a comma or ] should stand here", at: at) }
      at += 1
      skipBlanks()
    }
    at += 1
    close(place, .array, count: count)
  }

  private mutating func object() throws(JSONProblem) {
    let place = try open()
    let firstKey = keyCount
    skipBlanks()
    if at < end, base[at] == UInt8(ascii: "}") {
      at += 1
      return close(place, .object, count: 0)
    }
    while true {
      guard at < end, base[at] == UInt8(ascii: "\"") else {
        throw JSONProblem("a key in quotes should stand here", at: at)
      }
      let index = tape.count
      let isPlain = try string()
      remember(KeyMark(hash: isPlain ? DuplicateFinder.hash(key(index)) : escapedHash(index), index: index))
      skipBlanks()
      guard at < end, base[at] == UInt8(ascii: ":") else {
        throw JSONProblem("a colon should stand after the key", at: at)
      }
      at += 1
      skipBlanks()
      try value()
      skipBlanks()
      guard at < end else { throw JSONProblem("the object is not closed", at: at) }
      if base[at] == UInt8(ascii: "}") { break }
      guard base[at] == UInt8(ascii: ",") else { throw JSONProblem("a comma or } should stand here", at: at) }
      at += 1
      skipBlanks()
    }
    at += 1
    if refusesDuplicates { try refuseDuplicates(from: firstKey) }
    close(place, .object, count: keyCount - firstKey)
    keyCount = firstKey
  }

  private mutating func open() throws(JSONProblem) -> Int {
    depth += 1
    guard depth <= depthMax else { throw JSONProblem("nested deeper than \(depthMax) levels", at: at) }
    let place = tape.count
    tape.append(UInt64(at))
    tape.append(0)
    at += 1
    return place
  }

  private mutating func close(_ place: Int, _ tag: TapeWord.Tag, count: Int) {
    depth -= 1
    tape[place] = TapeWord(tag, start: Int(tape[place]), length: tape.count).bits
    tape[place + 1] = UInt64(at) << 32 | UInt64(count)
  }
}

// Keys that stand twice.
extension JSONScanner {
  private func key(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let word = TapeWord(tape[index])
    return UnsafeBufferPointer(start: base + word.start, count: word.length)
  }

  private func decodedKey(_ index: Int) -> [UInt8] {
    TapeWord(tape[index]).tag == .escapedText ? JSONEscapes.decoded(key(index)) : Array(key(index))
  }

  private func escapedHash(_ index: Int) -> UInt64 {
    decodedKey(index).withUnsafeBufferPointer { DuplicateFinder.hash($0) }
  }

  private func sameKey(_ first: Int, _ second: Int) -> Bool {
    if TapeWord(tape[first]).tag == .text, TapeWord(tape[second]).tag == .text {
      return key(first).elementsEqual(key(second))
    }
    return decodedKey(first) == decodedKey(second)
  }

  // Plain loops here, as debug builds take five times as long for ranges and iterators.
  private mutating func refuseDuplicates(from firstKey: Int) throws(JSONProblem) {
    let isLarge = keyCount - firstKey > 8
    if isLarge { finder.begin(count: keyCount - firstKey) }
    var index = firstKey
    while index < keyCount {
      if isLarge {
        try find(index)
      } else {
        let hash = keys[index].hash
        var earlier = firstKey
        while earlier < index {
          if keys[earlier].hash == hash { try compare(keys[earlier], keys[index]) }
          earlier += 1
        }
      }
      index += 1
    }
  }

  private mutating func find(_ index: Int) throws(JSONProblem) {
    let hash = keys[index].hash
    var slot = finder.firstSlot(hash)
    while true {
      let earlier = finder.mark(in: slot)
      if earlier < 0 { break }
      if keys[earlier].hash == hash { try compare(keys[earlier], keys[index]) }
      slot = finder.nextSlot(slot)
    }
    finder.put(index, in: slot)
  }

  private mutating func remember(_ mark: KeyMark) {
    if keyCount == keys.count { keys.append(mark) } else { keys[keyCount] = mark }
    keyCount += 1
  }

  private func compare(_ earlier: KeyMark, _ later: KeyMark) throws(JSONProblem) {
    guard sameKey(earlier.index, later.index) else { return }
    var name: [UInt8] = []
    Text(bytes: decodedKey(later.index)).prefix(codePoints: 60).withBytes { JSONEscapes.write($0, into: &name) }
    throw JSONProblem(
      "the key \(String(decoding: name, as: UTF8.self)) stands twice in one object",
      at: TapeWord(tape[later.index]).start - 1)
  }
}

// Strings and numbers.
extension JSONScanner {
  /// Whether the string has no escapes.
  private mutating func string() throws(JSONProblem) -> Bool {
    let opening = at
    at += 1
    var isPlain = true
    while true {
      skipPlainBytes()
      guard at < end else { throw JSONProblem("the text is not closed", at: opening) }
      let byte = base[at]
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") {
        isPlain = false
        try escape()
      } else if byte < 0x20 {
        throw JSONProblem("a control character inside a text", at: at)
      } else {
        try multibyte()
      }
    }
    tape.append(TapeWord(isPlain ? .text : .escapedText, start: opening + 1, length: at - opening - 1).bits)
    at += 1
    return isPlain
  }

  /// Goes on to the next quote, backslash, control character or byte above ASCII; eight bytes at a time.
  private mutating func skipPlainBytes() {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    let raw = UnsafeRawPointer(base)
    while at + 8 <= end {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      let quote = word ^ (ones &* 0x22)
      let backslash = word ^ (ones &* 0x5C)
      let found =
        ((quote &- ones) & ~quote | (backslash &- ones) & ~backslash | (word &- ones &* 0x20) & ~word | word) & tops
      if found != 0 {
        at += found.trailingZeroBitCount >> 3
        return
      }
      at += 8
    }
    while at < end {
      let byte = base[at]
      if byte == 0x22 || byte == 0x5C || byte < 0x20 || byte >= 0x80 { return }
      at += 1
    }
  }

  /// One character of two to four bytes, in its shortest form and no surrogate.
  private mutating func multibyte() throws(JSONProblem) {
    let length = UTF8Check.length(all, at: at)
    guard length > 0 else { throw JSONProblem("not valid UTF-8", at: at) }
    at += length
  }

  private mutating func escape() throws(JSONProblem) {
    guard at + 1 < end else { throw JSONProblem("the text is not closed", at: at) }
    switch base[at + 1] {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: at += 2
    case UInt8(ascii: "u"):
      let unit = try codeUnit(at)
      if unit & 0xFC00 == 0xD800 {
        guard at + 7 < end, base[at + 6] == 0x5C, base[at + 7] == UInt8(ascii: "u"),
          try codeUnit(at + 6) & 0xFC00 == 0xDC00
        else { throw JSONProblem("half of a surrogate pair", at: at) }
        at += 6
      } else if unit & 0xFC00 == 0xDC00 {
        throw JSONProblem("half of a surrogate pair", at: at)
      }
      at += 6
    default: throw JSONProblem("an unknown escape", at: at)
    }
  }

  private func codeUnit(_ start: Int) throws(JSONProblem) -> UInt32 {
    guard start + 6 <= end, let unit = JSONEscapes.codeUnit(all, at: start + 2) else {
      throw JSONProblem("four hexadecimal digits should follow \\u", at: start)
    }
    return unit
  }

  private mutating func number() throws(JSONProblem) {
    let start = at
    if base[at] == UInt8(ascii: "-") { at += 1 }
    guard at < end, base[at] &- 48 <= 9 else { throw JSONProblem("not a value", at: start) }
    if base[at] == UInt8(ascii: "0") {
      at += 1
      if at < end, base[at] &- 48 <= 9 { throw JSONProblem("a number with a leading zero", at: start) }
    } else {
      skipDigits()
    }
    if at < end, base[at] == UInt8(ascii: ".") {
      at += 1
      try digits(after: "the point")
    }
    if at < end, base[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      if at < end, base[at] == UInt8(ascii: "+") || base[at] == UInt8(ascii: "-") { at += 1 }
      try digits(after: "the exponent sign")
    }
    tape.append(TapeWord(.number, start: start, length: at - start).bits)
  }

  private mutating func digits(after what: String) throws(JSONProblem) {
    guard at < end, base[at] &- 48 <= 9 else { throw JSONProblem("a digit should follow \(what)", at: at) }
    skipDigits()
  }

  private mutating func skipDigits() {
    while at < end, base[at] &- 48 <= 9 { at += 1 }
  }
}
