public import Foundation
public import Syntax

/// The files that `flowrun fmt` lays out.
public enum FormattedFiles {
  /// Files, folders, names of flows; without any, the whole project. A flow named by its name brings its test file.
  public static func chosen(_ words: [String], in project: Project) throws(ProjectProblem) -> [URL] {
    let folder = project.folder.url
    if words.isEmpty {
      let own = all(in: folder, of: project)
      guard !own.isEmpty else { return try FlowFiles.chosen([], in: project) }
      return own
    }
    var chosen: [URL] = []
    for word in words {
      let path = project.standing.reaching(word).resolvingLinks
      var found: [URL]
      if path.isFolder {
        found = all(in: path, of: project)
        if found.isEmpty { throw ProjectProblem(.usage, "there is nothing to lay out in the folder \(word)") }
      } else if path.isThere {
        found = [path]
      } else {
        found = try FlowFiles.chosen([word], in: project)
        found += found.map { test(beside: $0) }.filter(\.isThere)
      }
      chosen += found.filter { !chosen.contains($0) }
    }
    return chosen
  }

  /// What a file is, by its name; nil if its keys must tell.
  public static func kind(of file: URL) -> FlowFormatter.Kind? {
    let name = file.lastPathComponent
    if name.hasSuffix(FlowFiles.ending) { return .flow }
    if name.hasSuffix(OpenedFlow.testEnding) { return .tests }
    if name == Project.fileName || isOverlay(name) { return .project }
    return nil
  }

  private static func isOverlay(_ name: String) -> Bool {
    name.hasPrefix("flowrun.") && name.hasSuffix(".yaml")
  }

  private static func test(beside flow: URL) -> URL {
    flow.deletingLastPathComponent().appending(path: FlowFiles.name(of: flow) + OpenedFlow.testEnding)
  }

  /// Flows, what they use, test files and project files.
  private static func all(in folder: URL, of project: Project) -> [URL] {
    var found = FlowFiles.all(in: folder)
    for flow in found {
      guard let source = try? ProjectFolder.read(flow, shownFrom: project.standing) else { continue }
      for use in FlowReader.read(source).file.uses {
        guard let file = try? project.folder.file(use.text, from: flow.deletingLastPathComponent()), file.isThere,
          !found.contains(file)
        else { continue }
        found.append(file)
      }
    }
    found += FlowFiles.all(in: folder) { name in
      name.hasSuffix(OpenedFlow.testEnding) || name == Project.fileName || isOverlay(name)
    }
    return found.sorted { $0.path < $1.path }
  }
}
