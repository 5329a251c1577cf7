public import ConnectorKit
public import Foundation

extension Project {
  /// Files as a person types them: any path counted from where the person stands, and `-`. Not for what a flow names.
  public static func typedFiles(standing: URL) -> any FileFolder { DiskFolder(typedIn: standing) }
}

/// A folder on this machine's disk, and its standard input and output.
struct DiskFolder: FileFolder {
  /// Absolute, with links resolved.
  private let url: URL
  /// From where messages name files.
  private let standing: URL
  /// Why nothing in it is reached; nil if it may be.
  private let problem: FileTrouble?
  /// Whoever names a file is the person who may read it.
  private let isFree: Bool

  init(typedIn standing: URL) {
    self.standing = standing
    url = standing.resolvingLinks
    problem = nil
    isFree = true
  }

  /// - Parameter name: as the project file has it.
  init(_ name: String, in project: ProjectFolder, standing: URL) {
    self.standing = standing
    isFree = false
    if name.hasPrefix("/") {
      url = URL(filePath: name).resolvingLinks
      problem = nil
    } else {
      url = project.url.appending(path: name).standardizedFileURL.resolvingLinks
      let isInside = url == project.url || project.contains(url)
      problem =
        isInside
        ? nil
        : FileTrouble(.unusable, "a link leads out of the project; name the folder from the root, as /data/exports")
    }
  }

  func shown(_ name: String) -> String {
    if name == standardStream { return "standard input" }
    return isFree ? name : url.appending(path: name).standardizedFileURL.shown(from: standing)
  }

  func names() throws(FileTrouble) -> [String] {
    if let problem { throw problem }
    guard url.isThere else { return [] }
    guard let all = try? FileManager.default.contentsOfDirectory(atPath: url.path) else {
      throw FileTrouble(.unusable, "this folder may not be read here")
    }
    return all.filter { !$0.hasPrefix(".") && !url.appending(path: $0).isFolder }.sorted()
  }

  func open(_ name: String) throws(FileTrouble) -> (any OpenedFile)? {
    if name == standardStream { return StandardInput.shared }
    let file = try file(name)
    guard file.isThere else { return nil }
    if file.isFolder { throw FileTrouble(.unusable, "this is a folder") }
    return try DiskFile(file.path, O_RDONLY)
  }

  func work(for name: String, isHeld: Bool) throws(FileTrouble) -> (any WorkFile)? {
    if name == standardStream { return isHeld ? try DiskWork(scratchIn: NSTemporaryDirectory()) : nil }
    let beside = try beside(name, "work")
    guard isHeld else { return beside.isThere ? try DiskWork(looking: beside.path) : nil }
    return try DiskWork(holding: beside.path)
  }

  func replacement(of name: String) throws(FileTrouble) -> any FileReplacement {
    if name == standardStream { return StandardOutput() }
    return try DiskReplacement(of: try file(name), by: try beside(name, "new"))
  }

  private func beside(_ name: String, _ ending: String) throws(FileTrouble) -> URL {
    let file = try file(name)
    return file.deletingLastPathComponent().appending(path: ".\(file.lastPathComponent).\(ending)")
  }

  /// Where the name leads, links followed: never out of the folder.
  private func file(_ name: String) throws(FileTrouble) -> URL {
    if let problem { throw problem }
    if isFree { return url.reaching(name) }
    guard !name.isEmpty, !name.utf8.contains(0), !name.hasPrefix("/"), !name.hasPrefix("~") else {
      throw FileTrouble(.unusable, "files are named from the connection's folder, without a leading / or ~")
    }
    let meant = url.appending(path: name).standardizedFileURL.resolvingLinks
    guard meant.pathComponents.starts(with: url.pathComponents), meant != url else {
      throw FileTrouble(.unusable, "this leads out of the connection's folder")
    }
    return meant
  }
}

extension FileTrouble {
  /// From `errno`.
  init(writing number: Int32) {
    switch number {
    case ENOSPC, EDQUOT: self.init(.full, "there is no room left on this disk")
    case EACCES, EPERM: self.init(.unusable, "its folder may not be written here; change its owner or mode")
    case EROFS: self.init(.unusable, "this disk may only be read")
    case ENOENT: self.init(.unusable, "its folder is not there")
    case EFBIG: self.init(.full, "it is larger than a file may be here")
    case EPIPE: self.init(.unusable, "nobody reads it any more")
    default: self.init(.unusable, "it can't be written: " + String(cString: strerror(number)))
    }
  }
}

/// Reads and writes of descriptors, whole and through interruptions.
enum Descriptor {
  static func read(_ descriptor: Int32, at offset: Int, count: Int) throws(FileTrouble) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let more = bytes.withUnsafeMutableBytes { buffer in
        pread(descriptor, buffer.baseAddress?.advanced(by: filled), count - filled, off_t(offset + filled))
      }
      if more < 0, errno == EINTR { continue }
      guard more >= 0 else {
        throw FileTrouble(.unusable, "it can't be read: " + String(cString: strerror(errno)))
      }
      if more == 0 { break }
      filled += more
    }
    bytes.removeLast(count - filled)
    return bytes
  }

  static func write(_ bytes: [UInt8], to descriptor: Int32) throws(FileTrouble) {
    var start = 0
    while start < bytes.count {
      let count = bytes[start...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileTrouble(writing: errno) }
      start += count
    }
  }

  /// Device, place, size and time of change: another content has another.
  static func version(_ descriptor: Int32) -> String {
    var found = stat()
    guard fstat(descriptor, &found) == 0 else { return "" }
    return "\(found.st_dev).\(found.st_ino).\(found.st_size).\(found.st_mtim.tv_sec).\(found.st_mtim.tv_nsec)"
  }
}
