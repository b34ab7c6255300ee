import CHarfBuzz

/// HarfBuzz's view of one face, made from the original file, so that its glyph indices are those of the file. Belongs to one worker.
final class ShapingFont {
  let font: OpaquePointer
  /// A font unit in em.
  let unit: Double
  let glyphs: GlyphTable
  /// Kept alive: HarfBuzz reads the file's memory.
  private let bytes: FontBytes

  /// - Parameter collectionIndex: index in a .ttc, else 0.
  init(bytes: FontBytes, collectionIndex: Int) {
    self.bytes = bytes
    let start = bytes.buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
    let blob = hb_blob_create(start, UInt32(clamping: bytes.buffer.count), HB_MEMORY_MODE_READONLY, nil, nil)
    let face = hb_face_create(blob, UInt32(clamping: collectionIndex))
    font = hb_font_create(face)
    hb_ot_font_set_funcs(font)
    let units = hb_face_get_upem(face)
    hb_font_set_scale(font, Int32(units), Int32(units))
    unit = 1 / Double(units)
    glyphs = GlyphTable(font: font)
    hb_face_destroy(face)
    hb_blob_destroy(blob)
  }

  deinit {
    hb_font_destroy(font)
  }

  /// The glyph of a character by itself.
  func glyph(_ scalar: Unicode.Scalar) -> UInt32? {
    var glyph: hb_codepoint_t = 0
    return hb_font_get_nominal_glyph(font, scalar.value, &glyph) != 0 && glyph != 0 ? glyph : nil
  }

  /// The glyph of a variation sequence that the font itself lists.
  func glyph(_ base: Unicode.Scalar, selector: Unicode.Scalar) -> UInt32? {
    var glyph: hb_codepoint_t = 0
    return hb_font_get_variation_glyph(font, base.value, selector.value, &glyph) != 0 && glyph != 0 ? glyph : nil
  }

  /// Whether the font draws the whole unit: its selector by a listed sequence, its marks by glyphs of their own or composed (か+゛ as が).
  func draws(_ scalars: [Unicode.Scalar]) -> Bool {
    var previous: Unicode.Scalar?
    for scalar in scalars {
      if let base = previous, Self.isSelector(scalar) {
        if glyph(base, selector: scalar) == nil { return false }
        continue
      }
      if glyph(scalar) == nil {
        guard let base = previous, composed(base, scalar).flatMap({ glyph($0) }) != nil else { return false }
      }
      previous = scalar
    }
    return true
  }

  private func composed(_ base: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
    var result: hb_codepoint_t = 0
    guard hb_unicode_compose(hb_unicode_funcs_get_default(), base.value, mark.value, &result) != 0 else { return nil }
    return Unicode.Scalar(result)
  }

  static func isSelector(_ scalar: Unicode.Scalar) -> Bool {
    (0xFE00...0xFE0F).contains(scalar.value) || (0xE0100...0xE01EF).contains(scalar.value)
  }
}
