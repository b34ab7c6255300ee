import CHarfBuzz

// A face as shaping sees it: its HarfBuzz font, a table of the characters whose glyph is known without shaping, and the
// analysis of the face's rules that decides which characters those are.

/// HarfBuzz's font of one face. It is made from the original file, so its glyph indices are those of the file. Belongs
/// to one worker.
final class ShapingFont {
  let font: OpaquePointer
  /// Length of a font unit in em.
  let unit: Double
  let glyphs: GlyphTable
  /// Held because HarfBuzz reads the file's memory.
  private let bytes: FontBytes

  /// - Parameter collectionIndex: index in a collection (.ttc); 0 in a plain font file.
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

  /// The glyph of a single character.
  func glyph(_ scalar: Unicode.Scalar) -> UInt32? {
    var glyph: hb_codepoint_t = 0
    return hb_font_get_nominal_glyph(font, scalar.value, &glyph) != 0 && glyph != 0 ? glyph : nil
  }

  /// The glyph of a variation sequence, if the font lists the sequence.
  func glyph(_ base: Unicode.Scalar, selector: Unicode.Scalar) -> UInt32? {
    var glyph: hb_codepoint_t = 0
    return hb_font_get_variation_glyph(font, base.value, selector.value, &glyph) != 0 && glyph != 0 ? glyph : nil
  }

  /// Whether the font draws a whole unit: a selector by a sequence that the font lists, a mark by its own glyph or
  /// composed with the base (か+゛ as が).
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

/// The glyph with which a face draws each single character, looked up once and kept, in pages of 256 characters.
///
/// No rule of the face's tables can change most characters, so HarfBuzz would return exactly the glyph and advance
/// found here, and need not be called. Belongs to one worker.
final class GlyphTable {
  enum Kind: UInt8 {
    case unknown
    /// The face has no glyph for it.
    case missing
    /// The character always has this glyph, whatever its neighbours.
    case plain
    /// The character has this glyph unless a neighbour is not `plain` either: some rule names the glyph together with
    /// others (か in か゚).
    case joining
    /// HarfBuzz must shape it: a mark, an invisible character, a glyph that a rule replaces, or a face that moves
    /// glyphs by their neighbours.
    case shaped
  }

  struct Entry {
    var glyph: UInt32 = 0
    /// In font units.
    var advance: Int32 = 0
    var kind = Kind.unknown
  }

  private let font: OpaquePointer
  private let rules: GlyphRules
  // Looked up for every character, and never from within itself: the run-time check of exclusive access would cost a
  // tenth of a look-up.
  /// For each page of 256 characters, the index of its first entry, or -1.
  @exclusivity(unchecked) private var pages = [Int32](repeating: -1, count: 0x1100)
  @exclusivity(unchecked) private var entries: [Entry] = []

  init(font: OpaquePointer) {
    self.font = font
    rules = GlyphRules(face: hb_font_get_face(font))
  }

  subscript(scalar: Unicode.Scalar) -> Entry {
    let page = Int(scalar.value >> 8)
    let within = Int(scalar.value & 0xFF)
    if pages[page] >= 0 {
      let entry = entries[Int(pages[page]) + within]
      if entry.kind != .unknown { return entry }
    } else {
      pages[page] = Int32(entries.count)
      entries.append(contentsOf: repeatElement(Entry(), count: 0x100))
    }
    let entry = entry(for: scalar)
    entries[Int(pages[page]) + within] = entry
    return entry
  }

  private func entry(for scalar: Unicode.Scalar) -> Entry {
    var entry = Entry()
    guard hb_font_get_nominal_glyph(font, scalar.value, &entry.glyph) != 0, entry.glyph != 0 else {
      entry.kind = .missing
      return entry
    }
    entry.advance = hb_font_get_glyph_h_advance(font, entry.glyph)
    entry.kind = Self.isSpecial(scalar) ? .shaped : rules.kind(of: entry.glyph)
    return entry
  }

  /// Whether HarfBuzz or `Shaper` treats the character by its code point: controls, invisible characters, marks, the
  /// fraction slash, 外字.
  private static func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2044, 0xE000..<0xF900, 0xF0000...: return true
    default:
      let properties = scalar.properties
      switch properties.generalCategory {
      case .format, .nonspacingMark, .spacingMark, .enclosingMark: return true
      default: return properties.isDefaultIgnorableCodePoint
      }
    }
  }
}

/// Finds the glyphs that the rules of a face can change in a horizontal line: those of the features that HarfBuzz
/// applies by default, without ligatures, which are turned off.
final class GlyphRules {
  private let face: OpaquePointer
  /// Whether no rule moves glyphs. If one does, every glyph has to be shaped.
  private let movesNothing: Bool
  private let substitutions: OpaquePointer
  /// The glyphs that some substitution names, as input or as context.
  private let named: OpaquePointer

  /// - Parameter face: it must live as long as this object; the font of the table holds it.
  init(face: OpaquePointer) {
    self.face = face
    substitutions = hb_set_create()
    named = hb_set_create()
    let movements = Self.lookups("GPOS", of: face)
    movesNothing =
      hb_set_is_empty(movements) != 0 && !["kern", "kerx", "morx", "mort"].contains { Self.hasTable($0, face) }
    hb_set_destroy(movements)
    Self.collectLookups("GSUB", of: face, into: substitutions)
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

  /// The features that HarfBuzz applies by default to horizontal text of any script without a shaper of its own.
  private static let features: [StaticString] = [
    "abvm", "blwm", "calt", "ccmp", "curs", "dist", "kern", "locl", "ltra", "ltrm", "mark", "mkmk", "rand", "rclt",
    "rlig", "rvrn",
  ]

  private static func lookups(_ table: StaticString, of face: OpaquePointer) -> OpaquePointer? {
    let set = hb_set_create()
    if let set { collectLookups(table, of: face, into: set) }
    return set
  }

  private static func collectLookups(_ table: StaticString, of face: OpaquePointer, into set: OpaquePointer) {
    // Of every script and language: that can be more than is applied, never less.
    let tags = features.map(tag) + [0]
    hb_ot_layout_collect_lookups(face, tag(table), nil, nil, tags, set)
  }

  private static func hasTable(_ table: StaticString, _ face: OpaquePointer) -> Bool {
    let blob = hb_face_reference_table(face, tag(table))
    defer { hb_blob_destroy(blob) }
    return hb_blob_get_length(blob) > 0
  }

  static func tag(_ name: StaticString) -> hb_tag_t {
    name.withUTF8Buffer { $0.reduce(0) { $0 << 8 | hb_tag_t($1) } }
  }
}
