// Glyphs as text setting leaves them and as drawing takes them: a glyph at its position, the clusters that tie glyphs
// to text, and the run that holds both. A glyph that is drawn as a shape, without text, comes as a `GlyphShape`.

/// A face, as an index into `FontList.faces`. Runs name faces by number, so that set lines and pages are plain values.
package struct FaceID: Sendable, Hashable {
  package let index: Int

  package init(index: Int) {
    self.index = index
  }
}

/// A glyph at its position, relative to the run's origin.
package struct PlacedGlyph: Sendable, Hashable {
  /// Glyph index in the original font file.
  package var glyph: UInt32
  package var x: Length
  package var y: Length

  package init(glyph: UInt32, x: Length, y: Length = .zero) {
    self.glyph = glyph
    self.x = x
    self.y = y
  }
}

/// A stretch of text and the glyphs that show it, as lengths. It becomes a `cairo_text_cluster_t`, from which text is
/// extracted again.
///
/// ```
/// か゚ drawn by one glyph  → Cluster(bytes: 6, glyphs: 1)
/// ```
package struct Cluster: Sendable, Hashable {
  /// Length of the text in bytes of UTF-8.
  package var bytes: Int
  /// Number of glyphs.
  package var glyphs: Int

  package init(bytes: Int, glyphs: Int) {
    self.bytes = bytes
    self.glyphs = glyphs
  }
}

/// Glyphs of one face, size and colour on one baseline.
package struct GlyphRun: Sendable, Hashable {
  package var face: FaceID
  /// Type size.
  package var size: Length
  /// Horizontal scale of the glyphs: 1, or less where a text was condensed (長体), in steps of 0.05.
  package var condensed: Double
  /// Quarter turns clockwise: 1 for Latin in vertical lines.
  package var turns: Int
  package var colour: Colour
  package var glyphs: [PlacedGlyph]
  package var clusters: [Cluster]
  /// The text that the glyphs show; `clusters` divides its UTF-8.
  package var text: String
  /// The run's origin on the page or, inside a set line, relative to the line's start and baseline.
  package var origin: Point

  package init(
    face: FaceID, size: Length, condensed: Double = 1, turns: Int = 0, colour: Colour, glyphs: [PlacedGlyph],
    clusters: [Cluster], text: String, origin: Point
  ) {
    self.face = face
    self.size = size
    self.condensed = condensed
    self.turns = turns
    self.colour = colour
    self.glyphs = glyphs
    self.clusters = clusters
    self.text = text
    self.origin = origin
  }
}

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
