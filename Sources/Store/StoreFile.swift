import Engine
import Glibc

/// The file of a journal and its folder: only their owner can read them, as they name customers' records.
enum StoreFile {
  /// Creates both if they are not there.
  static func prepare(_ path: String) throws(JournalError) {
    let folder = folder(of: path)
    try makeFolder(folder)
    guard access(folder, W_OK | X_OK) == 0 else {
      throw JournalError(.readOnly, "the folder \(folder) of the store may not be written to; change its owner or mode")
    }
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw JournalError(.readOnly, "cannot open the store \(path): \(problem()); change its owner or mode")
    }
    close(descriptor)
  }

  /// Where the locks of flows lie: beside the file.
  static func lock(_ flow: String, beside path: String) throws(JournalError) -> String {
    let folder = path + ".locks"
    try makeFolder(folder)
    // A flow's name is letters, digits and hyphens; anything else is written so that it stays inside the folder.
    let name = flow.utf8.map { byte -> String in
      let isPlain = (48...57).contains(byte) || (97...122).contains(byte) || byte == 45
      return isPlain ? String(Unicode.Scalar(byte)) : "_\(byte)"
    }
    return folder + "/" + name.joined() + ".lock"
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func makeFolder(_ path: String) throws(JournalError) {
    if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
    if errno == ENOENT {
      let parent = folder(of: path)
      guard parent != path else { return }
      try makeFolder(parent)
      if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
    }
    let kind: JournalError.Kind = errno == ENOSPC ? .full : .readOnly
    throw JournalError(kind, "cannot create the folder \(path): \(problem())")
  }

  private static func problem() -> String { String(cString: strerror(errno)) }
}
