import Diagnostics
import DrawingSamples
import Testing

@testable import PDFFinishing
@testable import PDFInspection
@testable import PDFSyntax
@testable import PDFText

/// A protected file, as qpdf and poppler see it.
@Suite struct ProtectingTests {
  private static let password = "Kei-yaku 2026"

  @Test func itOpensWithItsPasswordAlone() throws {
    let file = try SampleFile.finished()
    let protected = try PDFProtector.protect(file, password: Self.password)
    let encryption = try OutsideTool("qpdf", ["--show-encryption", "--password=\(Self.password)"], on: protected).output
    #expect(encryption.contains("R = 6") && encryption.contains("file encryption method: AESv3"), "\(encryption)")
    #expect(encryption.contains("extract for accessibility: allowed"))
    #expect(try OutsideTool("qpdf", ["--check", "--password=\(Self.password)"], on: protected).status == 0)
    for wrong in ["", "kei-yaku 2026", Self.password + " "] {
      #expect(try OutsideTool("pdftotext", ["-upw", wrong], on: protected, then: ["-"]).status != 0, "\(wrong)")
    }
  }

  @Test(arguments: ["a", "(a) \\ % <b> \"c\" 'd' ~", "12345678901234567890123456789012"])
  func itSaysWhatItSaid(_ password: String) throws {
    let file = try SampleFile.finished()
    let protected = try PDFProtector.protect(file, password: password)
    let text = try OutsideTool("pdftotext", ["-raw"], on: file, then: ["-"])
    let read = try OutsideTool("pdftotext", ["-raw", "-upw", password], on: protected, then: ["-"])
    #expect(read.status == 0 && !read.output.isEmpty && read.output == text.output)
  }

  /// The longest that revision 6 knows; poppler's programs take 32 characters.
  @Test func aPasswordHas127Bytes() throws {
    let password = String(repeating: "0123456789", count: 12) + "1234567"
    let protected = try PDFProtector.protect(try SampleFile.finished(), password: password)
    #expect(try OutsideTool("qpdf", ["--check", "--password=\(password)"], on: protected).status == 0)
    #expect(try OutsideTool("qpdf", ["--check", "--password=\(password.dropLast())"], on: protected).status != 0)
  }

  /// Keys drawn by lot, or two papers with one password would tell that they are alike.
  @Test func itIsNeverTheSameTwice() throws {
    let file = try SampleFile.finished()
    #expect(
      try PDFProtector.protect(file, password: Self.password) != PDFProtector.protect(file, password: Self.password))
  }

  @Test func itIsNoPDFAAndIsNotReadAsOne() throws {
    let protected = try PDFProtector.protect(try SampleFile.finished(), password: Self.password)
    for read in [{ _ = try Verifier.verify($0) }, { _ = try TextReader.pages(of: $0) }] as [([UInt8]) throws -> Void] {
      #expect {
        try read(protected)
      } throws: { ($0 as? PDFFault)?.problem == .encrypted }
    }
  }

  @Test func whatIsNoPDFIsRefusedInWords() {
    #expect {
      try PDFProtector.protect(Array("no PDF at all".utf8), password: Self.password)
    } throws: { error in
      guard let fault = error as? PDFFault, case .unexpected(let words) = fault.problem else { return false }
      return !words.isEmpty && !fault.message.english.contains(Self.password)
    }
  }
}
