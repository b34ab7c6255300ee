import Diagnostics
import Fields

extension CheckTable {
  /// 発注者: whether it is known, and whether it takes an electronic certificate of this contract.
  static let ordererChecks: [Check] = [
    Check("orderer.unknown", "orderer.lookalike") { subject in nameFindings(subject) },
    Check("orderer.lookalike") { subject in
      ["orderer.addressee", "work.place"].compactMap { path in
        guard let text = subject.row.text(path),
          let (written, name) = subject.rules.orderers.knownNames.lookalike(inside: text)
        else { return nil }
        let summary = LocalizedText(
          "\(subject.heading(path))の\(Echo.quoted(written))は、「\(name)」とよく似た別の字です。",
          "\(Echo.quoted(written)) in \(subject.heading(path)) only looks like \(name).")
        let advice = LocalizedText("「\(name)」の誤りでないか確かめてください。", "Check whether \(name) is meant.")
        // The addressee is printed as the party secured; a place may really have such a name.
        return path == "orderer.addressee"
          ? subject.error("orderer.lookalike", path, summary, advice: advice)
          : subject.warning("orderer.lookalike", path, summary, advice: advice)
      }
    },
    Check("orderer.start", "orderer.trigger.missing") { subject in subject.startDecision?.diagnostics ?? [] },
    Check("orderer.category") { subject in
      guard let orderer = subject.orderer, let rule = orderer.categories else { return [] }
      let category = subject.row.text("work.category") ?? "工事"
      if rule.allowed.contains(category) { return [] }
      return [
        Diagnostic(
          rule.provenance.severity(rule.severity), "orderer.category", at: subject.row.location(of: "work.category"),
          LocalizedText(
            "\(orderer.name)の電子証書の取扱いは\(rule.allowed.joined(separator: "・"))で、\(category)は示されていません\(rule.provenance.remark.japanese)。",
            "\(orderer.name) takes electronic certificates of \(rule.allowed.joined(separator: ", ")); \(category) is not named\(rule.provenance.remark.english)."
          ),
          advice: LocalizedText("発注者に確かめてください。", "Ask the orderer."))
      ]
    },
    Check("orderer.clauses", "orderer.clauses.unknown") { subject in
      guard let orderer = subject.orderer, let rule = orderer.clauses else { return [] }
      guard let edition = subject.row.date("work.clausesEdition") else {
        if subject.row.mentions("work.clausesEdition") { return [] }
        return [
          subject.warning(
            "orderer.clauses.unknown", "work.clausesEdition",
            LocalizedText(
              "約款版がないので、\(orderer.name)の求める\(CheckSubject.day(rule.edition))以降の約款かどうか分かりません。",
              "Without an edition it cannot be told whether the contract has \(orderer.name)'s clauses of \(rule.edition.iso) or later."
            ),
            advice: LocalizedText("約款版に契約約款の日付を書いてください。", "Give the day of the contract's clauses."))
        ]
      }
      if edition >= rule.edition { return [] }
      return [
        Diagnostic(
          rule.provenance.severity(rule.severity), "orderer.clauses",
          at: subject.row.location(of: "work.clausesEdition"),
          LocalizedText(
            "約款版\(CheckSubject.day(edition))は、\(orderer.name)の求める\(CheckSubject.day(rule.edition))より前です\(rule.provenance.remark.japanese)。",
            "The clauses of \(edition.iso) are older than those of \(rule.edition.iso) that \(orderer.name) requires\(rule.provenance.remark.english)."
          ),
          advice: LocalizedText("書面の手続によってください。", "Use the paper procedure."))
      ]
    },
  ]

  private static func nameFindings(_ subject: CheckSubject) -> [Diagnostic] {
    guard let name = subject.row.text("orderer.name"), subject.orderer == nil else { return [] }
    if let meant = subject.rules.orderers.knownNames.lookalike(of: name) {
      return [
        subject.error(
          "orderer.lookalike", "orderer.name",
          LocalizedText(
            "発注者\(Echo.quoted(name))は、「\(meant)」とよく似た別の字です。",
            "The orderer \(Echo.quoted(name)) only looks like \(meant)."),
          advice: LocalizedText("「\(meant)」の誤りでないか確かめてください。", "Check whether \(meant) is meant."))
      ]
    }
    let unknown = subject.rules.orderers.unknown
    let nearest = Nearest.name(to: name, among: subject.rules.orderers.orderers.map(\.name))
    return [
      Diagnostic(
        unknown.severity, "orderer.unknown", at: subject.row.location(of: "orderer.name"),
        LocalizedText(
          "発注者\(Echo.quoted(name))は発注者の表にありません。電子証書を受け付けるか分からず、限度は標準約款で判定します。",
          "The orderer \(Echo.quoted(name)) is not in the list: whether it takes electronic certificates is unknown, and the standard limits apply."
        ),
        advice: nearest.map {
          LocalizedText(
            "「\($0)」の誤りでなければ、Rules/orderers.json に加えてください。", "Unless \($0) is meant, add it to Rules/orderers.json.")
        }
          ?? LocalizedText("Rules/orderers.json に加えてください。", "Add it to Rules/orderers.json."))
    ]
  }
}

extension Provenance {
  /// An assumed rule only warns, whatever its data says.
  func severity(_ stated: Severity) -> Severity { assumed ? .warning : stated }

  /// `（出典 S0）` or `（仮定）`, for the end of a sentence.
  var remark: LocalizedText {
    if assumed { return LocalizedText("（仮定）", " (assumed)") }
    return source.map { LocalizedText("（出典 \($0)）", " (source \($0))") } ?? LocalizedText("", "")
  }
}
