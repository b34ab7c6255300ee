import Foundation

/// The sealing key as an archive of papers needs it: whole files sealed and opened, each bound to the digest of its own content.
package struct PaperSeal: Sendable {
  /// What sealing adds to a file's length, in bytes.
  package static let overhead = SealingKey.overhead

  private let key: SealingKey

  init(_ key: SealingKey) {
    self.key = key
  }

  /// AES-GCM under the sealing key: nonce, encrypted bytes, tag.
  package func seal(_ bytes: [UInt8], of digest: ContentDigest) -> [UInt8]? {
    key.seal(bytes, context: digest).map(Array.init)
  }

  /// Nil when this is another key, or the bytes were altered.
  package func open(_ sealed: [UInt8], of digest: ContentDigest) -> [UInt8]? {
    key.open(Data(sealed), context: digest).map(Array.init)
  }
}

extension IssueRegister {
  /// Nil when the register was opened without a sealing key.
  package var paperSeal: PaperSeal? { sealingKey.map(PaperSeal.init) }
}
