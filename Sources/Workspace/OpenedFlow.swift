public import Diagnostics
public import Foundation
internal import Source
public import Syntax

/// A flow file with the files that it names: everything that the checker needs, read from disk.
public struct OpenedFlow: Sendable {
  public var file: URL
  public var reading: FlowReading
  /// CSV tables, by the path as the flow has it.
  public var csvTables: [String: CSVTable]
  /// The files under `use:` and those that they use, each once.
  public var shared: [OpenedShared]
  /// `NAME.test.yaml` beside the flow, and others there that name it under `flow:`. Their diagnostics are their own.
  public var tests: [TestFile]
  /// What is wrong with the files that the flow names: not there, outside the project, no proper CSV.
  public var diagnostics: [Diagnostic]

  /// Throws only if the flow file itself can't be read.
  public static func open(_ file: URL, in project: Project) throws(ProjectProblem) -> OpenedFlow {
    let source: SourceFile
    do { source = try ProjectFolder.read(file, shownFrom: project.standing) } catch {
      throw ProjectProblem(.usage, "\(file.shown(from: project.standing)): \(error)")
    }
    return open(FlowReader.read(source), file, in: project)
  }

  /// The same for a text that is not, or not yet, on disk.
  public static func open(_ reading: FlowReading, _ file: URL, in project: Project) -> OpenedFlow {
    var opened = OpenedFlow(file: file, reading: reading, csvTables: [:], shared: [], tests: [], diagnostics: [])
    let folder = file.deletingLastPathComponent()
    opened.readTables(of: reading.file, beside: folder, in: project)
    opened.readShared(beside: folder, in: project)
    opened.readTests(beside: folder, in: project)
    return opened
  }

  private mutating func readTables(of flow: FlowFile, beside folder: URL, in project: Project) {
    csvTables = read(tablesOf: flow, beside: folder, in: project)
  }

  mutating func read(tablesOf flow: FlowFile, beside folder: URL, in project: Project) -> [String: CSVTable] {
    var tables: [String: CSVTable] = [:]
    for table in flow.tables {
      guard let name = table.file, tables[name.text] == nil else { continue }
      do throws(FileProblem) {
        let file = try project.folder.file(name.text, from: folder)
        let read = CSVReader.read(try ProjectFolder.read(file, shownFrom: project.standing))
        tables[name.text] = read.table
        diagnostics += read.diagnostics
      } catch {
        report(.L607, "the table's file `\(name.text)` can't be read", error, Place(flow.source, name.span))
      }
    }
    return tables
  }

  public static let testEnding = ".test.yaml"

  private mutating func readTests(beside folder: URL, in project: Project) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let own = reading.file.name?.text ?? FlowFiles.name(of: file)
    for name in names.sorted() where name.hasSuffix(Self.testEnding) {
      let path = folder.appending(path: name).resolvingLinks
      guard project.folder.contains(path), let source = try? ProjectFolder.read(path, shownFrom: project.standing)
      else { continue }
      let test = TestFileReader.read(source)
      if (test.flow?.text ?? String(name.dropLast(Self.testEnding.count))) == own { tests.append(test) }
    }
  }

  mutating func report(_ code: Code, _ message: String, _ problem: FileProblem, _ place: Place) {
    diagnostics.append(
      Diagnostic(
        code, message, labels: [Label(place, problem.description)],
        help: ["the path counts from the folder of the flow"]))
  }
}
