import Diagnostics
import Fields

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
