extension HarfBuzzTextSetter {
  package func shapes(of text: String, role: String) throws(SettingFaults) -> [GlyphShape] {
    let inline = Inline(text, style: TextStyle(role: role, size: .pt(1)))
    let units = TextUnit.units(of: text, inline: 0, from: 0)
    let shaped = try shaper.shape(text, units, [inline], box: role)
    return shaped.drawings.flatMap { drawing in
      // A mark stands on its base: only the last glyph of a unit moves the pen.
      let glyphs = shaped.glyphs[drawing.glyphs]
      return zip(glyphs.indices, glyphs).map { index, glyph in
        GlyphShape(face: drawing.face, glyph: glyph.id, advance: index + 1 == glyphs.endIndex ? drawing.advance : 0)
      }
    }
  }
}
