import Typesetting

/// A worker's Cairo faces: those of the house for good, the small ones as long as they are asked for.
struct FaceRack {
  private let fonts: StrippedFonts
  private let library: FreeTypeLibrary
  private var whole: [FaceID: CairoFace] = [:]
  private var pieces: [GlyphSet: CairoFace] = [:]
  private var outlines: [FaceID: CairoFace] = [:]

  /// When so many small faces are open, all are closed: rare characters are rare, and the fonts behind them stay in the shared cache.
  private static let pieceLimit = 64

  /// Called between documents only: a face that is closed and opened again inside one would be embedded twice.
  mutating func beginDocument(_ pages: [Page]) throws(DrawingFault) {
    if pieces.count >= Self.pieceLimit { pieces.removeAll(keepingCapacity: true) }
    guard fonts.cutsToDocument else { return }
    whole.removeAll()
    for (face, glyphs) in pages.glyphs where fonts.isWhole(face) {
      let font = try fonts.cut(GlyphSet(face: face, glyphs: Array(glyphs)))
      guard let opened = CairoFace(font: font, library: library) else { throw .face(face, during: "FreeType") }
      whole[face] = opened
    }
  }

  init?(fonts: StrippedFonts) {
    guard let library = FreeTypeLibrary() else { return nil }
    self.fonts = fonts
    self.library = library
  }

  func isWhole(_ face: FaceID) -> Bool { fonts.isWhole(face) }

  mutating func face(_ id: FaceID) throws(DrawingFault) -> CairoFace {
    if let face = whole[id] { return face }
    guard let face = CairoFace(font: try fonts.font(of: id), library: library) else { throw .face(id, during: "FreeType") }
    whole[id] = face
    return face
  }

  /// A face whose glyphs become paths: of a seal, whose font need not be cut for it.
  mutating func outlines(_ id: FaceID) throws(DrawingFault) -> CairoFace {
    if let face = outlines[id] { return face }
    guard let face = fonts.outlines(of: id, library: library) else { throw .face(id, during: "FreeType") }
    outlines[id] = face
    return face
  }

  mutating func face(_ glyphs: GlyphSet) throws(DrawingFault) -> CairoFace {
    if let face = pieces[glyphs] { return face }
    guard let face = CairoFace(font: try fonts.font(of: glyphs), library: library) else {
      throw .face(glyphs.face, during: "FreeType")
    }
    pieces[glyphs] = face
    return face
  }
}
