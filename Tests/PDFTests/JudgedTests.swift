import DrawingSamples
import PDFFinishing
import Testing
import Typesetting

/// Other people's programs over our files. Every paper of the examples and of the features goes before them in
/// FeatureTests.
@Suite struct JudgedTests {
  static let attachment = PDFFinishing.Attachment(
    name: "保証証書.json", description: "この用紙の記載事項", bytes: Array(#"{"number":"02-001"}"#.utf8))

  @Test func theyFindNothing() throws {
    let title = SampleFile.metadata().title
    func file(_ name: String, pages: Int, attachment: PDFFinishing.Attachment? = nil) throws -> JudgedFile {
      JudgedFile(
        name: name, bytes: try SampleFile.finished(pages: pages, attachment: attachment), day: "2026-11-03",
        title: title,
        pages: (1...pages).map { SamplePages.certificate($0) }, hasAttachment: attachment != nil)
    }
    let findings = try Judges.findings(in: [
      file("one-page", pages: 1), file("three-pages", pages: 3),
      file("with-attachment", pages: 1, attachment: Self.attachment),
      JudgedFile(
        name: "with-pictures", bytes: SampleFile.pictured(), day: "2026-11-03", title: title,
        pages: [SamplePages.pictures()]),
    ])
    #expect(findings.isEmpty, "\(findings.joined(separator: "\n"))")
  }

  /// A judge that never finds anything is none.
  @Test func theyFindWhatIsWrong() throws {
    let pages = [SamplePages.certificate(1)]
    var bytes = try SampleFile.finished()
    bytes.removeLast(2000)
    let cut = JudgedFile(name: "cut", bytes: bytes, day: "2026-11-03", title: "", pages: pages)
    let other = JudgedFile(
      name: "other", bytes: try SampleFile.finished(), day: "2026-11-04", title: "別の題", pages: [], hasAttachment: true)
    let findings = try Judges.findings(in: [cut, other])
    for judge in [
      "cut: qpdf", "cut: ghostscript", "other: pikepdf", "other: pdftotext", "other: pdfinfo", "other: clock",
    ] {
      #expect(findings.contains { $0.hasPrefix(judge) }, "\(judge) found nothing: \(findings)")
    }
  }

  /// A font a face, whatever is Latin in it and whatever is rare.
  @Test func everyFontIsEmbeddedSubsetAndMapped() throws {
    let tool = try OutsideTool("pdffonts", on: SampleFile.finished())
    let rows = tool.output.split(separator: "\n").dropFirst(2)
    #expect(rows.count == 4)
    for row in rows { #expect(row.contains(/yes +yes +yes +[0-9]+ +0 *$/), "\(row)") }
  }

  @Test func theStructureIsWhatWasDrawn() throws {
    let tool = try OutsideTool("pdfinfo", ["-struct"], on: SampleFile.finished())
    let lines = tool.output.split(separator: "\n").map {
      $0.trimmingPrefix(while: \.isWhitespace).split(separator: " ").joined(separator: " ")
    }
    #expect(
      lines == [
        "Document", "H1 (block)", "P (block)", "Span (inline)", "Span (inline)", "Table (block)", "TR", "TH:",
        "/Scope /Row", "TD", "TR",
        "TH:",
        "/Scope /Column", "/ColSpan 2", "TR", "TH:", "/Scope /Row", "TD", "Figure:", "/Placement /Block",
        "/BBox [467.717 119.055 538.583 189.921]", "P (block)", "Span (inline)", "Ruby (inline)", "RB", "RT",
        "Span (inline)",
        "Span (inline)",
      ])
  }

  @Test func theAttachmentComesOutAsItWentIn() throws {
    let bytes = try SampleFile.finished(attachment: Self.attachment)
    let tool = try OutsideTool("qpdf", ["--list-attachments", "--verbose"], on: bytes)
    #expect(tool.output.contains("保証証書.json") && tool.output.contains("mime type: application/json"), "\(tool.output)")
    let content = try OutsideTool("qpdf", on: bytes, then: ["--show-attachment=保証証書.json"])
    #expect(content.output == #"{"number":"02-001"}"#)
  }
}
