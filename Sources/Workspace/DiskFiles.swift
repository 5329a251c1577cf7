internal import ConnectorKit
internal import Foundation
internal import Synchronization

/// A file of a ``DiskFolder``, open as long as somebody has it.
final class DiskFile: OpenedFile {
  fileprivate let descriptor: Int32
  let version: String

  init(_ path: String, _ flags: Int32, mode: mode_t = 0o600) throws(FileTrouble) {
    // A pipe without a writer would make this wait for ever.
    descriptor = Foundation.open(path, flags | O_CLOEXEC | O_NONBLOCK, mode)
    guard descriptor >= 0 else {
      version = ""
      throw flags & O_CREAT == 0
        ? FileTrouble(.unusable, "this file may not be read here") : FileTrouble(writing: errno)
    }
    version = Descriptor.version(descriptor)
    var found = stat()
    guard fstat(descriptor, &found) == 0, found.st_mode & S_IFMT == S_IFREG else {
      throw FileTrouble(.unusable, "this is no plain file")
    }
  }

  /// Takes over an open descriptor.
  fileprivate init(descriptor: Int32) {
    self.descriptor = descriptor
    version = Descriptor.version(descriptor)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  func bytes(at offset: Int, count: Int) throws(FileTrouble) -> [UInt8] {
    try Descriptor.read(descriptor, at: offset, count: count)
  }
}

/// Writes on their way into a file, in a hidden file beside it.
final class DiskWork: WorkFile {
  /// Nil if it has no name.
  private let path: String?
  private let file: DiskFile

  /// Only to be looked at.
  init(looking path: String) throws(FileTrouble) {
    self.path = path
    file = try DiskFile(path, O_RDONLY)
  }

  /// This program's alone, until it is removed or let go.
  init(holding path: String) throws(FileTrouble) {
    self.path = path
    file = try DiskFile(path, O_RDWR | O_APPEND | O_CREAT)
    guard flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw FileTrouble(.held, "another run is writing it")
    }
    // Whoever had it may have taken it away while we waited at the door.
    var there = stat()
    var own = stat()
    guard stat(path, &there) == 0, fstat(file.descriptor, &own) == 0, there.st_ino == own.st_ino else {
      throw FileTrouble(.held, "another run has just written it; run again")
    }
  }

  /// Without a name, so that nothing is left of it.
  init(scratchIn folder: String) throws(FileTrouble) {
    path = nil
    var template = Array((folder + "/flowrun." + String(repeating: "X", count: 6)).utf8CString)
    let descriptor = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { mkstemp($0) } ?? -1
    }
    guard descriptor >= 0 else { throw FileTrouble(writing: errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = fcntl(descriptor, F_SETFL, O_APPEND)
    template.withUnsafeBufferPointer { buffer in
      if let name = buffer.baseAddress { _ = unlink(name) }
    }
    file = DiskFile(descriptor: descriptor)
  }

  var version: String { Descriptor.version(file.descriptor) }

  var size: Int {
    var found = stat()
    return fstat(file.descriptor, &found) == 0 ? Int(found.st_size) : 0
  }

  func bytes(at offset: Int, count: Int) throws(FileTrouble) -> [UInt8] { try file.bytes(at: offset, count: count) }

  func append(_ bytes: [UInt8]) throws(FileTrouble) {
    let before = size
    do throws(FileTrouble) { try Descriptor.write(bytes, to: file.descriptor) } catch {
      // Half a line would hide what comes behind it.
      ftruncate(file.descriptor, off_t(before))
      throw error
    }
  }

  func keep() throws(FileTrouble) {
    if path != nil, fsync(file.descriptor) != 0 { throw FileTrouble(writing: errno) }
  }

  func cut(to size: Int) throws(FileTrouble) {
    guard ftruncate(file.descriptor, off_t(size)) == 0 else { throw FileTrouble(writing: errno) }
  }

  func remove() throws(FileTrouble) {
    if let path, unlink(path) != 0, errno != ENOENT { throw FileTrouble(writing: errno) }
    flock(file.descriptor, LOCK_UN)
  }
}

/// New content beside the file whose place it takes.
final class DiskReplacement: FileReplacement {
  private let file: URL
  private let beside: URL
  private let descriptor: Int32

  init(of file: URL, by beside: URL) throws(FileTrouble) {
    self.file = file
    self.beside = beside
    // What a killed run left there is half a file; the work file beside it has the whole.
    unlink(beside.path)
    let mode = Self.mode(of: file)
    descriptor = open(beside.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode ?? 0o666)
    guard descriptor >= 0 else { throw FileTrouble(writing: errno) }
    if let mode, fchmod(descriptor, mode) != 0 { throw FileTrouble(writing: errno) }
    if file.isThere, access(file.path, W_OK) != 0 {
      unlink(beside.path)
      throw FileTrouble(.unusable, "this file may not be written here; change its owner or mode")
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  private static func mode(of file: URL) -> mode_t? {
    var found = stat()
    return stat(file.path, &found) == 0 ? found.st_mode & 0o7777 : nil
  }

  func append(_ bytes: [UInt8]) throws(FileTrouble) { try Descriptor.write(bytes, to: descriptor) }

  func finish(replacing version: String?) throws(FileTrouble) {
    guard fsync(descriptor) == 0 else { throw FileTrouble(writing: errno) }
    let there = file.isThere ? try DiskFile(file.path, O_RDONLY).version : nil
    guard there == version else { throw FileTrouble(.changed, "somebody changed it meanwhile") }
    guard rename(beside.path, file.path) == 0 else { throw FileTrouble(writing: errno) }
    // The folder's entry, too.
    let folder = open(file.deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  func drop() { unlink(beside.path) }
}

/// Standard input, kept in a nameless file as far as it was read, so that it can be read again.
final class StandardInput: OpenedFile {
  static let shared = StandardInput()

  private struct State {
    var scratch: DiskWork?
    var count = 0
    var hasEnded = false
  }

  private let state = Mutex(State())
  let version = "standard input"

  func bytes(at offset: Int, count: Int) throws(FileTrouble) -> [UInt8] {
    try state.withLock { state throws(FileTrouble) in
      let scratch: DiskWork
      if let made = state.scratch { scratch = made } else { scratch = try DiskWork(scratchIn: NSTemporaryDirectory()) }
      state.scratch = scratch
      while !state.hasEnded, state.count < offset + count {
        let more = try Self.next()
        state.hasEnded = more.isEmpty
        try scratch.append(more)
        state.count += more.count
      }
      return try scratch.bytes(at: offset, count: count)
    }
  }

  private static func next() throws(FileTrouble) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = bytes.withUnsafeMutableBytes { Foundation.read(STDIN_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileTrouble(.unusable, "it can't be read: " + String(cString: strerror(errno))) }
      bytes.removeLast(bytes.count - count)
      return bytes
    }
  }
}

/// Standard output: what went there can't be taken back.
final class StandardOutput: FileReplacement {
  func append(_ bytes: [UInt8]) throws(FileTrouble) { try Descriptor.write(bytes, to: STDOUT_FILENO) }
  func finish(replacing version: String?) throws(FileTrouble) {}
  func drop() {}
}
