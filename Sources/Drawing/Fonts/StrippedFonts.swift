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
