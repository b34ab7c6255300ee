import CHarfBuzz
import Typesetting

/// A font file in memory with nothing in it but outlines, widths and names.
///
/// Cairo 1.16 copies the cmap once for every glyph that a document shows and searches it from the end, which is more than half of its
/// time; it takes the text from `cairo_show_text_glyphs`, so it can do without. Hinting programs would only be embedded. Glyph ids are
/// retained: so shaping may use the original file, and the subset tag, a hash over the ids, is the same in every run.
final class StrippedFont: Sendable {
  /// Made immutable at the end of `init`; HarfBuzz counts references atomically.
  nonisolated(unsafe) private let blob: OpaquePointer

  /// Everything that Cairo does not embed.
  private static let dropped = [
    "cmap", "GSUB", "GPOS", "GDEF", "BASE", "JSTF", "vhea", "vmtx", "VORG", "DSIG", "meta", "gasp", "kern", "hdmx",
    "LTSH", "VDMX", "PCLT",
  ]

  /// `glyphs` nil: all of them.
  init?(file: UnsafeRawBufferPointer, collectionIndex: Int, glyphs: [UInt32]?) {
    guard let start = file.baseAddress, let size = UInt32(exactly: file.count),
      let number = UInt32(exactly: collectionIndex)
    else {
      return nil
    }
    let original = hb_blob_create(
      start.assumingMemoryBound(to: CChar.self), size, HB_MEMORY_MODE_READONLY, nil, nil)
    defer { hb_blob_destroy(original) }
    let face = hb_face_create(original, number)
    defer { hb_face_destroy(face) }
    let count = hb_face_get_glyph_count(face)
    guard count > 0, let input = hb_subset_input_create_or_fail() else { return nil }
    defer { hb_subset_input_destroy(input) }

    let kept = hb_subset_input_glyph_set(input)
    if let glyphs {
      guard glyphs.allSatisfy({ $0 < count }) else { return nil }
      for glyph in glyphs { hb_set_add(kept, glyph) }
    } else {
      hb_set_add_range(kept, 0, count - 1)
    }
    let drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG)
    for name in Self.dropped { hb_set_add(drop, Self.tag(name)) }
    hb_subset_input_set_flags(
      input,
      HB_SUBSET_FLAGS_NO_HINTING.rawValue | HB_SUBSET_FLAGS_RETAIN_GIDS.rawValue
        | HB_SUBSET_FLAGS_DESUBROUTINIZE.rawValue)
    guard let subset = hb_subset_or_fail(face, input) else { return nil }
    defer { hb_face_destroy(subset) }
    guard let blob = hb_face_reference_blob(subset), hb_blob_get_length(blob) > 0 else { return nil }
    hb_blob_make_immutable(blob)
    self.blob = blob
  }

  deinit {
    hb_blob_destroy(blob)
  }

  /// The bytes of the font; they live as long as this object.
  var bytes: UnsafeRawBufferPointer {
    var count: UInt32 = 0
    let start = hb_blob_get_data(blob, &count)
    return UnsafeRawBufferPointer(start: start, count: Int(count))
  }

  private static func tag(_ name: String) -> hb_tag_t {
    name.utf8.reduce(0) { $0 << 8 | hb_tag_t($1) }
  }
}
