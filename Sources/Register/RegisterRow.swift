package import Digests

/// 発行簿の一行 (row of the register): something that happened to one paper. Rows are only ever added, and each is chained to
/// the row before it (`chainDigest(after:key:)`).
///
/// What happens to one paper may read so, a row a line:
///
/// ```
/// sequence  action   target  state       endedBy
/// 1         issue    –       superseded  3
/// 2         reissue  1       superseded  3          a copy of row 1
/// 3         issue    1       voided      4          other content, issued in place of row 1
/// 4         void     3       voided      4
/// ```
package struct RegisterRow: Sendable, Hashable {
  package enum Action: String, Sendable, Hashable, CaseIterable {
    /// A run issued the paper. With a target it supersedes that row's paper.
    case issue
    /// The paper of the target was made again. The copy's state is always that of the target.
    case reissue
    /// The target's paper is void from now on. This row itself has no paper.
    case void
  }

  /// Whether a paper is still valid. The state follows from later rows, and is kept so that a query need not read them.
  package enum State: String, Sendable, Hashable, CaseIterable {
    /// Valid.
    case issued
    case superseded
    case voided
  }

  /// The number of the row. Numbers begin with 1 and have no gap.
  package var sequence: Int64
  package var action: Action
  package var state: State
  /// The row that superseded or voided this row's paper, or for a copy the paper that it copies. A void names itself.
  package var endedBy: Int64?
  /// The earlier row that this one supersedes, copies or voids.
  package var target: Int64?
  package var identity: PaperIdentity
  /// The paper; nil for a void.
  package var paper: Paper?
  /// When the row was written, in seconds since 1970-01-01T00:00:00Z. It is never printed on a paper.
  package var recordedAt: Int64
  /// The run's id; nil for reissues and voids, which a person asks for.
  package var run: String?
  /// What is printed on a copy to tell it from the original: 再発行. Nil for an unmarked one.
  package var mark: String?
  package var reason: String?
  /// Who asked for a reissue or a void: a login name.
  package var by: String?
  /// The chain digest: SHA-256 over the previous row's chain digest and this row.
  package var chain: ContentDigest

  /// A paper as it was written: what it was made from, and the resulting file.
  package struct Paper: Sendable, Hashable {
    /// The form's id. A bundle has the ids of its forms, joined by `+`.
    package var form: String
    /// The form's edition. A bundle has the sum of its forms' editions, which rises with each of them.
    package var edition: Int
    package var formDigest: ContentDigest
    /// Digest of the canonical JSON of the record, without its key.
    package var recordDigest: ContentDigest
    /// Digest of the set of forms, rules and fonts in force; `IssueRegister.sources(of:)` gives their bytes.
    package var configuration: ContentDigest
    package var rulesDigest: ContentDigest
    package var fontsDigest: ContentDigest
    /// The engine's format number.
    package var format: Int
    /// 発行日 (day of issue), `2025-04-01`.
    package var issuedOn: String
    /// Relative to the output folder of the run; a reissue has the name of its file only.
    package var path: String
    package var digest: ContentDigest
    package var bytes: Int
    package var pages: Int
    package var packaging: FilePackaging

    package init(
      form: String, edition: Int, formDigest: ContentDigest, recordDigest: ContentDigest, configuration: ContentDigest,
      rulesDigest: ContentDigest, fontsDigest: ContentDigest, format: Int, issuedOn: String, path: String,
      digest: ContentDigest, bytes: Int, pages: Int, packaging: FilePackaging = FilePackaging()
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
      self.packaging = packaging
    }
  }
}

/// Which certificate a record is about: contract number and change count.
package struct ContractIdentity: Sendable, Hashable {
  /// 保証契約番号 (contract number), as the record has it.
  package var number: String
  /// 変更回数 (change count); 0 for the first certificate of a contract.
  package var change: Int

  package init(number: String, change: Int) {
    self.number = number
    self.change = change
  }
}

/// Identifies a paper: contract number, change count and document. At most one paper of an identity is valid at any
/// time.
package struct PaperIdentity: Sendable, Hashable {
  package var record: ContractIdentity
  /// The form's id: `certificate`, `key-notice`; or `bundle`.
  package var document: String

  package init(_ record: ContractIdentity, document: String) {
    self.record = record
    self.document = document
  }

  package init(number: String, change: Int, document: String) {
    self.init(ContractIdentity(number: number, change: change), document: document)
  }

  package var number: String { record.number }
  package var change: Int { record.change }
}

/// 交付の形 (form of delivery): how a paper is packed as a file: plain, with its data attached, or encrypted.
///
/// ```
/// FilePackaging().standard                      // "PDF/A-2a"
/// FilePackaging(hasRecord: true).standard       // "PDF/A-3a"
/// FilePackaging(unencrypted: digest).standard   // nil
/// ```
package struct FilePackaging: Sendable, Hashable {
  /// Whether the fields that the paper prints are attached to it as data.
  package var hasRecord: Bool
  /// Digest of the file before it was encrypted; nil for a paper that opens without a password. Encryption draws random
  /// numbers, so this digest, unlike that of the encrypted file, is the same each time the paper is made.
  package var unencrypted: ContentDigest?

  package init(hasRecord: Bool = false, unencrypted: ContentDigest? = nil) {
    self.hasRecord = hasRecord
    self.unencrypted = unencrypted
  }

  package var isEncrypted: Bool { unencrypted != nil }

  /// The archival standard that the file conforms to; nil for an encrypted one, which conforms to none (ISO 19005-2
  /// 6.1.3).
  package var standard: String? {
    if isEncrypted { return nil }
    return hasRecord ? "PDF/A-3a" : "PDF/A-2a"
  }
}

/// 合冊 (bundle): several papers of a record in one file. The register treats such a file as one paper, with one row.
///
/// ```
/// Bundle.form(of: ["certificate", "premium-sheet"])               // "certificate+premium-sheet"
/// Bundle.document(ofForm: "certificate+premium-sheet")            // "bundle"
/// Bundle.document(ofForm: "certificate")                          // "certificate"
/// Bundle.ids(in: "certificate+premium-sheet")                     // ["certificate", "premium-sheet"]
/// ```
package enum Bundle {
  /// The document of a bundle's row. No form may have this id.
  package static let document = "bundle"

  /// What a row names as the form of its paper, from the ids of the forms in their order.
  package static func form(of ids: [String]) -> String { ids.joined(separator: "+") }

  /// The document of a file that was made by the form that a row names.
  package static func document(ofForm form: String) -> String { form.contains("+") ? document : form }

  /// The ids of the papers in a file: one, or those of a bundle in their order.
  static func papers(of document: String, form: String) -> [String] {
    document == Bundle.document ? ids(in: form) : [document]
  }

  /// The ids in the form that a row names.
  package static func ids(in form: String) -> [String] { form.split(separator: "+").map(String.init) }
}

extension RegisterRow {
  /// The ids of the papers that the row's file holds: one, or those of a bundle in their order.
  package var papers: [String] {
    Bundle.papers(of: identity.document, form: paper?.form ?? "")
  }
}
