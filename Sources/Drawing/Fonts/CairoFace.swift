import CCairo

/// A font as a Cairo font face. It belongs to one worker.
final class CairoFace {
  let pointer: OpaquePointer
  private let numbering: GlyphNumbering?
  /// Glyphs below this have the ids of the original.
  private let keptIDs: UInt32

  convenience init?(font: StrippedFont, library: FreeTypeLibrary) {
    self.init(bytes: font.bytes, number: 0, numbering: font.numbering, of: font, library: library)
  }

  /// A face of the original file, for its outlines alone: embedded, its cmap would be copied once a glyph.
  convenience init?(outlinesOf file: UnsafeRawBufferPointer, number: Int, of source: any FaceSource, library: FreeTypeLibrary) {
    self.init(bytes: file, number: number, numbering: nil, of: source, library: library)
  }

  /// - Parameter owner: keeps the bytes in place.
  private init?(
    bytes: UnsafeRawBufferPointer, number: Int, numbering: GlyphNumbering?, of owner: AnyObject, library: FreeTypeLibrary
  ) {
    guard let face = library.open(bytes, number: number) else { return nil }
    guard let pointer = cairo_ft_font_face_create_for_ft_face(face, Int32(FT_LOAD_NO_HINTING)) else {
      library.close(face)
      return nil
    }
    self.pointer = pointer
    self.numbering = numbering
    keptIDs = numbering.map { $0.keptIDs } ?? .max
    // Cairo may hold the face longer than this object does: what the face needs is let go of when Cairo itself has done with it.
    let needs = Unmanaged.passRetained(Needs(owner: owner, library: library, face: face))
    let status = cairo_font_face_set_user_data(pointer, Self.key, needs.toOpaque()) { needs in
      if let needs { Unmanaged<Needs>.fromOpaque(needs).release() }
    }
    guard status == CAIRO_STATUS_SUCCESS, cairo_font_face_status(pointer) == CAIRO_STATUS_SUCCESS else {
      if status != CAIRO_STATUS_SUCCESS { needs.release() }
      return nil
    }
  }

  /// Whether it has an original glyph, as far as the face's numbering says.
  func has(_ glyph: UInt32) -> Bool { glyph < keptIDs || numbering?.number(of: glyph) != nil }

  /// The glyph's number in this face.
  func number(of glyph: UInt32) -> UInt32 { glyph < keptIDs ? glyph : numbering?.number(of: glyph) ?? glyph }

  deinit {
    cairo_font_face_destroy(pointer)
  }

  /// Cairo compares the address only.
  nonisolated(unsafe) private static let key = UnsafeMutablePointer<cairo_user_data_key_t>.allocate(capacity: 1)

  private final class Needs {
    private let owner: AnyObject
    private let library: FreeTypeLibrary
    private let face: FT_Face

    init(owner: AnyObject, library: FreeTypeLibrary, face: FT_Face) {
      self.owner = owner
      self.library = library
      self.face = face
    }

    deinit {
      library.close(face)
    }
  }
}
