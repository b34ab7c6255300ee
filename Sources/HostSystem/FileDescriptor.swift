import Glibc

/// An open file or folder of the host, closed when the last holder lets go.
package final class FileDescriptor: Sendable {
  let number: Int32

  /// Nil when `number` is the −1 of a failed call.
  package init?(_ number: Int32) {
    if number < 0 { return nil }
    self.number = number
  }

  deinit { close(number) }

  /// Writes all bytes, however often the kernel takes only some of them. False with `errno` set when it takes none.
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

  /// Fills `buffer` from the file's current place: how many bytes came, 0 at the end, nil with `errno` set on a fault.
  package func readSome(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    while true {
      let count = read(number, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { return nil }
    }
  }
}
