import Glibc

/// Whole small files of the host: forms, rules, mappings. Record files are streamed by their reader instead.
package enum InputFile {
  /// All bytes of the file at `path`, or of standard input when it is `-`.
  package static func bytes(at path: String) throws(FileFault) -> [UInt8] {
    let number = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    guard let file = FileDescriptor(number) else { throw FileFault(.open, path) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      guard let count = chunk.withUnsafeMutableBytes({ file.readSome(into: $0) }) else { throw FileFault(.read, path) }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }

  /// Whether something is there that can be read as a file.
  package static func exists(_ path: String) -> Bool {
    access(path, R_OK) == 0
  }

  /// Length in bytes of the file at `path`; nil when none is there.
  package static func size(at path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
  }

  /// Seconds since the file at `path` was last written; nil when none is there.
  static func age(at path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? HostClock.epochSecond - status.st_mtim.tv_sec : nil
  }

  /// Whether `path` is a file that others than its owner may read.
  package static func isOpenToOthers(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_mode & (S_IRGRP | S_IROTH) != 0
  }

  /// Whether `path` is a folder.
  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Its length in bytes.
  package static func size(of path: String) throws(FileFault) -> Int {
    var status = stat()
    guard stat(path, &status) == 0 else { throw FileFault(.open, path) }
    return Int(status.st_size)
  }
}
