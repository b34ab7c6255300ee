package import Diagnostics

/// One requirement of a standard, as a case with a sentence.
package struct Requirement: Sendable {
  package enum Standard: String, Sendable, Hashable {
    /// PDF/A-2 and PDF/A-3, level A.
    case archival = "ISO 19005-2"
    /// PDF/UA-1.
    case accessible = "ISO 14289-1"
  }

  package let standard: Standard
  package let clause: String
  /// What must hold, one sentence.
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

  /// Unique in the table: `ISO 19005-2 6.1.3`, with a letter where a clause has several cases.
  package var id: String { "\(standard.rawValue) \(clause)" }
}

/// What a requirement comes to for one file.
package enum Verdict: Sendable, Hashable {
  case holds
  /// Where it does not hold, in the words of the file: object numbers, names, values.
  case fails([String])
  /// Nothing that a program here can see.
  case cannotBeJudged

  /// Holds when there is nothing to say against it.
  init(against findings: [String]) {
    self = findings.isEmpty ? .holds : .fails(findings)
  }

  init(_ condition: Bool, else finding: @autoclosure () -> String) {
    self = condition ? .holds : .fails([finding()])
  }
}

/// Judges files against the table of requirements.
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
        // What a check stumbles over is against the requirement that it checks.
        results.append((requirement, .fails([error.words.english])))
      }
    }
    return results
  }
}
