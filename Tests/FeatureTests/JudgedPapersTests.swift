import DrawingSamples
import PDFInspection
import Testing

/// Every paper of the features and of the examples as a file, before other people's programs and our own table of requirements.
@Suite("Papers as files") struct JudgedPapersTests {
  @Test("Nobody finds anything in any of them") func judged() throws {
    let papers = try PressedPapers.all.get()
    #expect(papers.features.count > 90 && papers.examples.count == papers.expectedExamples)
    for file in papers.files {
      for (requirement, verdict) in try Verifier.verify(file.bytes) {
        if case .fails(let locations) = verdict { Issue.record("\(file.name): \(requirement.id): \(locations)") }
      }
    }
    let findings = try Judges.findings(in: papers.files)
    #expect(findings.isEmpty, "\(findings.joined(separator: "\n"))")
  }
}
