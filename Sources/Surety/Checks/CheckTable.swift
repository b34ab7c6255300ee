import Diagnostics
import Fields

/// One rule of the trade: the codes it can report, and what it finds in a record.
struct Check: Sendable {
  /// Stable: a code is never reused for another meaning.
  let codes: [String]
  let findings: @Sendable (CheckSubject) -> [Diagnostic]

  init(_ codes: String..., findings: @escaping @Sendable (CheckSubject) -> [Diagnostic]) {
    self.init(codes: codes, findings: findings)
  }

  init(codes: [String], findings: @escaping @Sendable (CheckSubject) -> [Diagnostic]) {
    self.codes = codes
    self.findings = findings
  }
}

/// Every rule, in the order in which an examiner reads a certificate.
enum CheckTable {
  static let checks: [Check] = contractChecks + amendmentChecks + ordererChecks + limitChecks + premiumChecks

  static func findings(_ subject: CheckSubject) -> [Diagnostic] {
    checks.flatMap { $0.findings(subject) }
  }
}

/// A record under examination: every check reads what it needs and keeps silent when that is not there.
struct CheckSubject {
  let row: TypedRow
  let rules: Rulebook
  let kind: GuaranteeKind?
  /// The orderer's rules when the name is known.
  let orderer: Orderer?
  let changeCount: Int
  let premium: Premium?

  init(_ row: TypedRow, rules: Rulebook) {
    self.row = row
    self.rules = rules
    kind = row.text("kind").flatMap(GuaranteeKind.init)
    orderer = row.text("orderer.name").flatMap(rules.orderers.orderer)
    let carried = row.text("number").flatMap(rules.issuer.number.changeCount)
    changeCount = carried ?? row.integer("amendment.count").map(Int.init) ?? 0
    premium = PremiumBasis(row, changeCount: changeCount).flatMap { basis in
      rules.tariff(of: basis.kind, on: basis.concludedOn).map { Premium(basis, tariff: $0) }
    }
  }
}

extension CheckSubject {
  func error(_ code: String, _ path: String, _ summary: LocalizedText, advice: LocalizedText) -> Diagnostic {
    .error(code, at: row.location(of: path), summary, advice: advice)
  }

  func warning(_ code: String, _ path: String, _ summary: LocalizedText, advice: LocalizedText) -> Diagnostic {
    .warning(code, at: row.location(of: path), summary, advice: advice)
  }

  /// Heading and path of a field, for sentences.
  func heading(_ path: String) -> String { Catalogue.field(at: path)?.heading ?? path }

  /// `19,300,000円`
  static func yen(_ amount: Int64) -> String { "\(Grouping.grouped(amount))円" }

  /// 令和7年4月1日
  static func day(_ date: CalendarDate) -> String { date.wareki ?? date.iso }
}

extension Rulebook {
  /// ● ○ – of the catalogue for the record's kind: what is missing and what may not be there.
  func requirements(of row: TypedRow, papers: PaperRequirements) -> [Diagnostic] {
    let kind = row.text("kind").flatMap(GuaranteeKind.init)
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
              "\(kind.rawValue)に\(field.heading)は書けません。", "A \(kind.rawValue) has no \(field.heading) (\(field.path))."),
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
  /// What holds whatever the kind is: required only when every kind requires it.
  fileprivate var requirementOfEveryKind: Requirement {
    GuaranteeKind.allCases.allSatisfy { requirement(for: $0) == .required } ? .required : .optional
  }
}
