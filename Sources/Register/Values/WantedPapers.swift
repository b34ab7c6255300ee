/// The papers that a run wants of a record, and how they are put into files.
struct WantedPapers {
  /// The files, by document.
  let documents: [String]
  /// The papers of the bundle when there is one among the documents.
  let bundled: [String]
  private let papers: Set<String>

  init(documents: [String], bundled: [String]) {
    self.documents = documents
    self.bundled = bundled
    papers = Set(documents + bundled).subtracting([Bundle.document])
  }

  /// Whether the row is of a file or of a paper that is wanted.
  func touch(_ row: RegisterRow) -> Bool {
    documents.contains(row.identity.document) || row.papers.contains(where: papers.contains)
  }

  /// Whether the row's file is one of those that are wanted.
  func include(_ row: RegisterRow) -> Bool {
    documents.contains(row.identity.document) && (row.identity.document != Bundle.document || row.papers == bundled)
  }
}
