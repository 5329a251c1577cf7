public import Foundation

extension ProjectFolder {
  /// Puts new content in the place of a file's, whole or not at all: a reader sees the old file or the new one, also
  /// when the power fails. The mode stays. Throws a sentence that fits behind the file's name.
  ///
  /// - Parameter expected: what the file holds as far as the caller knows; if somebody changed it since, nothing is
  ///   written.
  public static func replace(_ file: URL, expected: [UInt8], with content: [UInt8]) throws(FileProblem) {
    let file = file.resolvingLinks
    guard try file.wholeContent(bytesMax: expected.count) == expected else {
      throw FileProblem("somebody changed it in the meantime, so it was left alone")
    }
    let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
    let mode = (attributes?[.posixPermissions] as? NSNumber)?.uint16Value ?? 0o644
    try put(content, in: file, mode: mode)
  }

  /// The same for a file of the program's own, whatever it held before; its folder is made.
  static func put(_ content: [UInt8], in file: URL, mode: UInt16 = 0o644) throws(FileProblem) {
    let folder = file.deletingLastPathComponent()
    do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
      throw FileProblem("its folder can't be made")
    }
    let beside = file.deletingLastPathComponent().appending(path: ".\(file.lastPathComponent).\(getpid()).new")
    let descriptor = open(beside.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(mode))
    guard descriptor >= 0 else { throw FileProblem("its folder can't be written: " + String(cString: strerror(errno))) }
    let isWritten =
      fchmod(descriptor, mode_t(mode)) == 0 && write(content, to: descriptor) && fsync(descriptor) == 0
    let problem = String(cString: strerror(errno))
    close(descriptor)
    guard isWritten, rename(beside.path, file.path) == 0 else {
      unlink(beside.path)
      throw FileProblem("it can't be written: \(problem)")
    }
  }

  private static func write(_ content: [UInt8], to descriptor: Int32) -> Bool {
    var start = 0
    while start < content.count {
      let count = content[start...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      start += count
    }
    return true
  }
}
