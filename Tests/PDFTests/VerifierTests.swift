import Diagnostics
import DrawingSamples
import Foundation
import Testing

@testable import Drawing
@testable import PDFFinishing
@testable import PDFInspection

@Suite struct VerifierTests {
  private static func failures(_ bytes: [UInt8]) throws -> [String: [String]] {
    var failures: [String: [String]] = [:]
    for (requirement, verdict) in try Verifier.verify(bytes) {
      if case .fails(let findings) = verdict { failures[requirement.id] = findings }
    }
    return failures
  }

  @Test func whatWeWriteHolds() throws {
    for bytes in [
      try SampleFile.finished(), try SampleFile.finished(pages: 3),
      try SampleFile.finished(attachment: Attachment(name: "保証証書.json", description: "記載事項", bytes: Array("{}".utf8))),
    ] {
      #expect(try Self.failures(bytes) == [:])
    }
  }

  @Test func whatCairoWritesDoesNot() throws {
    let drawer = try PageDrawer(fonts: HouseFonts.drawingFonts)
    var written: [UInt8] = []
    drawer.alterDrawnFile = { drawn in
      written = drawn
      return drawn
    }
    _ = try drawer.pdf([SamplePages.certificate()])
    let failures = try Self.failures(written)
    for clause in ["6.1.3a", "6.2.3", "6.2.4.3", "6.2.11.3.2", "6.6.2.1", "6.6.4", "6.7.4"] {
      #expect(failures["ISO 19005-2 \(clause)"] != nil, "\(clause)")
    }
  }

  @Test func everyRequirementStandsOnceAndInBothLanguages() {
    let requirements = Verifier.requirements
    #expect(Set(requirements.map(\.id)).count == requirements.count)
    for requirement in requirements {
      #expect(
        requirement.sentence.japanese.hasSuffix("。") && requirement.sentence.english.hasSuffix("."), "\(requirement.id)"
      )
    }
  }

  /// A change in the readable form of a sound file, and the requirement that it hurts.
  static let defects: [(name: String, from: String, to: String, clause: String)] = [
    ("no file identity", "/ID [", "/IX [", "ISO 19005-2 6.1.3a"),
    ("an image kept elsewhere", "/Subtype /Image", "/F (x) /Subtype /Image", "ISO 19005-2 6.1.7.1b"),
    ("no PDF/A intent", "/S /GTS_PDFA1", "/S /GTS_PDFX", "ISO 19005-2 6.2.3"),
    ("an interpolated image", "/ImageMask true", "/ImageMask true /Interpolate true", "ISO 19005-2 6.2.8"),
    ("no map from CIDs to glyphs", "/CIDToGIDMap /Identity", "/CIDToGIDMop /Identity", "ISO 19005-2 6.2.11.3.2"),
    ("a font that is not embedded", "/FontFile2 ", "/FontFile9 ", "ISO 19005-2 6.2.11.4.1"),
    ("a font without Unicode", "/ToUnicode ", "/ToUnicude ", "ISO 19005-2 6.2.11.7.2"),
    ("two dates of creation", "/CreationDate (D:20261103", "/CreationDate (D:20261104", "ISO 19005-2 6.6.2.3.2"),
    ("level B", "pdfaid:conformance=\"A\"", "pdfaid:conformance=\"B\"", "ISO 19005-2 6.6.4"),
    ("tags that are not declared", "/Marked true", "/Marked false", "ISO 19005-2 6.7.2"),
    ("an unknown element", "/S /Ruby", "/S /Rubi", "ISO 19005-2 6.7.3.4"),
    ("no language", "/Lang (ja-JP)", "/Long (ja-JP)", "ISO 19005-2 6.7.4"),
    ("no PDF/UA", "pdfuaid:part=\"1\"", "pdfuaid:part=\"2\"", "ISO 14289-1 5"),
    ("the file name in the window", "/DisplayDocTitle true", "/DisplayDocTitle false", "ISO 14289-1 7.1b"),
    (
      "content that is no artifact any more", "/Artifact<</Type/Layout>>BDC", "/Sect<</Type/Layout>>BDC",
      "ISO 14289-1 7.1c"
    ),
    ("marked content of nobody", "/H1<</MCID 0>>BDC", "/H1<</MCID 9>>BDC", "ISO 14289-1 7.1e"),
    ("a figure without words", "/Alt <", "/Olt <", "ISO 14289-1 7.3a"),
    ("a heading that skips", "/S /H1", "/S /H2", "ISO 14289-1 7.4.2"),
    ("a header cell of nothing", "/Scope /Row", "/Scape /Row", "ISO 14289-1 7.5a"),
    ("rows of unlike width", "/ColSpan 2", "/ColSpan 3", "ISO 14289-1 7.5c"),
    ("tabs by rows", "/Tabs /S", "/Tabs /R", "ISO 14289-1 7.18.3"),
    (
      "a script at opening", "/Type /Catalog", "/OpenAction << /S /JavaScript /JS (1) >> /Type /Catalog",
      "ISO 19005-2 6.5"
    ),
  ]

  /// The file with nothing compressed, so that a text can be changed in it.
  static let readable: Result<Data, any Error> = Result {
    let tool = try OutsideTool(
      "qpdf", ["--qdf", "--object-streams=disable", "--newline-before-endstream"], on: SampleFile.finished(),
      then: ["-"])
    return tool.data
  }

  @Test(arguments: defects)
  func plantedDefectsAreFound(_ defect: (name: String, from: String, to: String, clause: String)) throws {
    var data = try Self.readable.get()
    let before = try Self.failures(Array(data))
    #expect(before.isEmpty, "\(before)")
    let place = try #require(data.range(of: Data(defect.from.utf8)), "\(defect.from) is not in the file")
    data.replaceSubrange(place, with: Data(defect.to.utf8))
    let mended = try OutsideTool("fix-qdf", on: Array(data)).data
    #expect(try Self.failures(Array(mended)).keys.contains(defect.clause), "\(defect.name)")
  }

  /// What pikepdf's validator overlooks.
  @Test func endstreamNeedsALineOfItsOwn() throws {
    var bytes = try SampleFile.finished()
    let text = Array("\nendstream".utf8)
    let last = try #require(bytes.indices.last { bytes[$0...].starts(with: text) })
    bytes.remove(at: last)
    #expect(try Self.failures(bytes).keys.contains("ISO 19005-2 6.1.7.1a"))
  }

  @Test func nothingMayFollowTheEnd() throws {
    #expect(try Self.failures(SampleFile.finished() + Array("more\n".utf8)).keys.contains("ISO 19005-2 6.1.3c"))
  }

  @Test func damagedFilesAreJudgedOrRefused() throws {
    let finished = try SampleFile.finished()
    for seed in 0..<100 { _ = try? Verifier.verify(DamagedFileTests.damaged(finished, seed: UInt64(seed))) }
  }
}
