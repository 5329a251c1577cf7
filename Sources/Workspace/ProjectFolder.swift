public import Foundation
public import Source
internal import Syntax

/// The folder that a project may read from. Nothing outside it is opened for a flow, whatever a flow names and
/// wherever a link points.
public struct ProjectFolder: Sendable, Hashable {
  /// Absolute, with links resolved.
  public let url: URL

  public init(_ url: URL) { self.url = url.resolvingLinks }

  /// The file that `name` means, written in a file of the folder `base`. Throws a sentence that fits behind the name.
  public func file(_ name: String, from base: URL) throws(FileProblem) -> URL {
    guard !name.isEmpty, !name.utf8.contains(0) else { throw FileProblem("this names no file") }
    guard !name.hasPrefix("/"), !name.hasPrefix("~") else {
      throw FileProblem("files are named from the flow's own folder, without a leading / or ~")
    }
    let meant = base.appending(path: name).standardizedFileURL.resolvingLinks
    guard contains(meant) else { throw FileProblem("this lies outside the project, and a flow reads only inside it") }
    return meant
  }

  func contains(_ file: URL) -> Bool {
    let own = url.pathComponents
    return file.pathComponents.starts(with: own) && file.pathComponents.count > own.count
  }

  /// The whole file as a source that messages call by its path from `shownFrom`.
  public static func read(_ file: URL, shownFrom: URL) throws(FileProblem) -> SourceFile {
    SourceFile(path: file.shown(from: shownFrom), bytes: try file.wholeContent(bytesMax: YAMLLimits.bytes))
  }
}

/// Why a file could not be read, in a sentence without the file's name.
public struct FileProblem: Error, Sendable, Hashable, CustomStringConvertible {
  public var description: String
  init(_ description: String) { self.description = description }
}

extension URL {
  /// Absolute, without `..`, and with every link followed; what does not exist keeps its own name.
  var resolvingLinks: URL {
    let plain = absoluteURL.standardizedFileURL
    if let real = realpath(plain.path, nil) {
      defer { free(real) }
      return URL(filePath: String(cString: real))
    }
    guard plain.pathComponents.count > 1 else { return plain }
    return plain.deletingLastPathComponent().resolvingLinks.appending(path: plain.lastPathComponent)
  }

  /// What a person means by a path typed in this folder.
  public func reaching(_ path: String) -> URL {
    path.hasPrefix("/") ? URL(filePath: path) : appending(path: path)
  }

  /// From a folder if it lies in it, or in one above it that is not far; else in full.
  public func shown(from folder: URL) -> String {
    let own = resolvingLinks.pathComponents
    let base = folder.resolvingLinks.pathComponents
    let shared = zip(own, base).prefix { $0 == $1 }.count
    let up = base.count - shared
    guard shared > 1, up <= 2 else { return resolvingLinks.path }
    let parts = Array(repeating: "..", count: up) + own.dropFirst(shared)
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }

  /// A plain file's bytes, at most `bytesMax` of them and one more, so that the reader notices that it is too long.
  func wholeContent(bytesMax: Int) throws(FileProblem) -> [UInt8] {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard let type = attributes?[.type] as? FileAttributeType else { throw FileProblem("there is no such file") }
    guard type != .typeDirectory else { throw FileProblem("this is a folder") }
    guard type == .typeRegular else { throw FileProblem("this is no plain file") }
    do {
      let handle = try FileHandle(forReadingFrom: self)
      defer { try? handle.close() }
      return Array(try handle.read(upToCount: bytesMax + 1) ?? Data())
    } catch {
      throw FileProblem("this file may not be read here")
    }
  }

  var isFolder: Bool {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType == .typeDirectory
  }

  var isThere: Bool { FileManager.default.fileExists(atPath: path) }
}
