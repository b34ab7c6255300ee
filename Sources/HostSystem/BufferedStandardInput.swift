import Glibc

/// Standard input kept in a nameless file of the owner's, because a run reads its input twice: once for the identities, once to issue.
package final class BufferedStandardInput {
  private let file: FileDescriptor
  /// A name by which this process can open the file again, as often as it wants.
  package var path: String { "/proc/self/fd/\(file.number)" }

  /// Copies standard input to its end.
  ///
  /// - Parameter folder: where temporary files go, `/tmp` or what TMPDIR says. The file never has a name there that lasts.
  package init(standardInputInto folder: String) throws(FileFault) {
    var template = Array("\(folder)/\(GrowingFile.temporaryPrefix)XXXXXX".utf8CString)
    // mkstemp makes the file 0600.
    guard let file = FileDescriptor(mkstemp(&template)) else { throw FileFault(.write, folder) }
    unlink(template)
    self.file = file
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress, $0.count) }
      if count == 0 { return }
      if count < 0 {
        if errno == EINTR, StopSignal.number == nil { continue }
        throw FileFault(.read, "-")
      }
      guard file.writeAll(Array(chunk[..<count])) else { throw FileFault(.write, folder) }
    }
  }
}
