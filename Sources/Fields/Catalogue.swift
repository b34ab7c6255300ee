/// The catalogue of a record's fields: which there are, what they are called in CSV and JSON, and which kinds of
/// guarantee need them. A field that a new paper needs is added here first; readers, schema, form check and
/// documentation follow from it.
///
/// ```swift
/// Catalogue.field(at: "work.price")?.heading                        // 請負代金額
/// Catalogue.field(at: "contractor.members[].name")?.isMemberField   // true
/// Catalogue.isSecret("key")                                         // true
/// ```
///
/// Values that are not in the record but computed for the forms are in the second list, `Catalogue.derived`.
package enum Catalogue {
  /// How many members of a joint venture a record may have. The CSV headings 構成員1商号 to 構成員20代表者氏名 follow from it.
  package static let memberLimit = 20
  package static let membersPath = "contractor.members"

  /// 保証の種類, on which it depends what the other fields must be.
  package static let kindPath = "kind"

  /// Whether a path of a form is a value of issuer.json, which is the same on every paper.
  package static func isIssuerValue(_ path: String) -> Bool { path.hasPrefix("issuer.") }

  /// The limit of every value that is not a free text: a day, an amount, a number, a word of a list. All their notations
  /// are far shorter.
  package static let notationLimit = 100

  /// Every field, in the order of the table in Documentation/records.md.
  package static let fields: [Field] = identity + parties + work + guarantee + amendment + money

  private static let byPath: [String: Field] = Dictionary(uniqueKeysWithValues: fields.map { ($0.path, $0) })

  /// The field at a path. A member's field is asked for without the index: `contractor.members[].name`.
  package static func field(at path: String) -> Field? { byPath[path] }

  private static let positions = Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($1.path, $0) })

  /// The place of a field in the catalogue, from 0.
  package static func position(of path: String) -> Int? { positions[path] }

  /// Whether the value at a path must never be shown. False for a path that is not in the catalogue.
  package static func isSecret(_ path: String) -> Bool { field(at: path)?.isSecret ?? false }

  // Each row: path, heading, type, whether 前払金保証, 中間前払金保証 and 契約保証 need (●), allow (○) or refuse (–) the field, length
  // of the longest value to be expected, for free texts the limit, note.

  private static let identity: [Field] = [
    field("kind", "保証の種類", .kind, "●●●", 7, "契約保証予約その他は種類の名前を示して拒否する"),
    field("number", "保証契約番号", .number, "●●●", 20, "先頭の0を保つ。issuer.jsonの形に合うこと"),
    field("concludedOn", "保証契約日", .date, "●●●", 11, "この日に有効な料率表が適用される"),
    field("priorNumber", "関連保証契約番号", .number, "○●–", 20, "中間前払金保証では先の前払金保証の番号"),
    field("key", "認証キー", .secret, "●●●", 24, "お知らせを作るときに必要。文字種・長さ・区切りはissuer.jsonによる"),
  ]

  private static let parties: [Field] = [
    field("orderer.name", "発注者", .text(), "●●●", 69, upTo: 200, "orderers.jsonで引く"),
    field("orderer.addressee", "被保証者", .text(), "○○○", 69, upTo: 200, "例 臼杵市長 ○○○○。なければorderers.jsonの宛名"),
    field("contractor.name", "受注者", .text(), "●●●", 44, upTo: 200, "共同企業体ではその名称"),
    field("contractor.postalCode", "受注者郵便番号", .text(), "○○○", 8, upTo: 20, ""),
    field("contractor.address", "受注者住所", .text(), "●●●", 60, upTo: 300, ""),
    field("contractor.email", "受注者メールアドレス", .text(), "○○○", 60, upTo: 254, "お知らせのメールの宛先"),
    field("contractor.representativeTitle", "代表者職名", .text(), "○○○", 20, upTo: 100, ""),
    field("contractor.representative", "代表者氏名", .text(), "●●●", 30, upTo: 100, ""),
    field("contractor.members[].role", "役割", .text(), "○○○", 6, upTo: 20, "なければ1番目が代表者、ほかは構成員"),
    field("contractor.members[].name", "商号", .text(), "○○○", 44, upTo: 200, ""),
    field("contractor.members[].address", "住所", .text(), "○○○", 60, upTo: 300, ""),
    field("contractor.members[].representativeTitle", "代表者職名", .text(), "○○○", 20, upTo: 100, ""),
    field("contractor.members[].representative", "代表者氏名", .text(), "○○○", 30, upTo: 100, ""),
  ]

  private static let work: [Field] = [
    field("work.category", "契約種別", .choice(["工事", "業務"]), "○○○", 2, "なければ工事。業務では業務名・履行場所と印字する"),
    field("work.number", "工事番号", .text(), "○○○", 30, upTo: 100, ""),
    field("work.name", "工事名", .text(lines: true), "●●●", 120, upTo: 500, "改行を含んでよい"),
    field("work.place", "工事場所", .text(), "●●●", 80, upTo: 300, ""),
    field("work.contractedOn", "請負契約日", .date, "●●○", 11, "契約保証は請負契約の前に出ることがある"),
    field("work.originallyContractedOn", "当初契約日", .date, "○○○", 11, "なければ請負契約日"),
    field("work.announcedOn", "公告日", .date, "○○○", 11, ""),
    field("work.from", "工期自", .date, "●●●", 11, "両端の日を含む"),
    field("work.to", "工期至", .date, "●●●", 11, "両端の日を含む"),
    field("work.price", "請負代金額", .yen, "●●●", 16, ""),
    field("work.tax", "うち消費税額", .yen, "○○○", 16, ""),
    field("work.lowBid", "低入札", .yesNo, "○○○", 1, ""),
    field("work.clausesEdition", "約款版", .date, "○○○", 11, ""),
  ]

  private static let guarantee: [Field] = [
    field("advance.amount", "前払金額", .yen, "●●–", 16, "", or: ["中間前払金額"]),
    field("advance.prior", "既前払金額", .yen, "–●–", 16, ""),
    field("guarantee.amount", "保証金額", .yen, "●●●", 16, "前払金保証・中間前払金保証では前払金額に等しい"),
    field("guarantee.until", "保証期限", .date, "●●–", 11, "工期の末日"),
    field("guarantee.from", "保証期間自", .date, "––●", 11, "工期を含むこと"),
    field("guarantee.to", "保証期間至", .date, "––●", 11, "工期を含むこと"),
    field("guarantee.terms", "適用約款", .text(), "○○○", 60, upTo: 200, "なければissuer.jsonの種類ごとの約款"),
  ]

  private static let amendment: [Field] = [
    field("amendment.count", "変更回数", .integer, "○○○", 2, ""),
    field("amendment.on", "変更日", .date, "○○○", 11, ""),
    field("amendment.kinds", "変更事由", .choices(["増額", "減額", "保証期限変更"]), "○○○", 12, "上位の値は変更後の現在の値"),
    field("amendment.before.price", "変更前請負代金額", .yen, "○○○", 16, "一つ前の変更の後の状態。変わった項目だけ"),
    field("amendment.before.tax", "変更前うち消費税額", .yen, "○○○", 16, "変更前請負代金額のうちの額。なければ印字しない"),
    field("amendment.before.advanceAmount", "変更前前払金額", .yen, "○○–", 16, ""),
    field("amendment.before.guaranteeAmount", "変更前保証金額", .yen, "○○○", 16, ""),
    field("amendment.before.until", "変更前保証期限", .date, "○○–", 11, ""),
    field("amendment.before.from", "変更前保証期間自", .date, "––○", 11, ""),
    field("amendment.before.to", "変更前保証期間至", .date, "––○", 11, ""),
    field("amendment.before.workFrom", "変更前工期自", .date, "○○○", 11, ""),
    field("amendment.before.workTo", "変更前工期至", .date, "○○○", 11, ""),
  ]

  private static let money: [Field] = [
    field("premium.amount", "保証料", .yen, "○○○", 12, "計算した額と比べ、違えば拒否して両方を示す"),
    field("premium.received", "既領収保証料", .yen, "○○○", 14, "計算した変更前の額と比べる"),
    field("payment.dueOn", "納付期限", .date, "○○○", 11, ""),
    field("payment.paidOn", "納付日", .date, "○○○", 11, ""),
    field("payment.method", "納付方法", .text(), "○○○", 12, upTo: 50, ""),
    field("payment.status", "納付状況", .text(), "○○○", 12, upTo: 50, ""),
    field("refund.dueOn", "返還予定日", .date, "○○○", 11, "保証料返還計算書だけに印字する"),
    field("refund.account", "返還先口座", .text(), "○○○", 60, upTo: 200, "保証料返還計算書だけに印字する"),
    field("remarks", "備考", .text(lines: true), "○○○", 120, upTo: 1000, "改行を含んでよい"),
  ]

  private static func field(
    _ path: String, _ heading: String, _ type: FieldType, _ marks: String, _ longest: Int,
    upTo limit: Int = notationLimit, _ note: String, or others: [String] = []
  ) -> Field {
    let requirements = marks.map(requirement)
    precondition(requirements.count == 3, "one mark for each kind of guarantee")
    return Field(
      path: path, heading: heading, otherHeadings: others, type: type, advance: requirements[0],
      interim: requirements[1], performance: requirements[2], longest: longest, limit: limit, note: note)
  }

  private static func requirement(_ mark: Character) -> Requirement {
    switch mark {
    case "●": .required
    case "○": .optional
    default: .refused
    }
  }
}
