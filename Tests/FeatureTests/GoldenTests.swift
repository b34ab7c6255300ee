import Digests
import DrawingSamples
import Foundation
import Testing

@testable import HostSystem
@testable import House

/// The bytes of the examples' papers under the engine's format number: a paper that was issued comes out the same years
/// later.
@Suite struct GoldenTests {
  private static let file = House.root.appending(path: "Tests/Golden/format-\(EngineVersion.format).txt")

  /// The libraries that bytes depend on are Debian's; with others this fails, and so would a reissue.
  @Test func everyExampleHasTheBytesOfItsFormat() throws {
    let papers = try PressedPapers.all.get().examples
    let lines = papers.map { "\(ContentDigest(of: $0.bytes).hexadecimal) \($0.name)" }
    if ProcessInfo.processInfo.environment["SHOSHO_ACCEPT_GOLDEN"] != nil {
      try FileManager.default.createDirectory(
        at: Self.file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: Self.file)
      return
    }
    let golden = try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n").map(String.init)
    #expect(!golden.isEmpty)
    // A paper that a house has added of its own has no digest here, and none is missed.
    let changed = golden.filter { !lines.contains($0) }
    #expect(
      changed.isEmpty,
      """
      \(changed.count) papers have other bytes, the first \(changed.first ?? "none"). Once the format is in a release its number is raised \
      (EngineVersion.format); make golden writes the digests.
      """)
  }
}
