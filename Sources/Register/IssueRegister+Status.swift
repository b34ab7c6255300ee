import Digests
import Fields
import Foundation
import GRDB
import StrictJSON

/// What the register already has of a record of a batch, for the documents that the batch wants of it.
package enum RegisterStatus: Sendable {
  /// Some of the wanted papers are void, and are never issued again; the row is that of one of them.
  case voided(RegisterRow)
  /// A wanted paper is valid in another file: alone where a bundle is wanted, or in another bundle; the row is that
  /// file's.
  case elsewhere(RegisterRow)
  /// None of the wanted papers was issued.
  case new
  /// All wanted papers are valid and have the same content; their rows in the order of the documents.
  case unchanged([RegisterRow])
  /// Some of the wanted papers are valid and have the same content; the others were never issued.
  case incomplete(valid: [RegisterRow])
  /// Some papers are valid and were made from other content.
  case changed(valid: [RegisterRow], differences: [RecordDifference])
}

/// A field in which two records of one identity differ.
package struct RecordDifference: Sendable, Hashable {
  /// The path in the field catalogue, with the index of a list's member in brackets, from 1:
  /// `contractor.members[2].name`.
  package var path: String
  /// The values as texts; nil where the record has none. Both are nil for the authentication key.
  package var before: String?
  package var after: String?

  /// The authentication key differs. Its values are not known: the register has keyed digests of them only.
  static let key = RecordDifference(path: "key", before: nil, after: nil)

  /// The fields in which two records in canonical JSON differ: first in the order of the older record, then those that
  /// only the newer one has.
  ///
  /// ```
  /// between(#"{"work.price":1}"#, #"{"work.price":2}"#)    // [work.price: "1" → "2"]
  /// ```
  static func between(_ before: String, _ after: String) throws(JSONFault) -> [RecordDifference] {
    let old = leaves(try JSONParser.parse(before.utf8))
    let new = leaves(try JSONParser.parse(after.utf8))
    let oldTexts = Dictionary(old, uniquingKeysWith: { first, _ in first })
    let newTexts = Dictionary(new, uniquingKeysWith: { first, _ in first })
    let paths = old.map(\.0) + new.map(\.0).filter { oldTexts[$0] == nil }
    return paths.compactMap { path in
      let (a, b) = (oldTexts[path], newTexts[path])
      return isSame(a, b) ? nil : RecordDifference(path: path, before: a, after: b)
    }
  }

  private static func isSame(_ a: String?, _ b: String?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return TextEquivalence.areSame(a, b)
  }

  private static func leaves(_ node: JSONNode, at path: String = "") -> [(String, String)] {
    switch node.value {
    case .object(let members): members.flatMap { leaves($0.node, at: path.isEmpty ? $0.key : "\(path).\($0.key)") }
    case .array(let nodes): nodes.enumerated().flatMap { leaves($1, at: "\(path)[\($0 + 1)]") }
    case .string(let text): [(path, text)]
    case .number(let text): [(path, text)]
    case .bool(let flag): [(path, flag ? "true" : "false")]
    case .null: [(path, "null")]
    }
  }
}

extension IssueRegister {
  /// The status of one record. Workers may ask at the same time.
  ///
  /// ```
  /// switch try register.status(of: identity, content: content, documents: ["certificate", "key-notice"]) {
  /// case .new: …                                // make both papers
  /// case .unchanged(let rows): …                // nothing to do
  /// case .changed(let rows, let differences): … // refuse, or supersede the rows
  /// …
  /// }
  /// ```
  ///
  /// - Parameter bundled: the papers of the bundle, in their order, when it is among the documents.
  package func status(
    of identity: ContractIdentity, content: RecordContent, documents: [String], bundled: [String] = []
  ) throws(RegisterFault) -> RegisterStatus {
    let wanted = WantedPapers(documents: documents, bundled: bundled)
    return try read { db in try status(of: identity, content, wanted, db) }
  }

  /// The status of several records, in their order and from one snapshot. To open a snapshot costs as much as to look
  /// eight records up, so a worker asks for several records at a time.
  package func statuses(
    of records: [(identity: ContractIdentity, content: RecordContent)], documents: [String], bundled: [String] = []
  ) throws(RegisterFault) -> [RegisterStatus] {
    if records.isEmpty { return [] }
    let wanted = WantedPapers(documents: documents, bundled: bundled)
    return try read { db in try records.map { try status(of: $0.identity, $0.content, wanted, db) } }
  }

  private func status(
    of identity: ContractIdentity, _ content: RecordContent, _ wanted: WantedPapers, _ db: Database
  ) throws -> RegisterStatus {
    let rows = try unsupersededIssues(of: identity, db).filter { wanted.overlap(with: $0.row) }
    if let voided = rows.first(where: { $0.row.state == .voided }) { return .voided(voided.row) }
    let valid = rows.filter { $0.row.state == .issued }
    if valid.isEmpty { return .new }
    if let other = valid.first(where: { !wanted.contain(fileOf: $0.row) }) { return .elsewhere(other.row) }
    let ordered = wanted.documents.compactMap { document in valid.first { $0.row.identity.document == document }?.row }
    let key = ContentDigest(keyDigest(content.key))
    for other in valid where other.row.paper?.recordDigest != content.digest || other.key != key {
      let differences = try differences(from: other.row, isKeySame: other.key == key, to: content, db)
      if !differences.isEmpty { return .changed(valid: ordered, differences: differences) }
      // Another digest and no difference: only the writing of characters differs (`TextEquivalence`).
    }
    return ordered.count == wanted.documents.count ? .unchanged(ordered) : .incomplete(valid: ordered)
  }

  /// The papers of a record that are valid or void, each with the keyed digest of its record's key.
  private func unsupersededIssues(
    of identity: ContractIdentity, _ db: Database
  ) throws -> [(row: RegisterRow, key: ContentDigest?)] {
    let statement = try db.cachedStatement(sql: RowQuery.unsupersededIssues)
    return try Row.fetchAll(statement, arguments: [identity.number, identity.change]).map { row in
      (try RowQuery.row(row), try RowQuery.keyDigest(row))
    }
  }

  private func differences(
    from row: RegisterRow, isKeySame: Bool, to content: RecordContent, _ db: Database
  ) throws -> [RecordDifference] {
    let json = try RowQuery.recordJSON(ofRow: row.sequence, db)
    guard let json else { throw RegisterFault.Reason.damaged("record") }
    var differences = try RecordDifference.between(json, content.json)
    if !isKeySame { differences.append(.key) }
    return differences
  }
}

/// The papers that a run wants of a record, and how they are put into files.
private struct WantedPapers {
  /// The files, by document.
  let documents: [String]
  /// The papers of the bundle, when there is one among the documents.
  private let bundled: [String]
  /// All papers, in whatever file.
  private let papers: Set<String>

  init(documents: [String], bundled: [String]) {
    self.documents = documents
    self.bundled = bundled
    papers = Set(documents + bundled).subtracting([Bundle.document])
  }

  /// Whether the row's file is wanted, or has a paper in it that is.
  func overlap(with row: RegisterRow) -> Bool {
    documents.contains(row.identity.document) || row.papers.contains(where: papers.contains)
  }

  /// Whether the row's file is wanted as it is; a bundle only with the same papers in the same order.
  func contain(fileOf row: RegisterRow) -> Bool {
    documents.contains(row.identity.document) && (row.identity.document != Bundle.document || row.papers == bundled)
  }
}
