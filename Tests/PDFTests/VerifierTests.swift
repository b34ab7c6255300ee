import Diagnostics
import DrawingSamples
import Foundation
import Testing

@testable import Drawing
@testable import PDFFinishing
@testable import PDFInspection
@testable import PDFSyntax

/// A change in the readable form of a sound file, and all the requirements that it breaks.
struct PlantedDefect: CustomTestStringConvertible {
  let testDescription: String
  let from: String
  let to: String
  /// `A` for ISO 19005-2, `UA` for ISO 14289-1, `PDF` for ISO 32000-1, each with its clauses.
  let broken: String

  init(_ name: String, _ from: String, _ to: String, _ broken: String) {
    (testDescription, self.from, self.to, self.broken) = (name, from, to, broken)
  }

  /// Puts entries into the catalog, or into the page.
  static func catalog(_ name: String, _ entries: String, _ broken: String) -> Self {
    Self(name, "/Type /Catalog", "\(entries) /Type /Catalog", broken)
  }

  static func page(_ name: String, _ entries: String, _ broken: String) -> Self {
    Self(name, "/Type /Page\n", "\(entries) /Type /Page\n", broken)
  }
}

@Suite struct VerifierTests {
  /// What fails in a file, with its findings, by the ids of the requirements.
  private static func failures(_ bytes: [UInt8]) throws -> [String: [String]] {
    var failures: [String: [String]] = [:]
    for (requirement, verdict) in try Verifier.verify(bytes) {
      if case .fails(let findings) = verdict { failures[requirement.id] = findings }
    }
    return failures
  }

