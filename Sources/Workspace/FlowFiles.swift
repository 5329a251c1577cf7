internal import Diagnostics
public import Foundation
internal import Source
internal import Syntax

/// Which flow files there are, and which of them a person means.
public enum FlowFiles {
  public static let ending = ".flow.yaml"
  /// Folders inside each other in which flows are looked for.
  static let depthMax = 8
  /// Files of one project.
  static let countMax = 5_000

  /// All flow files of a folder and those in it, by path. Hidden folders are left out, links are not followed, and a
  /// folder with a project file of its own is another project.
  public static func all(in folder: URL) -> [URL] { all(in: folder) { $0.hasSuffix(ending) } }

  /// The same for files with other names.
  static func all(in folder: URL, named isWanted: (String) -> Bool) -> [URL] {
    var found: [URL] = []
    var waiting = [(folder, 0)]
    while let (place, depth) = waiting.popLast(), found.count < countMax {
      for item in contents(of: place) {
        let type = (try? FileManager.default.attributesOfItem(atPath: item.path))?[.type] as? FileAttributeType
        if type == .typeDirectory, depth < depthMax, !isProject(item) {
          waiting.append((item, depth + 1))
        } else if type == .typeRegular, isWanted(item.lastPathComponent) {
          found.append(item)
        }
      }
    }
    return found.sorted { $0.path < $1.path }
  }

  private static func isProject(_ folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: Project.fileName).path)
  }

  private static func contents(of folder: URL) -> [URL] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.hasPrefix(".") && $0 != "node_modules" }.map { folder.appending(path: $0) }
  }

  /// The name that a flow file most likely has: its own, without the ending.
  public static func name(of file: URL) -> String {
    let name = file.lastPathComponent
    return name.hasSuffix(ending) ? String(name.dropLast(ending.count)) : name
  }

  /// The files that `words` mean: paths of files, paths of folders, names of flows. Without words, all of the
  /// project. In the order in which they are to run: `flows:` of the project file first, then by path.
  public static func chosen(_ words: [String], in project: Project) throws(ProjectProblem) -> [URL] {
    if words.isEmpty {
      let files = all(in: project.folder.url)
      guard !files.isEmpty else {
        try requireReadable(project.folder.url, project.folder.url.shown(from: project.standing))
        throw ProjectProblem(
          .usage,
          "there is no flow in \(project.folder.url.shown(from: project.standing)): a flow's file ends with \(ending)")
      }
      return ordered(files, project)
    }
    var chosen: [URL] = []
    for word in words {
      for file in ordered(try files(for: word, in: project), project) where !chosen.contains(file) {
        chosen.append(file)
      }
    }
    return chosen
  }

  private static func files(for word: String, in project: Project) throws(ProjectProblem) -> [URL] {
    let path = project.standing.reaching(word).resolvingLinks
    if path.isFolder {
      let files = all(in: path)
      guard !files.isEmpty else {
        try requireReadable(path, word)
        throw ProjectProblem(.usage, "there is no flow in the folder \(word)")
      }
      return files
    }
    if path.lastPathComponent.hasSuffix(OpenedFlow.testEnding), path.isThere {
      return try flows(testedBy: path, word, in: project)
    }
    if path.isThere { return [path] }
    let own = all(in: project.folder.url)
    let named = own.filter { name(of: $0) == word }
    guard named.isEmpty else { return named }
    let near = Suggestions.nearest(word, in: own.map { name(of: $0) })
    let guess = Suggestions.question(near).map { "; \($0)" } ?? ""
    throw ProjectProblem(.usage, "there is no flow and no file `\(word)`\(guess)")
  }

  /// A folder that may not be looked into is not an empty one.
  static func requireReadable(
    _ folder: URL, _ name: String, isReadable: (String) -> Bool = { FileManager.default.isReadableFile(atPath: $0) }
  ) throws(ProjectProblem) {
    if isReadable(folder.path) { return }
    throw ProjectProblem(.usage, "the folder \(name) may not be read; change its owner or mode")
  }

  /// Who names a test file means the flow beside it.
  private static func flows(testedBy test: URL, _ word: String, in project: Project) throws(ProjectProblem) -> [URL] {
    let flows = contents(of: test.deletingLastPathComponent()).filter { file in
      guard file.lastPathComponent.hasSuffix(ending), let flow = try? OpenedFlow.open(file, in: project) else {
        return false
      }
      return flow.tests.contains { $0.source.path == test.shown(from: project.standing) }
    }
    guard !flows.isEmpty else {
      throw ProjectProblem(.usage, "\(word) names no flow beside it: its line `flow:` says which flow its cases are of")
    }
    return flows.sorted { $0.path < $1.path }
  }

  private static func ordered(_ files: [URL], _ project: Project) -> [URL] {
    func rank(_ file: URL) -> Int {
      project.flowOrder.firstIndex { $0.text == name(of: file) } ?? Int.max
    }
    return files.enumerated().sorted { left, right in
      (rank(left.element), left.offset) < (rank(right.element), right.offset)
    }.map(\.element)
  }
}
