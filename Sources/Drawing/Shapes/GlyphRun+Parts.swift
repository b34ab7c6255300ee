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
      let isOfHouse = house.map { house in numbers(of: part, in: house) != nil } ?? false
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

  /// The numbers of a part's glyphs, each of which says its cluster; nil when the face has not all of them.
  func numbers(of part: Part, in face: CairoFace) -> [UInt32]? {
    guard face.standsIn, part.clusters.count == part.glyphs.count else { return nil }
    var text = text
    return text.withUTF8 { utf8 in
      var numbers: [UInt32] = []
      numbers.reserveCapacity(part.glyphs.count)
      var byte = part.bytes.lowerBound
      for (cluster, glyph) in zip(part.clusters, part.glyphs) {
        guard clusters[cluster].glyphs == 1, byte + clusters[cluster].bytes <= utf8.count,
          let number = face.number(of: glyphs[glyph].glyph, saying: utf8[byte..<byte + clusters[cluster].bytes])
        else { return nil }
        numbers.append(number)
        byte += clusters[cluster].bytes
      }
      return numbers
    }
  }
}
