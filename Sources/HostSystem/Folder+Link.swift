import Glibc

extension Folder {
  /// Gives a file of another folder the same name in this one, in the place of what stands there. Where the file system has no second
  /// names for a file, its bytes are copied.
  package func link(_ name: String, of source: Folder) throws(FileFault) {
    for _ in 0..<2 {
      if linkat(source.descriptor.number, name, descriptor.number, name, 0) == 0 { return }
      guard errno == EEXIST else { break }
      if identity(of: name) == source.identity(of: name) { return }
      try remove(name)
    }
    if [ENOENT, EACCES, ENOSPC, EDQUOT, EROFS].contains(errno) { throw FileFault(.write, "\(path)/\(name)") }
    try copy(name, of: source)
  }

  private func copy(_ name: String, of source: Folder) throws(FileFault) {
    var status = stat()
    guard fstatat(source.descriptor.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      throw FileFault(.open, "\(source.path)/\(name)")
    }
    try write(
      try InputFile.bytes(at: "\(source.path)/\(name)"), as: name,
      mode: status.st_mode & 0o077 == 0 ? FileMode.secret : .shared)
  }

  private struct Identity: Equatable {
    var device: dev_t
    var number: ino_t
  }

  private func identity(of name: String) -> Identity? {
    var status = stat()
    guard fstatat(descriptor.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    return Identity(device: status.st_dev, number: status.st_ino)
  }
}
