import ConnectorKit
import Plan
import Values

// Each record gets its place in the books once.
extension RunMachine {
  mutating func skip(_ index: Int, _ reason: String, sentence: String? = nil) {
    let key = settle(index)
    lastReason = reason
    books.skip(key, reason: reason, sample: sentence)
  }

  mutating func stop(_ index: Int, _ faults: [Fault]) {
    let key = settle(index, isFailure: true)
    lastFaults = faults
    // A record with several faults stands apart from those with one, so that all of its sentences are read.
    let alike = faults.first.map { self.cause($0) } ?? "stopped"
    let cause = faults.count > 1 ? "\(alike), \(faults.count) times" : alike
    books.stop(key, cause: cause, sentence: Self.sentence(faults))
    commands.append(.stopped(StoppedRecord(sourceKey: key, faults: faults)))
    batch.failures.append(
      Failure(flow: plan.name, sourceKey: key, cause: cause, faults: faults, at: now, run: run.id))
    failing.insert(key)
  }

  /// Sentences that a line of the books holds; the failure itself keeps all.
  private static let sentencesMax = 5

  private static func sentence(_ faults: [Fault]) -> String {
    var said: [String] = []
    for fault in faults where !said.contains(fault.message) { said.append(fault.message) }
    let rest = said.count - sentencesMax
    return said.isEmpty
      ? "stopped" : said.prefix(sentencesMax).joined(separator: "; ") + (rest > 0 ? "; and \(rest) more" : "")
  }

  /// Nothing is done with it until a person has looked.
  mutating func hold(_ index: Int, _ failure: Failure) {
    let key = settle(index, isFailure: true)
    books.hold(key, cause: failure.cause, sentence: failure.faults.first?.message ?? failure.cause)
    commands.append(.stopped(StoppedRecord(sourceKey: key, faults: failure.faults)))
  }

  mutating func unchanged(_ index: Int) {
    let item = wave[index]
    if let target = item.target {
      let isKnown = item.link?.targetKey == target.key && item.link?.sourceVersion == item.source.version
      if !isKnown || item.link?.isGone == true {
        var link = link(item, target.key, isOwn: item.link?.isOwn ?? false)
        link.writtenAt = item.link?.writtenAt ?? now
        batch.links.append(link)
      }
    }
    _ = settle(index)
    books.unchanged += 1
  }

  /// Gives the source key.
  mutating func settle(_ index: Int, isFailure: Bool = false) -> String {
    precondition(!wave[index].isSettled, "a record has one place in the books")
    wave[index].isSettled = true
    lastItem = wave[index]
    let key = wave[index].source.key
    if !isFailure, failing.remove(key) != nil { batch.settled.append(key) }
    return key
  }

  /// What all records have in common that fail for one reason.
  func cause(_ fault: Fault) -> String {
    fault.origin.map { "\(fault.code.rawValue) at \($0)" } ?? fault.code.rawValue
  }

  /// What is now known of the pair; `written` stays as it was.
  func link(_ item: Item, _ targetKey: String, isOwn: Bool) -> Link {
    Link(
      flow: plan.name, sourceKey: item.source.key, targetKey: targetKey, sourceVersion: item.source.version,
      isOwn: isOwn || (item.link?.isOwn ?? false && item.link?.targetKey == targetKey),
      written: item.link?.targetKey == targetKey ? item.link?.written ?? [:] : [:], writtenAt: now)
  }
}
