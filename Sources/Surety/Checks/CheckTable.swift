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
