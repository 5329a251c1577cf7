import ArgumentParser
import ConnectorKit
import Foundation
import Reference
import Workspace

struct DocsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docs",
    abstract: "The reference pages, printed from the program's own declarations.",
    discussion: """
      flowrun docs docs            writes the pages into the folder docs
      flowrun docs docs --check    writes nothing; exit 1 if a page there differs
      """)

  @Argument(help: "The folder for the pages.", completion: .directory)
  var folder: String

  @Flag(help: "Write nothing; name the pages that differ, and exit 1 if there are any.")
  var check = false

  func run() throws {
    let place = PlaceOptions.standing.reaching(folder)
    var isSame = true
    for page in ReferencePage.all(of: Registry.connectors.map { $0.declaration }) {
      let file = place.appending(path: page.name)
      let bytes = Data(page.text.utf8)
      if (try? Data(contentsOf: file)) == bytes { continue }
      isSame = false
      if !check { try write(bytes, to: file) }
      Output.line((check ? "differs: " : "written: ") + "\(folder)/\(page.name)")
    }
    if isSame { return Output.line("the pages in \(folder) are those of this program") }
    if check { throw Failure(.unfinished) }
  }

  private func write(_ bytes: Data, to file: URL) throws(Failure) {
    do {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: file, options: .atomic)
    } catch {
      throw Failure(.usage, "\(folder) can't be written: \(error.localizedDescription)")
    }
  }
}
