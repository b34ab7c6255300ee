/// A value that a form can print although it is not in the record: computed from it (the premium) or taken from the
/// rules (the issuer's name).
///
/// Forms address both kinds of value alike, by path: `{{ work.price | yen }}` is a field, `{{ premium.total }}` a
/// derived one.
package struct DerivedField: Sendable, Hashable {
  /// The type of the value at the path.
  package enum Shape: Sendable, Hashable {
    case text, date, yen, integer, ratio, flag, list
  }

  /// Path in the tree of values. `[]` stands behind a list, and what follows is a path in each of its elements:
  /// `premium.steps[].rate`.
  package let path: String
  package let shape: Shape
  /// Whether the value may be absent, so that a form must ask for it with `when` before printing it.
  package let optional: Bool
  /// Width of the longest value as printed, in em; a digit is half an em wide.
  package let longest: Int
  package let note: String
}

extension Catalogue {
  /// All derived values. `Surety` puts exactly these into the tree of values; `Forms` checks the paths of a form
  /// against `fields` and this list.
  package static let derived: [DerivedField] = [
    derived("issuedOn", .date, "発行日"),
    derived("mark.specimen", .flag, "見本を印字する"),
    derived("mark.copy", .flag, "写を印字する"),
    derived("mark.reissue.on", .date, optional: true, "再発行の日"),
    derived("mark.reissue.count", .integer, optional: true, "再発行の回数"),
    derived("issue.certificate", .flag, optional: true, "お知らせのメールで、保証証書を用意した"),
    derived("issue.keyNotice", .flag, optional: true, "お知らせのメールで、認証キー等のお知らせを用意した"),
    derived("issue.customerCopy", .flag, optional: true, "お知らせのメールで、お客様控えを用意した"),
    derived("issue.premiumSheet", .flag, optional: true, "お知らせのメールで、保証料の計算書を用意した"),
    derived("issue.version", .integer, optional: true, "差し替えたお知らせのメールが何通目か（2から）"),
    derived("issue.replacedOn", .date, optional: true, "差し替えられたお知らせのメールの日"),
    derived("issuer.name", .text, longest: 16, "保証会社の商号"),
    derived("issuer.address", .text, longest: 24, "保証会社の住所"),
    derived("issuer.representativeTitle", .text, longest: 8, "代表者の職名"),
    derived("issuer.representative", .text, longest: 10, "代表者の氏名"),
    derived("issuer.seal", .flag, "印影を印字する"),
    derived("issuer.houseMark", .flag, "社章を印字する"),
    derived("issuer.keyGroup", .integer, "認証キーの区切りの文字数"),
    derived("issuer.keyTwoRows", .flag, "認証キーの区画が二段になる"),
    derived("issuer.keyDesk", .text, longest: 16, "認証キーの担当 例 業務部　電子保証課"),
    derived("issuer.premiumDesk", .text, longest: 16, "保証料の担当 例 業務部　保証課"),
    derived("issuer.telephone", .text, longest: 13, "窓口の電話"),
    derived("issuer.email", .text, optional: true, longest: 30, "お知らせのメールの差出人のアドレス"),
    derived("issuer.hours", .text, longest: 16, "窓口の時間"),
    derived("issuer.account", .text, longest: 60, "保証料の振込先"),
    derived("issuer.viewerName", .text, longest: 12, "発注者が電子証書を見るサービスの名 例 D-Sure"),
    derived("issuer.viewerAddress", .text, longest: 60, "そのアドレス。120文字まで"),
    derived("issuer.viewerAddressRoom", .text, longest: 1, "そのQRコードの置き場 横・狭（横の文を狭くする）・下（文の下に置く）"),
    derived("issuer.keyDescription", .text, longest: 60, "認証キーの文字種の説明"),
    derived("orderer.submission", .text, optional: true, longest: 36, "発注者が求める提出の方法 例 契約書等と併せて持参してください。"),
    derived("orderer.specialDesk", .text, optional: true, longest: 20, "特別な場合の問合せ先 例 契約検査課"),
    derived("advance.share", .ratio, optional: true, "前払金額の請負代金額に対する割合"),
    derived("guarantee.share", .ratio, optional: true, "保証金額の請負代金額に対する割合"),
    derived("amendment.kindsText", .text, optional: true, longest: 14, "変更事由を・でつないだもの"),
    derived("amendment.datesOnly", .flag, "変わったのが日だけで、金額は変わらない"),
    derived("amendment.changed.work", .flag, "工期が変わった"),
    derived("amendment.changed.price", .flag, "請負代金額が変わった"),
    derived("amendment.changed.advance", .flag, "前払金額が変わった"),
    derived("amendment.changed.guarantee", .flag, "保証金額が変わった"),
    derived("amendment.changed.until", .flag, "保証期限が変わった"),
    derived("amendment.changed.period", .flag, "保証期間が変わった"),
    derived("premium.steps", .list, "計算の内訳"),
    derived("premium.steps[].slice", .text, longest: 18, "区分 例 3,000,000円以下の部分"),
    derived("premium.steps[].rate", .text, longest: 3, "料率、百分率の数字だけ 例 0.30"),
    derived("premium.steps[].amount", .yen, optional: true, "区分内の金額"),
    derived("premium.steps[].product", .text, optional: true, longest: 7, "積。列の中で小数の桁をそろえる"),
    derived("premium.steps[].before.amount", .yen, optional: true, "変更前の区分内の金額"),
    derived("premium.steps[].before.product", .text, optional: true, longest: 7, "変更前の積"),
    derived("premium.steps[].runningAmount", .yen, "この区分までの金額の累計"),
    derived("premium.steps[].runningProduct", .text, longest: 7, "この区分までの積の累計"),
    derived("premium.steps[].before.runningAmount", .yen, optional: true, "変更前のこの区分までの金額の累計"),
    derived("premium.steps[].before.runningProduct", .text, optional: true, longest: 7, "変更前のこの区分までの積の累計"),
    derived("premium.adjustments", .list, optional: true, "区分の後に合計へ加減するもの。料率表にあるときだけ"),
    derived("premium.adjustments[].name", .text, longest: 20, "名 例 期間係数 0.5479"),
    derived("premium.adjustments[].amount", .text, optional: true, longest: 7, "加減する額。桁は積とそろえ、減額は△"),
    derived("premium.adjustments[].before.amount", .text, optional: true, longest: 7, "変更前の加減する額"),
    derived("premium.total", .text, longest: 7, "合計"),
    derived("premium.dropped", .text, optional: true, longest: 4, "端数処理で加減した額。切捨ては△。なければ absent"),
    derived("premium.rounding", .text, longest: 14, "端数処理の説明 例 1円未満切捨て"),
    derived("premium.before.guaranteeAmount", .yen, optional: true, "変更前の保証金額"),
    derived("premium.before.amount", .yen, optional: true, longest: 12, "変更前の保証料"),
    derived("premium.before.total", .text, optional: true, longest: 7, "変更前の合計"),
    derived("premium.before.dropped", .text, optional: true, longest: 4, "変更前の端数"),
    derived("premium.difference", .yen, optional: true, longest: 12, "変更後 − 変更前。負は返還"),
    derived("premium.surcharge", .flag, "追徴がある"),
    derived("premium.refund", .flag, "返還がある"),
    derived("payment.state", .text, longest: 4, "お支払いの状態 領収済み・口座振替・未納・返還・返還済み・なし・その他"),
    derived("tariff.name", .text, longest: 20, "料率表の名 例 見本料率 第1版"),
    derived("tariff.effectiveFrom", .date, "料率表の適用日"),
    derived("tariff.sample", .flag, "見本料率である"),
  ]

