import CHarfBuzz
import Synchronization
package import Typesetting

/// The fonts as Cairo gets them, one store for all workers.
///
/// For a face of the house, each worker has a font that stands in for it (`StandInFont`), or, where its outlines are not TrueType's,
/// the stripped face, made once when it is first asked for. For all other glyphs there are only fonts of one or two, since Cairo copies
/// a font's whole outline table into every document that uses it.
package final class StrippedFonts: Sendable {
  private let source: any FaceSource
  private let whole: FaceTable<Bool>
  private let wholeFonts = Mutex<[FaceID: StrippedFont]>([:])
  private let pieces = Mutex(BoundedCache<GlyphSet, StrippedFont>(limit: 128))

  /// `whole` names the faces that nearly every paper uses.
  package init(source: any FaceSource, whole: Set<FaceID>) {
    self.source = source
    var table = FaceTable<Bool>()
    for face in whole { table[face] = true }
    self.whole = table
  }

  func isWhole(_ face: FaceID) -> Bool { whole[face] ?? false }

  /// A face of the house for one worker: a stand-in, or the stripped face.
  ///
  /// - Parameter capacity: glyphs of a stand-in at most.
  func face(_ face: FaceID, capacity: Int, library: FreeTypeLibrary) throws(DrawingFault) -> CairoFace {
    let opened: CairoFace? =
      if let file = trueType(face),
        let standIn = StandInFont(of: file, face: face.index, capacity: capacity, owner: source)
      {
        CairoFace(standIn: standIn, library: library)
      } else {
        CairoFace(font: try font(of: face), library: library)
      }
    guard let opened else { throw .face(face, during: "FreeType") }
    return opened
  }

  /// The file of a face of the house that has plain TrueType outlines.
  func trueType(_ face: FaceID) -> TrueTypeFile? {
    guard isWhole(face), let file = source.fontFile(of: face), file.collectionIndex == 0 else { return nil }
    return TrueTypeFile(file.bytes)
  }

  /// The outline of a glyph that a stand-in names by its key, as it is embedded: without its hinting program.
  ///
  /// - Returns: empty for a glyph that shows nothing; nil for one that no stand-in names.
  package func outline(_ key: UInt32) -> [UInt8]? {
    guard let file = trueType(FaceID(index: Int(key >> 16))), let outline = file.outline(of: Int(key & 0xFFFF)) else {
      return nil
    }
    return outline.isEmpty ? [] : SimpleOutline(outline)?.withoutProgram
  }

  /// The stripped face.
  private func font(of face: FaceID) throws(DrawingFault) -> StrippedFont {
    let font = wholeFonts.withLock { fonts -> StrippedFont? in
      if let font = fonts[face] { return font }
      let font = stripped(face, glyphs: nil)
      fonts[face] = font
      return font
    }
    guard let font else { throw .face(face, during: "hb-subset") }
    return font
  }

  /// A font of these glyphs alone.
  func font(of glyphs: GlyphSet) throws(DrawingFault) -> StrippedFont {
    if let font = pieces.withLock({ $0[glyphs] }) { return font }
    guard let font = stripped(glyphs.face, glyphs: glyphs.glyphs) else { throw .face(glyphs.face, during: "hb-subset") }
    pieces.withLock { $0[glyphs] = font }
    return font
  }

  /// The face as it is, for outlines.
  func outlines(of face: FaceID, library: FreeTypeLibrary) -> CairoFace? {
    guard let file = source.fontFile(of: face) else { return nil }
    return CairoFace(outlinesOf: file.bytes, number: file.collectionIndex, of: source, library: library)
  }

  private func stripped(_ face: FaceID, glyphs: [UInt32]?) -> StrippedFont? {
    guard let file = source.fontFile(of: face) else { return nil }
    return StrippedFont(file: file.bytes, collectionIndex: file.collectionIndex, glyphs: glyphs)
  }
}

/// A few glyphs of one face, in ascending order.
struct GlyphSet: Sendable, Hashable {
  let face: FaceID
  let glyphs: [UInt32]

  init(face: FaceID, glyphs: [UInt32]) {
    self.face = face
    self.glyphs = glyphs.count > 1 ? Set(glyphs).sorted() : glyphs
  }
}

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

/// Where the bytes of a face come from. They must stay in place as long as the source lives.
package protocol FaceSource: AnyObject, Sendable {
  /// The font file, and the face's number in it when it is a collection.
  func fontFile(of face: FaceID) -> (bytes: UnsafeRawBufferPointer, collectionIndex: Int)?
}
