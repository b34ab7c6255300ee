package import Diagnostics
package import Fields

/// Which rule, rate and clause applied to one record, from which file and line, and why: what `shosho explain` answers.
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
    /// The form of a paper, added by whoever knows the forms.
    case form
  }

  /// One rule and what it decided.
  package struct Entry: Sendable, Hashable {
    package let topic: Topic
    /// What applied, and with what result.
    package let decision: LocalizedText
    /// Why it is this rule.
    package let reason: LocalizedText
    /// Where the rule stands.
    package let location: SourceLocation?
    package let from: CalendarDate?
    package let source: String?
    package let assumed: Bool

    package init(
      _ topic: Topic, _ decision: LocalizedText, because reason: LocalizedText, location: SourceLocation? = nil,
      from: CalendarDate? = nil, source: String? = nil,
      assumed: Bool = false
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
        topic, decision, because: reason, location: provenance.location, from: provenance.from,
        source: provenance.source,
        assumed: provenance.assumed)
    }
  }

  package let number: String?
  package let kind: GuaranteeKind?
  package var entries: [Entry]
  /// What the record was refused or warned for.
  package let diagnostics: [Diagnostic]
}
