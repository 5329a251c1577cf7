public import Values

/// What became of every record of a run. They balance: each record that was read is in exactly one of the six places.
public struct Books: Sendable, Hashable {
  public var created = 0
  public var updated = 0
  public var unchanged = 0
  public private(set) var skipped = 0
  public private(set) var stopped = 0
  public private(set) var held = 0
  /// Why records were skipped.
  public private(set) var reasons = Tally()
  /// Why records stopped or are held.
  public private(set) var causes = Tally()
  public private(set) var warnings = Tally()
  /// Records that are not the flow's own, made or changed on the way.
  public var relatedCreated = 0
  public var relatedUpdated = 0
  /// Target records that were hidden or deleted, as their source is gone.
  public var gone = 0
  /// Skipped records that changed after they had been sent; they are in `skipped` too.
  public var changedSince = 0

  public init() {}

  /// Records that were read and settled.
  public var read: Int { created + updated + unchanged + skipped + stopped + held }

  /// Nothing stopped and nothing is held.
  public var isClean: Bool { stopped == 0 && held == 0 }

  public mutating func skip(_ key: String, reason: String, sample: String? = nil) {
    skipped += 1
    reasons.add(reason, key, sentence: sample ?? reason)
  }

  public mutating func stop(_ key: String, cause: String, sentence: String) {
    stopped += 1
    causes.add(cause, key, sentence: sentence)
  }

  public mutating func hold(_ key: String, cause: String, sentence: String) {
    held += 1
    causes.add(cause, key, sentence: sentence)
  }

  public mutating func warn(_ key: String, cause: String, sentence: String) {
    warnings.add(cause, key, sentence: sentence)
  }

  /// `read 214 = created 180 + updated 20 + unchanged 8 + skipped 4 + stopped 1 + held 1`
  public var line: String {
    "read \(read) = created \(created) + updated \(updated) + unchanged \(unchanged) + skipped \(skipped)"
      + " + stopped \(stopped) + held \(held)"
  }
}

/// Things counted by their reason, each with some of the keys it happened to.
public struct Tally: Sendable, Hashable {
  /// In the order in which they first happened.
  public private(set) var entries: [Entry] = []

  public struct Entry: Sendable, Hashable {
    /// What all of them share.
    public var reason: String
    /// What was said of the first one.
    public var sentence: String
    public var count: Int
    /// The first ``keysMax`` of them.
    public var keys: [String]

    public init(reason: String, sentence: String, count: Int, keys: [String]) {
      self.reason = reason
      self.sentence = sentence
      self.count = count
      self.keys = keys
    }
  }

  public static let keysMax = 20
  /// Different reasons that are kept apart; the rest is counted under one name.
  public static let reasonsMax = 200
  public static let otherReason = "other reasons"

  public init(_ entries: [Entry] = []) { self.entries = entries }

  public mutating func add(_ reason: String, _ key: String, sentence: String) {
    var place = entries.firstIndex { $0.reason == reason }
    if place == nil, entries.count >= Tally.reasonsMax {
      place = entries.firstIndex { $0.reason == Tally.otherReason }
    }
    guard let place else {
      let name = entries.count >= Tally.reasonsMax ? Tally.otherReason : reason
      entries.append(Entry(reason: name, sentence: sentence, count: 1, keys: [key]))
      return
    }
    entries[place].count += 1
    if entries[place].keys.count < Tally.keysMax { entries[place].keys.append(key) }
  }
}

// As JSON, and back.
extension Books {
  public var json: JSON {
    [
      "read": .whole(Int64(read)), "created": .whole(Int64(created)), "updated": .whole(Int64(updated)),
      "unchanged": .whole(Int64(unchanged)), "skipped": .whole(Int64(skipped)), "stopped": .whole(Int64(stopped)),
      "held": .whole(Int64(held)), "related_created": .whole(Int64(relatedCreated)),
      "related_updated": .whole(Int64(relatedUpdated)), "gone": .whole(Int64(gone)),
      "changed_since": .whole(Int64(changedSince)), "reasons": reasons.json, "causes": causes.json,
      "warnings": warnings.json,
    ]
  }

  public init(json: JSON) {
    func count(_ name: String) -> Int { Int(json[name]?.whole ?? 0) }
    created = count("created")
    updated = count("updated")
    unchanged = count("unchanged")
    skipped = count("skipped")
    stopped = count("stopped")
    held = count("held")
    relatedCreated = count("related_created")
    relatedUpdated = count("related_updated")
    gone = count("gone")
    changedSince = count("changed_since")
    reasons = Tally(json: json["reasons"])
    causes = Tally(json: json["causes"])
    warnings = Tally(json: json["warnings"])
  }
}

extension Tally {
  public var json: JSON {
    .array(
      entries.map {
        [
          "reason": .string($0.reason), "sentence": .string($0.sentence), "count": .whole(Int64($0.count)),
          "keys": .array($0.keys.map(JSON.string)),
        ]
      })
  }

  init(json: JSON?) {
    self.init(
      (json?.array ?? []).map {
        Entry(
          reason: $0["reason"]?.string ?? "", sentence: $0["sentence"]?.string ?? "",
          count: Int($0["count"]?.whole ?? 0), keys: ($0["keys"]?.array ?? []).compactMap(\.string))
      })
  }
}
