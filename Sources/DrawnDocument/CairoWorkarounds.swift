// Where drawing gives Cairo 1.16 something else than the finished file has, because Cairo would need too much time or
// space for that. The finisher turns it back. What the two have to agree on is stated here.

/// What a placeholder font has for the outline of a glyph (OpenType 1.9, glyf): one contour, the diagonal of the
/// original's bounding box, and in place of a hinting program, which is copied but never run, the key of the glyph
/// (`OriginalOutlines`) in four bytes and its text in eight: UTF-8, the first byte first, zeros after the last.
package enum PlaceholderRecord {
  /// Bytes of a record. All are of one size, so that the table of offsets can be written before any glyph is known; and
  /// it is a multiple of four, because Cairo copies outlines in words of four bytes.
  @inlinable package static var size: Int { 36 }
  /// Bytes of the program.
  @inlinable package static var programSize: Int { 12 }
  /// Where the key is in a record. The size of the program is in the two bytes before it.
  @inlinable package static var keyOffset: Int { 14 }
  /// Where the text is in a record.
  @inlinable package static var textOffset: Int { 18 }
  /// Where the table maxp has the size of the largest program (maxSizeOfInstructions). By it a placeholder is told from
  /// an ordinary font.
  @inlinable package static var largestProgramOffset: Int { 26 }
  /// The greatest index of a face that has a placeholder.
  @inlinable package static var lastFace: Int { 255 }
}

/// Text that Cairo is told with its characters shifted into a plane of private use.
///
/// Cairo puts glyphs whose text it finds in Windows' Latin alphabet into a font of their own, so that every face would
/// be embedded twice and every digit among kanji would change the font. A record cannot mean a character of that plane
/// itself: it is refused as text without a readable form.
package enum TextShift {
  /// Scalars below this are shifted: it is above U+2122, the last character of Windows' Latin alphabet.
  @inlinable package static var limit: UInt32 { 0x2200 }
  /// What is added to a scalar: U+0041 becomes U+F0041.
  @inlinable package static var distance: UInt32 { 0xF0000 }
}
