import HostSystem

/// `--protect ID=FILE`: a paper that is to be encrypted, and where its passwords are.
package struct ProtectionRequest: Sendable, Hashable {
  /// The paper's id.
  package var document: String
  /// A file, `/dev/fd/3`, or `-`.
  package var path: String

  package init(document: String, path: String) {
    self.document = document
    self.path = path
  }

  /// `key-notice=passwords.txt`; nil when it is none.
  package init?(_ text: String) {
    guard let sign = text.firstIndex(of: "="), sign > text.startIndex, text.index(after: sign) < text.endIndex else {
      return nil
    }
    self.init(document: String(text[..<sign]), path: String(text[text.index(after: sign)...]))
  }

  /// Whether others than the owner may read the file with the passwords, as far as it is one.
  var isOpenToOthers: Bool { InputFile.isOpenToOthers(path) }
}
