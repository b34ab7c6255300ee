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

  /// All of it.
  func whole(isOfHouse: Bool) -> Part {
    Part(clusters: clusters.indices, glyphs: glyphs.indices, bytes: 0..<text.utf8.count, isOfHouse: isOfHouse)
  }

  /// As many clusters together as the face of the house has; those that it has not are parts of their own.
  ///
  /// - Parameter house: nil when the run's face is none of the house.
  func parts(in house: CairoFace?) -> [Part] {
    var parts: [Part] = []
    var (glyph, byte) = (0, 0)
    for (index, cluster) in clusters.enumerated() {
      let (nextGlyph, nextByte) = (glyph + cluster.glyphs, byte + cluster.bytes)
      let part = Part(clusters: index..<index + 1, glyphs: glyph..<nextGlyph, bytes: byte..<nextByte, isOfHouse: true)
      let isOfHouse = house.map { house in number(part, in: house) { _, _ in } } ?? false
      if isOfHouse, let last = parts.indices.last, parts[last].isOfHouse {
        parts[last].clusters = parts[last].clusters.lowerBound..<index + 1
        parts[last].glyphs = parts[last].glyphs.lowerBound..<nextGlyph
        parts[last].bytes = parts[last].bytes.lowerBound..<nextByte
      } else {
        parts.append(part)
        parts[parts.count - 1].isOfHouse = isOfHouse
      }
      (glyph, byte) = (nextGlyph, nextByte)
    }
    return parts
  }

  /// Numbers a part's glyphs in a face that stands in for another; each says its cluster.
  ///
  /// - Parameter body: what is done with each glyph and its number.
  /// - Returns: false when the face has not all of them.
  @inline(__always)
  func number(_ part: Part, in face: CairoFace, _ body: (PlacedGlyph, UInt32) -> Void) -> Bool {
    guard face.standsIn, part.clusters.count == part.glyphs.count else { return false }
    var text = text
    return text.withUTF8 { utf8 in
      var byte = part.bytes.lowerBound
      for (cluster, glyph) in zip(part.clusters, part.glyphs) {
        let (cluster, glyph) = (clusters[cluster], glyphs[glyph])
        guard cluster.glyphs == 1, byte + cluster.bytes <= utf8.count,
          let number = face.number(of: glyph.glyph, saying: utf8, byte..<byte + cluster.bytes)
        else { return false }
        body(glyph, number)
        byte += cluster.bytes
      }
      return true
    }
  }

  /// Whether the clusters share out the glyphs and the text, none without a glyph.
  var isWhole: Bool {
    var (glyphs, bytes) = (0, 0)
    for cluster in clusters {
      if cluster.glyphs <= 0 || cluster.bytes < 0 { return false }
      glyphs += cluster.glyphs
      bytes += cluster.bytes
    }
    return glyphs == self.glyphs.count && bytes == text.utf8.count
  }
}
