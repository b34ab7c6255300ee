import Diagnostics
import Fields

/// What other systems call the fields: words of the trade in Japanese and English, and the abbreviations in which hosts
/// write readings.
enum FieldSynonyms {
  /// Words for each path. They are compared without signs between them and without case.
  static let words: [(path: String, words: [String])] = [
    (
      "kind",
      [
        "保証種類", "保証種別", "種別", "種類", "証書種別", "guaranteetype", "kind", "type", "sybt", "sybetu", "syurui", "hsyosyurui",
        "hosyosyurui",
      ]
    ),
    (
      "number",
      [
        "証書番号", "保証番号", "契約番号", "保証書番号", "certificateno", "certificatenumber", "guaranteeno", "contractno", "syno",
        "hsyono", "hosyono", "syosyono",
      ]
    ),
    (
      "concludedOn",
      ["契約日", "保証契約年月日", "保証締結日", "締結日", "concludedat", "concludedon", "guaranteedate", "kykymd", "keiyakuymd"]
    ),
    ("priorNumber", ["関連番号", "前証書番号", "原証書番号", "kanrenno", "priorno"]),
    ("key", ["認証コード", "キー", "認証番号", "accesskey", "authkey", "key", "ninsyokey", "ninsyo"]),
    ("orderer.name", ["発注者名", "発注機関", "発注元", "client", "orderername", "orderer", "htynm", "hattyumei", "hattyunm"]),
    ("orderer.addressee", ["宛名", "被保証者名", "addressee"]),
    (
      "contractor.name",
      [
        "受注者名", "請負者", "請負者名", "業者名", "会社名", "商号", "contractorname", "company", "ukenm", "ukeoimei", "ukeoinm",
        "gyosyanm",
      ]
    ),
    ("contractor.postalCode", ["郵便番号", "受注者〒", "postalcode", "zip", "yubin", "ukeyubin"]),
    (
      "contractor.address",
      ["受注者所在地", "請負者住所", "業者住所", "住所", "所在地", "contractoraddress", "address", "ukejs", "ukeoijusyo", "jusyo"]
    ),
    ("contractor.representativeTitle", ["代表者役職", "役職", "職名", "reptitle", "daiyaku", "daisyoku"]),
    (
      "contractor.representative",
      ["代表者", "代表者名", "representative", "rep", "repname", "dainm", "daihyomei", "daihyonm"]
    ),
    ("work.category", ["契約区分", "工事業務区分", "category"]),
    ("work.number", ["工事番号", "案件番号", "projectno", "workno", "kojno", "kojino"]),
    (
      "work.name",
      ["工事名称", "件名", "工事件名", "案件名", "業務名", "projecttitle", "projectname", "title", "kojnm", "kojimei", "kojinm"]
    ),
    ("work.place", ["施工場所", "施工箇所", "履行場所", "場所", "projectplace", "place", "location", "kojbs", "kojibasyo"]),
    ("work.contractedOn", ["工事契約日", "請負契約年月日", "請負契約締結日", "contractdate", "contractedon", "ukeymd", "ukeoiymd"]),
    ("work.from", ["工期開始", "工期開始日", "着工日", "着工", "periodstart", "start", "startdate", "kfrom", "kokifrom", "kokisi"]),
    ("work.to", ["工期終了", "工期終了日", "完成期限", "竣工日", "工期末", "periodend", "end", "enddate", "kto", "kokito"]),
    (
      "work.price",
      ["請負金額", "請負額", "契約金額", "契約額", "工事金額", "projectprice", "price", "contractprice", "ukegk", "ukeoigaku"]
    ),
    ("work.tax", ["消費税", "消費税額", "tax", "syohizei"]),
    ("work.lowBid", ["低入札", "低価格", "lowbid", "teinyusatu"]),
    ("work.clausesEdition", ["約款", "約款日", "約款適用日", "clauses", "yakymd", "yakkan"]),
    ("advance.amount", ["前払額", "前払金", "中間前払金", "advanceamount", "maegk", "maebaraigaku"]),
    ("advance.prior", ["既払額", "既前払額", "既受領前払金", "prioradvance", "kimaegk"]),
    ("guarantee.amount", ["保証額", "保証金", "guaranteedamount", "guaranteeamount", "hsygk", "hsyogaku", "hosyogaku"]),
    ("guarantee.until", ["保証期限日", "保証満了日", "有効期限", "期限", "guaranteeduntil", "until", "expiry", "kigen", "hsyokigen"]),
    ("guarantee.from", ["保証期間開始", "保証開始日", "hsyofrom"]), ("guarantee.to", ["保証期間終了", "保証終了日", "hsyoto"]),
    ("premium.amount", ["保証料額", "premium", "hosyoryo"]),
    ("remarks", ["摘要", "メモ", "特記事項", "remarks", "note", "memo", "biko"]),
  ]

  /// The last parts of paths and names without signs between them: `project.contract_date` → `projectcontractdate`,
  /// `contractdate`.
  static func forms(of name: String) -> [String] {
    let parts = name.split(separator: ".")
    return (0..<parts.count).map { plain(parts[$0...].joined()) }
  }

  static func plain(_ text: some StringProtocol) -> String {
    String(scalars: text.lowercased().unicodeScalars.filter { !" _-./・　（）()".unicodeScalars.contains($0) })
  }

  /// Whether a name is one of a field's words; the longest match of a path counts most.
  static func match(_ name: String) -> (path: String, word: String)? {
    for form in forms(of: name) {
      for (path, words) in words where words.contains(where: { plain($0) == form }) { return (path, form) }
    }
    return nil
  }

  /// The field whose heading or word resembles the name most.
  static func nearest(_ name: String, among paths: Set<String>) -> (path: String, word: String)? {
    guard name.unicodeScalars.count >= 3 else { return nil }
    var candidates: [(word: String, path: String)] = []
    for field in Catalogue.fields where paths.contains(field.path) && !field.isMemberField {
      candidates.append((field.heading, field.path))
    }
    for (path, words) in words where paths.contains(path) { candidates += words.map { ($0, path) } }
    guard let word = Nearest.name(to: name, among: candidates.map(\.word)) else { return nil }
    return candidates.first { $0.word == word }.map { ($0.path, word) }
  }
}
