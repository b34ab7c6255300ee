package import Fields

/// A record as the register keeps it: canonical JSON without the key, and the key apart.
package struct RecordContent: Sendable {
  /// One line; the same text for the same values.
  package let json: String
  package let key: Secret?
  /// Of `json` alone, so that it is the same in every register.
  package let digest: ContentDigest

  package init(json: String, key: Secret?) {
    self.json = json
    self.key = key
    digest = ContentDigest(of: json)
  }
}
