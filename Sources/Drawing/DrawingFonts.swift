import CHarfBuzz
package import DrawnDocument
import Synchronization
package import Typesetting

/// The fonts in the form in which Cairo embeds them, one store for all workers.
///
/// - A common face (`commonFaces`), which nearly every paper uses: each worker gets a placeholder for it
///   (`PlaceholderFont`), or, when its outlines are not TrueType's, a copy without what Cairo does not need
///   (`SubsetFont` of all glyphs), made once.
/// - Any other face, used for rare characters: a subset of the one or two glyphs that are needed, because Cairo copies
///   a font's whole outline table into every document.
///
///     let fonts = DrawingFonts(source: source, commonFaces: [mincho, gothic])
///     let drawer = try PageDrawer(fonts: fonts)
package final class DrawingFonts: Sendable {
  private let source: any FaceSource
  private let commonFaces: FaceTable<Bool>
  /// The outlines of the common faces that have placeholders.
  package let originals: OriginalOutlines
  private let completeFonts = Mutex<[FaceID: SubsetFont]>([:])
  /// Subsets of rare glyphs. Their number is bounded, because one can have half a megabyte: its tables have an entry
  /// for every id of the face.
  private let subsets = Mutex(BoundedCache<GlyphSet, SubsetFont>(limit: 128))

  /// - Parameter commonFaces: the faces that nearly every paper uses.
  package init(source: any FaceSource, commonFaces: Set<FaceID>) {
    self.source = source
    var table = FaceTable<Bool>()
    for face in commonFaces { table[face] = true }
    self.commonFaces = table
    originals = OriginalOutlines(
      Dictionary(
        uniqueKeysWithValues: commonFaces.compactMap { face in
          guard let file = source.fontFile(of: face), file.collectionIndex == 0 else { return nil }
          return TrueTypeFile(file.bytes, owner: source).map { (face.index, $0) }
        }))
  }

  func isCommon(_ face: FaceID) -> Bool { commonFaces[face] ?? false }

  /// A common face for one worker: a placeholder, or the complete copy.
  ///
  /// - Parameter capacity: glyphs of a placeholder at most.
  func openCommonFace(_ face: FaceID, capacity: Int, library: FreeTypeLibrary) throws(DrawingFault) -> CairoFace {
    let opened: CairoFace? =
      if let file = originals.file(ofFace: face.index),
        let placeholder = PlaceholderFont(of: file, face: face.index, capacity: capacity)
      {
        CairoFace(placeholder: placeholder, library: library)
      } else {
        CairoFace(subset: try completeFont(of: face), library: library)
      }
    guard let opened else { throw .face(face, during: "FreeType") }
    return opened
  }

  /// A copy of a face with all its glyphs.
  private func completeFont(of face: FaceID) throws(DrawingFault) -> SubsetFont {
    let font = completeFonts.withLock { fonts -> SubsetFont? in
      if let font = fonts[face] { return font }
      let font = makeSubset(of: face, glyphs: nil)
      fonts[face] = font
      return font
    }
    guard let font else { throw .face(face, during: "hb-subset") }
    return font
  }

  /// A font of these glyphs only.
  func subset(_ glyphs: GlyphSet) throws(DrawingFault) -> SubsetFont {
    if let font = subsets.withLock({ $0[glyphs] }) { return font }
    guard let font = makeSubset(of: glyphs.face, glyphs: glyphs.glyphs) else {
      throw .face(glyphs.face, during: "hb-subset")
    }
    subsets.withLock { $0[glyphs] = font }
    return font
  }

  /// The original face, to take outlines from.
  func openOriginal(_ face: FaceID, library: FreeTypeLibrary) -> CairoFace? {
    guard let file = source.fontFile(of: face) else { return nil }
    return CairoFace(outlinesOf: file.bytes, number: file.collectionIndex, of: source, library: library)
  }

  private func makeSubset(of face: FaceID, glyphs: [UInt32]?) -> SubsetFont? {
    guard let file = source.fontFile(of: face) else { return nil }
    return SubsetFont(file: file.bytes, collectionIndex: file.collectionIndex, glyphs: glyphs)
  }
}

/// A few glyphs of one face, in ascending order and each once.
struct GlyphSet: Sendable, Hashable {
  let face: FaceID
  let glyphs: [UInt32]

  init(face: FaceID, glyphs: [UInt32]) {
    self.face = face
    self.glyphs = glyphs.count > 1 ? Set(glyphs).sorted() : glyphs
  }
}

/// A font file in memory that has all or some of a face's glyphs and, besides them, only widths and names. HarfBuzz
/// makes it.
///
/// For every glyph that a document shows, Cairo 1.16 copies the cmap and searches it from its end, which takes more
/// than half of its time. It needs no cmap, because `cairo_show_text_glyphs` tells it the text. Hinting programs would
/// be embedded for nothing. Glyph ids stay as they are, so that shaping can use the original file, and so that the
/// subset tag, a hash over the ids, is the same in every run.
final class SubsetFont: Sendable {
  /// Immutable after `init`. HarfBuzz counts references to it atomically, so that threads may share it.
  nonisolated(unsafe) private let blob: OpaquePointer

  /// The tables that Cairo does not embed.
  private static let droppedTables = [
    "cmap", "GSUB", "GPOS", "GDEF", "BASE", "JSTF", "vhea", "vmtx", "VORG", "DSIG", "meta", "gasp", "kern", "hdmx",
    "LTSH", "VDMX", "PCLT",
  ]

  /// - Parameter glyphs: nil for all of them.
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
    for name in Self.droppedTables { hb_set_add(drop, Self.tag(name)) }
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

/// Where the bytes of a face come from. They must stay where they are in memory as long as the source lives.
package protocol FaceSource: AnyObject, Sendable {
  /// The font file, and the face's index in it when the file is a collection; nil for an unknown face.
  func fontFile(of face: FaceID) -> (bytes: UnsafeRawBufferPointer, collectionIndex: Int)?
}
