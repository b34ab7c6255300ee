import Glibc
import Synchronization

/// Standard output or standard error, unbuffered.
///
/// A fault of standard output is remembered until the command ends, because a result that was cut short must not look
/// like a whole one.
package enum StandardStream: Int32, Sendable {
  case output = 1
  case error = 2

  package var isTerminal: Bool { isatty(rawValue) == 1 }

  /// Whether somebody can be asked: standard input is a terminal.
  package static var isInputTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  /// Writes the text, as far as nothing was lost before.
  package func write(_ text: String) {
    write(Array(text.utf8))
  }

  /// Writes the bytes; false when they could not be written, or when bytes before them were lost.
  @discardableResult
  package func write(_ bytes: [UInt8]) -> Bool {
    guard self == .output else { return writeAll(bytes) }
    if Self.outputFault != nil { return false }
    if writeAll(bytes) { return true }
    Self.fault.store(errno, ordering: .relaxed)
    return false
  }

  /// Why standard output did not take everything; nil as long as it did.
  package static var outputFault: OutputFault? {
    let code = fault.load(ordering: .relaxed)
    return code == 0 ? nil : OutputFault(code: code)
  }

  package struct OutputFault: Sendable, Hashable {
    let code: Int32

    /// Whether the reader of a pipe went away, as `head` does. Nobody wants a message about that.
    package var isClosedPipe: Bool { code == EPIPE }
    package var reason: String { String(cString: strerror(code)) }
  }

  private static let fault = Atomic<Int32>(0)

  private func writeAll(_ bytes: [UInt8]) -> Bool {
    guard let stream = FileDescriptor(dup(rawValue)) else { return false }
    return stream.writeAll(bytes)
  }
}
