import Foundation
import FuzzEntries
import Testing

/// What fuzzing has found, and what it starts from: whatever the bytes are, the reader comes back.
@Suite struct CorpusTests {
  private static let corpora = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .appending(path: "Fuzz/Corpora")

  @Test(arguments: FuzzEntry.allCases) func everyFileOfTheCorpusGetsAnAnswer(_ entry: FuzzEntry) throws {
    let folder = Self.corpora.appending(path: entry.rawValue)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path())
    #expect(!names.isEmpty)
    for name in names { entry.run(Array(try Data(contentsOf: folder.appending(path: name)))) }
    entry.run([])
  }

  /// A seed from which nothing is reached is none.
  @Test(arguments: ["sound", "streams"]) func theSoundFilesAreReadToTheirEnd(_ name: String) throws {
    let bytes = Array(try Data(contentsOf: Self.corpora.appending(path: "pdf/\(name).pdf")))
    #expect(FuzzEntry.text(of: bytes) == "保")
  }
}
