import Digests
import Foundation
import GRDB
import Glibc

/// The file of a register: how it is made, and what is asked of it before SQLite opens it.
///
/// A register is only ever made on purpose (`shosho register init`, `--new-register`, or beside the first papers of an
/// output folder). Were a missing one made without a word, a run after a lost disk or a mistyped path would know of no
/// paper and issue all of them again.
package enum RegisterFile {
  /// What is at a path, as far as a register is concerned.
  package enum Presence: Sendable, Hashable {
    case missing
    /// A file without a byte: what is left of a register that was truncated, or of one whose making was killed.
    case empty
    case present
  }

  package static func presence(of path: String) throws(RegisterFault) -> Presence {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT { return .missing }
      throw .systemError(path: path)
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw RegisterFault(.foreign, path: path) }
    return status.st_size == 0 ? .empty : .present
  }

  /// Makes a new register, whole or not at all: it is made under another name beside its place, and then renamed. A file
  /// that is there and has a byte is left alone (`exists`).
  package static func make(at path: String) throws(RegisterFault) {
    try make(at: path, under: RunLock(of: path))
  }

  /// Two processes that make it at the same time would each believe that theirs is the one in its place: one of them has
  /// the lock.
  static func make(at path: String, under lock: RunLock) throws(RegisterFault) {
    defer { withExtendedLifetime(lock) {} }
    if try presence(of: path) == .present { throw RegisterFault(.exists, path: path) }
    let path = realPath(path)
    let draft = "\(path)-new"
    for suffix in ["", "-journal", "-wal", "-shm"] { unlink(draft + suffix) }
    // For the owner alone before SQLite sees it: the -wal and -shm files take its mode.
    let descriptor = Glibc.open(draft, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .systemError(path: path) }
    Glibc.close(descriptor)
    do {
      let queue = try DatabaseQueue(path: draft)
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA synchronous = FULL")
        try Schema.make(db)
      }
      try queue.close()
    } catch {
      unlink(draft)
      throw RegisterFault(error, path: path)
    }
    guard rename(draft, path) == 0, syncFolder(of: path) else { throw .systemError(path: path) }
  }

  /// What must hold of a file before it is opened as a register. For a writer a mode that is wider than its owner's is
  /// narrowed.
  static func checkAndProtect(_ path: String, _ access: IssueRegister.Access) throws(RegisterFault) {
    // By name, never by a descriptor: closing one would drop the locks that SQLite holds on this file in this process.
    switch try presence(of: path) {
    case .missing: throw RegisterFault(.missing, path: path)
    case .empty: throw RegisterFault(.empty, path: path)
    case .present: break
    }
    var status = stat()
    guard stat(path, &status) == 0 else { throw .systemError(path: path) }
    // Under its other name the file would have another write-ahead log and another lock, and two runs would not know of
    // each other.
    if status.st_nlink > 1 { throw RegisterFault(.linkedTwice, path: path) }
    if access == .readWrite, status.st_mode & 0o077 != 0, chmod(path, 0o600) != 0 { throw .systemError(path: path) }
  }

  /// The path with all links followed, also of a file that is still to be made. A register's companions stand beside the
  /// file itself, whatever name it is reached by.
  static func realPath(_ path: String) -> String {
    if let resolved = resolved(path) { return resolved }
    let (folder, name) = parts(of: path)
    return resolved(folder).map { $0 == "/" ? "/\(name)" : "\($0)/\(name)" } ?? path
  }

  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func parts(of path: String) -> (folder: String, name: Substring) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path[...]) }
    return (slash == path.startIndex ? "/" : String(path[..<slash]), path[path.index(after: slash)...])
  }

  private static func syncFolder(of path: String) -> Bool {
    let descriptor = Glibc.open(parts(of: path).folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { Glibc.close(descriptor) }
    return fsync(descriptor) == 0
  }
}

/// A register on a medium that nobody can write, such as a backup that is mounted read-only. Even to read, SQLite would
/// make a shared-memory file beside the register, unless it is told that the file is immutable.
enum ReadOnlyMedium {
  /// What SQLite is to open: the path itself, or, on such a medium, its URI with `immutable=1`. A register whose
  /// write-ahead log was copied with it must not be opened as immutable: SQLite would overlook what is in the log
  /// alone.
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
