/// A paper of a batch, to be entered as issued.
package struct NewPaper: Sendable {
  package var identity: PaperIdentity
  package var form: String
  package var edition: Int
  package var formDigest: ContentDigest
  package var format: Int
  /// Relative to the output folder.
  package var path: String
  package var digest: ContentDigest
  package var bytes: Int
  package var pages: Int
  package var delivery: Delivery
  /// The holding row of this identity that it supersedes; nil when none held when the caller looked.
  package var supersedes: Int64?

  package init(
    identity: PaperIdentity, form: String, edition: Int, formDigest: ContentDigest, format: Int, path: String,
    digest: ContentDigest,
    bytes: Int, pages: Int, delivery: Delivery = Delivery(), supersedes: Int64? = nil
  ) {
    self.identity = identity
    self.form = form
    self.edition = edition
    self.formDigest = formDigest
    self.format = format
    self.path = path
    self.digest = digest
    self.bytes = bytes
    self.pages = pages
    self.delivery = delivery
    self.supersedes = supersedes
  }
}

/// A record of a batch with the papers that were made of it.
package struct NewIssue: Sendable {
  package var record: RecordContent
  package var papers: [NewPaper]

  package init(record: RecordContent, papers: [NewPaper]) {
    self.record = record
    self.papers = papers
  }
}
