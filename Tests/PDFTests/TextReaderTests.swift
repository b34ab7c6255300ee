import Drawing
import DrawingSamples
import Layout
import Testing
import Typesetting

@testable import PDFSyntax
@testable import PDFText

@Suite struct ReadBackTests {
  @Test func whatWasSetComesBack() throws {
    let texts = try TextReader.pages(of: SampleFile.finished(pages: 2))
    #expect(texts == [SamplePages.certificate(1).readText, SamplePages.certificate(2).readText])
    #expect(String(decoding: texts[0], as: UTF8.self).contains("髙﨑德濵①㈱葛\u{E0100}葛\u{E0101}"))
  }

  @Test func artifactsAreNotRead() throws {
    let text = String(decoding: try TextReader.pages(of: SampleFile.finished())[0], as: UTF8.self)
    #expect(!text.contains("この用紙は"))
  }

  /// Texts that Cairo can only tell by ActualText, since one glyph stands for two of them, and texts beyond the basic
  /// plane.
  @Test(arguments: [
    "葛葛\u{E0101}葛", "か\u{3099}が", "ｶﾞｷﾞ", "￥¥№㊞", "渡邊邉邉\u{E0100}", "〆々〇ヽヾ", "(a) \\ )b( <c> % [d]",
    "ーー――－−‐", "ΩДя±×÷§¶",
  ])
  func difficultTextsComeBack(_ text: String) throws {
    let page = Page(
      width: .mm(210), height: .mm(297),
      content: [.leaf(.paragraph, [HouseFonts.line(text, HouseFonts.mincho, x: 30, y: 50)])])
    let drawn = try PageDrawer(fonts: HouseFonts.drawingFonts).pdf([page])
    let finished = try SampleFile.finished(drawn)
    #expect(try TextReader.pages(of: finished) == [Array(text.utf8)])
  }
}

/// Marks of a page's content, as reading back takes them.
@Suite struct PageTextTests {
  private func read(_ content: String) throws -> String {
    var text = PageText(reader: try PDFReader(SampleFile.finished()), fonts: nil)
    var maps: [Int: CharacterMap] = [:]
    try text.readContent(Array(content.utf8), maps: &maps)
    return String(decoding: text.utf8, as: UTF8.self)
  }

  @Test(arguments: [
    ("/P<</MCID 0>>BDC EMC", ""), ("/P<</MCID 12345>>BDC EMC", ""), ("/P<< /MCID 1 >>BDC EMC", ""),
    ("/P<<>>BDC EMC", ""),
    ("/P<</Lang(ja)>>BDC EMC", ""), ("/Span<</ActualText(A)>>BDC EMC", "A"),
    ("/Span<</MCID 3/ActualText<FEFF5B57>>>BDC EMC", "字"),
    ("/Span<</ActualText()>>BDC EMC", ""), ("/P<</MCID 1>>BDC /Span<</ActualText(B)>>BDC EMC EMC", "B"),
    ("/Artifact<</Type/Layout>>BDC /Span<</ActualText(C)>>BDC EMC EMC", ""),
  ])
  func marksSayWhatTheyStandFor(_ content: String, _ text: String) throws {
    #expect(try read(content) == text)
  }

  @Test(arguments: [
    "/Span<</ActualText/>>BDC EMC", "/P<</A 1/A 2>>BDC EMC", "/P<</MCID 0/MCID 1>>BDC EMC", "/P<</MCID>>BDC EMC",
    "/P<</MCID 1 BDC EMC",
    "/P<</MCID 1>>BDC EMC EMC",
  ])
  func brokenMarksAreRefusedWhateverTheirLength(_ content: String) {
    #expect(throws: PDFFault.self) { try read(content) }
  }
}
