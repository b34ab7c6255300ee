import Glibc

/// The bytes of a font file. The file is mapped into memory, shared by all workers, and unmapped with the last
/// reference.
///
/// `@unchecked` is needed for the pointer only; nothing writes through it.
package final class FontBytes: @unchecked Sendable {
  package let path: String
  /// Valid as long as this object lives.
  package let buffer: UnsafeRawBufferPointer

  private init(path: String, mapped: UnsafeRawBufferPointer) {
    self.path = path
    buffer = mapped
  }

  /// Maps the file at `path` for reading; nil when it cannot be opened, is empty, or is no regular file.
  package static func mapping(_ path: String) -> FontBytes? {
    // Without waiting: a pipe in the place of a font would hang the program.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else { return nil }
    let count = Int(status.st_size)
    guard let memory = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), memory != MAP_FAILED else { return nil }
    return FontBytes(path: path, mapped: UnsafeRawBufferPointer(start: memory, count: count))
  }

  /// Gives all bytes to `use`, slice after slice, and releases the memory of each slice.
  ///
  /// Otherwise a font of 45 MB that is read once for its digest would stay in memory until the program ends. Memory
  /// that is needed again is read from the file again.
  package func readThrough(_ use: (UnsafeRawBufferPointer) -> Void) {
    for start in stride(from: 0, to: buffer.count, by: Self.sliceLength) {
      let slice = UnsafeRawBufferPointer(rebasing: buffer[start..<min(buffer.count, start + Self.sliceLength)])
      use(slice)
      madvise(UnsafeMutableRawPointer(mutating: slice.baseAddress), slice.count, MADV_DONTNEED)
    }
  }

  /// 1 MiB: a multiple of every page size, as `madvise` requires.
  private static let sliceLength = 1 << 20

  deinit {
    munmap(UnsafeMutableRawPointer(mutating: buffer.baseAddress), buffer.count)
  }
}
