import CHarfBuzz

/// The glyph with which a face draws each character by itself: looked up once a character and kept, in pages of 256 characters.
///
/// Most text is plain: no rule of the face's tables can touch it, so shaping would only say again what is here. Belongs to one worker.
final class GlyphTable {
  enum Kind: UInt8 {
    case unknown
    /// The face has no glyph for it.
    case missing
    /// The glyph is the character's own whatever stands beside it.
    case plain
    /// So it is, unless a neighbour of the same kind stands beside it: some rule names it together with others (か of か゚).
    case joining
    /// HarfBuzz must be asked: a mark, something invisible, a character that a rule replaces, or a face that moves glyphs by their neighbours.
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
  // Asked for every character and never from inside itself: checking that at run time would be a tenth of the asking.
  /// For each 256 characters where their entries begin, or -1.
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

  /// What HarfBuzz or we treat by its code point: controls, what is invisible, marks, the fraction slash, 外字.
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
