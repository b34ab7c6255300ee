import CCairo
import Typesetting

/// What Cairo is told that glyphs say.
///
/// Cairo 1.16 puts glyphs whose text it finds in Windows' Latin alphabet into a font of their own, so that every face would be embedded
/// twice and every digit among kanji would change the font. Such text is shown shifted into a private-use plane; `PDFFile` turns it
/// back. What a record holds of that plane cannot be meant: it is refused as text that has no readable form.
struct ShiftedText {
  private(set) var bytes: [UInt8] = []
  private(set) var clusters: [cairo_text_cluster_t] = []

  /// Scalars below this are shifted by U+F0000: all of Windows' Latin alphabet, whose last is U+2122.
  private static let limit: UInt32 = 0x2200

  /// - Parameter utf8: what the clusters say together.
  mutating func set(_ utf8: UnsafeBufferPointer<UInt8>, _ parts: ArraySlice<Cluster>) {
    bytes.removeAll(keepingCapacity: true)
    clusters.removeAll(keepingCapacity: true)
    var start = 0
    for part in parts {
      let before = bytes.count
      shift(utf8, start..<start + part.bytes)
      start += part.bytes
      clusters.append(cairo_text_cluster_t(num_bytes: Int32(bytes.count - before), num_glyphs: Int32(part.glyphs)))
    }
  }

  private mutating func shift(_ utf8: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      let first = utf8[index]
      // U+2200 is E2 88 80: everything before it has a lesser lead, or that lead and less behind it.
      if first < 0x80 {
        append(UInt32(first))
        index += 1
      } else if 0xC0..<0xE0 ~= first, index + 1 < range.upperBound {
        append(UInt32(first & 0x1F) << 6 | UInt32(utf8[index + 1] & 0x3F))
        index += 2
      } else if 0xE0..<0xE3 ~= first, index + 2 < range.upperBound {
        append(UInt32(first & 0x0F) << 12 | UInt32(utf8[index + 1] & 0x3F) << 6 | UInt32(utf8[index + 2] & 0x3F))
        index += 3
      } else {
        bytes.append(first)
        index += 1
      }
    }
  }

  /// A scalar below U+3000, shifted when it is below the limit.
  private mutating func append(_ scalar: UInt32) {
    if scalar < Self.limit {
      let shifted = scalar + 0xF0000
      bytes.append(UInt8(0xF0 | shifted >> 18))
      bytes.append(UInt8(0x80 | shifted >> 12 & 0x3F))
      bytes.append(UInt8(0x80 | shifted >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | shifted & 0x3F))
    } else {
      bytes.append(UInt8(0xE0 | scalar >> 12))
      bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    }
  }
}
