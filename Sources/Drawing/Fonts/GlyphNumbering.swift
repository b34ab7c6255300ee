/// The glyphs of a face that papers show often, numbered without gaps.
///
/// Cairo 1.16 makes tables of all glyphs of a face for every document that shows one of them, and copies the table of their places: a third
/// less glyphs is a third less of that. The numbers are the same in every run, because the name of an embedded subset is a hash over them.
struct GlyphNumbering: Sendable, Hashable {
  /// Glyph ids of the original face, ascending and apart.
  let ranges: [ClosedRange<UInt32>]

  var count: Int { ranges.reduce(0) { $0 + $1.count } }

  /// Glyphs below this have the ids of the original.
  var keptIDs: UInt32 { ranges.first.map { $0.lowerBound == 0 ? $0.upperBound + 1 : 0 } ?? 0 }

  /// The original ids in the order of their numbers.
  var glyphs: some Sequence<UInt32> { ranges.lazy.joined() }

  /// The number of an original glyph; nil when it is none of these.
  func number(of glyph: UInt32) -> UInt32? {
    var first: UInt32 = 0
    for range in ranges {
      if glyph < range.lowerBound { return nil }
      if glyph <= range.upperBound { return first + glyph - range.lowerBound }
      first += range.upperBound - range.lowerBound + 1
    }
    return nil
  }
}
