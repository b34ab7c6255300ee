/// Which engine made a paper.
package enum EngineVersion {
  package static let name = "shosho"
  /// The release, for people.
  package static let release = "0.1.0"
  /// The format number: written into every PDF and manifest, and raised only when the bytes of some paper change. A release alone
  /// never changes a paper.
  package static let format = 1
}
