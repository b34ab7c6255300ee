/// Sets paragraphs into lines. One a worker: it owns HarfBuzz's fonts and buffer.
package protocol TextSetter {
  /// The lines of `paragraph` in `measure`, or every reason why it cannot be set.
  func set(_ paragraph: Paragraph, measure: Length) throws(SettingFaults) -> SetParagraph

  /// The shapes of a text's characters, one glyph a character, by the fonts of a role.
  func shapes(of text: String, role: String) throws(SettingFaults) -> [GlyphShape]
}
