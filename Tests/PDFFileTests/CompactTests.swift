import Drawing
import DrawingSamples
import Testing

@testable import PDFFile

/// Values and character maps as they are written: shorter than Cairo does, and the same.
@Suite struct CompactTests {
  @Test(arguments: [
    ("<< /Type /Page\n   /Kids [ 3 0 R 4 0 R ]\n>>", "<</Type/Page/Kids[3 0 R 4 0 R]>>"), ("[ 1 2\t3 ]", "[1 2 3]"), (" 5 ", "5"),
    ("<< /A (a ( b ) \\) c  d) /B <41 42> >>", "<</A(a ( b ) \\) c  d)/B<41 42>>>"), ("<</A/B>>", "<</A/B>>"),
    ("[ true false ] % a  b\n 1", "[true false]% a  b\n 1"), ("(a  b)", "(a  b)"), ("", ""), ("[ /A /B 1 ]", "[/A/B 1]"),
  ])
  func whiteSpaceThatPartsNothing(_ value: String, _ compact: String) {
    var writer = ByteWriter()
    writer.write(compact: Array(value.utf8), 0..<value.utf8.count)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == compact)
  }

  /// What was shown shifted is turned back; spaces are left out, since a reader knows only the real one.
  @Test func mapsSayWhatCairosSay() throws {
    func texts(_ file: [UInt8]) throws -> [[UInt32]] {
      let tool = try OutsideTool("mutool", ["draw", "-q", "-F", "text"], on: file)
      return tool.output.split(separator: "\n").filter { !$0.hasPrefix("warning") }.map { line in
        line.unicodeScalars.map { 0xF0000..<0xF2200 ~= $0.value ? $0.value - 0xF0000 : $0.value }.filter { $0 != 0x20 }
      }
    }
    let drawn = try SampleFile.drawn(pages: 3)
    let finished = try SampleFile.finished(pages: 3)
    let before = try texts(drawn.bytes)
    #expect(try texts(finished) == before)
    #expect(before.count > 20)
  }
}
