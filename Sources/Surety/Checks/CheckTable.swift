import Diagnostics
import Fields

/// One rule of the trade: a name, and what it finds in a record.
struct Check: Sendable {
  /// The first parts of the codes it reports.
  let code: String
  let findings: @Sendable (CheckSubject) -> [Diagnostic]

  init(_ code: String, _ findings: @escaping @Sendable (CheckSubject) -> [Diagnostic]) {
    self.code = code
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
