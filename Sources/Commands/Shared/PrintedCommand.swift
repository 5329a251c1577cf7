import Foundation
import Workspace

/// Commands that a run prints for whoever reads it. Typed as they stand, they mean the same flow of the same project
/// with the same settings.
struct PrintedCommand {
  /// What finds the flow from where the person stands: its name, or the path of its file.
  var flow: String
  /// The NAME of `--env NAME`.
  var environment: String?

  func callAsFunction(_ command: String, _ options: String = "") -> String {
    let words = ["flowrun", command, flow, options] + (environment.map { ["--env", $0] } ?? [])
    return words.filter { !$0.isEmpty }.joined(separator: " ")
  }
}

extension PrintedCommand {
  /// - Parameter isAtHand: the project is the one that a command finds without a path.
  init(_ file: URL, in project: Project, isAtHand: Bool) {
    flow = isAtHand ? FlowFiles.name(of: file) : file.shown(from: project.standing).quotedForShell
    environment = project.overlay
  }
}

extension Project {
  /// Whether a command that names no path, typed where the person stands, means this project.
  var isAtHand: Bool {
    let other = try? Project.open(
      at: standing, standing: standing, connectors: Registry.connectors, environment: [:])
    return other?.folder == folder
  }
}

extension String {
  /// One word for a shell.
  var quotedForShell: String {
    let isPlain = utf8.allSatisfy { byte in
      byte >= 0x80 || Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber
        || "-_./=:@,+%".utf8.contains(byte)
    }
    return isPlain && !isEmpty ? self : "'" + replacing("'", with: "'\\''") + "'"
  }
}
