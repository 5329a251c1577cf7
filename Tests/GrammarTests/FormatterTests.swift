import Check
import Connectors
import Diagnostics
import Foundation
import Plan
import Source
import Syntax
import Testing

/// `flowrun fmt` changes how a file looks and never what it means.
@Suite struct FormatterTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var testDescription: String { name }
  }

  /// The flows that come with flowrun, the blocks of the grammar, and whatever the goldens hold.
  static let samples: [Sample] = {
    let root = MappingTests.folder.deletingLastPathComponent()
    let folders = ["mappings", "bench/tasks", "Tests/CheckTests/Goldens", "Tests/SyntaxTests/Goldens"]
    let files = folders.flatMap { folder -> [Sample] in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
      return names.filter { $0.hasSuffix(".yaml") }.sorted().compactMap { name in
        let file = root.appending(path: folder).appending(path: name)
        return (try? String(contentsOf: file, encoding: .utf8)).map { Sample(name: "\(folder)/\(name)", text: $0) }
      }
    }
    return files + GrammarCase.all.map { Sample(name: "grammar.md:\($0.line)", text: whole($0.yaml)) }
  }()
  /// A part of a flow with what it leaves out.
  private static func whole(_ part: String) -> String {
    let head = [("flow", "grammar"), ("source", "bigcommerce.orders"), ("target", "mplus.orders")]
    let lines = head.filter { key, _ in !part.contains("\(key):") }.map { "\($0.0): \($0.1)\n" }
    return lines.joined() + part + (part.contains("fields:") ? "" : "fields:\n  extOrderId: \"{id}\"\n")
  }
  static let shipped = samples.filter { $0.name.hasPrefix("mappings/") || $0.name.hasPrefix("bench/") }

  static func format(_ text: String) -> String? {
    switch FlowFormatter.format(SourceFile(path: "a.flow.yaml", text: text)) {
    case .laidOut(let bytes): String(decoding: bytes, as: UTF8.self)
    case .broken, .leftAlone: nil
    }
  }

  @Test func mostSamplesAreFormatted() {
    let count = Self.samples.count { Self.format($0.text) != nil }
    #expect(count > 30, "only \(count) of \(Self.samples.count)")
    #expect(Self.shipped.allSatisfy { Self.format($0.text) != nil })
  }

  @Test(arguments: shipped) func whatComesWithFlowrunIsLaidOut(_ sample: Sample) {
    #expect(Self.format(sample.text) == sample.text)
  }

  @Test(arguments: samples)
  func whatCanBeReadIsLaidOutOnceAndMeansTheSame(_ sample: Sample) {
    if case .leftAlone = FlowFormatter.format(SourceFile(path: "a.flow.yaml", text: sample.text)) {
      Issue.record("left alone:\n\(sample.text)")
    }
    guard let once = Self.format(sample.text) else { return }
    let isFixed = Self.format(once) == once
    #expect(isFixed, "\(once)")
    #expect(Meaning(sample.text) == Meaning(once), "\(once)")
  }

  /// Blanks, boxes and indentation say nothing: whatever they were, the layout is the same.
  @Test(arguments: shipped, 1...3)
  func blanksAndBoxesMakeNoDifference(_ sample: Sample, seed: Int) throws {
    let right = try #require(Self.format(sample.text))
    var disturbance = Disturbance(seed: UInt64(seed))
    let disturbed = disturbance.layout(of: right)
    let isSame = Self.format(disturbed) == right
    #expect(isSame, "\(disturbed)\nbecame\n\(Self.format(disturbed) ?? "nothing")")
  }

  /// Comments and empty lines are the author's; wherever they stand, they stay, and the flow is the same flow.
  @Test(arguments: shipped, 1...3)
  func commentsAndEmptyLinesStay(_ sample: Sample, seed: Int) throws {
    var disturbance = Disturbance(seed: UInt64(seed) &* 7919)
    let (disturbed, comments) = disturbance.notes(in: try #require(Self.format(sample.text)))
    let once = try #require(Self.format(disturbed), "\(disturbed)")
    let isFixed = Self.format(once) == once
    #expect(isFixed, "\(once)")
    #expect(!once.contains("\n\n\n"))
    for comment in comments { #expect(once.contains("# \(comment)\n"), "\(comment) is lost") }
    #expect(Meaning(sample.text) == Meaning(once), "\(once)")
  }
}

/// What the checker makes of a text, without the places.
private struct Meaning: Equatable {
  var plan: [Substring]
  var messages: [String]

  init(_ text: String) {
    let reading = FlowReader.read(SourceFile(path: "a.flow.yaml", text: text))
    let connections = ["bigcommerce": BigCommerce.declaration, "mplus": Mplus.declaration]
    let result = Checker.check(reading.file, in: CheckContext(connections: connections))
    messages = (reading.diagnostics + result.diagnostics).map { "\($0.code.rawValue) \($0.message)" }.sorted()
      .map { $0.replacing(/line \d+/, with: "line") }
    plan = result.plan.map { Self.words("\($0)") } ?? []
  }

  /// Everything that the plan holds but places. Sorted: sets and dictionaries have no order.
  private static func words(_ text: String) -> [Substring] {
    text.replacing(/SourceFile\(path: "[^"]*", bytes: \[[^\]]*\], lineStarts: \[[^\]]*\]\)/, with: "")
      .replacing(/Span\(start: \d+, end: \d+\)/, with: "").split { !($0.isLetter || $0.isNumber) }.sorted()
  }
}

/// Changes that a hurried author makes, the same for one seed.
private struct Disturbance {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  private mutating func draw(_ range: ClosedRange<Int>) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return range.lowerBound + Int(state % UInt64(range.count))
  }

  private mutating func blanks(_ range: ClosedRange<Int>) -> String { String(repeating: " ", count: draw(range)) }

  mutating func layout(of text: String) -> String {
    let width = draw(1...3)
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = String(line)
      if line.isEmpty { return line }
      if let match = line.firstMatch(of: /^( *(?:- )?(?:"[^"]*"|[A-Za-z][A-Za-z0-9_ ]*):) +(\S.*)$/) {
        line = match.1 + blanks(1...6) + match.2
      }
      if let match = line.firstMatch(of: /^(.*\S) {2,}(# [^"]*)$/), !match.1.isEmpty {
        line = match.1 + blanks(1...9) + match.2
      }
      if draw(0...1) == 0 { line = line.replacing(/(create|update): *\[ \]/) { "\($0.1): no" } }
      if draw(0...1) == 0 { line = line.replacing("{ ", with: "{").replacing(" }", with: "}") }
      let content = line.drop { $0 == " " }
      let indent = line.count - content.count
      // Comments in the margin keep a place there.
      let blanks = String(repeating: " ", count: content.hasPrefix("#") && indent > 24 ? indent : indent * width)
      // What stands behind a dash lines up with the lines below it.
      let isEntry = content.hasPrefix("- ")
      let dash = isEntry ? "-" + String(repeating: " ", count: 2 * width - 1) : ""
      line = blanks + dash + (isEntry ? content.dropFirst(2) : content)
      let end = String(repeating: " ", count: draw(0...2))
      return line + end
    }.joined(separator: draw(0...3) == 0 ? "\r\n" : "\n")
  }

  mutating func notes(in text: String) -> (text: String, comments: [String]) {
    var lines: [String] = []
    var comments: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      // Not into a formula that goes on.
      let isEntry = line.firstMatch(of: /^ *(- |"[^"]*":|[A-Za-z][A-Za-z0-9_ ]*:)/) != nil
      if isEntry {
        if draw(0...4) == 0 { lines += Array(repeating: blanks(0...3), count: draw(1...3)) }
        if draw(0...3) == 0 {
          comments.append("note \(comments.count) of \(draw(10...99))")
          lines.append(blanks(0...60) + "# " + comments[comments.count - 1])
        }
      }
      lines.append(String(line))
    }
    return (lines.joined(separator: "\n"), comments)
  }
}
