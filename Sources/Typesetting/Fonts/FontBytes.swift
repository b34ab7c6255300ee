import Glibc

/// The bytes of a font file, immutable and shared by all workers; unmapped or freed with the last reference.
///
/// `@unchecked` because of the pointer only: nothing writes through it after `init`.
package final class FontBytes: @unchecked Sendable {
  private enum Owner {
    case mapped
    case allocated
  }

  /// Valid as long as this object lives.
  package let buffer: UnsafeRawBufferPointer
  private let owner: Owner

  /// Copies `bytes`.
  package init(copying bytes: some Collection<UInt8>) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    memory.copyBytes(from: bytes)
    buffer = UnsafeRawBufferPointer(memory)
    owner = .allocated
  }

  private init(mapped: UnsafeRawBufferPointer) {
    buffer = mapped
    owner = .mapped
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

  deinit {
    switch owner {
    case .mapped: munmap(UnsafeMutableRawPointer(mutating: buffer.baseAddress), buffer.count)
    case .allocated: buffer.deallocate()
    }
  }
}
