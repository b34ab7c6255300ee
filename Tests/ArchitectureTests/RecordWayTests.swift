import Foundation
import Testing

@Suite("The way of one record is written down, file by file") struct RecordWayTests {
  private func files() throws -> [String] {
    try SourceTree.section("The way of one record").flatMap { line in
      line.matches(of: #/`(\w+/[\w\/+]+\.swift)`/#).map { String($0.1) }
    }
  }

  @Test func filesAreThereAndFewEnoughToRead() throws {
    let files = try files()
    #expect((20...60).contains(files.count) && Set(files).count == files.count)
    for file in files {
      #expect(
        FileManager.default.fileExists(atPath: SourceTree.root.appending(path: "Sources/\(file)").path), "\(file)")
    }
  }

  /// The drawing of the way goes from module to module: of each two neighbours one knows the other, or a third one
  /// hands on what the first has made.
  @Test func drawingFollowsTheCode() throws {
    var steps = 0
    for line in try SourceTree.section("The way of one record") {
      guard let arrow = line.firstMatch(of: #/^\s*(\w+) -- .* --> (\w+)$/#) else { continue }
      steps += 1
      let (from, to) = (String(arrow.1), String(arrow.2))
      let meet = SourceTree.imports.contains { name, imports in
        imports.union([name]).isSuperset(of: [from, to])
      }
      #expect(SourceTree.modules[from] != nil && SourceTree.modules[to] != nil && meet, "\(from) → \(to)")
    }
    #expect(steps >= 8)
  }
}
