package import Typesetting

/// Outlines of glyphs as paths, for marks and seals: they carry no text.
package struct GlyphOutline: Sendable, Hashable {
  package var face: FaceID
  package var glyph: UInt32
  /// Maps the em square (x right, y up, 1 em = 1) into the drawing in points: x' = a·x + c·y + e, y' = b·x + d·y + f.
  package var a, b, c, d, e, f: Double

  package init(face: FaceID, glyph: UInt32, a: Double, b: Double, c: Double, d: Double, e: Double, f: Double) {
    self.face = face
    self.glyph = glyph
    (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
  }
}

/// Outlines painted as one path around an origin of their own, so that a seal or a mark is the same value on every paper, wherever it
/// stands there: what draws them can keep what it made of the first.
package struct OutlineDrawing: Sendable, Hashable {
  package enum Paint: Sendable, Hashable {
    case filled
    /// Along the outlines, with a pen of that weight.
    case stroked(weight: Length)
  }

  package var outlines: [GlyphOutline]
  package var paint: Paint
  package var colour: Colour

  package init(_ outlines: [GlyphOutline], _ paint: Paint, _ colour: Colour) {
    self.outlines = outlines
    self.paint = paint
    self.colour = colour
  }
}
