import Digests
import DrawingSamples
import Foundation
import Testing

@testable import HostSystem
@testable import House

/// The bytes of the examples' papers under the engine's format number: a paper that was issued comes out the same years later.
@Suite struct GoldenTests {
  private static let file = House.root.appending(path: "Tests/Golden/format-\(EngineVersion.format).txt")

  /// The libraries that bytes depend on are Debian's; with others this fails, and so would a reissue.
  @Test func everyExampleHasTheBytesOfItsFormat() throws {
    let lines = try PressedPapers.all.get().examples.map { "\(ContentDigest(of: $0.bytes).hexadecimal) \($0.name)" }
    if ProcessInfo.processInfo.environment["SHOSHO_ACCEPT_GOLDEN"] != nil {
      try FileManager.default.createDirectory(
        at: Self.file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: Self.file)
      return
    }
    let golden = try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n").map(String.init)
    #expect(golden.count == 180)
    let changed = zip(golden, lines).filter { $0 != $1 }.map(\.1)
    #expect(
      golden == lines,
      """
      \(changed.count) papers have other bytes, the first \(changed.first ?? "none"). Once the format is in a release its number is raised \
      (EngineVersion.format); make golden writes the digests.
      """)
  }
}
