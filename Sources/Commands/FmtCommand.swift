import ArgumentParser
import Diagnostics
import Foundation
import Source
import Syntax
import Workspace

struct FmtCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "One canonical layout for flows, test files, shared files and the project file.",
    discussion: """
      flowrun fmt                      all files of the project
      flowrun fmt products             one flow and its test file
      flowrun fmt --check mappings     writes nothing; exit 1 if a file is laid out otherwise
      flowrun fmt --diff mappings      writes nothing; shows what would change
      flowrun fmt - <products.flow.yaml

      Comments, quotes, empty lines and the order of the keys stay as they are. A file with mistakes is not touched.
      """)

  @Argument(help: "Files, folders or names of flows; - reads from standard input.", completion: Completions.flows)
  var paths: [String] = []

  @Flag(help: "Write nothing; name the files that would change, and exit 1 if there are any.")
  var check = false

  @Flag(name: [.customLong("diff"), .customLong("dry-run")], help: "Write nothing; show what would change.")
  var diff = false

  @OptionGroup var place: PlaceOptions

  func run() throws {
    if paths == ["-"] { return try formatInput() }
    let standing = PlaceOptions.standing
    let project = try place.project(of: paths.first)
    let files: [URL]
    do { files = try FormattedFiles.chosen(paths, in: project) } catch { throw Failure(error) }
    var changed = 0
    var broken: [Diagnostic] = []
    for file in files {
      let source: SourceFile
      do { source = try ProjectFolder.read(file, shownFrom: standing) } catch {
        throw Failure(.usage, "\(file.shown(from: standing)): \(error)")
      }
      switch FlowFormatter.format(source, as: FormattedFiles.kind(of: file)) {
      case .broken(let diagnostics): broken += diagnostics
      case .leftAlone: Output.message("\(source.path): left alone, its form can't be laid out without a doubt")
      case .laidOut(let bytes) where bytes != source.bytes:
        changed += 1
        try take(bytes, source, file)
      case .laidOut: break
      }
    }
    try conclude(files: files.count, changed: changed, broken)
  }

  private func take(_ bytes: [UInt8], _ source: SourceFile, _ file: URL) throws(Failure) {
    if diff {
      Self.show(source.path, source.bytes, bytes)
    } else if check {
      Output.line(source.path)
    } else {
      do { try ProjectFolder.replace(file, expected: source.bytes, with: bytes) } catch {
        throw Failure(.usage, "\(source.path): \(error)")
      }
      Output.line("laid out \(source.path)")
    }
  }

  private static func show(_ path: String, _ old: [UInt8], _ new: [UInt8]) {
    let text = UnifiedDiff.text(path: path, from: old, to: new)
    if !text.isEmpty { Output.line(text.trimmingLineEnds) }
  }

  private func conclude(files: Int, changed: Int, _ broken: [Diagnostic]) throws(Failure) {
    if !broken.isEmpty {
      Output.message(TextRenderer(usesColour: Output.style.colours(.messages)).render(broken))
      throw Failure(.wrong, "a file with mistakes is not laid out; mend it first")
    }
    if check, changed > 0 {
      throw Failure(.unfinished, "\(changed) of \(files) files would be laid out otherwise: flowrun fmt does it")
    }
    if changed == 0 { Output.message(files == 1 ? "the file is laid out" : "all \(files) files are laid out") }
  }

  /// From standard input to standard output, for editors.
  private func formatInput() throws {
    let bytes = Array(FileHandle.standardInput.readDataToEndOfFile())
    let source = SourceFile(path: "-", bytes: bytes)
    switch FlowFormatter.format(source) {
    case .broken(let diagnostics): try conclude(files: 1, changed: 0, diagnostics)
    case .leftAlone: Output.raw(bytes, to: .data)
    case .laidOut(let laidOut):
      if diff {
        Self.show("-", bytes, laidOut)
      } else if check {
        if laidOut != bytes { try conclude(files: 1, changed: 1, []) }
      } else {
        Output.raw(laidOut, to: .data)
      }
    }
  }
}
