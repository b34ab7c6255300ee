import CCairo
import Synchronization

/// A font as a Cairo font face. It belongs to one worker.
final class CairoFace {
  let pointer: OpaquePointer
  /// What numbers its glyphs; nil when they have the ids of the original.
  private let standIn: StandInFont?

  convenience init?(font: StrippedFont, library: FreeTypeLibrary) {
    self.init(bytes: font.bytes, number: 0, standIn: nil, of: font, library: library)
  }

  convenience init?(standIn: StandInFont, library: FreeTypeLibrary) {
    self.init(bytes: standIn.bytes, number: 0, standIn: standIn, of: standIn, library: library)
  }

  /// A face of the original file, for its outlines alone: embedded, its cmap would be copied once a glyph.
  convenience init?(
    outlinesOf file: UnsafeRawBufferPointer, number: Int, of source: any FaceSource, library: FreeTypeLibrary
  ) {
    self.init(bytes: file, number: number, standIn: nil, of: source, library: library)
  }

  /// - Parameter owner: keeps the bytes in place.
  private init?(
    bytes: UnsafeRawBufferPointer, number: Int, standIn: StandInFont?, of owner: AnyObject, library: FreeTypeLibrary
  ) {
    guard let face = library.open(bytes, number: number) else { return nil }
    guard let pointer = cairo_ft_font_face_create_for_ft_face(face, Int32(FT_LOAD_NO_HINTING)) else {
      library.close(face)
      return nil
    }
    self.pointer = pointer
    self.standIn = standIn
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

  /// Whether its glyphs are shown by numbers that hold their text.
  var standsIn: Bool { standIn != nil }

  /// The number of a glyph that says this, in a face that stands in for another; nil when it has none.
  ///
  /// - Parameter range: where in the text, which is UTF-8, it is said.
  func number(of glyph: UInt32, saying text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt32? {
    guard let standIn, 1...8 ~= range.count else { return nil }
    var packed: UInt64 = 0
    var place: UInt64 = 0
    for index in range {
      packed |= UInt64(text[index]) << place
      place += 8
    }
    return standIn.number(of: glyph, saying: packed)
  }

  /// Whether a glyph was asked for that had no room.
  var isFull: Bool { standIn?.isFull ?? false }

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

/// A FreeType library. Its faces may be used from one thread each, but making and ending them goes through the lock: Cairo keeps scaled
/// fonts of ours in a cache of the whole process and may let go of the last one on another worker's thread.
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
  ///   - bytes: which must stay in place until the face is closed.
  ///   - number: of the face in a collection.
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
