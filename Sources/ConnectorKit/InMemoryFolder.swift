internal import Synchronization

/// A folder that is nowhere but in memory: for tests, and for connections that have none.
public final class InMemoryFolder: FileFolder {
  fileprivate struct State {
    var files: [String: [UInt8]]
    var work: [String: [UInt8]] = [:]
    var held: Set<String> = []
    var versions: [String: Int] = [:]
    var output: [UInt8] = []
    /// What the next writes meet.
    var trouble: FileTrouble?
  }

  fileprivate let state: Mutex<State>

  /// `files`: `-` is what stands on standard input.
  public init(_ files: [String: String] = [:]) {
    state = Mutex(State(files: files.mapValues { Array($0.utf8) }))
  }

  /// The name itself.
  public func shown(_ name: String) -> String {
    name == standardStream ? "standard input" : name
  }

  /// Those without a `/`.
  public func names() throws(FileTrouble) -> [String] {
    state.withLock { $0.files.keys.filter { $0 != standardStream && !$0.contains("/") }.sorted() }
  }

  /// What stands in it now.
  public func open(_ name: String) throws(FileTrouble) -> (any OpenedFile)? {
    state.withLock { state in
      state.files[name].map { InMemoryFile($0, version: "\(name) \(state.versions[name, default: 0])") }
    }
  }

  /// Held until it is removed, or until ``crash(keeping:of:)``.
  public func work(for name: String, isHeld: Bool) throws(FileTrouble) -> (any WorkFile)? {
    let result = state.withLock { state -> Result<(any WorkFile)?, FileTrouble> in
      if !isHeld, state.work[name] == nil { return .success(nil) }
      if isHeld, !state.held.insert(name).inserted {
        return .failure(FileTrouble(.held, "another run is writing it"))
      }
      if state.work[name] == nil { state.work[name] = [] }
      return .success(InMemoryWork(self, name))
    }
    return try result.get()
  }

  /// Of `-`: what goes to ``output``.
  public func replacement(of name: String) throws(FileTrouble) -> any FileReplacement {
    InMemoryReplacement(self, name)
  }
}

// What a test does to it, and sees of it.
extension InMemoryFolder {
  /// Nil if there is none.
  public func text(_ name: String) -> String? {
    state.withLock { $0.files[name].map { String(decoding: $0, as: UTF8.self) } }
  }

  /// What was collected and has not taken the place of the file yet; nil if there is none.
  public func collected(_ name: String) -> String? {
    state.withLock { $0.work[name].map { String(decoding: $0, as: UTF8.self) } }
  }

  /// What went to standard output.
  public var output: String { state.withLock { String(decoding: $0.output, as: UTF8.self) } }

  /// Somebody else writes a file; nil takes it away.
  public func put(_ name: String, _ text: String?) { put(name, bytes: text.map { Array($0.utf8) }) }

  /// The same, for bytes that may be no text.
  public func put(_ name: String, bytes: [UInt8]?) {
    state.withLock { state in
      state.files[name] = bytes
      state.versions[name, default: 0] += 1
    }
  }

  /// The program was killed, and power with it: nobody holds a file, and of what was collected only so many bytes are
  /// left.
  public func crash(keeping bytes: Int = .max, of name: String? = nil) {
    state.withLock { state in
      state.held = []
      if let name, let work = state.work[name] { state.work[name] = Array(work.prefix(bytes)) }
    }
  }

  /// Whatever is written from here on meets this; nil ends that.
  public func fail(_ trouble: FileTrouble?) { state.withLock { $0.trouble = trouble } }
}

private final class InMemoryFile: OpenedFile {
  let version: String
  private let content: [UInt8]

  init(_ content: [UInt8], version: String) {
    self.content = content
    self.version = version
  }

  func bytes(at offset: Int, count: Int) throws(FileTrouble) -> [UInt8] {
    Array(content.dropFirst(offset).prefix(count))
  }
}

private final class InMemoryWork: WorkFile {
  private let folder: InMemoryFolder
  private let name: String

  init(_ folder: InMemoryFolder, _ name: String) {
    self.folder = folder
    self.name = name
  }

  var version: String { "work \(size)" }
  var size: Int { folder.state.withLock { $0.work[name]?.count ?? 0 } }

  func bytes(at offset: Int, count: Int) throws(FileTrouble) -> [UInt8] {
    folder.state.withLock { Array(($0.work[name] ?? []).dropFirst(offset).prefix(count)) }
  }

  func append(_ bytes: [UInt8]) throws(FileTrouble) {
    try folder.write { $0.work[name, default: []] += bytes }
  }

  func keep() throws(FileTrouble) { try folder.write { _ in } }

  func cut(to size: Int) throws(FileTrouble) {
    folder.state.withLock { $0.work[name] = Array(($0.work[name] ?? []).prefix(size)) }
  }

  func remove() throws(FileTrouble) {
    folder.state.withLock { state in
      state.work[name] = nil
      state.held.remove(name)
    }
  }
}

private final class InMemoryReplacement: FileReplacement {
  private let folder: InMemoryFolder
  private let name: String
  private let content = Mutex<[UInt8]>([])

  init(_ folder: InMemoryFolder, _ name: String) {
    self.folder = folder
    self.name = name
  }

  func append(_ bytes: [UInt8]) throws(FileTrouble) {
    try folder.write { _ in }
    content.withLock { $0 += bytes }
  }

  func finish(replacing version: String?) throws(FileTrouble) {
    let new = content.withLock { $0 }
    if name == standardStream {
      folder.state.withLock { $0.output += new }
      return
    }
    guard try folder.open(name)?.version == version else {
      throw FileTrouble(.changed, "somebody changed it meanwhile")
    }
    try folder.write { state in
      state.files[name] = new
      state.versions[name, default: 0] += 1
    }
  }

  func drop() { content.withLock { $0 = [] } }
}

extension InMemoryFolder {
  fileprivate func write(_ change: (inout State) -> Void) throws(FileTrouble) {
    let trouble = state.withLock { state in
      if state.trouble == nil { change(&state) }
      return state.trouble
    }
    if let trouble { throw trouble }
  }
}
