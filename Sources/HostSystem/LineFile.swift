import Glibc

/// A file that is read line by line, or so many bytes at a time, in memory that does not grow with it.
package final class LineFile {
  private let file: FileDescriptor
  private let path: String
  private var buffer: [UInt8] = []
  /// Where in `buffer` the next byte stands.
  private var next = 0

  package init(_ path: String) throws(FileFault) {
    guard let file = FileDescriptor(open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)) else { throw FileFault(.open, path) }
    (self.file, self.path) = (file, path)
  }

  /// The next line without its end; nil at the end of the file. A last line without an end counts too.
  package func line() throws(FileFault) -> [UInt8]? {
    var searched = next
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { next = end + 1 }
        return Array(buffer[next..<end])
      }
      searched = buffer.count - next
      if !(try fill()) { break }
    }
    if next == buffer.count { return nil }
    defer { next = buffer.count }
    return Array(buffer[next...])
  }

  /// The next bytes: fewer than asked for at the end of the file.
  package func bytes(_ count: Int) throws(FileFault) -> [UInt8] {
    while buffer.count - next < count, try fill() {}
    let end = min(buffer.count, next + count)
    defer { next = end }
    return Array(buffer[next..<end])
  }

  /// Reads on, what was taken dropped from the buffer's head. False at the end of the file.
  private func fill() throws(FileFault) -> Bool {
    buffer.removeFirst(next)
    next = 0
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    guard let count = piece.withUnsafeMutableBytes({ file.readSome(into: $0) }) else { throw FileFault(.read, path) }
    buffer += piece[..<count]
    return count > 0
  }
}
