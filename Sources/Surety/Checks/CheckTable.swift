import Diagnostics
import Fields
import Rules

/// One check of a record: which diagnostics it can report, and how it finds them.
///
/// A check that lacks a value that it needs reports nothing: a missing or unreadable value has a diagnostic already.
struct Check: Sendable {
  /// The codes of the diagnostics that it can report. Codes are stable: none is ever reused for another meaning.
  let codes: [String]
  let findings: @Sendable (CheckContext) -> [Diagnostic]

  init(_ codes: String..., findings: @escaping @Sendable (CheckContext) -> [Diagnostic]) {
    self.init(codes: codes, findings: findings)
  }

  init(codes: [String], findings: @escaping @Sendable (CheckContext) -> [Diagnostic]) {
    self.codes = codes
    self.findings = findings
  }
}

/// All checks, in the order in which an examiner reads a certificate: its texts, the contract itself, its days and
/// amounts, its change, the orderer, the limits, the premium.
enum CheckTable {
  static let checks: [Check] =
    textChecks + addressChecks + contractChecks + dayChecks + amountChecks + amendmentChecks + ordererChecks
    + limitChecks
    + premiumChecks + paymentChecks

  static func findings(in context: CheckContext) -> [Diagnostic] {
    checks.flatMap { $0.findings(context) }
  }
}

/// The record that is being checked, the rules, and what several checks need and is therefore worked out once.
struct CheckContext {
  let row: TypedRow
  let rules: Rulebook
  /// 発行日.
  let issuedOn: CalendarDate
  let occasion: Occasion
  let kind: GuaranteeKind?
  /// Nil when the record's orderer is not in the list.
  let orderer: Orderer?
  /// 0 for an original.
  let changeCount: Int
  /// Every text of the record that is free text, in the order of the catalogue, members one after the other.
  let texts: [(key: FieldKey, cell: TypedCell, text: String)]
  /// The computed premium; nil when kind, day or amount is missing, or no tariff is in force.
  let premium: Premium?

  init(_ row: TypedRow, rules: Rulebook, issuedOn: CalendarDate, occasion: Occasion) {
    self.row = row
    self.rules = rules
    self.issuedOn = issuedOn
    self.occasion = occasion
    kind = row.kind
    orderer = row.text("orderer.name").flatMap(rules.orderers.orderer)
    texts = row.freeTexts
    changeCount = row.changeCount(carriedBy: rules.issuer.number)
    premium = PremiumBasis(row, changeCount: changeCount).flatMap { basis in
      rules.tariff(of: basis.kind, on: basis.concludedOn).map { Premium(basis, tariff: $0) }
    }
  }
}

extension CheckContext {
  func error(_ code: String, _ path: String, _ summary: LocalizedText, advice: LocalizedText) -> Diagnostic {
    .error(code, at: row.location(of: path), summary, advice: advice)
  }

  func warning(_ code: String, _ path: String, _ summary: LocalizedText, advice: LocalizedText) -> Diagnostic {
    .warning(code, at: row.location(of: path), summary, advice: advice)
  }

  /// The heading of a field, for sentences: 請負代金額 of `work.price`.
  func heading(_ path: String) -> String { Catalogue.field(at: path)?.heading ?? path }

  /// `19,300,000円`
  static func yen(_ amount: Int64) -> String { "\(DigitGrouping.grouped(amount))円" }

  /// 令和7年4月1日
  static func day(_ date: CalendarDate) -> String { date.wareki ?? date.iso }
}

extension Rulebook {
  /// Holds the record against the catalogue, which requires, allows or refuses each field for each kind of guarantee:
  /// reports the fields that are missing and those that may not be there. The key is required when one of the wanted
  /// papers prints it.
  func requiredFieldFindings(in row: TypedRow, papers: PaperRequirements) -> [Diagnostic] {
    let kind = row.kind
    var found: [Diagnostic] = []
    for field in Catalogue.fields where !field.isMemberField {
      let present = row.mentions(field.path)
      let requirement = kind.map(field.requirement) ?? field.requirementOfEveryKind
      if field.type == .secret {
        if !present, papers.printsKey { found.append(missing(field, row)) }
      } else if requirement == .required, !present {
        found.append(missing(field, row))
      } else if requirement == .refused, present, let kind {
        found.append(
          .error(
            "record.refused", at: row.location(of: field.path),
            LocalizedText(
              "\(kind.rawValue)に\(field.heading)は書けません。",
              "A \(kind.rawValue) has no \(field.heading) (\(field.path))."),
            advice: LocalizedText("欄を空にするか、保証の種類を確かめてください。", "Empty the cell, or check the kind of guarantee.")))
      }
    }
    return found
  }

  private func missing(_ field: Field, _ row: TypedRow) -> Diagnostic {
    .error(
      "record.required", at: row.location(of: field.path),
      LocalizedText("\(field.heading)がありません。", "\(field.heading) (\(field.path)) is missing."),
      advice: LocalizedText("\(field.heading)を書いてください。", "Give \(field.path)."))
  }
}

extension Field {
  /// For a record whose kind is unknown: required only when every kind requires the field.
  fileprivate var requirementOfEveryKind: Requirement {
    GuaranteeKind.allCases.allSatisfy { requirement(for: $0) == .required } ? .required : .optional
  }
}

/// What the wanted papers print, as far as it decides which fields a record must have.
package struct PaperRequirements: Sendable, Hashable {
  /// Whether one of the papers prints 認証キー. Then a record without a key is refused.
  package let printsKey: Bool

  package init(printsKey: Bool) {
    self.printsKey = printsKey
  }
}
