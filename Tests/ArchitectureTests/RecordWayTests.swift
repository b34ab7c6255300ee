import Foundation
import Testing

@Suite("The way of one record is written down, file by file") struct RecordWayTests {
  private func files() throws -> [String] {
    try SourceTree.section("The way of one record").flatMap { line in
      line.matches(of: #/`(\w+/[\w\/+]+\.swift)`/#).map { String($0.1) }
    }
  }

  /// Each file is there, and has to do with what it is named for: it declares or extends a type of that name.
  @Test func filesAreThereAndFewEnoughToRead() throws {
    let files = try files()
    #expect((20...60).contains(files.count) && Set(files).count == files.count)
    for file in files {
      let text = try SourceTree.text("Sources/\(file)")
      let name = file.split(separator: "/").last?.prefix { $0 != "+" && $0 != "." } ?? ""
      let declaration = try Regex(
        "(?m)^(?:package |final |indirect )*(?:struct|class|enum|protocol|extension) \(name)\\b")
      #expect(text.contains(declaration), "\(file) does not declare \(name)")
    }
  }

  /// The drawing of the way goes from module to module: of each two neighbours one imports the other.
  @Test func drawingFollowsTheCode() throws {
    var steps = 0
    for line in try SourceTree.section("The way of one record") {
      guard let arrow = line.firstMatch(of: #/^\s*(\w+) -- .* --> (\w+)$/#) else { continue }
      steps += 1
      let (from, to) = (String(arrow.1), String(arrow.2))
      let isNeighbour =
        SourceTree.imports[from]?.contains(to) ?? false || SourceTree.imports[to]?.contains(from) ?? false
      #expect(isNeighbour, "\(from) → \(to)")
    }
    #expect(steps >= 8)
  }
}
