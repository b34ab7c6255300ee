import Glibc

/// A folder into which only whole files are written, and from which no name can lead out.
///
/// Every name is one path component, resolved by the kernel relative to the open folder and without following links. A
/// name that was made from input can therefore not point elsewhere. A file is first written under a temporary name,
/// then renamed: under its final name it is whole or absent.
///
///     let output = try Folder(makingAt: "out")
///     guard output.tryLock() else { … }
///     try output.write(bytes, as: "certificate.pdf", mode: .shared, in: try output.subfolder("44-07-0012345"))
///     try output.sync()
package final class Folder: Sendable {
  /// The path as the user wrote it, for messages and reports.
  package let path: String
  let descriptor: FileDescriptor

  /// Opens the folder, making it and its parents when they are missing.
  ///
  /// - Parameter mode: `.public` makes folders that everybody may list, for files of that mode.
  package init(makingAt path: String, mode: FileMode = .shared) throws(FileFault) {
    try Self.makeFolders(path, mode == .public ? Self.publicFolderMode : Self.folderMode)
    self.path = path
    descriptor = try Self.openFolder(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, path: path)
  }

  /// Opens an existing folder.
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

  private static func makeFolders(_ path: String, _ mode: mode_t) throws(FileFault) {
    var prefix = path.hasPrefix("/") ? "/" : ""
    for component in path.split(separator: "/") {
      prefix += (prefix.isEmpty || prefix.hasSuffix("/") ? "" : "/") + component
      if mkdir(prefix, mode) != 0, errno != EEXIST { throw FileFault(.makeFolder, prefix) }
    }
  }

  /// Owner and group, as the files inside (`FileMode.shared`).
  private static let folderMode: mode_t = 0o750
  private static let publicFolderMode: mode_t = 0o755

  /// The folder of this name directly inside; it is made when missing. A symbolic link of this name is refused.
  package func subfolder(_ name: String) throws(FileFault) -> Folder {
    let inner = "\(path)/\(name)"
    if mkdirat(descriptor.number, name, Self.folderMode) != 0, errno != EEXIST { throw FileFault(.makeFolder, inner) }
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    return Folder(path: inner, descriptor: try Self.openFolder(descriptor.number, name, flags, path: inner))
  }

  /// Writes a whole file into `target` (this folder by default). Its temporary file stands in this folder, so that
  /// `removeStaleTemporaries` need not look into the subfolders.
  ///
  /// - Parameters:
  ///   - isDurable: whether to wait until this file is on the disk. For many files call `sync` once instead.
  ///   - isShared: whether other processes may look for stale temporary files here meanwhile.
  package func write(
    _ bytes: [UInt8], as name: String, mode: FileMode, in target: Folder? = nil, isDurable: Bool = false,
    isShared: Bool = false
  ) throws(FileFault) {
    let file = try beginFile(name, mode: mode, in: target, isShared: isShared)
    try file.append(bytes)
    try file.finish(isDurable: isDurable)
  }

  /// Begins a file that is written piece by piece; `GrowingFile.finish` gives it its final name.
  ///
  /// - Parameter isShared: whether other processes may look for stale temporary files here meanwhile.
  package func beginFile(
    _ name: String, mode: FileMode, in target: Folder? = nil, isShared: Bool = false
  ) throws(FileFault) -> GrowingFile {
    try GrowingFile(
      name, mode: mode, temporaryIn: descriptor, in: target?.descriptor ?? descriptor,
      path: "\((target ?? self).path)/\(name)", isShared: isShared)
  }

  /// All bytes of a file in the subfolder of this name. Neither the subfolder nor the file may be a link, and the file
  /// must be a regular one: what stands elsewhere is not in this folder.
  package func bytes(of name: String, inSubfolder folder: String) throws(FileFault) -> [UInt8] {
    let inner = "\(path)/\(folder)/\(name)"
    let subfolder = try Self.openFolder(
      descriptor.number, folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, path: inner)
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    guard let file = FileDescriptor(openat(subfolder.number, name, flags)) else { throw FileFault(.open, inner) }
    var status = stat()
    guard fstat(file.number, &status) == 0 else { throw FileFault(.open, inner) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileFault(.open, inner, errno: EINVAL) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(status.st_size))
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      guard let count = piece.withUnsafeMutableBytes({ file.readSome(into: $0) }) else { throw FileFault(.read, inner) }
      if count == 0 { return bytes }
      bytes += piece[..<count]
    }
  }

  /// Removes a file. It is no error when there is none of this name.
  package func remove(_ name: String) throws(FileFault) {
    if unlinkat(descriptor.number, name, 0) != 0, errno != ENOENT { throw FileFault(.remove, "\(path)/\(name)") }
  }

  /// The names of all entries directly inside except `.` and `..`, sorted by bytes.
  package func names() throws(FileFault) -> [String] {
    try names(inSubfolder: ".")
  }

  /// The names of all entries in the subfolder of this name, sorted by bytes.
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

  /// Removes the temporary files that a killed process left behind.
  ///
  /// - Parameter sparingUsed: whether files that some process is still writing are left. It is not needed where no other
  ///   process can be writing.
  /// - Returns: how many were removed.
  @discardableResult
  package func removeStaleTemporaries(sparingUsed: Bool = false) throws(FileFault) -> Int {
    let stale = try names().filter { name in
      name.hasPrefix(GrowingFile.temporaryPrefix) && !(sparingUsed && isInUse(name))
    }
    for name in stale { try remove(name) }
    return stale.count
  }

  /// Whether a process holds the lock that a `GrowingFile` in a shared folder has until it is finished. One that was made
  /// just now may not have it yet.
  private func isInUse(_ name: String) -> Bool {
    guard let file = FileDescriptor(openat(descriptor.number, name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC))
    else {
      return true
    }
    var status = stat()
    guard fstat(file.number, &status) == 0, HostClock.epochSecond - status.st_mtim.tv_sec > 10 else { return true }
    return flock(file.number, LOCK_EX | LOCK_NB) != 0
  }

  /// Waits until all files written so far are on the disk. One call serves a whole run: syncing each paper would take
  /// longer than making it.
  package func sync() throws(FileFault) {
    if SyncFileSystem.call(descriptor.number) != 0 { throw FileFault(.write, path) }
  }

  /// Locks the folder against other runs, until this `Folder` is released. False when another process holds the lock.
  ///
  /// - Throws: when the file system cannot lock at all.
  package func tryLock() throws(FileFault) -> Bool {
    if flock(descriptor.number, LOCK_EX | LOCK_NB) == 0 { return true }
    if FileFault.isHeldLock(errno: errno) { return false }
    throw FileFault(.lock, path)
  }

  /// Moves a file of a subfolder into another folder. A subfolder that is empty then is removed.
  ///
  /// - Returns: the name that it has there: its own, with a number before it when that is taken.
  @discardableResult
  package func moveFile(_ name: String, inSubfolder folder: String, to target: Folder) throws(FileFault) -> String {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    let source = try Self.openFolder(descriptor.number, folder, flags, path: "\(path)/\(folder)")
    var (free, number) = (name, 1)
    while target.fileIdentity(of: free) != nil {
      number += 1
      free = "\(number)-\(name)"
    }
    if renameat(source.number, name, target.descriptor.number, free) != 0 {
      throw FileFault(.rename, "\(path)/\(folder)/\(name)")
    }
    if unlinkat(descriptor.number, folder, AT_REMOVEDIR) != 0, errno != ENOTEMPTY, errno != EEXIST {
      throw FileFault(.remove, "\(path)/\(folder)")
    }
    return free
  }
}

