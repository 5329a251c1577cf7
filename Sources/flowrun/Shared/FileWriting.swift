import Foundation

/// Files of the person's own that a command changes.
enum FileWriting {
  /// All of it or nothing: whoever reads meanwhile sees the old file or the new one. Rights stay as they are.
  static func replace(_ file: URL, with bytes: [UInt8], shownAs path: String) throws(Failure) {
    do {
      let rights = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
      try Data(bytes).write(to: file, options: .atomic)
      if let rights { try FileManager.default.setAttributes([.posixPermissions: rights], ofItemAtPath: file.path) }
    } catch {
      throw Failure(.usage, "\(path) can't be written: \(error.localizedDescription)")
    }
  }
}