  @Test func whatWeWriteHolds() throws {
    for bytes in [
      try SampleFile.finished(), try SampleFile.finished(pages: 3), try SampleFile.pictured(),
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
    for clause in ["6.1.3-1", "6.2.4.3-2", "6.2.11.3.2-1", "6.6.2.1-1", "6.7.2.2-1"] {
      #expect(failures["ISO 19005-2 \(clause)"] != nil, "\(clause)")
    }
  }

  @Test func everyRequirementStandsOnceAndInBothLanguages() {
    let requirements = Verifier.requirements
    #expect(Set(requirements.map(\.id)).count == requirements.count)
    for requirement in requirements {
      let (japanese, english) = (requirement.sentence.japanese, requirement.sentence.english)
      #expect(japanese.hasSuffix("。") && english.hasSuffix("."), "\(requirement.id)")
    }
  }

  @Test func theStandardsAreJudgedApart() throws {
    let file = try SampleFile.finished()
    for standard in Standard.allCases {
      let results = try Verifier.verify(file, by: [standard])
      #expect(!results.isEmpty && results.allSatisfy { $0.requirement.standard == standard })
    }
    #expect(try Verifier.verify(file).count == Verifier.requirements.count)
  }

  /// Planted by hand; the clauses are numbered as in the profiles of veraPDF.
  static let defects: [PlantedDefect] = [
    PlantedDefect("no file identity", "/ID [", "/IX [", "A 6.1.3-1"),
    PlantedDefect("an image kept elsewhere", "/Subtype /Image", "/F (x) /Subtype /Image", "A 6.1.7.1-3"),
    .catalog("a whole number of 33 bits", "/Foo 2147483648", "A 6.1.13-1"),
    .catalog("a long number of a reference", "/Foo -2147483649", "A 6.1.13-1"),
    .catalog("a real number that no float holds", "/Foo \(String(repeating: "9", count: 40)).0", "A 6.1.13-2"),
    .catalog("a name of 128 bytes", "/Foo /\(String(repeating: "a", count: 128))", "A 6.1.13-4"),
    .catalog("half a byte", "/Foo [[<ABC>]]", "A 6.1.6-1"),
    .page("a page of two points", "/CropBox [0 0 2 2]", "A 6.1.13-11"),
    PlantedDefect(
      "a scanner's profile", "mntrRGB ", "scnrRGB ", "A 6.2.3-1"),
    PlantedDefect("an intent for print", "/S /GTS_PDFA1", "/S /GTS_PDFX", "A 6.2.4.3-2 6.2.4.3-4"),
    PlantedDefect("an interpolated image", "/ImageMask true", "/ImageMask true /Interpolate true", "A 6.2.8-3"),
    PlantedDefect("an image of one use", "/Subtype /Image", "/Intent /Precise /Subtype /Image", "A 6.2.6-1"),
    PlantedDefect(
      "no map from CIDs to glyphs", "/CIDToGIDMap /Identity", "/CIDToGIDMop /Identity", "A 6.2.11.3.2-1 UA 7.21.3.2-1"),
    PlantedDefect("a font that is not embedded", "/FontFile2 ", "/FontFile9 ", "A 6.2.11.4.1-1 UA 7.21.4.1-1"),
    PlantedDefect("a font without Unicode", "/ToUnicode ", "/ToUnicude ", "A 6.2.11.7.2-1 UA 7.21.7-1"),
    PlantedDefect("level B", "pdfaid:conformance=\"A\"", "pdfaid:conformance=\"B\"", "A 6.6.4-3"),
    PlantedDefect("part 4", "pdfaid:part=\"2\"", "pdfaid:part=\"4\"", "A 6.6.4-2"),
    PlantedDefect(
      "a property of nobody", "pdfaid:part=\"2\"", "pdfaid:pert=\"2\"", "A 6.6.2.3.1-1 6.6.2.3.1-2 6.6.4-1"),
    PlantedDefect("a date in words", "xmp:CreateDate=\"2026", "xmp:CreateDate=\"year 2026", "A 6.6.2.3.1-2"),
    PlantedDefect(
      "metadata that are no XML", "<dc:creator><rdf:Seq>", "<dc:creator><rdf:Bag>", "A 6.6.2.1-4 6.6.4-1 UA 5-1 7.1-9"),
    PlantedDefect("tags that are not declared", "/Marked true", "/Marked false", "A 6.7.2.2-1 UA 6.2-1"),
    PlantedDefect("suspect tags", "/Marked true", "/Marked true /Suspects true", "UA 7.1-4"),
    PlantedDefect("an unknown element", "/S /Ruby", "/S /Rubi", "A 6.7.3.4-1 UA 7.1-5"),
    PlantedDefect(
      "roles in a circle", "/Type /StructTreeRoot", "/RoleMap << /Ruby /Rubi /Rubi /Ruby >> /Type /StructTreeRoot",
      "A 6.7.3.4-2 6.7.3.4-3 UA 7.1-6 7.1-7"),
    PlantedDefect("an element's language", "/S /Ruby", "/Lang (xx yy) /S /Ruby", "A 6.7.4-1 UA 7.2-29"),
    PlantedDefect("a wrong language", "/Lang (ja-JP)", "/Lang (japanese_language!)", "A 6.7.4-1 UA 7.2-29"),
    PlantedDefect("no language", "/Lang (ja-JP)", "/Long (ja-JP)", "UA 7.2-2 7.2-22 7.2-33 7.2-34"),
    PlantedDefect("part 2 of PDF/UA", "pdfuaid:part=\"1\"", "pdfuaid:part=\"2\"", "UA 5-2"),
    PlantedDefect("the file name in the window", "/DisplayDocTitle true", "/DisplayDocTitle false", "UA 7.1-10"),
    PlantedDefect(
      "content that is no artifact any more", "/Artifact<</Type/Layout>>BDC", "/Sect<</Type/Layout>>BDC", "UA 7.1-3"),
    PlantedDefect("marked content of nobody", "/H1<</MCID 0>>BDC", "/H1<</MCID 99>>BDC", "UA 7.1-3 PDF 14.7.4"),
    PlantedDefect("a figure without words", "/Alt <", "/Olt <", "UA 7.3-1"),
    PlantedDefect("a figure of empty words", "/Alt <", "/Alt () /Olt <", "UA 7.3-1"),
    PlantedDefect("a heading that skips", "/S /H1", "/S /H2", "UA 7.4.2-1"),
    PlantedDefect("a heading without a level beside one with", "/S /P\n", "/S /H\n", "UA 7.4.4-2 7.4.4-3"),
    PlantedDefect("a note without a name", "/S /P\n", "/S /Note\n", "UA 7.9-1"),
    PlantedDefect("a formula without words", "/S /P\n", "/S /Formula\n", "UA 7.7-1"),
    PlantedDefect("an item outside of a list", "/S /P\n", "/S /LI\n", "UA 7.2-17 7.2-20"),
    PlantedDefect("the text of an item outside of it", "/S /P\n", "/S /LBody\n", "UA 7.2-18"),
    PlantedDefect("an item outside of a table of contents", "/S /P\n", "/S /TOCI\n", "UA 7.2-26"),
    PlantedDefect("rows of unlike width", "/ColSpan 2", "/ColSpan 3", "UA 7.2-42"),
    PlantedDefect("a cell of too many rows", "/ColSpan 2", "/ColSpan 2 /RowSpan 99", "UA 7.2-41 7.2-42"),
    PlantedDefect("a cell of 2⁶³ columns", "/ColSpan 2", "/ColSpan 9223372036854775799", "?"),
    .catalog(
      "a script at opening", "/OpenAction << /S /JavaScript /JS (1) >>", "A 6.5.1-1"),
    .catalog(
      "a script among names", "/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (1) >>] >> >>", "A 6.5.1-1"),
    .catalog("a program at opening", "/OpenAction << /Type /Action /S /Launch /F (x) >>", "A 6.5.1-1"),
    .catalog("an action of its own name", "/OpenAction << /S /Named /N /Print >>", "A 6.5.1-2"),
    .catalog("actions on events", "/AA << >>", "A 6.5.2-1"),
    .catalog("a form of XFA", "/AcroForm << /Fields [] /XFA (x) >>", "A 6.4.2-1"),
    .catalog("rendering anew", "/NeedsRendering true", "A 6.4.2-2"),
    .catalog(
      "optional content without a name", "/OCProperties << /OCGs [] /D << /AS [] >> >>",
      "A 6.9-1 6.9-4 UA 7.10-1 7.10-2"),
    .catalog("requirements", "/Requirements []", "A 6.11-1"),
    .page("steps of presentation", "/PresSteps << >>", "A 6.10-2"),
    .page(
      "a link outside of the structure", "/Annots [<< /Type /Annot /Subtype /Link /F 4 /Rect [0 0 9 9] >>]",
      "UA 7.18.1-2 7.18.5-1 7.18.5-2"),
    .page(
      "a film", "/Annots [<< /Type /Annot /Subtype /Movie /F 4 /Rect [0 0 9 9] /Contents (a) >>]",
      "A 6.3.1-1 6.3.3-1 UA 7.18.1-1"),
    PlantedDefect("tabs by rows, on a page without annotations", "/Tabs /S", "/Tabs /R", ""),
  ]

  /// The file with nothing compressed, so that a text can be changed in it.
  static let readable: Result<Data, any Error> = Result {
    let tool = try OutsideTool(
      "qpdf", ["--qdf", "--object-streams=disable", "--newline-before-endstream"], on: SampleFile.finished(),
      then: ["-"])
    return tool.data
  }

  @Test func theReadableFormHolds() throws {
    #expect(try Self.failures(Array(Self.readable.get())) == [:])
  }

  @Test(arguments: defects) func plantedDefectsAreFoundAndNothingElse(_ defect: PlantedDefect) throws {
    var data = try Self.readable.get()
    let place = try #require(data.range(of: Data(defect.from.utf8)), "\(defect.from) is not in the file")
    data.replaceSubrange(place, with: Data(defect.to.utf8))
    let mended = Array(try OutsideTool("fix-qdf", on: Array(data)).data)
    if defect.broken == "?" {
      #expect(throws: PDFFault.self) { try Self.failures(mended) }
      return
    }
    var expected: Set<String> = []
    var standard = ""
    for word in defect.broken.split(separator: " ").map(String.init) {
      switch word {
      case "A": standard = "ISO 19005-2"
      case "UA": standard = "ISO 14289-1"
      case "PDF": standard = "ISO 32000-1"
      default: expected.insert("\(standard) \(word)")
      }
    }
    let failures = try Self.failures(mended)
    #expect(Set(failures.keys) == expected, "\(failures)")
  }

  /// What pikepdf's validator overlooks.
  @Test func endstreamNeedsALineOfItsOwn() throws {
    var bytes = try SampleFile.finished()
    let text = Array("\nendstream".utf8)
    let last = try #require(bytes.indices.last { bytes[$0...].starts(with: text) })
    bytes.remove(at: last)
    #expect(try Self.failures(bytes).keys.contains("ISO 19005-2 6.1.7.1-2"))
  }

  /// A length that counts the line end before `endstream`, as qpdf --qdf writes it, is another fault than none.
  @Test(arguments: [("abc\nendstream", nil), ("ab\nendstream", "6.1.7.1-1"), ("abcendstream", "6.1.7.1-2")])
  func theLineEndBeforeEndstream(_ data: String, _ broken: String?) throws {
    var file = try HandmadeFile.page()
    file.add(9, "<</Length 3>>\nstream\n\(data)")
    let failures = try Self.failures(file.bytes).keys.filter { $0.contains(" 6.1.7.1-") }
    #expect(failures == [broken.map { "ISO 19005-2 \($0)" }].compactMap(\.self))
  }

  /// ISO 14289-1 7.18.1 of one annotation. A widget without a name is described by the field above it; what is hidden
  /// needs no words.
  @Test(arguments: [
    ("/Subtype/Stamp", "7.18.1-1 7.18.1-2"), ("/Subtype/Stamp/Contents(a)", "7.18.1-1"),
    ("/Subtype/Stamp/Contents()", "7.18.1-1 7.18.1-2"), ("/Subtype/Stamp/F 2", ""), ("/Subtype/Popup", ""),
    ("/Subtype/Stamp/Rect[90 90 99 99]", ""),
    ("/Subtype/Stamp/StructParent 0/Contents(a)", ""), ("/Subtype/Stamp/StructParent 1/Contents(a)", "7.18.1-1"),
    ("/Subtype/Link", "7.18.1-2"), ("/Subtype/Link/Contents(a)", ""),
    ("/Subtype/Widget/T(a)", "7.18.1-3"), ("/Subtype/Widget/T(a)/TU(a)", ""), ("/Subtype/Widget/T(a)/TU()", "7.18.1-3"),
    ("/Subtype/Widget/F 2", ""), ("/Subtype/Widget/TU(a)", ""),
    ("/Subtype/Widget/TU(a)/Parent 30 0 R", "7.18.1-3"), ("/Subtype/Widget/Parent 31 0 R", ""),
    ("/Subtype/Widget/T(a)/TU(a)/Parent 30 0 R", ""),
  ])
  func annotationsAreDescribed(_ entries: String, _ broken: String) throws {
    var file = HandmadeFile()
    file.add(
      1, "<</Type/Catalog/Pages 2 0 R/StructTreeRoot<</ParentTree<</Nums[0 20 0 R 1 21 0 R]>>/K[20 0 R 21 0 R]>>>>")
    file.add(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>")
    let place = entries.contains("/Rect") ? "" : "/Rect[0 0 5 5]"
    file.add(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots[<</Type/Annot\(place)\(entries)>>]>>")
    file.add(20, "<</S/Annot>>")
    file.add(21, "<</S/P>>")
    file.add(30, "<</T(a)>>")
    file.add(31, "<</T(a)/TU(a)>>")
    let failures = try Self.failures(file.bytes).keys.filter { $0.contains(" 7.18.1-") }.sorted()
    #expect(failures == broken.split(separator: " ").map { "ISO 14289-1 \($0)" })
  }

  /// The glyphs of a Type 3 font say their widths themselves.
  @Test(arguments: [
    ("500 0 d0", "500", true), ("500 0 0 0 9 9 d1", "500", true), ("500 0 d0", "500.9", true),
    ("500 0 d0", "502", false), ("500 0 0 0 9 9 d1", "0", false), ("q Q", "7", true), ("", "7", true),
  ])
  func widthsOfType3Fonts(_ glyph: String, _ width: String, _ isSound: Bool) throws {
    var file = try HandmadeFile.page(
      font: """
        <</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<</a 8 0 R>>\
        /Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[\(width)]/Resources<<>>>>
        """, content: Array("BT /F 9 Tf (a) Tj ET".utf8))
    try file.addStream(8, "", Array(glyph.utf8))
    #expect((try Self.failures(file.bytes)["ISO 19005-2 6.2.11.5-1"] == nil) == isSound)
  }

  @Test func nothingMayFollowTheEnd() throws {
    #expect(try Self.failures(SampleFile.finished() + Array("more\n".utf8)).keys.contains("ISO 19005-2 6.1.3-3"))
  }

  @Test func damagedFilesAreJudgedOrRefused() throws {
    let finished = try SampleFile.finished()
    for seed in 0..<100 { _ = try? Verifier.verify(DamagedFileTests.damaged(finished, seed: UInt64(seed))) }
  }
}
