package import Diagnostics

/// Where a reader's bytes come from: a file, standard input, a test. Records itself opens nothing.
package protocol ByteSource: Sendable {
  /// The next bytes, as many as the source likes; empty at the end. Throws when the source breaks off.
  mutating func read() throws(DiagnosticError) -> [UInt8]
}

/// Bytes already in memory, handed out in pieces.
package struct MemorySource: ByteSource {
  private let bytes: [UInt8]
  private let piece: Int
  private var position = 0

  /// - Parameter piece: how many bytes each read gives, at least 1.
  package init(_ bytes: some Sequence<UInt8>, piece: Int = 65_536) {
    self.bytes = Array(bytes)
    self.piece = max(1, piece)
  }

  package mutating func read() -> [UInt8] {
    let next = bytes[position...].prefix(piece)
    position = next.endIndex
    return Array(next)
  }
}
