import CHarfBuzz

/// Which glyphs the rules of a face can touch in a horizontal line, of the features that HarfBuzz applies unasked; ligatures are turned off.
final class GlyphRules {
  private let face: OpaquePointer
  /// Whether no rule moves glyphs: then a glyph that no rule names stands by itself.
  private let movesNothing: Bool
  private let substitutions: OpaquePointer
  /// Every glyph that some substitution names, as input or as context.
  private let named: OpaquePointer

  /// `face` lives as long as this does: the font of the table holds it.
  init(face: OpaquePointer) {
    self.face = face
    substitutions = hb_set_create()
    named = hb_set_create()
    let movements = Self.lookups("GPOS", of: face)
    movesNothing = hb_set_is_empty(movements) != 0 && !["kern", "kerx", "morx", "mort"].contains { Self.has($0, face) }
    hb_set_destroy(movements)
    Self.collect("GSUB", of: face, into: substitutions)
    var lookup = hb_codepoint_t.max
    while hb_set_next(substitutions, &lookup) != 0 {
      hb_ot_layout_lookup_collect_glyphs(face, Self.tag("GSUB"), lookup, named, named, named, nil)
    }
  }

  deinit {
    hb_set_destroy(substitutions)
    hb_set_destroy(named)
  }

  func kind(of glyph: UInt32) -> GlyphTable.Kind {
    guard movesNothing, hb_ot_layout_get_glyph_class(face, glyph) != HB_OT_LAYOUT_GLYPH_CLASS_MARK else {
      return .shaped
    }
    guard hb_set_has(named, glyph) != 0 else { return .plain }
    var alone = glyph
    var lookup = hb_codepoint_t.max
    while hb_set_next(substitutions, &lookup) != 0 {
      if hb_ot_layout_lookup_would_substitute(face, lookup, &alone, 1, 0) != 0 { return .shaped }
    }
    return .joining
  }

  /// What HarfBuzz applies by itself to horizontal text of any script that takes no shaper of its own.
  private static let features: [StaticString] = [
    "abvm", "blwm", "calt", "ccmp", "curs", "dist", "kern", "locl", "ltra", "ltrm", "mark", "mkmk", "rand", "rclt",
    "rlig", "rvrn",
  ]

  private static func lookups(_ table: StaticString, of face: OpaquePointer) -> OpaquePointer? {
    let set = hb_set_create()
    if let set { collect(table, of: face, into: set) }
    return set
  }

  private static func collect(_ table: StaticString, of face: OpaquePointer, into set: OpaquePointer) {
    // Of every script and language: more than is applied, never less.
    let tags = features.map(tag) + [0]
    hb_ot_layout_collect_lookups(face, tag(table), nil, nil, tags, set)
  }

  private static func has(_ table: StaticString, _ face: OpaquePointer) -> Bool {
    let blob = hb_face_reference_table(face, tag(table))
    defer { hb_blob_destroy(blob) }
    return hb_blob_get_length(blob) > 0
  }

  static func tag(_ name: StaticString) -> hb_tag_t {
    name.withUTF8Buffer { $0.reduce(0) { $0 << 8 | hb_tag_t($1) } }
  }
}
