import Glibc

/// A register on a medium that nobody can write, such as a backup that is mounted read-only. SQLite would want to make its shared-memory file
/// beside it even to read; told that the file is immutable, it does not.
enum ReadOnlyMedium {
  /// What SQLite is to open: the path itself, or on a medium of that kind its URI with `immutable=1`. A register whose write-ahead log was
  /// copied with it is not immutable: what stands in the log alone would be passed over.
  static func location(of path: String) -> String {
    var system = statvfs()
    guard statvfs(path, &system) == 0, system.f_flag & readOnlyFlag != 0 else { return path }
    var log = stat()
    if stat(path + "-wal", &log) == 0, log.st_size > 0 { return path }
    return "file:" + path.utf8.map(escaped).joined() + "?immutable=1"
  }

  /// ST_RDONLY of statvfs(3), which Swift's Glibc module does not show.
  private static let readOnlyFlag: UInt = 1

  /// RFC 3986: everything but unreserved characters and the slash as %XX.
  private static func escaped(_ byte: UInt8) -> String {
    let scalar = Unicode.Scalar(byte)
    let isPlain =
      byte < 0x80
      && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || "/-._~".unicodeScalars.contains(scalar))
    return isPlain ? String(scalar) : "%" + Hexadecimal.text(of: [byte])
  }
}
