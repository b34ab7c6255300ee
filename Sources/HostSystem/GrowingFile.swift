import Glibc
import Synchronization

/// A file that is being written. Until it is finished it has a temporary name and only its owner can read it; then it
/// gets its mode and its final name. One that is released unfinished is removed.
///
///     let file = try folder.beginFile("manifest.jsonl", mode: .shared)
///     for line in lines { try file.append(line + "\n") }
///     try file.finish()
package final class GrowingFile {
  /// How every temporary name begins. What a killed run left behind is recognized by it
  /// (`Folder.removeStaleTemporaries`).
  package static let temporaryPrefix = ".shosho-tmp-"

  /// Numbers the temporary names of this process. They also contain the process id, for other processes on this
  /// machine.
  private static let serial = Atomic<Int>(0)

  private let name: String
  private let temporaryName: String
  private let path: String
  private let mode: FileMode
  private let temporaryFolder: FileDescriptor
  private let folder: FileDescriptor
  private let file: FileDescriptor
  private var buffer: [UInt8] = []
  /// 64 KB: manifest lines of a few hundred bytes cost one system call for some hundred of them.
  private static let bufferSize = 1 << 16
  /// A page of memory: whole papers are larger, the lines of a manifest smaller.
  private static let largePiece = 1 << 12
  private var isFinished = false

  init(
    _ name: String, mode: FileMode, temporaryIn temporaryFolder: FileDescriptor, in folder: FileDescriptor,
    path: String, isShared: Bool
  ) throws(FileFault) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    var temporaryName = ""
    var file: FileDescriptor?
    repeat {
      temporaryName = Self.temporaryPrefix + Self.uniqueSuffix()
      file = FileDescriptor(openat(temporaryFolder.number, temporaryName, flags, FileMode.secret.bits))
      // On a shared disk a process of another machine can have the same id.
    } while file == nil && errno == EEXIST
    guard let file else { throw FileFault(.write, path) }
    // By the lock another process sees that this file is no leftover. Where there are no locks it is taken for one in use.
    if isShared { flock(file.number, LOCK_EX | LOCK_NB) }
    (self.name, self.mode, self.temporaryFolder, self.folder, self.path, self.file) = (
      name, mode, temporaryFolder, folder, path, file
    )
    self.temporaryName = temporaryName
  }

  /// `4711-12`: the process and a number that no other temporary file of it has.
  static func uniqueSuffix() -> String {
    "\(getpid())-\(serial.wrappingAdd(1, ordering: .relaxed).newValue)"
  }

  deinit {
    if !isFinished { unlinkat(temporaryFolder.number, temporaryName, 0) }
  }

  /// Appends bytes; small pieces are collected in a buffer, to save system calls.
  package func append(_ bytes: some Collection<UInt8>) throws(FileFault) {
    buffer += bytes
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Appends bytes; a large piece, such as a whole paper, is written without being copied to the buffer.
  package func append(_ bytes: [UInt8]) throws(FileFault) {
    guard bytes.count >= Self.largePiece else { return try append(bytes[...]) }
    if !buffer.isEmpty { try flush() }
    guard file.writeAll(bytes) else { throw FileFault(.write, path) }
  }

  /// Appends text as UTF-8.
  package func append(_ text: String) throws(FileFault) {
    try append(text.utf8)
  }

  private func flush() throws(FileFault) {
    guard file.writeAll(buffer) else { throw FileFault(.write, path) }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Brings what was appended to the disk, still under the temporary name. What must happen between writing a file and
  /// giving it its name, such as a row in the register, comes after this and before `finish`.
  package func sync() throws(FileFault) {
    try flush()
    guard fsync(file.number) == 0 else { throw FileFault(.write, path) }
  }

  /// Gives the file its mode and its final name, replacing an older file of that name.
  ///
  /// - Parameter isDurable: whether to wait until file and name are on the disk. A run, which writes many files, calls
  ///   `Folder.sync` once instead.
  package func finish(isDurable: Bool = false) throws(FileFault) {
    try flush()
    guard fchmod(file.number, mode.bits) == 0, !isDurable || fsync(file.number) == 0 else {
      throw FileFault(.write, path)
    }
    guard renameat(temporaryFolder.number, temporaryName, folder.number, name) == 0 else {
      throw FileFault(.rename, path)
    }
    isFinished = true
    if isDurable, fsync(folder.number) != 0 { throw FileFault(.write, path) }
  }
}

/// One file that a command was asked to write, at any path that the user chose.
package enum OutputFile {
  /// Writes the whole file and waits until it is on the disk. The path `-` means standard output.
  package static func write(_ bytes: [UInt8], mode: FileMode, to path: String) throws(FileFault) {
    if path == "-" {
      if !StandardStream.output.write(bytes) { throw FileFault(.write, path) }
      return
    }
    try begin(path, mode: mode, bytes).finish(isDurable: true)
  }

  /// Writes the whole file to the disk, still under a temporary name beside its place; `finish` gives it its own.
  package static func begin(_ path: String, mode: FileMode, _ bytes: [UInt8]) throws(FileFault) -> GrowingFile {
    let file = try begin(path, mode: mode)
    try file.append(bytes)
    try file.sync()
    return file
  }

  /// Begins a file that is written piece by piece. What killed processes left in its folder is removed before.
  package static func begin(_ path: String, mode: FileMode) throws(FileFault) -> GrowingFile {
    let (folder, name) = folderAndName(of: path)
    let place = try Folder(makingAt: folder)
    // That somebody else's leftover cannot be removed is no reason to write nothing.
    _ = try? place.removeStaleTemporaries(sparingUsed: true)
    return try place.beginFile(name, mode: mode, isShared: true)
  }

  /// `a/b.pdf` → (`a`, `b.pdf`), `b.pdf` → (`.`, `b.pdf`), `/b.pdf` → (`/`, `b.pdf`)
  package static func folderAndName(of path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    return (slash == path.startIndex ? "/" : String(path[..<slash]), String(path[path.index(after: slash)...]))
  }
}

/// Who may read a file that the program writes.
package enum FileMode: Sendable, Hashable {
  /// Owner and group (0640): papers, manifest, report.
  case shared
  /// Everybody (0644): metrics, which a monitoring program reads under another user.
  case `public`
  /// The owner alone (0600): key notices, rejects, everything temporary.
  case secret

  var bits: mode_t {
    switch self {
    case .shared: 0o640
    case .public: 0o644
    case .secret: 0o600
    }
  }
}
