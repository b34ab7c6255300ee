import Drawing
import DrawingSamples
import Layout
import PDFFile
import Testing
import Typesetting

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

  /// Texts that Cairo can only tell by ActualText, since one glyph stands for two of them, and texts beyond the basic plane.
  @Test(arguments: [
    "葛葛\u{E0101}葛", "か\u{3099}が", "ｶﾞｷﾞ", "￥¥№㊞", "渡邊邉邉\u{E0100}", "〆々〇ヽヾ", "(a) \\ )b( <c> % [d]", "ーー――－−‐", "ΩДя±×÷§¶",
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
