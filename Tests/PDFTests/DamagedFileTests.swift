import DrawingSamples
import TestSupport
import Testing

@testable import Drawing
@testable import PDFFinishing
@testable import PDFSyntax
@testable import PDFText

/// Whatever the bytes are, there is an answer and never a trap.
@Suite struct DamagedFileTests {
  static func damaged(_ bytes: [UInt8], seed: UInt64) -> [UInt8] {
    var dice = Seeded(seed: seed)
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &dice) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &dice)
      switch Int.random(in: 0..<6, using: &dice) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &dice)
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(UInt8.random(in: 0...255, using: &dice), at: place)
      case 3: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...200, using: &dice)))
      case 4:
        let length = min(bytes.count - place, Int.random(in: 1...50, using: &dice))
        bytes.insert(contentsOf: bytes[place..<place + length], at: Int.random(in: 0...bytes.count, using: &dice))
      default:
        // A digit of a length, an offset or a reference: the changes that readers stumble over.
        if let digit = bytes[place...].firstIndex(where: { 0x30...0x39 ~= $0 }) {
          bytes[digit] = UInt8.random(in: 0x30...0x39, using: &dice)
        }
      }
    }
    return bytes
  }

  /// What Cairo wrote, damaged: pieces that can be finished, or a fault that says so.
  @Test func damagedDrawingsAreFinishedOrRefused() throws {
    for seed in 0..<200 {
      let drawer = try PageDrawer(fonts: HouseFonts.drawingFonts)
      drawer.alterDrawnFile = { Self.damaged($0, seed: UInt64(seed)) }
      guard let drawn = try? drawer.pdf([SamplePages.certificate()]) else { continue }
      _ = try PDFFinisher.finish(drawn, SampleFile.metadata())
    }
  }

  @Test func damagedFilesAreReadOrRefused() throws {
    let finished = try SampleFile.finished()
    for seed in 0..<400 { _ = try? TextReader.pages(of: Self.damaged(finished, seed: UInt64(seed))) }
  }

  @Test func aFileCutAnywhereIsRefused() throws {
    let finished = try SampleFile.finished()
    for end in stride(from: 0, to: finished.count - 6, by: 997) {
      #expect(throws: PDFFault.self) { try PDFReader(Array(finished[..<end])) }
    }
  }

  @Test(arguments: [
    "", "%PDF-1.7", "%PDF-1.7\nstartxref\n9\n%%EOF", "%PDF-1.7\nstartxref\n99999\n%%EOF",
    "%PDF-1.7\nxref\n0 999999999\ntrailer<<>>\nstartxref\n9\n%%EOF",
    "%PDF-1.7\nxref\n0 0\ntrailer<</Prev 9>>\nstartxref\n9\n%%EOF",
    "%PDF-1.7\n1 0 obj<</Length 1 0 R>>stream\n\nendstream endobj xref\n0 2\n"
      + "0000000000 65535 f \n0000000009 00000 n \ntrailer<</Root 1 0 R>>\nstartxref\n61\n%%EOF",
  ])
  func hostileFilesAreRefused(_ text: String) {
    #expect(throws: PDFFault.self) { try TextReader.pages(of: Array(text.utf8)) }
  }
}
