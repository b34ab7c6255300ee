import Testing

@testable import PDFFile

/// Marks of a page's content, as reading back takes them.
@Suite struct PageTextTests {
  private func read(_ content: String) throws -> String {
    var text = PageText(reader: try PDFReader(SampleFile.finished()), fonts: nil)
    var maps: [Int: CharacterMap] = [:]
    try text.read(Array(content.utf8), maps: &maps)
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
