import Drawing
import DrawingSamples
import DrawnDocument
import Testing

@testable import PDFFinishing
@testable import PDFInspection
@testable import PDFSyntax

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

  /// A later Cairo, held to PDF 1.4, numbers and orders its objects otherwise, says CIDToGIDMap itself and writes its
  /// dates rightly; the table stays classic. What is finished of it is the same document.
  @Test(arguments: [["--object-streams=disable"], ["--object-streams=disable", "--qdf"]])
  func drawingsOfAnotherOrderAreFinished(_ options: [String]) throws {
    var drawn = try SampleFile.drawn(pages: 2)
    var readable = Array(
      try OutsideTool("qpdf", ["--qdf", "--object-streams=disable"], on: drawn.bytes, then: ["-"]).data)
    readable = readable.replacing(
      Array("/Subtype /CIDFontType2".utf8), with: Array("/CIDToGIDMap /Identity /Subtype /CIDFontType2".utf8))
    let mended = Array(try OutsideTool("fix-qdf", on: readable).data)
    drawn.bytes = Array(try OutsideTool("qpdf", options, on: mended, then: ["-"]).data)
    let finished = try PDFFinisher.finish(drawn, SampleFile.metadata(), packer: SampleFile.packer)
    #expect(try TextReader.pages(of: finished) == TextReader.pages(of: SampleFile.finished(pages: 2)))
    let title = SampleFile.metadata().title
    let findings = try Judges.findings(in: [
      JudgedFile(
        name: "other", bytes: finished, day: "2026-11-03", title: title,
        pages: [SamplePages.certificate(1), SamplePages.certificate(2)])
    ])
    #expect(findings.isEmpty, "\(findings.joined(separator: "\n"))")
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
