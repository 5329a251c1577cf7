/// One pass over the bytes of a document, checking them and writing the tape. Offsets of strings leave the quotes out.
struct JSONScanner {
  private let base: UnsafeBufferPointer<UInt8>
  private let end: Int
  private let depthMax: Int
  private var at = 0
  private var depth = 0
  private var tape: [UInt64] = []
  /// Hash and tape place of the keys of all objects that are open.
  private var keys: [KeyMark] = []
  private var finder = DuplicateFinder()

  struct KeyMark {
    var hash: UInt64
    var index: Int
  }

  init(_ buffer: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
    base = buffer
    end = buffer.count
    depthMax = limits.depthMax
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
    let firstKey = keys.count
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
      keys.append(KeyMark(hash: isPlain ? DuplicateFinder.hash(key(index)) : 0, index: index))
      if !isPlain { keys[keys.count - 1].hash = escapedHash(index) }
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
    try refuseDuplicates(from: firstKey)
    close(place, .object, count: keys.count - firstKey)
    keys.removeSubrange(firstKey...)
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
    return UnsafeBufferPointer(rebasing: base[word.start..<word.start + word.length])
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

  private mutating func refuseDuplicates(from firstKey: Int) throws(JSONProblem) {
    let count = keys.count - firstKey
    if count < 2 { return }
    if count <= 8 {
      for index in firstKey + 1..<keys.count {
        for earlier in firstKey..<index where keys[earlier].hash == keys[index].hash {
          try compare(keys[earlier], keys[index])
        }
      }
      return
    }
    finder.begin(count: count)
    for index in firstKey..<keys.count {
      var slot = finder.firstSlot(keys[index].hash)
      while let earlier = finder.mark(in: slot) {
        if keys[firstKey + earlier].hash == keys[index].hash { try compare(keys[firstKey + earlier], keys[index]) }
        slot = finder.nextSlot(slot)
      }
      finder.put(index - firstKey, in: slot)
    }
  }

  private func compare(_ earlier: KeyMark, _ later: KeyMark) throws(JSONProblem) {
    guard sameKey(earlier.index, later.index) else { return }
    let name = String(decoding: decodedKey(later.index), as: UTF8.self)
    throw JSONProblem("the key \"\(name)\" stands twice in one object", at: TapeWord(tape[later.index]).start - 1)
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
    let raw = UnsafeRawBufferPointer(base)
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
    let length = UTF8Check.length(base, at: at)
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
    guard start + 6 <= end, let unit = JSONEscapes.codeUnit(base, at: start + 2) else {
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

/// An open table of small numbers that finds equal hashes among the keys of a large object. One is kept for a document.
struct DuplicateFinder {
  private var slots: [Int32] = []
  private var mask = 0

  /// Differs with every process, so that nobody can prepare keys that collide.
  private static let seed = UInt64.random(in: .min ... .max)

  static func hash(_ key: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = seed ^ UInt64(key.count)
    let raw = UnsafeRawBufferPointer(key)
    var at = 0
    while at + 8 <= key.count {
      hash = mixed(hash ^ raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      at += 8
    }
    var rest: UInt64 = 0
    while at < key.count {
      rest = rest << 8 | UInt64(key[at])
      at += 1
    }
    return mixed(hash ^ rest)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    let (high, low) = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return high ^ low ^ seed
  }

  mutating func begin(count: Int) {
    var size = 16
    while size < count * 2 { size *= 2 }
    mask = size - 1
    slots.removeAll(keepingCapacity: true)
    slots.append(contentsOf: repeatElement(-1, count: size))
  }

  func firstSlot(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & mask }
  func nextSlot(_ slot: Int) -> Int { (slot + 1) & mask }
  func mark(in slot: Int) -> Int? { slots[slot] < 0 ? nil : Int(slots[slot]) }
  mutating func put(_ mark: Int, in slot: Int) { slots[slot] = Int32(mark) }
}
