/// The stages of a record on its way to its papers, as report.json times them.
package enum Stage: Int, Sendable, CaseIterable {
  /// Input to rows, both passes.
  case read
  /// Rows judged by the rules, premium computed.
  case check
  /// Values into forms.
  case fill
  /// Texts set, pages laid out.
  case compose
  /// Pages through Cairo.
  case draw
  /// Cairo's file into an archival one.
  case finish
  /// The file's text compared with what was set.
  case readBack
  /// Digest and file, manifest and rejects.
  case write
  /// The register asked and told.
  case register
}
