internal import ConnectorKit
internal import Foundation

/// Where a secret is kept: never the secret itself.
public enum SecretReference: Sendable, Hashable, CustomStringConvertible {
  /// `env:NAME`, an environment variable.
  case environment(String)
  /// `file:PATH`, from the project's folder or absolute; the end of its last line is left out.
  case file(String)
  /// `exec:COMMAND`, the first line that a command prints. It runs in the project's folder, without a shell.
  case command(String)

  /// Nil if the text has none of the three forms.
  public init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let rest = String(text[text.index(after: colon)...])
    guard !rest.isEmpty else { return nil }
    switch text[..<colon] {
    case "env": self = .environment(rest)
    case "file": self = .file(rest)
    case "exec": self = .command(rest)
    default: return nil
    }
  }

  public var description: String {
    switch self {
    case .environment(let name): "env:\(name)"
    case .file(let path): "file:\(path)"
    case .command(let command): "exec:\(command)"
    }
  }

  /// No secret is longer.
  static let bytesMax = 64 << 10
  /// A command that prints nothing for this long is ended.
  static let commandSecondsMax = 30.0

  /// Throws what is wrong and what to do, behind "`token` is env:NAME, and …".
  func fetch(in folder: ProjectFolder, environment: [String: String]) throws(FileProblem) -> Secret {
    switch self {
    case .environment(let name):
      guard let text = environment[name], !text.isEmpty else {
        throw FileProblem("that variable is not set: export \(name)=… and run it again")
      }
      return Secret(text)
    case .file(let path):
      let file = path.hasPrefix("/") ? URL(filePath: path) : folder.url.appending(path: path)
      return try SecretReference.firstLine(try file.resolvingLinks.wholeContent(bytesMax: SecretReference.bytesMax))
    case .command(let command):
      return try SecretReference.firstLine(try SecretReference.output(of: command, in: folder))
    }
  }

  private static func firstLine(_ bytes: [UInt8]) throws(FileProblem) -> Secret {
    let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    guard !line.isEmpty, bytes.count <= bytesMax else { throw FileProblem("there is no secret in its first line") }
    return Secret(String(decoding: line, as: UTF8.self))
  }

  /// The words of the command, at blanks; quotes mean nothing, as there is no shell.
  private static func output(of command: String, in folder: ProjectFolder) throws(FileProblem) -> [UInt8] {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command.split(separator: " ").map(String.init)
    process.currentDirectoryURL = folder.url
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    do { try process.run() } catch { throw FileProblem("that command can't be started") }
    let timer = DispatchSource.makeTimerSource()
    timer.schedule(deadline: .now() + commandSecondsMax)
    let identifier = process.processIdentifier
    timer.setEventHandler { kill(identifier, SIGTERM) }
    timer.resume()
    let bytes = Array((try? pipe.fileHandleForReading.read(upToCount: bytesMax)) ?? Data())
    process.waitUntilExit()
    timer.cancel()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw FileProblem("that command failed (\(process.terminationStatus))")
    }
    return bytes
  }
}

/// Tells what looks like a credential that somebody pasted.
enum SecretShape {
  /// Long, without blanks, and of letters and digits mixed, as names and addresses are not; or with a known beginning; or an
  /// address with a user in it.
  static func matches(_ text: String) -> Bool {
    let known = ["sk_", "sk-", "ghp_", "gho_", "xoxb-", "xoxp-", "AKIA", "eyJ", "Bearer ", "Basic "]
    if known.contains(where: { text.hasPrefix($0) && text.count >= $0.count + 12 }) { return true }
    if text.contains("://"), text.drop(while: { $0 != "/" }).prefix(while: { $0 != "?" }).contains("@") { return true }
    guard text.count >= 20, !text.contains(where: { $0.isWhitespace || $0 == "/" || $0 == ":" || $0 == "." }) else {
      return false
    }
    let digits = text.count { $0.isASCII && $0.isNumber }
    let letters = text.count { $0.isASCII && $0.isLetter }
    return digits >= 4 && letters >= 4 && (digits + letters) * 10 >= text.count * 8
  }
}
