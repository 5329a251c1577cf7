internal import Values

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A write that a system accepted, before it has a number.
struct LedgerNote: Sendable {
  var system: String
  var operation: String
  var entity: String
  /// The natural key: a SKU, an e-mail address, an `extOrderId`.
  var key: String
  var fields: [(name: String, value: String)]
}

/// Everything that was accepted, in order, never changed; each entry is one line of JSON.
struct Ledger: ~Copyable {
  /// Without line breaks; the first entry has number 1.
  private(set) var lines: [[UInt8]] = []
  private let file: Int32?

  /// - Parameter path: a file to append to as well; made if there is none.
  init(path: String?) throws(SandboxProblem) {
    guard let path else {
      file = nil
      return
    }
    let opened = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard opened >= 0 else { throw SandboxProblem("the ledger \(path) cannot be opened (error \(errno))") }
    file = opened
  }

  deinit {
    if let file { close(file) }
  }

  mutating func append(_ note: LedgerNote, at seconds: Int) throws(SandboxProblem) {
    let entry: JSON = [
      "n": .int(lines.count + 1), "at": .string(Calendar.iso8601(seconds)), "system": .string(note.system),
      "operation": .string(note.operation), "entity": .string(note.entity), "key": .string(note.key),
      "fields": .object(JSON.Object(note.fields.map { ($0.name, .string($0.value)) })),
    ]
    let line = entry.bytes()
    lines.append(line)
    guard let file else { return }
    var rest = (line + [0x0A])[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      if written < 0, errno != EINTR { throw SandboxProblem("the ledger cannot be written (error \(errno))") }
      rest = rest.dropFirst(max(0, written))
    }
  }
}
