package import Diagnostics
import HostSystem
import PDFInspection
import PDFSyntax
package import Reporting

/// Whether files meet PDF/A-2a and PDF/UA-1. Each requirement that a file does not meet is a finding with its clause.
package struct StandardsVerification: Sendable {
  package private(set) var files = 0
  package private(set) var findings: [Diagnostic] = []
  /// Requirements that only a person can judge, such as whether an alternative text is true. Each is listed once.
  package private(set) var unjudged: [LocalizedText] = []

  package init() {}

  /// Verifies one file and adds to the findings. Throws when the file cannot be read.
  package mutating func verify(_ path: String) throws(RunFailure) {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.bytes(at: path)
    } catch {
      throw RunFailure(.noInput, error.diagnostic)
    }
    files += 1
    do {
      for (requirement, verdict) in try Verifier.verify(bytes) { recordVerdict(verdict, on: requirement, of: path) }
    } catch {
      findings.append(error.diagnostic(file: path))
    }
  }

  private mutating func recordVerdict(_ verdict: Verdict, on requirement: Requirement, of path: String) {
    switch verdict {
    case .holds: break
    case .cannotBeJudged:
      if !unjudged.contains(requirement.sentence) { unjudged.append(requirement.sentence) }
    case .fails(let locations):
      let list = locations.prefix(5).joined(separator: "; ") + (locations.count > 5 ? "; …" : "")
      findings.append(
        .error(
          "verify.pdf", at: SourceLocation(file: path),
          LocalizedText(
            "\(requirement.id)を満たしません: \(requirement.sentence.japanese)（\(list)）",
            "\(requirement.id) does not hold: \(requirement.sentence.english) (\(list))")))
    }
  }
}
