extension HarfBuzzTextSetter {
  package func shapes(of text: String, role: String) throws(SettingFaults) -> [GlyphShape] {
    let inline = Inline(text, style: TextStyle(role: role, size: .pt(1)))
    let units = TextUnit.units(of: text, inline: 0, from: 0)
    let shaped = try shaper.shape(Array(text.utf8), units, [inline], box: role)
    return shaped.drawings.indices.flatMap { index in
      // A mark stands on its base: only the last glyph of a unit moves the pen.
      let glyphs = shaped.glyphs(of: index)
      let drawing = shaped.drawings[index]
      return glyphs.enumerated().map { position, glyph in
        GlyphShape(face: drawing.face, glyph: glyph.id, advance: position + 1 == glyphs.count ? drawing.advance : 0)
      }
    }
  }
}