extension Folder {
  /// Makes a hard link here to the file of the same name in `source`, replacing what has that name here. Where the file
  /// system has no hard links, the file is copied.
  package func linkFile(_ name: String, from source: Folder) throws(FileFault) {
    // The second attempt comes after what had the name was removed.
    for _ in 0..<2 {
      if linkat(source.descriptor.number, name, descriptor.number, name, 0) == 0 { return }
      guard errno == EEXIST else { break }
      if fileIdentity(of: name) == source.fileIdentity(of: name) { return }
      try remove(name)
    }
    if [ENOENT, EACCES, ENOSPC, EDQUOT, EROFS].contains(errno) { throw FileFault(.write, "\(path)/\(name)") }
    try copyFile(name, from: source)
  }

  private func copyFile(_ name: String, from source: Folder) throws(FileFault) {
    var status = stat()
    guard fstatat(source.descriptor.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      throw FileFault(.open, "\(source.path)/\(name)")
    }
    try write(
      try InputFile.bytes(at: "\(source.path)/\(name)"), as: name,
      mode: status.st_mode & 0o077 == 0 ? .secret : .shared)
  }

  private func fileIdentity(of name: String) -> FileIdentity? { FileIdentity(of: name, in: descriptor) }
}

/// A call of the host that Swift's Glibc module does not declare.
private enum SyncFileSystem {
  private typealias Function = @convention(c) (Int32) -> Int32

  private static let function: Function? = dlsym(nil, "syncfs").map { unsafeBitCast($0, to: Function.self) }

  /// syncfs(2): waits until everything written to the file system on which the open file stands is on the disk. −1 with
  /// `errno` set on a fault.
  static func call(_ descriptor: Int32) -> Int32 {
    if let function { return function(descriptor) }
    Glibc.sync()
    return 0
  }
}
