import Diagnostics
import Fields
import Rules

/// Checks of the orderer. A certificate is of use only to an orderer who takes electronic ones, and the record must
/// name that orderer exactly as the list of orderers does.
extension CheckTable {
  /// 発注者: whether the orderer is known, and whether it takes an electronic certificate of this contract.
  static let ordererChecks: [Check] = [
    Check("orderer.unknown", "orderer.lookalike") { context in nameFindings(context) },
    Check("orderer.lookalike") { context in
      // The addressee is the party secured, so a wrong one is an error; a place of work may really have such a name.
      [(path: "orderer.addressee", isError: true), ("work.place", false)].compactMap { path, isError in
        guard let (written, name) = context.ordererLookalike(path) else { return nil }
        let (heading, shown) = (context.heading(path), Echo.quoted(written))
        let difference = KnownNames.difference(written, name)
        let summary = LocalizedText(
          "\(heading)の\(shown)は、「\(name)」とよく似た別の字です（\(difference)）。",
          "\(shown) in \(heading) only looks like \(name) (\(difference)).")
        let advice = LocalizedText("「\(name)」の誤りでないか確かめてください。", "Check whether \(name) is meant.")
        return isError
          ? context.error("orderer.lookalike", path, summary, advice: advice)
          : context.warning("orderer.lookalike", path, summary, advice: advice)
      }
    },
    Check("orderer.start", "orderer.trigger.missing") { context in context.startDecision?.diagnostics ?? [] },
    Check("orderer.category") { context in
      guard let orderer = context.orderer, let rule = orderer.categories else { return [] }
      let category = context.row.category
      if rule.allowed.contains(category) { return [] }
      let sourceNote = rule.provenance.sourceNote
      let (taken, takenList) = (rule.allowed.joined(separator: "・"), rule.allowed.joined(separator: ", "))
      return [
        Diagnostic(
          rule.provenance.severity(rule.severity), "orderer.category", at: context.row.location(of: "work.category"),
          LocalizedText(
            "\(orderer.name)の電子証書の取扱いは\(taken)で、\(category)は示されていません\(sourceNote.japanese)。",
            "\(orderer.name) takes electronic certificates of \(takenList); "
              + "\(category) is not named\(sourceNote.english)."
          ),
          advice: LocalizedText("発注者に確かめてください。", "Ask the orderer."))
      ]
    },
    Check("orderer.clauses", "orderer.clauses.unknown") { context in
      guard let orderer = context.orderer, let rule = orderer.clauses else { return [] }
      guard let edition = context.row.date("work.clausesEdition") else {
        if context.row.mentions("work.clausesEdition") { return [] }
        return [
          context.warning(
            "orderer.clauses.unknown", "work.clausesEdition",
            LocalizedText(
              "約款版がないので、\(orderer.name)の求める\(CheckContext.day(rule.edition))以降の約款かどうか分かりません。",
              "Without an edition it cannot be told whether the contract has \(orderer.name)'s clauses "
                + "of \(rule.edition.iso) or later."
            ),
            advice: LocalizedText("約款版に契約約款の日付を書いてください。", "Give the day of the contract's clauses."))
        ]
      }
      if edition >= rule.edition { return [] }
      let sourceNote = rule.provenance.sourceNote
      let (day, requiredDay) = (CheckContext.day(edition), CheckContext.day(rule.edition))
      return [
        Diagnostic(
          rule.provenance.severity(rule.severity), "orderer.clauses",
          at: context.row.location(of: "work.clausesEdition"),
          LocalizedText(
            "約款版\(day)は、\(orderer.name)の求める\(requiredDay)より前です\(sourceNote.japanese)。",
            "The clauses of \(edition.iso) are older than those of \(rule.edition.iso) "
              + "that \(orderer.name) requires\(sourceNote.english)."
          ),
          advice: LocalizedText("書面の手続によってください。", "Use the paper procedure."))
      ]
    },
  ]

  /// An unknown orderer is an error when its name is easily confused with a known one; otherwise as severe as the rules
  /// say.
  private static func nameFindings(_ context: CheckContext) -> [Diagnostic] {
    guard let name = context.row.text("orderer.name"), context.orderer == nil else { return [] }
    if let (_, meant) = context.ordererLookalike("orderer.name") {
      let difference = KnownNames.difference(name, meant)
      return [
        context.error(
          "orderer.lookalike", "orderer.name",
          LocalizedText(
            "発注者\(Echo.quoted(name))は、「\(meant)」とよく似た別の字です（\(difference)）。",
            "The orderer \(Echo.quoted(name)) only looks like \(meant) (\(difference))."),
          advice: LocalizedText("「\(meant)」の誤りでないか確かめてください。", "Check whether \(meant) is meant."))
      ]
    }
    let unknown = context.rules.orderers.unknown
    let nearest = Nearest.name(to: name, among: context.rules.orderers.orderers.map(\.name))
    return [
      Diagnostic(
        unknown.severity, "orderer.unknown", at: context.row.location(of: "orderer.name"),
        LocalizedText(
          "発注者\(Echo.quoted(name))は発注者の表にありません。電子証書を受け付けるか分からず、限度は標準約款で判定します。",
          "The orderer \(Echo.quoted(name)) is not in the list: whether it takes electronic certificates is unknown, "
            + "and the standard limits apply."
        ),
        advice: nearest.map {
          LocalizedText(
            "「\($0)」の誤りでなければ、Rules/orderers.json に加えてください。", "Unless \($0) is meant, add it to Rules/orderers.json.")
        }
          ?? LocalizedText("Rules/orderers.json に加えてください。", "Add it to Rules/orderers.json."))
    ]
  }
}

