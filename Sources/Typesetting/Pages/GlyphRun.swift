/// A face of the font store: its index there. Runs name faces by number, so that pages stay values.
package struct FaceID: Sendable, Hashable {
  package let index: Int

  package init(index: Int) {
    self.index = index
  }
}

/// One glyph at its place, relative to the run's origin, and how much of the text it stands for.
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

/// A stretch of text and the glyphs that show it: what `cairo_text_cluster_t` wants, and what text extraction gives back.
package struct Cluster: Sendable, Hashable {
  /// Bytes of UTF-8.
  package var bytes: Int
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
  /// What the glyphs say; its UTF-8 is parted by `clusters`.
  package var text: String
  /// Where the run's origin stands on the page (or, inside a set line, relative to the line's start and baseline).
  package var origin: Point

  package init(
    face: FaceID, size: Length, condensed: Double = 1, turns: Int = 0, colour: Colour, glyphs: [PlacedGlyph],
    clusters: [Cluster],
    text: String, origin: Point
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