  private static func derived(
    _ path: String, _ shape: DerivedField.Shape, optional: Bool = false, longest: Int = 16, _ note: String
  ) -> DerivedField {
    DerivedField(path: path, shape: shape, optional: optional, longest: longest, note: note)
  }

  /// For an optional value, further values that are surely present when it is present (or, for a flag, true). A form
  /// that has asked for the one with `when` may print the others. `Surety` fills the tree so that this holds.
  package static let presentWith: [String: [String]] = [
    "amendment.count": ["amendment.on", "amendment.kindsText"],
    "amendment.changed.work": ["amendment.before.workFrom", "amendment.before.workTo"],
    "amendment.changed.price": ["amendment.before.price"],
    "amendment.changed.advance": ["amendment.before.advanceAmount"],
    "amendment.changed.guarantee": ["amendment.before.guaranteeAmount"],
    "amendment.changed.until": ["amendment.before.until"],
    "amendment.changed.period": ["amendment.before.from", "amendment.before.to"],
    "premium.difference": ["premium.before.amount", "premium.before.total", "premium.before.guaranteeAmount"],
    "premium.surcharge": [
      "premium.difference", "premium.before.amount", "premium.before.total", "premium.before.guaranteeAmount",
    ],
    "premium.refund": [
      "premium.difference", "premium.before.amount", "premium.before.total", "premium.before.guaranteeAmount",
    ],
    "premium.steps[].amount": ["premium.steps[].product"],
    "premium.steps[].before.amount": ["premium.steps[].before.product"],
    "mark.reissue.on": ["mark.reissue.count"],
    "issue.version": ["issue.replacedOn"],
  ]

  /// Optional fields of the record that are always present in the tree, because the rules or another field supply a
  /// value when the record has none.
  package static let alwaysFilled: Set<String> = [
    "orderer.addressee", "work.category", "guarantee.terms", "contractor.members[].role", "contractor.members[].name",
    "premium.amount",
  ]
}
