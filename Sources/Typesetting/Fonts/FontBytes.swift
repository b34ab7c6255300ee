import Glibc

/// The bytes of a font file, mapped, immutable and shared by all workers; unmapped with the last reference.
///
/// `@unchecked` because of the pointer only: nothing writes through it after `init`.
package final class FontBytes: @unchecked Sendable {
  /// Valid as long as this object lives.
  package let buffer: UnsafeRawBufferPointer

  private init(mapped: UnsafeRawBufferPointer) {
    buffer = mapped
  }

  /// Maps the regular file at `path` for reading, or nil when it cannot be opened or is empty.
  package static func mapping(_ path: String) -> FontBytes? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else { return nil }
    let count = Int(status.st_size)
    guard let memory = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), memory != MAP_FAILED else { return nil }
    return FontBytes(mapped: UnsafeRawBufferPointer(start: memory, count: count))
  }

  /// Gives all bytes to `use`, slice after slice, and lets go of the memory of each: read once through, a font of 45 MB would stand in
  /// the program's memory until its end. Pages that are needed again come back from the file.
  package func readThrough(_ use: (UnsafeRawBufferPointer) -> Void) {
    for start in stride(from: 0, to: buffer.count, by: Self.slice) {
      let piece = UnsafeRawBufferPointer(rebasing: buffer[start..<min(buffer.count, start + Self.slice)])
      use(piece)
      madvise(UnsafeMutableRawPointer(mutating: piece.baseAddress), piece.count, MADV_DONTNEED)
    }
  }

  /// A multiple of every page size.
  private static let slice = 1 << 20

  deinit {
    munmap(UnsafeMutableRawPointer(mutating: buffer.baseAddress), buffer.count)
  }
}
