import Glibc

/// A file that only its owner may read and write, opened anew. Closed when it goes out of scope.
struct PrivateFile: ~Copyable {
  private let path: String
  private let descriptor: Int32

  /// Refuses to follow a link in place of the file.
  init(_ path: String) throws(FileProblem) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw FileProblem(path: path) }
    // A file that was there keeps its old rights without this.
    if fchmod(descriptor, 0o600) != 0 { throw FileProblem(path: path) }
  }

  deinit {
    close(descriptor)
  }

  mutating func append(_ bytes: [UInt8]) throws(FileProblem) {
    var start = 0
    while start < bytes.count {
      let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress?.advanced(by: start), $0.count - start) }
      if written < 0 {
        if errno == EINTR { continue }
        throw FileProblem(path: path)
      }
      start += written
    }
  }

  /// A folder for its owner only; one that is there already will do.
  static func makeFolder(_ path: String) throws(FileProblem) {
    if mkdir(path, 0o700) != 0, errno != EEXIST { throw FileProblem(path: path) }
  }
}

/// Why a file can't be written.
public struct FileProblem: Error, Sendable, Hashable {
  public var path: String
  /// As the system says it: "No space left on device".
  public var reason: String

  init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// Of the call that just failed.
  init(path: String) {
    self.path = path
    reason = String(cString: strerror(errno))
  }
}
