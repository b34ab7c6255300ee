package import Diagnostics
package import PDFSyntax

/// One requirement of a standard: its clause, a sentence that says what must hold, and how a file is checked for it.
package struct Requirement: Sendable {
  package enum Standard: String, Sendable, Hashable {
    /// PDF/A-2 and PDF/A-3, level A.
    case archival = "ISO 19005-2"
    /// PDF/UA-1.
    case accessible = "ISO 14289-1"
  }

  package let standard: Standard
  package let clause: String
  /// What must hold, in one sentence.
  package let sentence: LocalizedText
  let check: @Sendable (VerifiedFile) throws(PDFFault) -> Verdict

  init(
    _ standard: Standard, _ clause: String, _ japanese: String, _ english: String,
    _ check: @escaping @Sendable (VerifiedFile) throws(PDFFault) -> Verdict
  ) {
    self.standard = standard
    self.clause = clause
    sentence = LocalizedText(japanese, english)
    self.check = check
  }

  /// Unique in the table: `ISO 19005-2 6.1.3a`, with a letter where several requirements come from one clause.
  package var id: String { "\(standard.rawValue) \(clause)" }
}

/// The verdict on one file by one requirement.
package enum Verdict: Sendable, Hashable {
  case holds
  /// It does not hold; the findings say where, by object numbers, names and values of the file.
  case fails([String])
  /// A program cannot see whether it holds.
  case cannotBeJudged

  /// Holds when there are no findings.
  init(against findings: [String]) {
    self = findings.isEmpty ? .holds : .fails(findings)
  }

  /// Holds when the condition does; else there is one finding.
  init(_ condition: Bool, else finding: @autoclosure () -> String) {
    self = condition ? .holds : .fails([finding()])
  }
}

/// Judges files against the table of requirements of PDF/A-2a, PDF/A-3a and PDF/UA-1. The extensions have the table, a
/// part of the standards each; `VerifiedFile` gathers what their checks need to know of a file.
///
/// ```
/// for (requirement, verdict) in try Verifier.verify(file) {
///   if case .fails(let findings) = verdict { print(requirement.id, findings) }   // ISO 19005-2 6.7.2 ["/MarkInfo"]
/// }
/// ```
package enum Verifier {
  /// All requirements, in the order of the standards.
  package static let requirements: [Requirement] =
    fileRequirements + graphicsRequirements + fontRequirements + metadataRequirements + structureRequirements

  /// Every requirement with its verdict: all violations come back, never only the first.
  ///
  /// - Throws: when the file cannot be read as a PDF at all.
  package static func verify(_ file: [UInt8]) throws(PDFFault) -> [(requirement: Requirement, verdict: Verdict)] {
    let verified = try VerifiedFile(file)
    var results: [(Requirement, Verdict)] = []
    for requirement in requirements {
      do {
        results.append((requirement, try requirement.check(verified)))
      } catch {
        // Where a check cannot read the file, its requirement does not hold.
        results.append((requirement, .fails([error.message.english])))
      }
    }
    return results
  }
}
