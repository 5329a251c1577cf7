import Values

/// A pattern as a tree.
indirect enum PatternTree: Sendable {
  case empty
  case one(UInt32)
  case any
  case oneOf(CharacterSet)
  case start
  case end
  case sequence([PatternTree])
  case either([PatternTree])
  case repeated(PatternTree, least: Int, most: Int?)
}

/// Code points that a place of a pattern takes.
struct CharacterSet: Sendable {
  var ranges: [ClosedRange<UInt32>] = []
  var isNegated = false

  static let digits = CharacterSet(ranges: [0x30...0x39])
  static let words = CharacterSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  static let blanks = CharacterSet(ranges: [0x09...0x0D, 0x20...0x20, 0xA0...0xA0])

  var negated: CharacterSet { CharacterSet(ranges: ranges, isNegated: !isNegated) }

  func contains(_ point: UInt32) -> Bool {
    for range in ranges where range.contains(point) { return !isNegated }
    return isNegated
  }

  /// The same set, written as ranges that are in it.
  var positiveRanges: [ClosedRange<UInt32>] {
    if !isNegated { return ranges }
    var result: [ClosedRange<UInt32>] = []
    var from: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > from { result.append(from...range.lowerBound - 1) }
      from = max(from, range.upperBound + 1)
    }
    if from <= 0x10FFFF { result.append(from...0x10FFFF) }
    return result
  }
}

struct PatternParser {
  private let points: [UInt32]
  private let offsets: [Int]
  private var at = 0
  private var depth = 0

  init(_ text: Text) {
    var points: [UInt32] = []
    var offsets: [Int] = []
    text.withBytes { bytes in
      var at = 0
      while at < bytes.count {
        offsets.append(at)
        points.append(CodePoint.next(bytes, &at))
      }
      offsets.append(at)
    }
    self.points = points
    self.offsets = offsets
  }

  mutating func pattern() throws(Pattern.Problem) -> PatternTree {
    if points.count > Pattern.lengthMax { throw problem("a pattern has at most \(Pattern.lengthMax) characters") }
    let tree = try alternatives()
    if at < points.count { throw problem("this ) closes nothing; a bracket as text is \\)") }
    return tree
  }

  private mutating func alternatives() throws(Pattern.Problem) -> PatternTree {
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .either(branches)
  }

