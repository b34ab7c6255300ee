import Diagnostics
import Typesetting

extension BaseForm {
  /// Base and selector as a person reads them: 葛󠄀 U+845B U+E0100.
  package var shown: String {
    Echo.quoted(sequence) + " " + sequence.unicodeScalars.map(Echo.codePoint).joined(separator: " ")
  }

  /// That a paper shows another glyph than the record asks for: its form allows it, and says which.
  func diagnostic(document: String, location: SourceLocation) -> Diagnostic {
    .warning(
      "paper.baseForm", at: location,
      LocalizedText(
        "\(shown)はどの書体にもないので、\(document)の「\(box)」には基底文字を印字しました。",
        "No font has \(shown); “\(box)” of \(document) shows its base character."),
      advice: LocalizedText(
        "字形が大切なら、その字のあるフォントをFonts/fonts.jsonに加えるか、様式のbase-formsから項目を外してください。",
        "If the shape matters, add a font that has it to Fonts/fonts.json, or take the field out of the form's base-forms."
      ))
  }
}
