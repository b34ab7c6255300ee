import Typesetting

extension GlyphRun {
  /// What is shown at once, by one face.
  struct Part {
    var clusters: Range<Int>
    var glyphs: Range<Int>
    var bytes: Range<Int>
    /// Whether the house's face has all its glyphs.
    var isOfHouse: Bool
  }

  /// As many clusters together as the face of the house has; those that it has not are parts of their own.
  ///
  /// - Parameter house: the face of the house; nil when the run's face is none of the house.
  func parts(in house: CairoFace?) -> [Part] {
    if let house, glyphs.allSatisfy({ house.number(of: $0.glyph) != nil }) {
      return [Part(clusters: clusters.indices, glyphs: glyphs.indices, bytes: 0..<text.utf8.count, isOfHouse: true)]
    }
    var parts: [Part] = []
    var (glyph, byte) = (0, 0)
    for (index, cluster) in clusters.enumerated() {
      let (nextGlyph, nextByte) = (glyph + cluster.glyphs, byte + cluster.bytes)
      let isOfHouse = house.map { house in glyphs[glyph..<nextGlyph].allSatisfy { house.number(of: $0.glyph) != nil } } ?? false
      if isOfHouse, let last = parts.indices.last, parts[last].isOfHouse {
        parts[last].clusters = parts[last].clusters.lowerBound..<index + 1
        parts[last].glyphs = parts[last].glyphs.lowerBound..<nextGlyph
        parts[last].bytes = parts[last].bytes.lowerBound..<nextByte
      } else {
        parts.append(
          Part(clusters: index..<index + 1, glyphs: glyph..<nextGlyph, bytes: byte..<nextByte, isOfHouse: isOfHouse))
      }
      (glyph, byte) = (nextGlyph, nextByte)
    }
    return parts
  }
}
