/// What one element or artifact shows, or a part of it: its glyphs, or its strokes, fills and images. It is taken from
/// what Cairo drew and written in one form, whatever release of Cairo drew it; so it is a value that can be kept and put
/// into any page of any document.
///
/// Its content is a stretch of a content stream (ISO 32000-1 7.8.2) that sets all of the graphics state that it needs
/// and leaves no `q` or `BT` open. Coordinates are in points from the top left corner of the page, y downwards. Where
/// the number of a glyph or of an XObject depends on the document, it has four zeros, and a note of what belongs there.
///
/// ```
/// 0 g BT/F1 1 Tf 10 0 0 -10 30 50 Tm[<00000000>]TJ ET      // glyphs: those at the two times four zeros
/// q 24 0 0 -24 30 90 cm/X0000 Do Q                         // objects: the image
/// ```
package struct Piece: Sendable, Hashable {
  package var content: [UInt8]
  package var glyphs: [GlyphPlace]
  package var objects: [ObjectPlace]

  package init(content: [UInt8] = [], glyphs: [GlyphPlace] = [], objects: [ObjectPlace] = []) {
    (self.content, self.glyphs, self.objects) = (content, glyphs, objects)
  }

  package struct GlyphPlace: Sendable, Hashable {
    /// Where in the content its code belongs.
    package var offset: Int
    /// Index among `DrawnDocument.glyphs`.
    package var number: Int

    @inlinable
    package init(offset: Int, number: Int) { (self.offset, self.number) = (offset, number) }
  }

  package struct ObjectPlace: Sendable, Hashable {
    package var offset: Int
    package var object: DrawnObject

    package init(offset: Int, object: DrawnObject) { (self.offset, self.object) = (offset, object) }
  }
}

/// An XObject (ISO 32000-1 8.8) that a piece paints: an image, or an outline drawing as a form.
package struct DrawnObject: Sendable, Hashable {
  /// The entries of its dictionary without brackets, filter and length.
  package var entries: [UInt8]
  /// Its data, compressed for FlateDecode.
  package var packed: [UInt8]
  /// The soft mask of an image that is seen through in places: none, or one.
  package var softMask: [DrawnObject]

  package init(entries: [UInt8], packed: [UInt8], softMask: [DrawnObject] = []) {
    (self.entries, self.packed, self.softMask) = (entries, packed, softMask)
  }
}

/// A glyph that stands for a text: what a code of a finished font means.
package struct DrawnGlyph: Sendable, Hashable {
  /// The face's index.
  package var face: Int
  /// The glyph's id in the face's file.
  package var glyph: Int
  /// Its width in thousandths of an em.
  package var width: Int
  /// Its text as a hexadecimal string of UTF-16 without brackets: `4FDD`.
  package var text: [UInt8]
  /// How many glyphs show the text together, and which of them it is, from 0.
  package var part: Int
  package var parts: Int
  /// What is embedded for it where that does not stand in the face's file: a Type 2 charstring for a face of the Compact
  /// Font Format, and for a glyph with components its outline without them.
  package var outline: [UInt8]?

  package init(
    face: Int, glyph: Int, width: Int, text: [UInt8], part: Int = 0, parts: Int = 1, outline: [UInt8]? = nil
  ) {
    (self.face, self.glyph, self.width, self.text) = (face, glyph, width, text)
    (self.part, self.parts, self.outline) = (part, parts, outline)
  }
}
