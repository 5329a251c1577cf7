import Values

/// A line of a work file: what one write did to one record. Done twice it does the same.
struct WorkLine {
  /// The record's.
  var key: String
  /// Fields of the record with what they hold now.
  var set = JSON.Object()
  /// Fields that were taken away.
  var cleared: [String] = []
  var isDeletion = false
  /// Of the write that made the record; empty if it was there.
  var idempotencyKey = ""

  init(key: String) { self.key = key }

  /// From what a record was to what it is.
  init(key: String, from old: JSON.Object, to new: JSON.Object) {
    self.init(key: key)
    for (name, value) in new.members where old[name] != value { set[name] = value }
    cleared = old.members.map(\.name).filter { new[$0] == nil }
  }

  /// Nil if it is no line of this program.
  init?(_ bytes: [UInt8]) {
    guard let json = try? JSON.parse(bytes), let key = json["key"]?.string else { return nil }
    self.init(key: key)
    set = json["set"]?.object ?? JSON.Object()
    cleared = json["cleared"]?.array?.compactMap(\.string) ?? []
    isDeletion = json["deleted"]?.bool == true
    idempotencyKey = json["made"]?.string ?? ""
  }

  /// With its line end.
  var bytes: [UInt8] {
    var members: [(name: String, value: JSON)] = [("key", .string(key))]
    if isDeletion { members.append(("deleted", true)) } else { members.append(("set", .object(set))) }
    if !cleared.isEmpty { members.append(("cleared", .array(cleared.map(JSON.string)))) }
    if !idempotencyKey.isEmpty { members.append(("made", .string(idempotencyKey))) }
    return JSON.object(JSON.Object(members)).bytes() + [0x0A]
  }

  func apply(to object: inout JSON.Object) {
    for (name, value) in set.members { object[name] = value }
    for name in cleared { object[name] = nil }
  }

  /// Paths of the single values that it sets.
  var paths: Set<String> { Self.paths(of: set, "") }

  private static func paths(of object: JSON.Object, _ prefix: String) -> Set<String> {
    object.members.reduce(into: []) { found, member in
      if let inner = member.value.object {
        found.formUnion(paths(of: inner, prefix + member.name + "."))
      } else {
        found.insert(prefix + member.name)
      }
    }
  }
}
