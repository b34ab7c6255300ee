import Synchronization
package import Typesetting

/// The fonts as Cairo gets them, one store for all workers: the faces of the house, each made once when it is first asked for, with the
/// glyphs that papers show often, or with all when it is not known which these are; for all other glyphs only fonts of one or two, since
/// Cairo copies a font's whole outline table into every document that uses it.
package final class StrippedFonts: Sendable {
  private let source: any FaceSource
  private let whole: Set<FaceID>
  /// Whether a face of the house is cut to the glyphs of each document instead of being stripped whole: ten times cheaper for one.
  let cutsToDocument: Bool
  private let wholeFonts = Mutex<[FaceID: StrippedFont]>([:])
  private let pieces = Mutex(BoundedCache<GlyphSet, StrippedFont>(limit: 128))

  /// `whole` names the faces that nearly every paper uses.
  package init(source: any FaceSource, whole: Set<FaceID>, cutsToDocument: Bool = false) {
    self.source = source
    self.whole = whole
    self.cutsToDocument = cutsToDocument
  }

  /// Makes the faces of the house now rather than with the first paper.
  package func prepare() throws(DrawingFault) {
    for face in whole { _ = try font(of: face) }
  }

  func isWhole(_ face: FaceID) -> Bool { whole.contains(face) }

  /// The face of the house.
  func font(of face: FaceID) throws(DrawingFault) -> StrippedFont {
    let font = wholeFonts.withLock { fonts -> StrippedFont? in
      if let font = fonts[face] { return font }
      let font = common(face) ?? stripped(face, glyphs: nil)
      fonts[face] = font
      return font
    }
    guard let font else { throw .face(face, during: "hb-subset") }
    return font
  }

  /// A face of the house of which Cairo makes the same as of the one for all papers, as long as no other glyphs than these are shown.
  func cut(_ glyphs: GlyphSet) throws(DrawingFault) -> StrippedFont {
    if let numbering = numbering(of: glyphs.face) {
      let wanted = Set(glyphs.glyphs + [Self.notdef])
      let file = source.fontFile(of: glyphs.face)
      if let file, file.collectionIndex == 0, let font = StrippedFont(file: file.bytes, numbering: numbering, wanted: wanted) {
        return font
      }
      return try font(of: glyphs.face)
    }
    let filled = GlyphSet(face: glyphs.face, glyphs: glyphs.glyphs + Self.filling)
    if let font = stripped(glyphs.face, glyphs: filled.glyphs), font.hasLongOffsets { return font }
    return try font(of: glyphs.face)
  }

  /// Cairo embeds it in every font.
  private static let notdef: UInt32 = 0

  /// Fewer outlines than 128 KB would be placed by short offsets, which Cairo copies into the document. A face of kanji has as much in its
  /// first thousand glyphs.
  private static let filling = Array(UInt32(0)..<1200)

  /// A font of these glyphs alone.
  func font(of glyphs: GlyphSet) throws(DrawingFault) -> StrippedFont {
    if let font = pieces.withLock({ $0[glyphs] }) { return font }
    guard let font = stripped(glyphs.face, glyphs: glyphs.glyphs) else { throw .face(glyphs.face, during: "hb-subset") }
    pieces.withLock { $0[glyphs] = font }
    return font
  }

  private func numbering(of face: FaceID) -> GlyphNumbering? {
    let ranges = source.commonGlyphs(of: face)
    return ranges.isEmpty ? nil : GlyphNumbering(ranges: ranges)
  }

  private func common(_ face: FaceID) -> StrippedFont? {
    guard let numbering = numbering(of: face), let file = source.fontFile(of: face), file.collectionIndex == 0 else { return nil }
    return StrippedFont(file: file.bytes, numbering: numbering, wanted: nil)
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
