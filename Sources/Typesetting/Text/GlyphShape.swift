/// A glyph to be drawn as a shape rather than as text: a character of a mark or of a seal.
package struct GlyphShape: Sendable, Hashable {
  package var face: FaceID
  package var glyph: UInt32
  /// Advance width in em.
  package var advance: Double

  package init(face: FaceID, glyph: UInt32, advance: Double) {
    self.face = face
    self.glyph = glyph
    self.advance = advance
  }
}
