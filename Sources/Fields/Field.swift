/// What a field's text must be to become a value (record.md, Types).
package enum FieldType: Sendable, Hashable {
  /// Kept scalar for scalar; line breaks only where `lines` says so.
  case text(lines: Bool = false)
  /// One of the three kinds of guarantee.
  case kind
  /// A contract number: text by the pattern of issuer.json, leading zeros kept.
  case number
  case date
  /// Whole yen.
  case yen
  case integer
  case yesNo
  /// One of the words.
  case choice([String])
  /// Several of the words: an array in JSON, parted by ・ 、 , or ／ in CSV.
  case choices([String])
  /// The authentication key.
  case secret
}

/// Whether a kind of guarantee needs, allows or refuses a field: ● ○ – of record.md.
package enum Requirement: Sendable, Hashable {
  case required
  case optional
  case refused
}

/// One row of the catalogue: everything that CSV headings, JSON keys, the schema, the forms check, messages and documentation say of a
/// field comes from here.
package struct Field: Sendable, Hashable {
  /// JSON path, `work.price`; a member's field is `contractor.members[].name`.
  package let path: String
  /// CSV heading; a member's has 構成員 and its count in front: 構成員1商号.
  package let heading: String
  /// Further headings that mean the same: 中間前払金額 for 前払金額.
  package let otherHeadings: [String]
  package let type: FieldType
  package let advance: Requirement
  package let interim: Requirement
  package let performance: Requirement
  /// The longest value that real life has, in characters; forms are checked to hold it.
  package let longest: Int
  /// One sentence of explanation.
  package let note: String

  package func requirement(for kind: GuaranteeKind) -> Requirement {
    switch kind {
    case .advance: advance
    case .interim: interim
    case .performance: performance
    }
  }

  /// Whether this is a field of a joint venture's member.
  package var isMemberField: Bool { path.hasPrefix(Catalogue.membersPath + "[].") }
}
