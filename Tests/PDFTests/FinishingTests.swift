import Drawing
import DrawingSamples
import DrawnDocument
import Layout
import Testing
import Typesetting

@testable import PDFFinishing
@testable import PDFSyntax
@testable import PDFText

@Suite struct FinishingTests {
  @Test func theSameDrawingIsTheSameFile() throws {
    let once = try SampleFile.finished()
    #expect(try once == SampleFile.finished())
  }

  @Test func everyByteOfTheContentIsInTheIdentity() throws {
    let drawn = try SampleFile.drawn()
    var metadata = SampleFile.metadata()
    let one = try identity(of: PDFFinisher.finish(drawn, metadata))
    metadata.title += "。"
    let other = try identity(of: PDFFinisher.finish(drawn, metadata))
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
    let change: @Sendable (inout DrawnDocument) -> Void
  }

  /// A document that names what is not there is a fault of the program, never another file.
  @Test(arguments: [
    Disagreement(testDescription: "a piece too few") { $0.pieces.removeLast() },
    Disagreement(testDescription: "no such piece") { $0.pages[0].marks[3].piece = -1 },
    Disagreement(testDescription: "no page") { $0.pages.removeAll() },
    Disagreement(testDescription: "no such page") { $0.outline[0].page = 2 },
    Disagreement(testDescription: "no such page of a child") { $0.outline[0].children = [.init(title: "", page: 0)] },
    Disagreement(testDescription: "no such element") { $0.pages[0].marks[3].owner = .element(1000) },
    Disagreement(testDescription: "no such glyph") { $0.glyphs.removeLast() },
    Disagreement(testDescription: "no such face") { $0.faces.removeAll() },
    Disagreement(testDescription: "an element in one behind it") { $0.elements[1].parent = 2 },
    Disagreement(testDescription: "an element in itself") { $0.elements[1].parent = 1 },
  ])
  func whatIsNotThereIsRefused(_ disagreement: Disagreement) throws {
    var drawn = try SampleFile.drawn()
    disagreement.change(&drawn)
    #expect {
      try PDFFinisher.finish(drawn, SampleFile.metadata())
    } throws: { error in
      if case .mismatch = (error as? PDFFault)?.problem { true } else { false }
    }
  }

  /// Neighbours of one owner are one marked content; an owner that comes again has another.
  @Test func marksFollowTheirOwners() throws {
    let owners: [DrawnDocument.Owner] = [
      .artifact(.layout), .artifact(.layout), .element(0), .element(0), .artifact(.footer), .element(0),
    ]
    let document = DrawnDocument(
      pages: [.init(width: 100, height: 200, marks: owners.enumerated().map { .init(owner: $1, piece: $0) })],
      elements: [.init(name: "P")], pieces: owners.indices.map { Piece(content: Array("\($0) w\n".utf8)) })
    let file = try PDFFinisher.finish(document, SampleFile.metadata())
    let reader = try PDFReader(file)
    let content = try reader.expanded(try reader.target(try reader.pages()[0].dictionary().required("Contents")))
    #expect(
      String(decoding: content, as: UTF8.self) == """
        1 0 0 -1 0 200 cm
        /Artifact<</Type/Layout>>BDC
        0 w
        1 w
        EMC
        /P<</MCID 0>>BDC
        2 w
        3 w
        EMC
        /Artifact<</Type/Pagination/Subtype/Footer>>BDC
        4 w
        EMC
        /P<</MCID 1>>BDC
        5 w
        EMC

        """)
  }

  /// An outline of records, closed, with their papers below them, as qpdf reads it.
  @Test func theOutlineLeadsToItsPages() throws {
    let outline = (0..<3).map { record in
      OutlineEntry(
        title: "記録\(record)", page: record * 2 + 1,
        children: (1...2).map { OutlineEntry(title: "書類\($0)", page: record * 2 + $0) })
    }
    let pages = (0..<6).map { SamplePages.certificate($0) }
    let file = try SampleFile.finished(PageDrawer(fonts: HouseFonts.drawingFonts).pdf(pages, outline: outline))
    let tool = try OutsideTool("qpdf", ["--json", "--json-key=outlines"], on: file)
    #expect(tool.status == 0)
    #expect(
      tool.output.matches(of: /"destpageposfrom1": ([0-9])/).compactMap { Int($0.1) } == [1, 1, 2, 3, 3, 4, 5, 5, 6])
    let titles = tool.output.matches(of: /"title": "(..)/).map { String($0.1) }
    #expect(titles.filter { $0 == "記録" }.count == 3 && titles.filter { $0 == "書類" }.count == 6)
    #expect(tool.output.matches(of: /"open": true/).count == 6 && tool.output.matches(of: /"open": false/).count == 3)
  }

  private func identity(of file: [UInt8]) throws -> String {
    let tool = try OutsideTool("qpdf", ["--show-object=trailer"], on: file)
    return tool.output.firstMatch(of: /\/ID \[ <([0-9a-f]+)>/).map { String($0.1) } ?? ""
  }
}
