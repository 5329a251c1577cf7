import Engine
import GRDB

extension JournalError {
  /// What a problem of the database means to the person who has to mend it.
  init(_ error: any Error, path: String) {
    if let error = error as? JournalError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else {
      self.init(.other, "the store \(path) failed: \(error)")
      return
    }
    let detail = error.message ?? "\(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_FULL:
      self.init(.full, "no space is left for the store \(path); make room and run again, nothing is lost")
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
      self.init(.readOnly, "the store \(path) may not be written to (\(detail)); change its owner or mode")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(
        .locked, "another program has the store \(path) for itself; close it, or wait until it is done, and run again")
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      self.init(
        .corrupt,
        "the store \(path) is damaged (\(detail)); put it aside and take back a copy, or run with a new one: records "
          + "that were sent are then found again by their keys")
    case .SQLITE_IOERR:
      self.init(
        .other,
        "the store \(path) can't be read or written (\(detail)): the disk may be full or broken; make room or look at "
          + "it, and run again, nothing is lost")
    default:
      self.init(.other, "the store \(path) failed: \(detail)")
    }
  }
}
