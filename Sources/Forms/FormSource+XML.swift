import Diagnostics
import StrictXML

extension FormSource {
  /// The root element of the file.
  func rootElement() throws(DiagnosticError) -> XMLElement {
    do {
      return try XMLReader.read(bytes, file: name)
    } catch {
      throw DiagnosticError(error.diagnostic)
    }
  }
}

extension XMLFault {
  /// The fault as whoever writes a form is told of it.
  fileprivate var diagnostic: Diagnostic {
    switch problem {
    case .doctype:
      .error(
        "form.xml.doctype", at: location, LocalizedText("DOCTYPEは使えません。", "A DOCTYPE is refused."),
        advice: LocalizedText("DOCTYPE宣言を削除してください。", "Remove the DOCTYPE declaration."))
    case .tooDeep:
      .error(
        "form.xml.depth", at: location,
        LocalizedText(
          "要素の入れ子が\(XMLReader.depthLimit)段を超えます。", "Elements nest deeper than \(XMLReader.depthLimit)."),
        advice: LocalizedText("入れ子を浅くしてください。", "Nest them less deeply."))
    case .malformed(let reason):
      .error(
        "form.xml.syntax", at: location,
        LocalizedText(
          "XMLとして読めません（\(reason.japanese)）。", "This is not well-formed XML (\(reason.english))."),
        advice: LocalizedText(
          "示した行と桁の前後のタグと、文字コードがUTF-8であることを確かめてください。",
          "Check the tags around this line and column, and that the file is UTF-8."))
    case .noMemory:
      .error("form.xml.memory", at: location, LocalizedText("XMLを読む準備ができません。", "The XML parser cannot be made."))
    }
  }
}
