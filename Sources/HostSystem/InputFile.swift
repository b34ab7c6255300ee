package import Digests
import Glibc

/// Files as one array of bytes, for small ones such as settings and lists, and what the host says about a file.
///
///     let bytes = try InputFile.bytes(at: "tariffs.json")
///
/// Files of any length are read piece by piece with `LineFile`; standard input that must be read twice is kept in a
/// `BufferedInput`.
package enum InputFile {
  /// All bytes of the file at `path`, or of standard input when it is `-`.
  ///
  /// - Parameter limit: the greatest length in bytes; a longer file is refused before it is in memory.
  package static func bytes(at path: String, atMost limit: Int = OutsideFile.Limit.settings) throws(FileFault)
    -> [UInt8]
  {
    let file: FileDescriptor
    if path == "-" {
      guard let input = FileDescriptor(dup(STDIN_FILENO)) else { throw FileFault(.open, path) }
      file = input
    } else {
      file = try OutsideFile.open(path, atMost: limit)
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      guard file.waitUntilReadable(), let count = chunk.withUnsafeMutableBytes({ file.readSome(into: $0) }) else {
        throw FileFault(.read, path)
      }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
      // A pipe, or a file that grows, shows its length only now.
      if bytes.count > limit { throw FileFault(.tooLong(limit), path, errno: 0) }
    }
  }

  /// Whether something that this process may read is at `path`.
  package static func exists(_ path: String) -> Bool {
    access(path, R_OK) == 0
  }

  /// Length in bytes of the file at `path`; nil when there is no regular file.
  package static func size(at path: String) -> Int? {
    status(of: path).flatMap { $0.st_mode & S_IFMT == S_IFREG ? Int($0.st_size) : nil }
  }

  /// Whether `path` is a file that others than its owner may read.
  package static func isOpenToOthers(_ path: String) -> Bool {
    guard let mode = status(of: path)?.st_mode else { return false }
    return mode & S_IFMT == S_IFREG && mode & (S_IRGRP | S_IROTH) != 0
  }

  /// Whether anything at all has this name, be it a link that leads nowhere.
  package static func isEntry(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Whether `path` is a pipe that this process was given by its parent: what the shell writes for `<(command)`.
  package static func isInheritedPipe(_ path: String) -> Bool {
    guard ["/dev/fd/", "/proc/self/fd/", "/dev/stdin"].contains(where: path.hasPrefix) else { return false }
    return status(of: path).map { $0.st_mode & S_IFMT == S_IFIFO } ?? false
  }

  /// Whether `path` is a symbolic link.
  package static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Whether `path` is a folder.
  package static func isFolder(_ path: String) -> Bool {
    status(of: path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
  }

  /// Length in bytes of what is at `path`, which must be there.
  package static func requiredSize(at path: String) throws(FileFault) -> Int {
    guard let status = status(of: path) else { throw FileFault(.open, path) }
    return Int(status.st_size)
  }

  /// What stat(2) says, with links followed; nil with `errno` set on a fault.
  private static func status(of path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }
}

/// A file that is read line by line, or a number of bytes at a time. It needs no more memory for a longer file.
///
///     let file = try LineFile("manifest.jsonl")
///     while let line = try file.readLine() { … }
package final class LineFile {
  private let file: FileDescriptor
  private let path: String
  private var buffer: [UInt8] = []
  /// Index in `buffer` of the next byte to hand out.
  private var next = 0

  package init(_ path: String) throws(FileFault) {
    (file, self.path) = (try OutsideFile.open(path, followsLinks: false), path)
  }

  /// The next line without its end; nil at the end of the file. A last line without an end counts too.
  package func readLine() throws(FileFault) -> [UInt8]? {
    var searched = next
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { next = end + 1 }
        return Array(buffer[next..<end])
      }
      searched = buffer.count - next
      if !(try fillBuffer()) { break }
    }
    if next == buffer.count { return nil }
    defer { next = buffer.count }
    return Array(buffer[next...])
  }

  /// The next bytes: fewer than asked for at the end of the file.
  package func readBytes(_ count: Int) throws(FileFault) -> [UInt8] {
    while buffer.count - next < count, try fillBuffer() {}
    let end = min(buffer.count, next + count)
    defer { next = end }
    return Array(buffer[next..<end])
  }

  /// Drops the bytes that were handed out and reads more. False at the end of the file.
  private func fillBuffer() throws(FileFault) -> Bool {
    buffer.removeFirst(next)
    next = 0
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    guard let count = piece.withUnsafeMutableBytes({ file.readSome(into: $0) }) else { throw FileFault(.read, path) }
    buffer += piece[..<count]
    return count > 0
  }
}

extension ContentDigest {
  /// The digest of a file's bytes, read piece by piece.
  package init(ofFileAt path: String) throws(FileFault) {
    let file = try LineFile(path)
    var digest = IncrementalDigest()
    while true {
      let piece = try file.readBytes(1 << 16)
      if piece.isEmpty { break }
      digest.update(piece)
    }
    self = digest.finalize()
  }
}

/// A copy of an input that can be read only once, in a temporary file without a name, because a run reads its input
/// twice: first to find records with the same identity, then to issue them. Only the owner can read it, and it vanishes
/// with the process.
package final class BufferedInput {
  private let file: FileDescriptor
  /// A path at which this process can open the copy, from its first byte each time.
  package var path: String { "/proc/self/fd/\(file.number)" }

  /// Copies standard input up to its end.
  ///
  /// - Parameter folder: where temporary files go (`HostEnvironment.temporaryFolder`).
  package convenience init(standardInputInto folder: String) throws(FileFault) {
    guard let input = FileDescriptor(dup(STDIN_FILENO)) else { throw FileFault(.open, "-") }
    try self.init(copying: input, named: "-", into: folder)
  }

  /// Copies the pipe at `path` up to its end.
  package convenience init(_ path: String, into folder: String) throws(FileFault) {
    try self.init(copying: try OutsideFile.open(path), named: path, into: folder)
  }

  private init(copying input: FileDescriptor, named name: String, into folder: String) throws(FileFault) {
    var template = Array("\(folder)/\(GrowingFile.temporaryPrefix)XXXXXX".utf8CString)
    // mkstemp makes the file 0600.
    guard let file = FileDescriptor(mkstemp(&template)) else { throw FileFault(.write, folder) }
    unlink(template)
    self.file = file
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      // A stop signal must end the waiting for input that may never come.
      guard input.waitUntilReadable(), let count = chunk.withUnsafeMutableBytes({ input.readSome(into: $0) }) else {
        throw FileFault(.read, name)
      }
      if count == 0 { return }
      guard file.writeAll(Array(chunk[..<count])) else { throw FileFault(.write, folder) }
    }
  }
}
