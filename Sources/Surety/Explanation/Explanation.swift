package import Diagnostics
package import Fields
import Rules

/// Which rule, rate and clause applied to one record, where it stands, and why: the answer of `shosho explain`.
///
/// ```
/// var explanation = rules.explain(row, papers: papers, issuedOn: today)
/// print(explanation.text(in: .english))     // or explanation.json
/// ```
package struct Explanation: Sendable {
  /// What a rule decides.
  package enum Topic: String, Sendable, Hashable, CaseIterable {
    case number
    case issuer
    case terms
    case orderer
    case start
    case category
    case clauses
    case submission
    case limit
    case amendment
    case tariff
    case slice
    case adjustment
    case rounding
    /// How a value came out of the input by a mapping. The caller adds these entries; this module does not know mappings.
    case reading
    /// The form of a paper. The caller adds these entries; this module does not know the forms.
    case form
  }

  /// One rule and what it decided.
  package struct Entry: Sendable, Hashable {
    package let topic: Topic
    /// Which rule applied, and with what result.
    package let decision: LocalizedText
    /// Why this rule applied.
    package let reason: LocalizedText
    /// Where the rule stands in its file.
    package let location: SourceLocation?
    /// The first day on which the rule holds.
    package let from: CalendarDate?
    /// A key of the list of sources in Documentation/domain.md.
    package let source: String?
    /// Whether no source states the rule.
    package let assumed: Bool

    package init(
      _ topic: Topic, _ decision: LocalizedText, because reason: LocalizedText, location: SourceLocation? = nil,
      from: CalendarDate? = nil, source: String? = nil, assumed: Bool = false
    ) {
      self.topic = topic
      self.decision = decision
      self.reason = reason
      self.location = location
      self.from = from
      self.source = source
      self.assumed = assumed
    }

    init(_ topic: Topic, _ decision: LocalizedText, because reason: LocalizedText, by provenance: Provenance) {
      self.init(
        topic, decision, because: reason, location: provenance.location, from: provenance.effectiveFrom,
        source: provenance.source, assumed: provenance.assumed)
    }
  }

  package let number: String?
  package let kind: GuaranteeKind?
  package var entries: [Entry]
  /// The record's errors, warnings and notes.
  package let diagnostics: [Diagnostic]
}

extension Explanation {
  /// As text for a person: a paragraph for each rule, then the diagnostics.
  package func text(in language: Language) -> String {
    let unnamed = LocalizedText("番号なし", "no number").text(in: language)
    var lines = [[number.map(Echo.plain) ?? unnamed, kind?.rawValue ?? ""].joined(separator: "　")]
    for entry in entries {
      lines += ["", "\(entry.topic.title.text(in: language)): \(entry.decision.text(in: language))"]
      lines.append("    " + entry.reason.text(in: language))
      let origin = entry.origin(in: language)
      if !origin.isEmpty { lines.append("    " + origin) }
    }
    if !diagnostics.isEmpty {
      lines.append("")
      lines += diagnostics.map(TextWriter(language: language).text)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// As one JSON object for programs, with the sentences in both languages.
  package var json: String {
    JSONWriter.object([
      ("number", number.map(JSONWriter.literal)),
      ("kind", kind.map { JSONWriter.literal($0.rawValue) }),
      ("rules", JSONWriter.array(entries.map(\.json))),
      ("diagnostics", JSONWriter.array(diagnostics.map(\.json))),
    ])
  }
}

extension Explanation.Entry {
  /// Where the rule comes from: `Rules/orderers.json:16:5、2025-04-01から、出典 S0`
  fileprivate func origin(in language: Language) -> String {
    var parts: [String] = []
    if let location { parts.append(location.position) }
    if let from { parts.append(LocalizedText("\(from.iso)から", "from \(from.iso)").text(in: language)) }
    if let source { parts.append(LocalizedText("出典 \(source)", "source \(source)").text(in: language)) }
    if assumed { parts.append(LocalizedText("仮定", "assumed").text(in: language)) }
    return parts.joined(separator: language == .japanese ? "、" : ", ")
  }

  fileprivate var json: String {
    JSONWriter.object([
      ("topic", JSONWriter.literal(topic.rawValue)),
      ("ja", JSONWriter.literal(decision.japanese)),
      ("en", JSONWriter.literal(decision.english)),
      ("reasonJa", JSONWriter.literal(reason.japanese)),
      ("reasonEn", JSONWriter.literal(reason.english)),
      ("file", location.map { JSONWriter.literal($0.file) }),
      ("line", location?.line.map(String.init)),
      ("column", location?.column.map(String.init)),
      ("from", from.map { JSONWriter.literal($0.iso) }),
      ("source", source.map(JSONWriter.literal)),
      ("assumed", assumed ? "true" : "false"),
    ])
  }
}

extension Explanation.Topic {
  fileprivate var title: LocalizedText {
    switch self {
    case .number: LocalizedText("保証契約番号", "contract number")
    case .issuer: LocalizedText("保証人", "issuer")
    case .terms: LocalizedText("適用約款", "terms")
    case .orderer: LocalizedText("発注者", "orderer")
    case .start: LocalizedText("取扱開始", "start")
    case .category: LocalizedText("契約種別", "category")
    case .clauses: LocalizedText("約款版", "clauses")
    case .submission: LocalizedText("提出", "submission")
    case .limit: LocalizedText("限度", "limit")
    case .amendment: LocalizedText("変更", "amendment")
    case .tariff: LocalizedText("料率表", "tariff")
    case .slice: LocalizedText("区分", "slice")
    case .adjustment: LocalizedText("加減", "adjustment")
    case .rounding: LocalizedText("端数処理", "rounding")
    case .reading: LocalizedText("読み取り", "reading")
    case .form: LocalizedText("様式", "form")
    }
  }
}
