/// What the command line says of the register.
package struct RegisterOptions: Sendable, Hashable {
  /// The register's file.
  package var path: String
  /// The file of the key under which authentication keys are kept; nil to keep none.
  package var sealingKey: String?
  /// Whether records whose content changed take the place of what was issued.
  package var supersedes: Bool
  /// The folder in which issued papers are kept by digest; nil for none.
  package var archive: String?

  package init(path: String, sealingKey: String? = nil, supersedes: Bool = false, archive: String? = nil) {
    self.path = path
    self.sealingKey = sealingKey
    self.supersedes = supersedes
    self.archive = archive
  }

  /// The register that stands in an output folder when no other is named.
  package static func inside(_ folder: String) -> String { "\(folder)/\(OutputFolderLayout.register)" }
}
