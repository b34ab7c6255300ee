// The vocabulary of the field catalogue: the kinds of guarantee, the types a field may have, whether a kind needs it,
// and the field itself. The fields are listed in Catalogue.swift.

/// 保証の種類: the three guarantees whose certificate can be electronic (domain.md 0.3).
package enum GuaranteeKind: String, Sendable, Hashable, CaseIterable {
  /// 前払金保証, advance-payment guarantee.
  case advance = "前払金保証"
  /// 中間前払金保証, interim advance-payment guarantee.
  case interim = "中間前払金保証"
  /// 契約保証, performance guarantee.
  case performance = "契約保証"
}

/// What a field's text must be to become a value (Documentation/records.md, Types).
package enum FieldType: Sendable, Hashable {
  /// Any text, kept scalar for scalar. Line breaks are allowed only with `lines`.
  case text(lines: Bool = false)
  /// One of the three kinds of guarantee.
  case kind
  /// A contract number: text of the pattern in issuer.json, with its leading zeros.
  case number
  case date
  /// Whole yen.
  case yen
  case integer
  case yesNo
  /// One of the words.
  case choice([String])
  /// Several of the words: an array in JSON, separated by ・ 、 , or ／ in CSV.
  case choices([String])
  /// 認証キー, the authentication key: read into a `Secret` and never shown. Ask `Field.isSecret`, `FieldKey.isSecret` or
  /// `Catalogue.isSecret(_:)` instead of comparing a field's name.
  case secret
}

/// Whether a kind of guarantee needs, allows or refuses a field: ● ○ – in Documentation/records.md.
package enum Requirement: Sendable, Hashable {
  case required
  case optional
  case refused
}

/// One field of a certificate record, a row of `Catalogue.fields`. CSV headings, JSON keys, the schema, the check of
/// forms, messages and documentation all take what they say about a field from here.
package struct Field: Sendable, Hashable {
  /// Path of JSON keys, `work.price`. The path of a joint venture member's field has `[]` for the index:
  /// `contractor.members[].name`.
  package let path: String
  /// CSV heading, 請負代金額. For a joint venture member it is the part behind 構成員 and the member's number: 商号 of 構成員1商号.
  package let heading: String
  /// Further headings that mean the same: 中間前払金額 for 前払金額.
  package let otherHeadings: [String]
  package let type: FieldType
  package let advance: Requirement
  package let interim: Requirement
  package let performance: Requirement
  /// Length of the longest value to be expected in practice, in characters. Forms are checked to have room for it.
  package let longest: Int
  /// 字数の上限: the most characters that a value may have, without the white space at its ends. A longer value is refused
  /// before anything is made of it. Counted are code points, as `maxLength` of JSON Schema counts: 葛 with a variation
  /// selector is two.
  ///
  /// The limit stops what can be no value, such as a whole document in a cell. Whether a value fits the page is for the
  /// forms to judge, by its size.
  package let limit: Int
  /// An explanation for the user in one sentence; may be empty.
  package let note: String

  package func requirement(for kind: GuaranteeKind) -> Requirement {
    switch kind {
    case .advance: advance
    case .interim: interim
    case .performance: performance
    }
  }

  /// Whether this is a field of the members of a joint venture, which a record may have several times.
  package var isMemberField: Bool { path.hasPrefix(Catalogue.membersPath + "[].") }

  /// Whether the field describes a change of the contract (変更).
  package var isAmendmentField: Bool { path.hasPrefix("amendment.") }

  /// Whether the field is 変更回数, which a record of an unchanged contract may give as 0.
  package var isChangeCount: Bool { path == "amendment.count" }

  /// Whether the field's value must never be shown.
  package var isSecret: Bool { type == .secret }
}