extension CheckContext {
  /// What in the text of a field only looks like an orderer's name, and that name; nil when nothing does. The name of
  /// the orderer is compared as a whole, in other fields it may be a part.
  func ordererLookalike(_ path: String) -> (written: String, name: String)? {
    guard let text = row.text(path) else { return nil }
    let names = rules.orderers.knownNames
    if path != "orderer.name" { return names.confusableName(in: text) }
    return orderer == nil ? names.nameConfusable(with: text).map { (text, $0) } : nil
  }
}

/// Whether the orderer takes an electronic certificate of this contract, by its start day (取扱開始).
struct StartDecision: Sendable {
  let orderer: Orderer
  /// The field of the day that was compared with the start; nil when the record has no such day.
  let path: String?
  let day: CalendarDate?
  let diagnostics: [Diagnostic]
}

extension Orderer.Trigger {
  /// The fields that may hold the day; the first one that the record has counts.
  var paths: [String] {
    switch self {
    case .originalContract: ["work.originallyContractedOn", "work.contractedOn"]
    case .contract: ["work.contractedOn"]
    case .announcement: ["work.announcedOn"]
    case .guarantee: ["concludedOn"]
    }
  }
}

extension CheckContext {
  /// Compares the day that the orderer's rule names with its start. Nil for an unknown orderer.
  var startDecision: StartDecision? {
    guard let orderer else { return nil }
    let start = orderer.start
    if let path = start.trigger.paths.first(where: { row.date($0) != nil }), let day = row.date(path) {
      return StartDecision(
        orderer: orderer, path: path, day: day, diagnostics: startDiagnostic(orderer, path, day).map { [$0] } ?? [])
    }
    // The record has the day but it cannot be read, which has a diagnostic already.
    if start.trigger.paths.contains(where: row.mentions) {
      return StartDecision(orderer: orderer, path: nil, day: nil, diagnostics: [])
    }
    return decisionWithoutTriggerDay(orderer)
  }

  /// The diagnostic of a day before the orderer's start.
  private func startDiagnostic(_ orderer: Orderer, _ path: String, _ day: CalendarDate) -> Diagnostic? {
    let start = orderer.start
    if day >= start.provenance.effectiveFrom { return nil }
    let (trigger, firstDay) = (start.trigger.rawValue, start.provenance.effectiveFrom)
    let sourceNote = start.provenance.sourceNote
    return Diagnostic(
      start.provenance.severity(start.severity), "orderer.start", at: row.location(of: path),
      LocalizedText(
        "\(orderer.name)の電子証書の取扱いは\(trigger)が\(Self.day(firstDay))以降の契約からですが、"
          + "\(heading(path))は\(Self.day(day))です\(sourceNote.japanese)。",
        "\(orderer.name) takes electronic certificates of contracts whose \(trigger) is \(firstDay.iso) or later; "
          + "\(heading(path)) is \(day.iso)\(sourceNote.english)."
      ),
      advice: LocalizedText("書面の手続によってください。", "Use the paper procedure."))
  }

  /// The record does not state the day that decides. A 契約保証 may be issued before the contract is signed, so it is
  /// judged by the day of the guarantee contract, with a warning. For other kinds it is an error.
  private func decisionWithoutTriggerDay(_ orderer: Orderer) -> StartDecision {
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
        diagnostics: [found] + (startDiagnostic(orderer, "concludedOn", day).map { [$0] } ?? []))
    }
    let found = Diagnostic(
      orderer.start.provenance.severity(.error), "orderer.trigger.missing", at: row.location(of: path),
      LocalizedText(
        "\(trigger.rawValue)がないので、\(orderer.name)が電子証書を受け付ける契約か判定できません。",
        "Without \(trigger.rawValue) it cannot be told whether \(orderer.name) takes an electronic certificate "
          + "of this contract."
      ),
      advice: LocalizedText("\(trigger.rawValue)を書いてください。", "Give \(path)."))
    return StartDecision(orderer: orderer, path: nil, day: nil, diagnostics: [found])
  }
}
