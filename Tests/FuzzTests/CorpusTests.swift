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

  /// Without edits the paper is the sound one; with edits it is another file, whose cross-references lead somewhere.
  @Test func editsMakePapers() throws {
    let sound = FuzzEntry.paper(editedBy: [])
    #expect(FuzzEntry.text(of: sound) == "保")
    var texts = 0
    for seed in 0..<200 {
      let edits = (0..<5).map { UInt8(truncatingIfNeeded: seed &* 37 &+ $0 &* 101) }
      let paper = FuzzEntry.paper(editedBy: edits)
      #expect(FuzzEntry.paper(editedBy: edits) == paper)
      if FuzzEntry.text(of: paper) != nil { texts += 1 }
    }
    #expect(texts > 20, "papers that can still be read")
  }
}
