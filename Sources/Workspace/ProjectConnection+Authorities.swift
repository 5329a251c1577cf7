internal import ConnectorKit
internal import Foundation

extension ProjectConnection {
  /// No list of certificates is longer.
  private static let authoritiesBytesMax = 1 << 20

  /// The file that `ca` names, whole; nil if the system's own authorities are believed.
  public func authorities(in project: Project) throws(ProjectProblem) -> [UInt8]? {
    let setting = ConnectorSetting.authorities.name
    guard let path = texts[setting], path != ConnectorSetting.systemAuthorities else { return nil }
    let file = path.hasPrefix("/") ? URL(filePath: path) : project.folder.url.appending(path: path)
    do throws(FileProblem) {
      return try file.resolvingLinks.wholeContent(bytesMax: Self.authoritiesBytesMax)
    } catch {
      throw ProjectProblem(.wrong, "connection \(name): `\(setting)` is \(path), and \(error.description)")
    }
  }
}
