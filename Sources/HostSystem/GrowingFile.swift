import Glibc
import Synchronization

/// A file being written: readable by its owner alone under a temporary name until it is finished, then whole under its final name.
///
/// Let go unfinished, it leaves nothing behind.
package final class GrowingFile {
  /// How every temporary name of ours begins; what a killed run leaves is known by it.
  package static let temporaryPrefix = ".shosho-tmp-"

  /// Told apart from all others of this process; the process id tells processes apart.
  private static let serial = Atomic<Int>(0)

  private let name: String
  private let temporaryName: String
  private let path: String
  private let mode: FileMode
  private let temporaryFolder: FileDescriptor
  private let folder: FileDescriptor
  private let file: FileDescriptor
  private var buffer: [UInt8] = []
  private var isFinished = false

  init(
    _ name: String, mode: FileMode, temporaryIn temporaryFolder: FileDescriptor, in folder: FileDescriptor, path: String
  ) throws(FileFault) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    var temporaryName = ""
    var file: FileDescriptor?
    repeat {
      let number = Self.serial.wrappingAdd(1, ordering: .relaxed).newValue
      temporaryName = "\(Self.temporaryPrefix)\(getpid())-\(number)"
      file = FileDescriptor(openat(temporaryFolder.number, temporaryName, flags, FileMode.secret.bits))
      // A process of another machine that shares the folder may have this one's id.
    } while file == nil && errno == EEXIST
    guard let file else { throw FileFault(.write, path) }
    (self.name, self.mode, self.temporaryFolder, self.folder, self.path, self.file) = (
      name, mode, temporaryFolder, folder, path, file
    )
    self.temporaryName = temporaryName
  }

  deinit {
    if !isFinished { unlinkat(temporaryFolder.number, temporaryName, 0) }
  }

  /// Adds bytes at the end; small pieces are gathered before they go to the kernel.
  package func append(_ bytes: some Collection<UInt8>) throws(FileFault) {
    buffer += bytes
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Adds bytes at the end; a whole paper goes to the kernel as it is.
  package func append(_ bytes: [UInt8]) throws(FileFault) {
    guard bytes.count >= 1 << 12 else { return try append(bytes[...]) }
    if !buffer.isEmpty { try flush() }
    guard file.writeAll(bytes) else { throw FileFault(.write, path) }
  }

  /// Adds text as UTF-8.
  package func append(_ text: String) throws(FileFault) {
    try append(text.utf8)
  }

  private func flush() throws(FileFault) {
    guard file.writeAll(buffer) else { throw FileFault(.write, path) }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Gives the file its mode and its final name; what stood under that name before is replaced.
  ///
  /// - Parameter isDurable: whether to wait until file and name are on the disk. For one file only: a run waits once for many
  ///   (`Folder.sync`), which here would wait for whatever else is being written to the disk.
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
