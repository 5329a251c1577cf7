import Foundation
import Testing

@testable import Workspace

@Suite struct FolderTests {
  @Test func aFolderThatMayNotBeReadIsNotCalledEmpty() throws {
    let scene = try Scene(["noright/a.flow.yaml": ""])
    let folder = scene.url.appending(path: "noright")
    try FlowFiles.requireReadable(folder, "noright")
    #expect(throws: ProjectProblem(.usage, "the folder noright may not be read; change its owner or mode")) {
      try FlowFiles.requireReadable(folder, "noright") { _ in false }
    }
    // The administrator may read everything, so there is nothing to see.
    guard geteuid() != 0 else { return }
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: folder.path)
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path) }
    #expect(throws: ProjectProblem(.usage, "the folder noright may not be read; change its owner or mode")) {
      _ = try FlowFiles.chosen(["noright"], in: try scene.project())
    }
  }
}
