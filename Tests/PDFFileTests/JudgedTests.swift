import DrawingSamples
import PDFFile
import Testing

/// Other people's programs over our files.
@Suite struct JudgedTests {
  static let files: [(name: String, level: String)] = [("one page", "2b"), ("three pages", "2b"), ("with pictures", "2b"), ("with attachment", "3b")]

  static func bytes(_ name: String) throws -> [UInt8] {
    switch name {
    case "one page": try SampleFile.finished()
    case "three pages": try SampleFile.finished(pages: 3)
    case "with pictures": try SampleFile.pictured()
    default:
      try SampleFile.finished(
        attachment: Attachment(name: "保証証書.json", description: "この用紙の記載事項", bytes: Array(#"{"number":"02-001"}"#.utf8)))
    }
  }

  @Test(arguments: files.map(\.name))
  func qpdfFindsNothing(_ name: String) throws {
    let tool = try OutsideTool("qpdf", ["--check"], on: Self.bytes(name))
    #expect(tool.status == 0, "\(tool.output)")
    #expect(tool.output.contains("No syntax or stream encoding errors found"))
  }

  @Test(arguments: files.map(\.name))
  func ghostscriptAndMuPDFFindNothing(_ name: String) throws {
    let bytes = try Self.bytes(name)
    let ghostscript = try OutsideTool(
      "gs", ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-dPDFSTOPONERROR", "-dPDFSTOPONWARNING", "-sDEVICE=nullpage"], on: bytes)
    #expect(ghostscript.status == 0 && ghostscript.output.isEmpty, "\(ghostscript.output)")
    let mutool = try OutsideTool("mutool", ["draw", "-q", "-F", "stext"], on: bytes)
    #expect(mutool.status == 0 && !mutool.output.contains("error"), "\(mutool.output)")
  }

  @Test(.enabled(if: ArchivalJudge.python != nil || ArchivalJudge.isRequired), arguments: files)
  func theArchivalJudgeFindsOnlyWhatItDoesNotKnow(_ file: (name: String, level: String)) throws {
    let findings = try ArchivalJudge.findings(in: Self.bytes(file.name), level: file.level)
    for finding in findings { #expect(ArchivalJudge.isExpected(finding), "\(finding.rule) \(finding.message)") }
    #expect(findings.count == 6)
  }

  @Test func everyFontIsEmbeddedSubsetAndMapped() throws {
    let tool = try OutsideTool("pdffonts", on: Self.bytes("one page"))
    let rows = tool.output.split(separator: "\n").dropFirst(2)
    #expect(rows.count == 7)
    for row in rows { #expect(row.contains(/yes +yes +yes +[0-9]+ +0 *$/), "\(row)") }
  }

  @Test func theStructureIsWhatWasDrawn() throws {
    let tool = try OutsideTool("pdfinfo", ["-struct"], on: Self.bytes("one page"))
    let lines = tool.output.split(separator: "\n").map {
      $0.trimmingPrefix(while: \.isWhitespace).split(separator: " ").joined(separator: " ")
    }
    #expect(
      lines == [
        "Document", "H1 (block)", "P (block)", "Span (inline)", "Span (inline)", "Table (block)", "TR", "TH:", "/Scope /Row", "TD", "TR",
        "TH:",
        "/Scope /Column", "/ColSpan 2", "TR", "TH:", "/Scope /Row", "TD", "Figure:", "/Placement /Block",
        "/BBox [467.717 119.055 538.583 189.921]", "P (block)", "Span (inline)", "Ruby (inline)", "RB", "RT", "Span (inline)",
        "Span (inline)",
      ])
  }

  @Test func theAttachmentComesOutAsItWentIn() throws {
    let tool = try OutsideTool("qpdf", ["--list-attachments", "--verbose"], on: Self.bytes("with attachment"))
    #expect(tool.output.contains("保証証書.json") && tool.output.contains("mime type: application/json"), "\(tool.output)")
    let content = try OutsideTool("qpdf", on: Self.bytes("with attachment"), then: ["--show-attachment=保証証書.json"])
    #expect(content.output == #"{"number":"02-001"}"#)
  }
}
