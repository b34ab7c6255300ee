package import Diagnostics

/// Why a PDF could not be read or finished, and where in the file.
package struct PDFFault: Error, Sendable, Hashable {
  package enum Problem: Sendable, Hashable {
    /// The file is not built as ISO 32000-1 7.2–7.5 say; the text names what was expected.
    case syntax(expected: String)
    /// A stream's data do not expand.
    case stream(String)
    /// A stream's data expand to more than so many bytes.
    case tooLong(Int)
    /// The file is a sound PDF, but not what the drawing library writes: it is refused rather than guessed at.
    case unexpected(String)
    /// What is to be written into the file does not match what is in it.
    case mismatch(String)
    /// Reading the file would take more of something than a file of its size may: `PDFBudget` has the table.
    case limit(PDFBudget.Resource, Int)
    /// The file is encrypted: what is in it cannot be seen without its password.
    case encrypted
    /// libqpdf, which encrypts, is not installed.
    case noLibrary
  }

  package var problem: Problem
  /// In bytes from the start of the file, or of the expanded stream when the problem is in one.
  package var offset: Int

  package init(_ problem: Problem, at offset: Int) {
    self.problem = problem
    self.offset = offset
  }

  /// Short for a `syntax` problem, the most frequent one: `throw .expected("endobj", at: 120)`.
  package static func expected(_ what: String, at offset: Int) -> PDFFault {
    PDFFault(.syntax(expected: what), at: offset)
  }

  /// The sentence in both languages.
  package var message: LocalizedText {
    switch problem {
    case .syntax(let what):
      // What was expected is told by the words of PDF where it is one of them, else in English alone.
      LocalizedText(
        Self.isToken(what)
          ? "PDF の \(offset) バイト目は \(what) でなければなりません。"
          : "PDF の \(offset) バイト目が、PDF の定め（ISO 32000-1）か、ここで読める範囲に合いません。",
        "Byte \(offset) of the PDF must be: \(what).")
    case .stream(let what):
      LocalizedText(
        "PDF の \(offset) バイト目のストリームを展開できません。",
        "The stream at byte \(offset) of the PDF does not expand (\(what)).")
    case .tooLong(let limit):
      LocalizedText(
        "PDF の \(offset) バイト目のストリームは、展開すると \(limit) バイトを超えます。",
        "The stream at byte \(offset) of the PDF expands to more than \(limit) bytes.")
    case .unexpected(let what):
      LocalizedText(
        "PDF の \(offset) バイト目に、ここでは扱わない構造があります。",
        "The PDF has a structure that is not expected here (\(what), byte \(offset)).")
    case .mismatch(let what):
      LocalizedText(
        "描画内容と PDF の構造が一致しません。", "What was drawn and the structure of the PDF do not match (\(what)).")
    case .limit(let resource, let limit):
      LocalizedText(
        "PDF の \(offset) バイト目までに、この大きさのファイルに許す上限（\(resource.name.japanese) \(limit)）を超えます。",
        "By byte \(offset), the PDF takes more than a file of its size may: \(limit) \(resource.name.english).")
    case .encrypted:
      LocalizedText(
        "PDF は暗号化されています。暗号化された PDF は PDF/A ではなく、中身は確かめられません。",
        "The PDF is encrypted. An encrypted PDF is no PDF/A, and what is in it cannot be checked.")
    case .noLibrary:
      LocalizedText("暗号化に使う libqpdf がありません。", "libqpdf, which encrypts, is not installed.")
    }
  }

  /// Whether all of a text are operators, keys and signs of PDF: `/Key or >>` is not, for "or".
  private static func isToken(_ what: String) -> Bool {
    what.hasPrefix("/") && !what.contains(" ")
      || ["%%EOF", "%PDF-1.", ">", ">>", "endobj", "endstream", "EI", "ID", "Q", "obj", "trailer", "xref"].contains(
        what)
  }

  /// - Parameter file: the file's name, when it is a user's own; nil for a file that is being made.
  package func diagnostic(file: String? = nil) -> Diagnostic {
    .error(code, at: file.map { SourceLocation(file: $0, byte: offset) }, message)
  }

  private var code: String {
    switch problem {
    case .syntax: "pdf.syntax"
    case .stream, .tooLong: "pdf.stream"
    case .unexpected: "pdf.unexpected"
    case .mismatch: "pdf.mismatch"
    case .limit: "pdf.limit"
    case .encrypted: "pdf.encrypted"
    case .noLibrary: "pdf.noLibrary"
    }
  }
}
