import Glibc

/// A file that nobody may open, and a port to which nobody may connect.
final class Watch {
  /// Absolute.
  let path: String
  let port: Int
  private let events: Int32
  private let listener: Int32

  /// What is in the file.
  static let content = "file-canary-4711"

  struct Failed: Error {}

  init() throws {
    path = "/tmp/flowrun-watch-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard file >= 0 else { throw Failed() }
    write(file, Watch.content, Watch.content.utf8.count)
    close(file)
    events = inotify_init1(Int32(IN_NONBLOCK))
    guard events >= 0, inotify_add_watch(events, path, UInt32(IN_OPEN | IN_ACCESS)) >= 0 else { throw Failed() }
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let (listener, length) = (listener, size)
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, length) }
    }
    guard bound == 0, listen(listener, 8) == 0 else { throw Failed() }
    let named = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener, $0, &size) }
    }
    guard named == 0 else { throw Failed() }
    port = Int(UInt16(bigEndian: address.sin_port))
  }

  deinit {
    close(events)
    close(listener)
    unlink(path)
  }

  /// Somebody opened the file since the last time that this was asked.
  var wasOpened: Bool {
    var buffer = [UInt8](repeating: 0, count: 4096)
    return read(events, &buffer, buffer.count) > 0
  }

  /// Somebody connected since the last time that this was asked.
  var wasCalled: Bool {
    let caller = accept(listener, nil, nil)
    if caller >= 0 { close(caller) }
    return caller >= 0
  }

  /// As a person would, to see that the watch works.
  func touch() {
    let file = open(path, O_RDONLY)
    if file >= 0 { close(file) }
    let caller = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = connect(caller, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    close(caller)
  }
}
