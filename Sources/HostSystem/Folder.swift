import Glibc

/// A folder into which whole files only are written, and nothing outside it.
///
/// Every name is one path component under an open folder, never a path: whatever a record says, the kernel cannot be led elsewhere.
/// A file is written under a temporary name of ours beside its folder, then renamed: it is whole under its final name or it is not there.
package final class Folder: Sendable {
  /// As the user named it, for messages and reports.
  package let path: String
  let descriptor: FileDescriptor

  /// Opens the folder, making it and its parents when they are missing.
  package init(makingAt path: String) throws(FileFault) {
    try Self.makeFolders(path)
    self.path = path
    descriptor = try Self.openFolder(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, path: path)
  }

  /// Opens a folder that is there, to look at it.
  package init(openingAt path: String) throws(FileFault) {
    self.path = path
    descriptor = try Self.openFolder(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, path: path)
  }

  private init(path: String, descriptor: FileDescriptor) {
    self.path = path
    self.descriptor = descriptor
  }

  private static func openFolder(_ parent: Int32, _ name: String, _ flags: Int32, path: String) throws(FileFault)
    -> FileDescriptor
  {
    guard let descriptor = FileDescriptor(openat(parent, name, flags)) else { throw FileFault(.open, path) }
    return descriptor
  }

  private static func makeFolders(_ path: String) throws(FileFault) {
    var prefix = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      prefix += (prefix.isEmpty || prefix.hasSuffix("/") ? "" : "/") + part
      if mkdir(prefix, Self.folderMode) != 0, errno != EEXIST { throw FileFault(.makeFolder, prefix) }
    }
  }

  private static let folderMode: mode_t = 0o750

  /// The folder of this name directly inside, made when missing. A symbolic link in its place is refused.
  package func subfolder(_ name: String) throws(FileFault) -> Folder {
    let inner = "\(path)/\(name)"
    if mkdirat(descriptor.number, name, Self.folderMode) != 0, errno != EEXIST { throw FileFault(.makeFolder, inner) }
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    return Folder(path: inner, descriptor: try Self.openFolder(descriptor.number, name, flags, path: inner))
  }

  /// Writes a whole file into `target` (this folder by default) under its final name; the temporary stands in this folder.
  ///
  /// - Parameter isDurable: whether to wait until this one file is on the disk.
  package func write(
    _ bytes: [UInt8], as name: String, mode: FileMode, in target: Folder? = nil, isDurable: Bool = false
  ) throws(FileFault) {
    let file = try beginFile(name, mode: mode, in: target)
    try file.append(bytes)
    try file.finish(isDurable: isDurable)
  }

  /// Starts a file that grows under a temporary name and gets its final one when it is finished.
  package func beginFile(_ name: String, mode: FileMode, in target: Folder? = nil) throws(FileFault) -> GrowingFile {
    try GrowingFile(
      name, mode: mode, temporaryIn: descriptor, in: target?.descriptor ?? descriptor,
      path: "\((target ?? self).path)/\(name)")
  }

  /// Removes a file; one that is not there is no fault.
  package func remove(_ name: String) throws(FileFault) {
    if unlinkat(descriptor.number, name, 0) != 0, errno != ENOENT { throw FileFault(.remove, "\(path)/\(name)") }
  }

  /// The names of everything directly inside but `.` and `..`, sorted by bytes.
  package func names() throws(FileFault) -> [String] {
    try names(inSubfolder: ".")
  }

  /// The names of everything in the folder of this name directly inside, sorted by bytes.
  package func names(inSubfolder name: String) throws(FileFault) -> [String] {
    let copy = openat(descriptor.number, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard copy >= 0, let stream = fdopendir(copy) else { throw FileFault(.list, "\(path)/\(name)") }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Removes what an earlier run of ours left behind under temporary names. How many there were.
  ///
  /// - Parameter age: seconds since such a file was last written; 0 where no other process can be writing here.
  @discardableResult
  package func removeStaleTemporaries(olderThan age: Int = 0) throws(FileFault) -> Int {
    let stale = try names().filter { name in
      name.hasPrefix(GrowingFile.temporaryPrefix)
        && (age == 0 || InputFile.age(at: "\(path)/\(name)").map { $0 > age } ?? false)
    }
    for name in stale { try remove(name) }
    return stale.count
  }

  /// Waits until everything written so far is on the disk: one call for many files, where a sync of each would cost more than its making.
  package func sync() throws(FileFault) {
    if FileSystem.sync(descriptor.number) != 0 { throw FileFault(.write, path) }
  }

  /// Holds the folder for this process until the `Folder` is let go. False when another run holds it.
  package func lock() -> Bool {
    flock(descriptor.number, LOCK_EX | LOCK_NB) == 0
  }
}
