import DrawingSamples
import DrawnDocument
import Testing

@testable import Drawing
@testable import PDFFinishing
@testable import PDFInspection
@testable import PDFSyntax
@testable import PDFText

/// Files as others write them: the reader is strict, not tied to one writer.
@Suite struct OtherWritersTests {
  /// The same file in the layouts that qpdf knows.
  static let layouts: [(name: String, options: [String])] = [
    ("packed, with predictors", ["--object-streams=generate", "--newline-before-endstream"]),
    ("classic", ["--object-streams=disable", "--newline-before-endstream"]),
    ("readable", ["--qdf", "--newline-before-endstream"]),
    ("for the web", ["--linearize", "--newline-before-endstream"]),
  ]

  @Test(arguments: layouts) func theyAreReadAndHold(_ layout: (name: String, options: [String])) throws {
    let file = try SampleFile.finished(pages: 2)
    let other = Array(try OutsideTool("qpdf", layout.options, on: file, then: ["-"]).data)
    #expect(other != file)
    #expect(try TextReader.pages(of: other) == TextReader.pages(of: file))
    let failures = try Verifier.verify(other).filter { if case .fails = $0.verdict { true } else { false } }
    #expect(failures.isEmpty, "\(failures.map { "\($0.requirement.id): \($0.verdict)" })")
  }

  /// Another Cairo may order its objects otherwise, compress its streams otherwise, and write other versions of PDF: the
  /// paper is the same, byte for byte.
  @Test(arguments: [
    ["--object-streams=disable", "--recompress-flate", "--compression-level=9"],
    ["--object-streams=disable", "--stream-data=uncompress"], ["--qdf"],
    ["--object-streams=generate", "--recompress-flate"], ["--linearize"],
  ])
  func drawingsOfAnotherCairoAreTheSamePaper(_ options: [String]) throws {
    let pages = [SamplePages.certificate(1), SamplePages.pictures(), SamplePages.certificate(2)]
    let expected = try SampleFile.finished(PageDrawer(fonts: HouseFonts.drawingFonts).pdf(pages))
    let drawer = try PageDrawer(fonts: HouseFonts.drawingFonts)
    var written: [(UInt, UInt)] = []
    drawer.alterDrawnFile = { drawn in
      let tool = try? OutsideTool("qpdf", options + ["--newline-before-endstream"], on: drawn, then: ["-"])
      guard let tool, tool.status == 0, Array(tool.data) != drawn else { return [] }
      written.append((UInt(drawn.count), UInt(tool.data.count)))
      return Array(tool.data)
    }
    #expect(try SampleFile.finished(drawer.pdf(pages)) == expected)
    #expect(written.count == 1)
  }

  /// What is no PDF, or not one of the pieces, is named as a fault of what was drawn.
  @Test func aDrawingThatCannotBeReadIsAFault() throws {
    let drawer = try PageDrawer(fonts: HouseFonts.drawingFonts)
    for wrong in [{ _ in [] }, { Array($0.prefix(200)) }] as [([UInt8]) -> [UInt8]] {
      drawer.alterDrawnFile = wrong
      #expect {
        try drawer.pdf([SamplePages.certificate()])
      } throws: { error in
        if case .drawnFile = error as? DrawingFault { true } else { false }
      }
    }
    drawer.alterDrawnFile = { $0 }
    let document = try drawer.pdf([SamplePages.certificate()])
    #expect(!document.pieces.isEmpty)
  }

  /// PNG predictors by their definition, row after row.
  @Test func predictors() throws {
    let parameters = Array("<</Predictor 15/Columns 3>>".utf8)
    let predictor = try Predictor(PDFDictionary(parameters, 0..<parameters.count))
    let rows: [UInt8] = [0, 10, 20, 30, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 1, 1, 4, 1, 1, 1]
    #expect(try predictor.undone(rows, at: 0) == [10, 20, 30, 1, 2, 3, 2, 3, 4, 2, 3, 4, 3, 4, 5])
    for wrong in [[5, 1, 1, 1], [0, 1, 1]] as [[UInt8]] {
      #expect(throws: PDFFault.self) { try predictor.undone(wrong, at: 0) }
    }
  }
}