  private mutating func sequence() throws(Pattern.Problem) -> PatternTree {
    var parts: [PatternTree] = []
    while at < points.count, !isNext("|"), !isNext(")") { parts.append(try repetition()) }
    return parts.isEmpty ? .empty : parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func repetition() throws(Pattern.Problem) -> PatternTree {
    let start = at
    var tree = try atom()
    var isRepeated = false
    while at < points.count {
      let place = at
      let bounds: (Int, Int?)
      if take("*") {
        bounds = (0, nil)
      } else if take("+") {
        bounds = (1, nil)
      } else if take("?") {
        bounds = (0, 1)
      } else if isNext("{"), let written = try braces() {
        bounds = written
      } else {
        break
      }
      if isRepeated { throw problem("repeated twice; put brackets around the inner part", at: place) }
      switch tree {
      case .start, .end: throw problem("^ and $ cannot be repeated", at: start)
      default: tree = .repeated(tree, least: bounds.0, most: bounds.1)
      }
      isRepeated = true
    }
    return tree
  }

  /// `{m}`, `{m,}`, `{m,n}`; nil if these braces are plain text.
  private mutating func braces() throws(Pattern.Problem) -> (Int, Int?)? {
    let start = at
    at += 1
    guard let least = number() else {
      at = start
      return nil
    }
    var most: Int? = least
    if take(",") { most = number() }
    guard take("}") else {
      at = start
      return nil
    }
    if least > Pattern.repeatMax || (most ?? 0) > Pattern.repeatMax {
      throw problem("at most \(Pattern.repeatMax) times", at: start)
    }
    if let most, most < least { throw problem("the second number is smaller than the first", at: start) }
    return (least, most)
  }

  private mutating func number() -> Int? {
    let start = at
    var value = 0
    while at < points.count, CodePoint.isDigit(points[at]), at - start < 6 {
      value = value * 10 + Int(points[at] - 0x30)
      at += 1
    }
    return at == start ? nil : value
  }

  private mutating func atom() throws(Pattern.Problem) -> PatternTree {
    let place = at
    let point = points[at]
    at += 1
    switch point {
    case "(".point: return try group(from: place)
    case "[".point: return .oneOf(try set(from: place))
    case ".".point: return .any
    case "^".point: return .start
    case "$".point: return .end
    case "\\".point: return try escape(from: place)
    case "*".point, "+".point, "?".point: throw problem("nothing stands before this to be repeated", at: place)
    default: return .one(point)
    }
  }

  private mutating func group(from place: Int) throws(Pattern.Problem) -> PatternTree {
    depth += 1
    if depth > Pattern.depthMax { throw problem("more than \(Pattern.depthMax) groups inside each other", at: place) }
    if take("?") {
      guard take(":") else { throw problem("only (?: … ) is known; look-around is not", at: place) }
    }
    let inner = try alternatives()
    guard take(")") else { throw problem("this ( is not closed", at: place) }
    depth -= 1
    return inner
  }

  private mutating func escape(from place: Int) throws(Pattern.Problem) -> PatternTree {
    guard at < points.count else { throw problem("a pattern cannot end with \\", at: place) }
    let point = points[at]
    at += 1
    if let set = PatternParser.named(point) { return .oneOf(set) }
    guard let literal = PatternParser.literal(point) else {
      throw problem("\\\(Character.of(point)) is not known", at: place)
    }
    return .one(literal)
  }

  private static func named(_ point: UInt32) -> CharacterSet? {
    switch point {
    case "d".point: .digits
    case "D".point: CharacterSet.digits.negated
    case "w".point: .words
    case "W".point: CharacterSet.words.negated
    case "s".point: .blanks
    case "S".point: CharacterSet.blanks.negated
    default: nil
    }
  }

  /// What stands after a backslash for itself, or for a control character.
  private static func literal(_ point: UInt32) -> UInt32? {
    switch point {
    case "n".point: return 0x0A
    case "r".point: return 0x0D
    case "t".point: return 0x09
    default: return CodePoint.isASCIILetter(point) || CodePoint.isDigit(point) ? nil : point
    }
  }

  private mutating func set(from place: Int) throws(Pattern.Problem) -> CharacterSet {
    var set = CharacterSet()
    let isNegated = take("^")
    var isFirst = true
    while true {
      guard at < points.count else { throw problem("this [ is not closed", at: place) }
      if isNext("]"), !isFirst { break }
      isFirst = false
      let start = at
      if isNext("\\"), at + 1 < points.count, let named = PatternParser.named(points[at + 1]) {
        at += 2
        set.ranges += named.positiveRanges
        continue
      }
      let low = try setMember()
      if isNext("-"), at + 1 < points.count, points[at + 1] != "]".point {
        at += 1
        let high = try setMember()
        if high < low { throw problem("this range runs backwards", at: start) }
        set.ranges.append(low...high)
      } else {
        set.ranges.append(low...low)
      }
    }
    at += 1
    set.isNegated = isNegated
    return set
  }

  private mutating func setMember() throws(Pattern.Problem) -> UInt32 {
    let place = at
    let point = points[at]
    at += 1
    if point != "\\".point { return point }
    guard at < points.count, let literal = PatternParser.literal(points[at]) else {
      throw problem("this \\ is not known here", at: place)
    }
    at += 1
    return literal
  }

  private func isNext(_ scalar: Unicode.Scalar) -> Bool { at < points.count && points[at] == scalar.value }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard isNext(scalar) else { return false }
    at += 1
    return true
  }

  private func problem(_ message: String, at place: Int? = nil) -> Pattern.Problem {
    Pattern.Problem(message: message, offset: offsets[min(place ?? at, offsets.count - 1)])
  }
}

extension String {
  /// The first code point.
  fileprivate var point: UInt32 { unicodeScalars.first?.value ?? 0 }
}

extension Character {
  fileprivate static func of(_ point: UInt32) -> Character { Character(Unicode.Scalar(point) ?? "?") }
}
