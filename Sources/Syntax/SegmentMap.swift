public import Source

/// Where each byte of a decoded scalar stood in the source.
///
/// A scalar is mostly one stretch that is the same in the file; only escapes, doubled quotes and folded line breaks
/// differ. So the map holds stretches, not one entry a byte. Offsets are UTF-8 bytes on both sides.
public struct SegmentMap: Sendable, Hashable {
  struct Segment: Sendable, Hashable {
    var decoded: Int
    var decodedCount: Int
    var source: Int
    var sourceCount: Int
    /// The bytes are the same on both sides; otherwise only the whole stretch can be pointed at.
    var isExact: Bool
  }

  private(set) var segments: [Segment] = []
  /// Only the whole span is known; a place inside cannot be pointed at.
  public private(set) var isCoarse = false

  init() {}

  /// Text that stands in the source as it is, from `start` on.
  public init(identityFrom start: Int, count: Int) {
    append(decodedCount: count, source: start, sourceCount: count, isExact: true)
  }

  /// Text of which only the whole span is known.
  public init(wholeOf span: Span, count: Int) {
    append(decodedCount: count, source: span.start, sourceCount: span.count, isExact: false)
    isCoarse = true
  }

  mutating func append(decodedCount: Int, source: Int, sourceCount: Int, isExact: Bool) {
    guard let last = segments.last else {
      segments.append(
        Segment(
          decoded: 0, decodedCount: decodedCount, source: source, sourceCount: sourceCount, isExact: isExact))
      return
    }
    if isExact, last.isExact, last.source + last.sourceCount == source {
      segments[segments.count - 1].decodedCount += decodedCount
      segments[segments.count - 1].sourceCount += sourceCount
    } else {
      segments.append(
        Segment(
          decoded: last.decoded + last.decodedCount, decodedCount: decodedCount, source: source,
          sourceCount: sourceCount, isExact: isExact))
    }
  }

  /// The source span of the decoded bytes `start..<end`.
  public func span(_ start: Int, _ end: Int) -> Span {
    guard let first = segment(at: start) else { return Span(0, 0) }
    let from = first.isExact ? first.source + clamp(start - first.decoded, first.sourceCount) : first.source
    guard end > start, let last = segment(at: end - 1) else {
      let isBehind = start >= first.decoded + first.decodedCount
      let place = isBehind ? first.source + first.sourceCount : from
      return Span(place, place)
    }
    let to =
      last.isExact
      ? last.source + clamp(end - last.decoded, last.sourceCount) : last.source + last.sourceCount
    return Span(from, max(from, to))
  }

  private func clamp(_ value: Int, _ limit: Int) -> Int { min(max(0, value), limit) }

  /// The segment that holds a decoded offset; the last one for offsets behind the end.
  private func segment(at offset: Int) -> Segment? {
    var low = 0
    var high = segments.count
    guard high > 0 else { return nil }
    while high - low > 1 {
      let middle = (low + high) / 2
      if segments[middle].decoded <= offset { low = middle } else { high = middle }
    }
    return segments[low]
  }

  /// The same map with its source offsets moved.
  func movingSource(_ move: (Int) -> Int) -> SegmentMap {
    var moved = SegmentMap()
    moved.isCoarse = isCoarse
    for segment in segments {
      let start = move(segment.source)
      let count = segment.isExact ? segment.sourceCount : move(segment.source + segment.sourceCount) - start
      moved.segments.append(
        Segment(
          decoded: segment.decoded, decodedCount: segment.decodedCount, source: start,
          sourceCount: max(0, count), isExact: segment.isExact))
    }
    return moved
  }
}
