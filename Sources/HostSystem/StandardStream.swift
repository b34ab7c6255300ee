import Glibc

/// Standard output and standard error, written whole and unbuffered.
package enum StandardStream: Int32, Sendable {
  case output = 1
  case error = 2

  package var isTerminal: Bool { isatty(rawValue) == 1 }

  /// Writes the text. A reader that has gone away (a closed pipe) is not our fault and is passed over.
  package func write(_ text: String) {
    write(Array(text.utf8))
  }

  /// Writes bytes; false when nobody takes them.
  @discardableResult
  package func write(_ bytes: [UInt8]) -> Bool {
    guard let stream = FileDescriptor(dup(rawValue)) else { return false }
    return stream.writeAll(bytes)
  }
}
