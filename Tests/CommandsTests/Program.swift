import Foundation

/// The built program, as a person would start it.
struct Program {
  /// Beside the test bundle.
  static let url: URL? = {
    let bundle = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    var folder = bundle.deletingLastPathComponent()
    for _ in 0..<4 {
      let candidate = folder.appending(path: "flowrun")
      if FileManager.default.isExecutableFile(atPath: candidate.path), !isFolder(candidate) { return candidate }
      folder = folder.deletingLastPathComponent()
    }
    return nil
  }()

  private static func isFolder(_ url: URL) -> Bool {
    (try? url.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true
  }

  struct Answer {
    var status: Int32
    var output: String
    var messages: String
  }

  struct NotBuilt: Error {}

  /// Waits for the end of the program.
  static func run(
    _ arguments: [String], in folder: URL? = nil, environment: [String: String] = [:], input: String = ""
  ) async throws -> Answer {
    let running = try start(arguments, in: folder, environment: environment, input: input)
    return await running.answer()
  }

  static func start(
    _ arguments: [String], in folder: URL? = nil, environment: [String: String] = [:], input: String = ""
  ) throws -> Running {
    guard let url else { throw NotBuilt() }
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": NSTemporaryDirectory()].merging(environment) { $1 }
    let output = Pipe()
    let messages = Pipe()
    process.standardOutput = output
    process.standardError = messages
    let typed = Pipe()
    process.standardInput = input.isEmpty ? FileHandle.nullDevice : typed
    try process.run()
    if !input.isEmpty {
      try typed.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try typed.fileHandleForWriting.close()
    }
    return Running(process: process, output: output, messages: messages)
  }

  /// One that has not ended yet.
  struct Running {
    let process: Process
    fileprivate let output: Pipe
    fileprivate let messages: Pipe

    init(process: Process, output: Pipe, messages: Pipe) {
      self.process = process
      self.output = output
      self.messages = messages
    }

    /// The first line of its output.
    func firstLine() async -> String {
      let descriptor = output.fileHandleForReading.fileDescriptor
      return await Self.aside { Self.text(of: descriptor, toLineEnd: true) }
    }

    func answer() async -> Answer {
      let descriptors = (output.fileHandleForReading.fileDescriptor, messages.fileHandleForReading.fileDescriptor)
      async let output = Self.aside { Self.text(of: descriptors.0, toLineEnd: false) }
      async let messages = Self.aside { Self.text(of: descriptors.1, toLineEnd: false) }
      let (shown, said) = await (output, messages)
      // Both of its ends are closed, so this takes no time.
      process.waitUntilExit()
      return Answer(status: process.terminationStatus, output: shown, messages: said)
    }

    /// Waits on a thread of its own: the simulated systems of the same process need the few that tasks share.
    private static func aside(_ work: @escaping @Sendable () -> String) async -> String {
      await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: work()) }
      }
    }

    private static func text(of descriptor: Int32, toLineEnd: Bool) -> String {
      var bytes: [UInt8] = []
      var byte: UInt8 = 0
      while true {
        let count = read(descriptor, &byte, 1)
        if count < 0, errno == EINTR { continue }
        guard count == 1, !(toLineEnd && byte == 0x0A) else { break }
        bytes.append(byte)
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}

/// A folder of a test's own, gone when the test has ended.
final class Folder {
  let url: URL

  init(_ files: [String: String] = [:]) throws {
    url = FileManager.default.temporaryDirectory.appending(path: "flowrun-cli-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (name, text) in files {
      let file = url.appending(path: name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}
