package import Diagnostics
package import Register

/// A paper that was made again.
package struct ReissueResult: Sendable {
  /// Where its bytes came from.
  package enum Source: Sendable, Hashable {
    case archive
    /// Made from what the register keeps.
    case register
  }

  package var row: RegisterRow
  package var source: Source
  /// What is to be said besides.
  package var notes: [Diagnostic]
}
