import Drawing
import DrawingSamples
import Layout
import Testing
import Typesetting

@testable import PDFFile

/// Values and character maps as they are written: shorter than Cairo does, and the same.
@Suite struct CompactTests {
  @Test(arguments: [
    ("<< /Type /Page\n   /Kids [ 3 0 R 4 0 R ]\n>>", "<</Type/Page/Kids[3 0 R 4 0 R]>>"), ("[ 1 2\t3 ]", "[1 2 3]"),
    (" 5 ", "5"),
    ("<< /A (a ( b ) \\) c  d) /B <41 42> >>", "<</A(a ( b ) \\) c  d)/B<41 42>>>"), ("<</A/B>>", "<</A/B>>"),
    ("[ true false ] % a  b\n 1", "[true false]% a  b\n 1"), ("(a  b)", "(a  b)"), ("", ""),
    ("[ /A /B 1 ]", "[/A/B 1]"),
  ])
  func whiteSpaceThatPartsNothing(_ value: String, _ compact: String) {
    var writer = ByteWriter()
    writer.write(compact: Array(value.utf8), 0..<value.utf8.count)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == compact)
  }

  /// By another reader: all that the pages show, whatever its order. It leaves out some spaces, and has no word for variation selectors.
  @Test func mapsSayWhatThePagesSay() throws {
    func compared(_ text: String) -> [Unicode.Scalar] {
      text.unicodeScalars.filter {
        !$0.properties.isWhitespace && !$0.properties.isVariationSelector && $0 != "\u{FFFD}"
      }.sorted()
    }
    let tool = try OutsideTool("mutool", ["draw", "-q", "-F", "text"], on: SampleFile.finished(pages: 3))
    let read = compared(tool.output.split(separator: "\n").filter { !$0.hasPrefix("warning") }.joined())
    #expect(read == compared((1...3).map { SamplePages.certificate($0) }.flatMap(\.texts).joined()))
    #expect(read.count > 300)
  }
}

extension Page {
  /// What is set on it, read or not.
  fileprivate var texts: [String] {
    func texts(_ artifacts: [Artifact]) -> [String] {
      artifacts.flatMap { artifact in if case .text(let runs) = artifact { runs.map(\.text) } else { [String]() } }
    }
    func texts(_ elements: [Layout.Element]) -> [String] {
      elements.flatMap { element in
        switch element {
        case .group(_, let children): texts(children)
        case .leaf(_, let runs): runs.map(\.text)
        case .figure(_, let shapes): texts(shapes)
        }
      }
    }
    return texts(underlay) + texts(content)
  }
}
