import CZip

/// A zip archive in memory, read by libzip. Nothing is unpacked but what is asked for, and no more of it than was
/// promised.
///
/// Its owner uses it on one thread at a time.
final class ZipArchive: @unchecked Sendable {
  private let archive: OpaquePointer
  /// libzip reads from these bytes as long as the archive is open.
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  /// The index of each part by its name.
  private let parts: [String: UInt64]

  /// Whether libzip is installed.
  static var isAvailable: Bool { czip_is_available() != 0 }

  /// Nil when the bytes are no zip archive, or have more parts than `WorkbookLimits.parts`.
  init?(_ file: [UInt8]) {
    let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, file.count))
    _ = bytes.update(fromContentsOf: file)
    guard let archive = czip_open(bytes.baseAddress, file.count) else {
      bytes.deallocate()
      return nil
    }
    self.archive = archive
    self.bytes = bytes
    let count = czip_count(archive)
    var parts: [String: UInt64] = [:]
    if count <= WorkbookLimits.parts {
      for index in 0..<count {
        guard let name = czip_name(archive, index) else { continue }
        parts[String(cString: name)] = index
      }
    }
    self.parts = parts
    if count > WorkbookLimits.parts { return nil }
  }

  deinit {
    czip_close(archive)
    bytes.deallocate()
  }

  func has(_ name: String) -> Bool { parts[name] != nil }

  /// Opens a part for reading from its beginning; nil when there is none of the name or it cannot be read, because it is
  /// encrypted for example.
  ///
  /// - Throws: `tooLarge` when the part promises more bytes than the limit, or is packed too tightly.
  func open(_ name: String, limit: Int) throws(PartFault) -> ZipPart? {
    guard let index = parts[name] else { return nil }
    var (size, packed): (UInt64, UInt64) = (0, 0)
    guard czip_sizes(archive, index, &size, &packed) != 0 else { throw PartFault.damaged }
    if size > UInt64(limit) || size > 1 << 20 && size / max(1, packed) > UInt64(WorkbookLimits.ratio) {
      throw PartFault.tooLarge
    }
    guard let part = czip_open_part(archive, index) else { throw PartFault.damaged }
    return ZipPart(part, size: Int(size), archive: self)
  }

  enum PartFault: Error {
    case damaged
    case tooLarge
  }
}

/// A part of an archive that is being read.
final class ZipPart: @unchecked Sendable {
  private let part: OpaquePointer
  /// The archive must not be closed before the part.
  private let archive: ZipArchive
  private var left: Int

  init(_ part: OpaquePointer, size: Int, archive: ZipArchive) {
    self.part = part
    self.archive = archive
    left = size
  }

  deinit {
    czip_close_part(part)
  }

  /// The next bytes, at most 64 KiB; empty at the end.
  func read() throws(ZipArchive.PartFault) -> [UInt8] {
    var count: Int64 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, filled in
      count = czip_read(part, buffer.baseAddress, buffer.count)
      filled = Int(max(0, count))
    }
    // A part that has more than it promised would get around the limits.
    guard count >= 0, bytes.count <= left else { throw ZipArchive.PartFault.damaged }
    left -= bytes.count
    if bytes.isEmpty, left > 0 { throw ZipArchive.PartFault.damaged }
    return bytes
  }
}
