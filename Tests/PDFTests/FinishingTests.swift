import Drawing
import DrawingSamples
import DrawnDocument
import Layout
import Testing
import Typesetting

@testable import PDFFinishing
@testable import PDFInspection
@testable import PDFSyntax

@Suite struct FinishingTests {
  @Test func theSameDrawingIsTheSameFile() throws {
    let once = try SampleFile.finished()
    #expect(try once == SampleFile.finished())
  }

  @Test func everyByteOfTheContentIsInTheIdentity() throws {
    let drawn = try SampleFile.drawn()
    var metadata = SampleFile.metadata()
    let one = try identity(of: PDFFinisher.finish(drawn, metadata, packer: SampleFile.packer))
    metadata.title += "。"
    let other = try identity(of: PDFFinisher.finish(drawn, metadata, packer: SampleFile.packer))
    #expect(one.count == 32 && one != other)
  }

  @Test func noClockStandsInAnyByte() throws {
    let tool = try OutsideTool("qpdf", ["--qdf", "--object-streams=disable"], on: SampleFile.finished(), then: ["-"])
    let years = tool.output.matches(of: /(?:D:|T|<)?(20[0-9]{2})(?:-?[01][0-9])(?:-?[0-3][0-9])/).map { String($0.1) }
    #expect(!years.isEmpty && Set(years) == ["2026"])
  }

  @Test func aTaggedPaperOfTwoFacesIsSmall() throws {
    #expect(try SampleFile.finished().count < 60_000)
  }

  /// Cairo decides page by page whose content a text is that stands in no tag.
  @Test func aPageWithoutShapesMayComeFirst() throws {
    func page(_ text: String, _ underlay: [Artifact] = []) -> Page {
      Page(
        width: .mm(210), height: .mm(297), underlay: underlay,
        content: [.leaf(.paragraph, [HouseFonts.line(text, x: 30, y: 50)])])
    }
    let tint = Artifact.fill(Rectangle(x: .mm(30), y: .mm(30), width: .mm(9), height: .mm(9)), .black)
    let head = Artifact.text([HouseFonts.line("見出し", x: 30, y: 10)])
    for pages in [
      [page("表紙"), page("本文", [tint])], [page("表紙", [head]), page("本文", [tint]), page("奥付")], [page("表紙")],
    ] {
      let file = try SampleFile.finished(PageDrawer(fonts: HouseFonts.drawingFonts).pdf(pages))
      let texts = pages.map { page in if case .leaf(_, let runs)? = page.content.first { runs[0].text } else { "" } }
      #expect(try TextReader.pages(of: file) == texts.map { Array($0.utf8) })
    }
  }

  struct Disagreement: CustomTestStringConvertible {
    let testDescription: String
    let change: @Sendable (inout DocumentStructure) -> Void
  }

  /// A structure that does not fit the file would give texts to the wrong elements.
  @Test(arguments: [
    Disagreement(testDescription: "a text too few") { $0.texts[0].removeLast() },
    Disagreement(testDescription: "a text too many") { $0.texts[0].append(.init(glyphs: 1, owner: .element(0))) },
    Disagreement(testDescription: "a glyph too few") { $0.texts[0][3].glyphs -= 1 },
    Disagreement(testDescription: "a glyph too many") { $0.texts[0][3].glyphs += 1 },
    Disagreement(testDescription: "a text without glyphs") { $0.texts[0][3].glyphs = 0 },
    Disagreement(testDescription: "a page too few") { $0.texts.removeLast() },
    Disagreement(testDescription: "a page too many") { $0.texts.append([]) },
    Disagreement(testDescription: "a tag too many") { $0.shapes.append(.init(owner: .artifact(.layout))) },
    Disagreement(testDescription: "a tag too few") { $0.shapes.removeLast() },
    Disagreement(testDescription: "no such element") { $0.texts[0][3].owner = .element(1000) },
    Disagreement(testDescription: "an element in one behind it") { $0.elements[1].parent = 2 },
    Disagreement(testDescription: "an element in itself") { $0.elements[1].parent = 1 },
    Disagreement(testDescription: "no such drawing") { $0.shapes[1].drawings = [PlacedDrawing(7, x: 0, y: 0)] },
  ])
  func structuresThatDoNotFitAreRefused(_ disagreement: Disagreement) throws {
    var drawn = try SampleFile.drawn()
    disagreement.change(&drawn.structure)
    #expect {
      try PDFFinisher.finish(drawn, SampleFile.metadata(), packer: SampleFile.packer)
    } throws: { error in
      if case .mismatch = (error as? PDFFault)?.problem { true } else { false }
    }
  }

  @Test func aFinishedFileIsNotFinishedAgain() throws {
    var drawn = try SampleFile.drawn()
    drawn.bytes = try SampleFile.finished(drawn)
    #expect(throws: PDFFault.self) { try PDFFinisher.finish(drawn, SampleFile.metadata()) }
  }

  private func identity(of file: [UInt8]) throws -> String {
    let tool = try OutsideTool("qpdf", ["--show-object=trailer"], on: file)
    return tool.output.firstMatch(of: /\/ID \[ <([0-9a-f]+)>/).map { String($0.1) } ?? ""
  }
}
