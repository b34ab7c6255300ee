import CCairo

/// A stripped font as a Cairo font face. It belongs to one worker.
final class CairoFace {
  let pointer: OpaquePointer

  init?(font: StrippedFont, library: FreeTypeLibrary) {
    guard let face = library.open(font.bytes) else { return nil }
    guard let pointer = cairo_ft_font_face_create_for_ft_face(face, Int32(FT_LOAD_NO_HINTING)) else {
      library.close(face)
      return nil
    }
    self.pointer = pointer
    // Cairo may hold the face longer than this object does: what the face needs is let go of when Cairo itself has done with it.
    let needs = Unmanaged.passRetained(Needs(font: font, library: library, face: face))
    let status = cairo_font_face_set_user_data(pointer, Self.key, needs.toOpaque()) { needs in
      if let needs { Unmanaged<Needs>.fromOpaque(needs).release() }
    }
    guard status == CAIRO_STATUS_SUCCESS, cairo_font_face_status(pointer) == CAIRO_STATUS_SUCCESS else {
      if status != CAIRO_STATUS_SUCCESS { needs.release() }
      return nil
    }
  }

  deinit {
    cairo_font_face_destroy(pointer)
  }

  /// Cairo compares the address only.
  nonisolated(unsafe) private static let key = UnsafeMutablePointer<cairo_user_data_key_t>.allocate(capacity: 1)

  private final class Needs {
    private let font: StrippedFont
    private let library: FreeTypeLibrary
    private let face: FT_Face

    init(font: StrippedFont, library: FreeTypeLibrary, face: FT_Face) {
      self.font = font
      self.library = library
      self.face = face
    }

    deinit {
      library.close(face)
    }
  }
}
