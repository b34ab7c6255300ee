import CCairo
import Synchronization

/// A font as a Cairo font face. It belongs to one worker.
final class CairoFace {
  let pointer: OpaquePointer
  /// The same font for FreeType, which Cairo uses too. It lives as long as the face.
  let freeType: FT_Face

  /// - Parameters:
  ///   - number: the face's index in a collection.
  ///   - owner: keeps the bytes in place.
  init?(_ bytes: UnsafeRawBufferPointer, number: Int = 0, of owner: AnyObject, library: FreeTypeLibrary) {
    guard let face = library.open(bytes, number: number) else { return nil }
    guard let pointer = cairo_ft_font_face_create_for_ft_face(face, Int32(FT_LOAD_NO_HINTING)) else {
      library.close(face)
      return nil
    }
    (self.pointer, freeType) = (pointer, face)
    // Cairo may keep the face longer than this object lives. What the face needs is therefore released by Cairo.
    let resources = Unmanaged.passRetained(Resources(owner: owner, library: library, face: face))
    let status = cairo_font_face_set_user_data(pointer, Self.key, resources.toOpaque()) { resources in
      if let resources { Unmanaged<Resources>.fromOpaque(resources).release() }
    }
    guard status == CAIRO_STATUS_SUCCESS, cairo_font_face_status(pointer) == CAIRO_STATUS_SUCCESS else {
      if status != CAIRO_STATUS_SUCCESS { resources.release() }
      return nil
    }
  }

  deinit {
    cairo_font_face_destroy(pointer)
  }

  /// The key of the user data, of which Cairo compares the address only.
  nonisolated(unsafe) private static let key = UnsafeMutablePointer<cairo_user_data_key_t>.allocate(capacity: 1)

  /// What a face needs as long as Cairo holds it.
  private final class Resources {
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

/// A FreeType library. Each of its faces is used by one thread, but opening and closing them goes through a lock: Cairo
/// keeps scaled fonts in a cache of the whole process and may release the last one of a face on another worker's
/// thread.
final class FreeTypeLibrary: Sendable {
  nonisolated(unsafe) private let library: FT_Library
  private let lock = Mutex(())

  init?() {
    var library: FT_Library?
    guard FT_Init_FreeType(&library) == 0, let library else { return nil }
    self.library = library
  }

  deinit {
    FT_Done_FreeType(library)
  }

  /// - Parameters:
  ///   - bytes: the font file. They must stay in place until the face is closed.
  ///   - number: the face's index in a collection.
  func open(_ bytes: UnsafeRawBufferPointer, number: Int = 0) -> FT_Face? {
    let start = bytes.baseAddress?.assumingMemoryBound(to: FT_Byte.self)
    nonisolated(unsafe) var face: FT_Face?
    let status = lock.withLock { _ in FT_New_Memory_Face(library, start, FT_Long(bytes.count), FT_Long(number), &face) }
    return status == 0 ? face : nil
  }

  func withLibrary<Result>(_ use: (FT_Library) -> Result) -> Result {
    use(library)
  }

  func close(_ face: FT_Face) {
    nonisolated(unsafe) let face = face
    lock.withLock { _ in _ = FT_Done_Face(face) }
  }
}
