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

/// Whether the orderer takes an electronic certificate of this contract: which day was judged, against which, and what follows.
struct StartDecision: Sendable {
  let orderer: Orderer
  /// The path of the day that was judged; nil when the record has none.
  let path: String?
  let day: CalendarDate?
  let diagnostics: [Diagnostic]
}

extension Orderer.Trigger {
  /// Where the record says the day: the fields to look at, in this order.
  var paths: [String] {
    switch self {
    case .originalContract: ["work.originallyContractedOn", "work.contractedOn"]
    case .contract: ["work.contractedOn"]
    case .announcement: ["work.announcedOn"]
    case .guarantee: ["concludedOn"]
    }
  }
}

extension CheckSubject {
  /// Nil for an unknown orderer.
  var startDecision: StartDecision? {
    guard let orderer else { return nil }
    let start = orderer.start
    if let path = start.trigger.paths.first(where: { row.date($0) != nil }), let day = row.date(path) {
      return StartDecision(
        orderer: orderer, path: path, day: day, diagnostics: tooEarly(orderer, path, day).map { [$0] } ?? [])
    }
    // The day stands in the record but cannot be read: its own diagnostic has said so.
    if start.trigger.paths.contains(where: row.mentions) {
      return StartDecision(orderer: orderer, path: nil, day: nil, diagnostics: [])
    }
    return withoutTrigger(orderer)
  }

  private func tooEarly(_ orderer: Orderer, _ path: String, _ day: CalendarDate) -> Diagnostic? {
    let start = orderer.start
    if day >= start.provenance.from { return nil }
    return Diagnostic(
      start.provenance.severity(start.severity), "orderer.start", at: row.location(of: path),
      LocalizedText(
        "\(orderer.name)の電子証書の取扱いは\(start.trigger.rawValue)が\(Self.day(start.provenance.from))以降の契約からですが、\(heading(path))は\(Self.day(day))です\(start.provenance.remark.japanese)。",
        "\(orderer.name) takes electronic certificates of contracts whose \(start.trigger.rawValue) is \(start.provenance.from.iso) or later; \(heading(path)) is \(day.iso)\(start.provenance.remark.english)."
      ),
      advice: LocalizedText("書面の手続によってください。", "Use the paper procedure."))
  }

  /// A 契約保証 may be issued before the contract is signed: it is judged by its own day, with a warning. Other kinds are refused.
  private func withoutTrigger(_ orderer: Orderer) -> StartDecision {
    let trigger = orderer.start.trigger
    let path = trigger.paths[0]
    if kind == .performance, let day = row.date("concludedOn") {
      let found = warning(
        "orderer.trigger.missing", path,
        LocalizedText(
          "\(trigger.rawValue)がないので、\(orderer.name)の取扱開始を保証契約日で判定しました。",
          "\(trigger.rawValue) is not given; \(orderer.name)'s start was judged by the day of the guarantee contract."),
        advice: LocalizedText("分かれば\(trigger.rawValue)を書いてください。", "Give it when it is known."))
      return StartDecision(
        orderer: orderer, path: "concludedOn", day: day,
        diagnostics: [found] + (tooEarly(orderer, "concludedOn", day).map { [$0] } ?? []))
    }
    let found = Diagnostic(
      orderer.start.provenance.severity(.error), "orderer.trigger.missing", at: row.location(of: path),
      LocalizedText(
        "\(trigger.rawValue)がないので、\(orderer.name)が電子証書を受け付ける契約か判定できません。",
        "Without \(trigger.rawValue) it cannot be told whether \(orderer.name) takes an electronic certificate of this contract."
      ),
      advice: LocalizedText("\(trigger.rawValue)を書いてください。", "Give \(path)."))
    return StartDecision(orderer: orderer, path: nil, day: nil, diagnostics: [found])
  }
}
