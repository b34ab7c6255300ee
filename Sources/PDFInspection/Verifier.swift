package import PDFSyntax

/// Judges files against the table of requirements of PDF/A-2a, PDF/A-3a and PDF/UA-1. The extensions have the table, a
/// part of the standards each; `VerifiedFile` gathers what their checks need to know of a file.
///
/// ```
/// for (requirement, verdict) in try Verifier.verify(file) {
///   if case .fails(let findings) = verdict { print(requirement.id, findings) }   // ISO 19005-2 6.7.2.2-1 ["/Marked"]
/// }
/// ```
package enum Verifier {
  /// All requirements, in the order of the standards.
  package static let requirements: [Requirement] = {
    let rules =
      fileRules + objectRules + graphicsRules + colourRules + fontRules + interactiveRules + metadataRules
      + structureRules + tableRules + languageRules
    let all = rules.flatMap(\.requirements)
    return Standard.allCases.flatMap { standard in all.filter { $0.standard == standard } }
  }()

  /// Every requirement of these standards with its verdict: all violations come back, never only the first.
  ///
  /// - Throws: when the file cannot be read as a PDF at all, or takes more to be read than a file of its size may
  ///   (`PDFBudget`).
  package static func verify(_ file: [UInt8], by standards: Set<Standard> = Set(Standard.allCases)) throws(PDFFault)
    -> [(requirement: Requirement, verdict: Verdict)]
  {
    let verified = try VerifiedFile(file)
    let results = requirements.filter { standards.contains($0.standard) }.map { ($0, $0.verdict(on: verified)) }
    // Where the budget was used up, checks have seen less than the file.
    if let fault = verified.lookup.reader.budget.fault { throw fault }
    return results
  }
}
