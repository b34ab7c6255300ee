import Glibc

/// The descriptor of an open file or folder, closed when the last reference to it is released.
package final class FileDescriptor: Sendable {
  let number: Int32

  /// Takes over the result of a system call such as open(2): nil when it is −1, which leaves the reason in `errno`.
  package init?(_ number: Int32) {
    if number < 0 { return nil }
    self.number = number
  }

  deinit { close(number) }

  /// Writes all bytes, in as many calls as the kernel needs. False with `errno` set on a fault.
  func writeAll(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let count = write(number, buffer.baseAddress?.advanced(by: written), buffer.count - written)
        if count < 0 {
          if errno == EINTR { continue }
          return false
        }
        written += count
      }
      return true
    }
  }

  /// Reads from the file's current position as many bytes as are there, at most `buffer.count`.
  ///
  /// - Returns: how many bytes were read; 0 at the end, nil with `errno` set on a fault.
  package func readSome(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    while true {
      let count = read(number, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { return nil }
    }
  }
}

/// Standard output or standard error, unbuffered.
package enum StandardStream: Int32, Sendable {
  case output = 1
  case error = 2

  package var isTerminal: Bool { isatty(rawValue) == 1 }

  /// Whether somebody can be asked: standard input is a terminal.
  package static var isInputTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  /// Writes the text. A fault is ignored, since the usual one is a reader that closed its pipe.
  package func write(_ text: String) {
    write(Array(text.utf8))
  }

  /// Writes the bytes; false when they could not be written.
  @discardableResult
  package func write(_ bytes: [UInt8]) -> Bool {
    guard let stream = FileDescriptor(dup(rawValue)) else { return false }
    return stream.writeAll(bytes)
  }
}
