internal import Diagnostics
public import Foundation
internal import Source
public import Syntax

/// A file under `use:`, with the CSV tables that it names from its own folder.
public struct OpenedShared: Sendable {
  public var file: URL
  public var reading: FlowReading
  public var csvTables: [String: CSVTable]
}

extension OpenedFlow {
  /// Files that one flow may use, those used by others included.
  static let sharedFilesMax = 50

  /// Follows `use:` from file to file. A file that is met twice counts once; one that leads back to itself is told.
  mutating func readShared(beside folder: URL, in project: Project) {
    follow(reading.file, beside: folder, path: [file.resolvingLinks], in: project)
  }

  /// `path`: the files that lead here, the flow first.
  private mutating func follow(_ user: FlowFile, beside folder: URL, path: [URL], in project: Project) {
    for name in user.uses {
      do throws(FileProblem) {
        let file = try project.folder.file(name.text, from: folder)
        if let start = path.firstIndex(of: file) {
          reportCycle(path[start...] + [file], Place(user.source, name.span), project)
          continue
        }
        if shared.contains(where: { $0.file == file }) { continue }
        guard shared.count < Self.sharedFilesMax else {
          throw FileProblem("a flow uses \(Self.sharedFilesMax) files at most")
        }
        let reading = FlowReader.readShared(try ProjectFolder.read(file, shownFrom: project.standing))
        diagnostics += reading.diagnostics
        let base = file.deletingLastPathComponent()
        let tables = read(tablesOf: reading.file, beside: base, in: project)
        shared.append(OpenedShared(file: file, reading: reading, csvTables: tables))
        follow(reading.file, beside: base, path: path + [file], in: project)
      } catch {
        report(.S111, "the file `\(name.text)` can't be used", error, Place(user.source, name.span))
      }
    }
  }

  private mutating func reportCycle(_ path: ArraySlice<URL>, _ place: Place, _ project: Project) {
    let names = path.map { $0.shown(from: project.standing) }
    let way = names.joined(separator: " uses ")
    diagnostics.append(
      Diagnostic(
        .S111, names.count == 2 ? "this file uses itself" : "these files use each other in a circle",
        labels: [Label(place, way)],
        help: ["take this line out; what both need can stand in a third file that each of them uses"]))
  }
}
