/// Packs the fonts of papers glyph by glyph, each outline once for all papers of a worker.
///
/// Nine tenths of an embedded font are outlines, the same few thousand in every paper of a batch. Their bits are found once, by one code
/// for all fonts, and then only strung together: a tenth of what packing costs, for a tenth more bytes of fonts. What is written depends on the font
/// alone, not on what was packed before.
package final class OutlinePacker {
  private let code = OutlineCode.shared
  // Touched for every outline and never from inside an access, which therefore is not checked at run time.
  @exclusivity(unchecked) private var cache: GlyphCache
  @exclusivity(unchecked) private var places: [Int] = []

  /// - Parameter limit: when more bytes of outlines are kept, all are forgotten. Papers in Japanese come back to two thousand characters
  ///   of a face, which are half a megabyte.
  package init(limit: Int = 1 << 22) {
    cache = GlyphCache(limit: limit)
  }

  /// The zlib stream (RFC 1950) of a font file, or nil when it is no TrueType font.
  ///
  /// - Parameter check: Adler-32 of the file.
  package func packed(_ font: UnsafeRawBufferPointer, check: UInt32) -> [UInt8]? {
    guard let outlines = TrueTypeOutlines(font), let first = outlines.glyphs.first, let last = outlines.glyphs.last else { return nil }
    cache.beginFont()
    places.removeAll(keepingCapacity: true)
    var bits = 0
    for glyph in outlines.glyphs {
      let place = cache.place(of: UnsafeRawBufferPointer(rebasing: font[glyph]), code: code)
      places.append(place)
      bits += cache[place].bitCount
    }
    let rest = font.count - (last.upperBound - first.lowerBound)
    let room = 2 + (bits + (rest + 1) * 15 + code.header.count * 15) / 8 + 4 + 16
    return [UInt8](unsafeUninitializedCapacity: room) { output, count in
      guard let start = UnsafeMutableRawBufferPointer(output).baseAddress else { return }
      // Deflate, window of 32 KB, quickest (RFC 1950 2.2).
      start.storeBytes(of: 0x78, as: UInt8.self)
      start.storeBytes(of: 0x01, toByteOffset: 1, as: UInt8.self)
      var writer = BitWriter(start + 2)
      for bits in code.header { writer.write(bits) }
      writer.write(UnsafeRawBufferPointer(rebasing: font[..<first.lowerBound]), by: code)
      cache.withWords { words in
        for place in places {
          let entry = cache[place]
          writer.write(UnsafeBufferPointer(rebasing: words[entry.words]), bitCount: entry.bitCount)
        }
      }
      writer.write(UnsafeRawBufferPointer(rebasing: font[last.upperBound...]), by: code)
      writer.write(code.end)
      writer.end()
      (start + 2).storeBytes(of: check.bigEndian, toByteOffset: writer.count, as: UInt32.self)
      count = 2 + writer.count + 4
    }
  }
}
