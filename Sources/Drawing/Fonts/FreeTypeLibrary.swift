import CCairo
import Synchronization

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
