import Foundation
import Testing

/// The files from which `make fuzz` starts, through the same entries: none crashes a reader or breaks a promise.
@Suite struct FuzzCorpusTests {
  @Test(arguments: FuzzTarget.allCases)
  func theCorpusIsReadWithoutHarm(target: FuzzTarget) async throws {
    let folder = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "fuzz/corpus/\(target.rawValue)")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    #expect(files.count >= 10)
    for file in files {
      let broken = await target.broken(by: Array(try Data(contentsOf: file)))
      #expect(broken == [], "\(file.lastPathComponent)")
    }
  }
}
