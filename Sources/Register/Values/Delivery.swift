/// 交付の形: how a paper leaves the house.
package struct Delivery: Sendable, Hashable {
  /// Whether the fields that it prints are attached to it as data.
  package var hasRecord: Bool
  /// Digest of the file before it was encrypted, which is the same whenever the paper is made; nil for a paper that opens without a password.
  package var unprotected: ContentDigest?

  package init(hasRecord: Bool = false, unprotected: ContentDigest? = nil) {
    self.hasRecord = hasRecord
    self.unprotected = unprotected
  }

  package var isProtected: Bool { unprotected != nil }

  /// The archival standard that the file keeps to; nil for an encrypted one, which keeps to none (ISO 19005-2 6.1.3).
  package var standard: String? {
    if isProtected { return nil }
    return hasRecord ? "PDF/A-3a" : "PDF/A-2a"
  }
}
