/// 発行簿の一行: something that happened to one paper. Rows are only ever added; the chain goes over them in this order.
package struct RegisterRow: Sendable, Hashable {
  package enum Action: String, Sendable, Hashable, CaseIterable {
    /// Issued by a run. With a target: in place of that row's paper, which is superseded by it.
    case issue
    /// Made again from the register; the target is the row that it copies, and what that is worth the copy is worth.
    case reissue
    /// The target's paper is void from here on. Such a row has no paper of its own.
    case void
  }

  /// What a paper is worth today. It follows from the rows after it, and is kept beside them for quick answers.
  package enum State: String, Sendable, Hashable, CaseIterable {
    case issued
    case superseded
    case voided
  }

  /// From 1, without a gap.
  package var sequence: Int64
  package var action: Action
  package var state: State
  /// The row that superseded or voided this one; of a copy, the one that it copies.
  package var endedBy: Int64?
  /// The earlier row that this one supersedes, copies or voids.
  package var target: Int64?
  package var identity: PaperIdentity
  /// The paper; nil for a void.
  package var paper: Paper?
  /// When the row was written, in seconds since 1970-01-01T00:00:00Z. Never printed on a paper.
  package var recordedAt: Int64
  /// The run's id; nil for what a person did.
  package var run: String?
  /// Printed on the paper to tell it from the original: 再発行 and its date and count.
  package var mark: String?
  package var reason: String?
  /// Who asked for it: a login name.
  package var by: String?
  /// SHA-256 over the previous row's chain digest and this row.
  package var chain: ContentDigest

  /// A paper as it was written: what it was made from, and what it came to.
  package struct Paper: Sendable, Hashable {
    /// The form's id; of a bundle those of its forms, joined by `+`.
    package var form: String
    /// The form's version; of a bundle the sum of its forms' versions.
    package var edition: Int
    package var formDigest: ContentDigest
    /// Of the canonical JSON of the record, without the key.
    package var recordDigest: ContentDigest
    /// Of the set of forms, rules and fonts in force; `sources(of:)` gives their bytes.
    package var configuration: ContentDigest
    package var rulesDigest: ContentDigest
    package var fontsDigest: ContentDigest
    /// The engine's format number.
    package var format: Int
    /// 発行日, `2025-04-01`.
    package var issuedOn: String
    /// Relative to the output folder of its run; a plain name for a reissue.
    package var path: String
    package var digest: ContentDigest
    package var bytes: Int
    package var pages: Int
    package var delivery: Delivery

    package init(
      form: String, edition: Int, formDigest: ContentDigest, recordDigest: ContentDigest, configuration: ContentDigest,
      rulesDigest: ContentDigest, fontsDigest: ContentDigest, format: Int, issuedOn: String, path: String,
      digest: ContentDigest,
      bytes: Int, pages: Int, delivery: Delivery = Delivery()
    ) {
      self.form = form
      self.edition = edition
      self.formDigest = formDigest
      self.recordDigest = recordDigest
      self.configuration = configuration
      self.rulesDigest = rulesDigest
      self.fontsDigest = fontsDigest
      self.format = format
      self.issuedOn = issuedOn
      self.path = path
      self.digest = digest
      self.bytes = bytes
      self.pages = pages
      self.delivery = delivery
    }
  }
}
