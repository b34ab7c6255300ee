import Digests
import DrawingSamples
import Foundation
import Testing
import Typesetting

@testable import HostSystem
@testable import House

/// The bytes of the examples' papers under the engine's format number: a paper that was issued comes out the same years
/// later.
///
/// There is a list of digests for each edition of the fonts, by the system whose packages they are, and for each
/// architecture: `Tests/Golden/format-1/debian-12-x86_64.txt`. A machine compares with the list of its own, and one
/// with a system or an architecture of which there is none yet writes it by `make golden`.
@Suite struct GoldenTests {
  private static let folder = House.root.appending(path: "Tests/Golden/format-\(EngineVersion.format)")

  private static func file() throws -> URL {
    let system = try #require(House.fonts().systems.first, "The fonts are not those of one system.")
    let name = system.lowercased().replacing(" ", with: "-")
    return folder.appending(path: "\(name)-\(EngineVersion.architecture).txt")
  }

  @Test func everyExampleHasTheBytesOfItsFormat() throws {
    let file = try Self.file()
    let papers = try PressedPapers.all.get().examples
    let lines = papers.map { "\(ContentDigest(of: $0.bytes).hexadecimal) \($0.name)" }
    if ProcessInfo.processInfo.environment["SHOSHO_ACCEPT_GOLDEN"] != nil {
      try FileManager.default.createDirectory(
        at: Self.folder, withIntermediateDirectories: true)
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
      return
    }
    let golden = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
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
