import Engine
import Glibc

/// A flow, held by this process. The operating system lets go of it when the process ends, however it ends.
final class FlowLock: Sendable {
  private let descriptor: Int32

  /// Nil if another run has it.
  init?(path: String) throws(JournalError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw JournalError(
        .readOnly, "cannot create \(path): \(String(cString: strerror(errno))); make the folder writable")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }
}
