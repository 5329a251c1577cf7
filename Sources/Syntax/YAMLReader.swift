import Diagnostics
import Source

/// Reads a YAML file to the end, whatever is in it: after a mistake the line is put aside and reading goes on.
enum YAMLReader {
  struct Reading {
    var root: YAMLNode?
    var notes: Notes
  }

  static func read(_ source: SourceFile) -> Reading {
    var notes = Notes(source)
    guard source.bytes.count <= YAMLLimits.bytes else {
      notes.add(
        .Y013, "this file has \(source.bytes.count) bytes; \(YAMLLimits.bytes) is the limit", Span(0, 0))
      return Reading(root: nil, notes: notes)
    }
    var text = PatchedText(source.bytes)
    guard ByteCheck.run(&text, &notes) else { return Reading(root: nil, notes: notes) }
    NoBreakSpaces.run(&text, &notes)
    var patchesOfLine: [Int: Int] = [:]
    for _ in 0..<YAMLLimits.mistakes {
      let outcome = YAMLComposer.compose(text, source)
      guard let problem = outcome.problem else {
        notes.add(contentsOf: outcome.notes.diagnostics)
        return Reading(root: outcome.root, notes: notes)
      }
      let line = text.lineNumber(problem.index, in: source)
      patchesOfLine[line, default: 0] += 1
      var mistake = YAMLMistake(problem: problem, text: text, notes: notes)
      let isStuck = (patchesOfLine[line] ?? 0) > 2
      if isStuck { mistake.blankLine() } else { mistake.explain() }
      text = mistake.text
      notes = mistake.notes
      if (patchesOfLine[line] ?? 0) > 3 { break }
    }
    let outcome = YAMLComposer.compose(text, source)
    notes.add(contentsOf: outcome.notes.diagnostics)
    return Reading(root: outcome.root, notes: notes)
  }
}

/// Finds bytes that are not UTF-8 and control characters, before libyaml sees them.
enum ByteCheck {
  /// More of them than this, and it is no text at all.
  static let badBytesMax = 100

  /// Replaces what cannot be read; false if nothing is worth reading.
  static func run(_ text: inout PatchedText, _ notes: inout Notes) -> Bool {
    var bad: [(Int, Int)] = []
    var index = 0
    let bytes = text.bytes
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        let isControl = byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D || byte == 0x7F
        if isControl { bad.append((index, 1)) }
        index += 1
        continue
      }
      let length = sequenceLength(bytes, index)
      if length == 0 {
        bad.append((index, 1))
        index += 1
      } else {
        if isUnprintable(bytes, index, length) { bad.append((index, length)) }
        index += length
      }
    }
    guard let (first, length) = bad.first else { return true }
    if bytes.contains(0) || bad.count > badBytesMax {
      notes.add(
        .Y001, "this is not a text file", text.origin(first, first + length),
        help: ["flow files are text in UTF-8; save it as plain text, UTF-8"])
      return false
    }
    report(bytes, first, length, bad.count, text, &notes)
    for (start, count) in bad { text.replaceInPlace(start, count) }
    return true
  }

  private static func report(
    _ bytes: [UInt8], _ index: Int, _ length: Int, _ count: Int, _ text: PatchedText, _ notes: inout Notes
  ) {
    let more = count > 1 ? ", and \(count - 1) more like it" : ""
    let byte = hexadecimal(bytes[index], 2)
    let isText = length > 1 || bytes[index] < 0x80
    notes.add(
      .Y001,
      isText ? "a control character stands in this file\(more)" : "byte \(byte) is not UTF-8\(more)",
      text.origin(index, index + length), isText ? "character \(codePoint(bytes, index, length))" : "byte \(byte)",
      help: [isText ? "remove it" : "save the file as UTF-8"])
  }

  private static func codePoint(_ bytes: [UInt8], _ index: Int, _ length: Int) -> String {
    let text = String(decoding: bytes[index..<index + length], as: UTF8.self)
    let digits = String(text.unicodeScalars.first?.value ?? 0, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static func hexadecimal(_ byte: UInt8, _ width: Int) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "0x" + String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// 0 if no code point is encoded here.
  private static func sequenceLength(_ bytes: [UInt8], _ index: Int) -> Int {
    let lead = bytes[index]
    let length =
      switch lead {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    guard length > 0, index + length <= bytes.count else { return 0 }
    for offset in 1..<length where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
    let second = bytes[index + 1]
    switch lead {
    case 0xE0 where second < 0xA0, 0xED where second > 0x9F, 0xF0 where second < 0x90, 0xF4 where second > 0x8F:
      return 0
    default: return length
    }
  }

  /// C1 controls except NEL, the byte order mark inside a file, U+FFFE and U+FFFF.
  private static func isUnprintable(_ bytes: [UInt8], _ index: Int, _ length: Int) -> Bool {
    if length == 2 { return bytes[index] == 0xC2 && bytes[index + 1] < 0xA0 && bytes[index + 1] != 0x85 }
    guard length == 3, bytes[index] == 0xEF else { return false }
    let isMark = bytes[index + 1] == 0xBB && bytes[index + 2] == 0xBF
    return isMark || bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE
  }
}
