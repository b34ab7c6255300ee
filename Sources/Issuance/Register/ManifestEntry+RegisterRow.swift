import Digests
import Register

extension ManifestEntry {
  /// The manifest line of a paper as the register has it; nil for a row without one.
  init?(_ row: RegisterRow) {
    guard let paper = row.paper else { return nil }
    self.init(
      number: row.identity.number, change: row.identity.change, document: row.identity.document, path: paper.path,
      digest: paper.digest.hexadecimal, bytes: paper.bytes, pages: paper.pages, form: paper.form,
      formEdition: paper.edition,
      packaging: paper.packaging)
  }
}
