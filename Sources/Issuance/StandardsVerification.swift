package import Diagnostics
import HostSystem
import PDFInspection
import PDFSyntax
package import Reporting

/// A standard that papers keep, as it is named on the command line. Each is judged and reported apart.
package enum PaperStandard: String, Sendable, Hashable, CaseIterable {
  /// PDF/A-2a, and PDF/A-3a with an attachment.
  case a
  /// PDF/UA-1.
  case ua

  /// The standard's number: `ISO 19005-2`.
  package var name: String { standard.rawValue }

  fileprivate var standard: Standard { self == .a ? .archival : .accessible }
}

/// Whether files meet PDF/A-2a and PDF/UA-1. Each requirement that a file does not meet is a finding with its clause.
package struct StandardsVerification: Sendable {
  package private(set) var files = 0
  /// What fails the standards, and files that cannot be read. Warnings are about PDF itself: they fail neither standard.
  package private(set) var findings: [Diagnostic] = []
  /// How many requirements of each standard do not hold, over all files.
  package private(set) var failures: [PaperStandard: Int] = [:]
  /// Requirements that cannot be judged here, such as whether an alternative text is true: each once, with the reason.
  package private(set) var unjudged: [Diagnostic] = []

  private let standards: Set<Standard>

  /// - Parameter only: the one standard by which files are judged; without it by both, and by PDF itself.
  package init(only: PaperStandard? = nil) {
    standards = only.map { [$0.standard] } ?? Set(Standard.allCases)
  }

  /// Whether everything that was judged holds.
  package var isSound: Bool { !findings.contains { $0.severity == .error } }

  /// Verifies one file and adds to the findings. Throws when the file cannot be read.
  package mutating func verify(_ path: String) throws(RunFailure) {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.bytes(at: path, atMost: OutsideFile.Limit.paper)
    } catch {
      throw RunFailure(.noInput, error.diagnostic)
    }
    files += 1
    do {
      for (requirement, verdict) in try Verifier.verify(bytes, by: standards) {
        recordVerdict(verdict, on: requirement, of: path)
      }
    } catch {
      findings.append(error.diagnostic(file: path))
    }
  }

  private mutating func recordVerdict(_ verdict: Verdict, on requirement: Requirement, of path: String) {
    let (id, sentence) = (requirement.id, requirement.sentence)
    switch verdict {
    case .holds: break
    case .cannotBeJudged(let reason):
      let diagnostic = Diagnostic(
        .note, "verify.unjudged",
        LocalizedText(
          "\(id)はここでは判断できません: \(sentence.japanese)（\(reason.japanese)）",
          "\(id) cannot be judged here: \(sentence.english) (\(reason.english))"))
      if !unjudged.contains(diagnostic) { unjudged.append(diagnostic) }
    case .fails(let places):
      let list = places.prefix(5).map(Self.harmless).joined(separator: "; ") + (places.count > 5 ? "; …" : "")
      for standard in PaperStandard.allCases where standard.standard == requirement.standard {
        failures[standard, default: 0] += 1
      }
      findings.append(
        Diagnostic(
          requirement.standard == .format ? .warning : .error, "verify.pdf", at: SourceLocation(file: path),
          LocalizedText(
            "\(id)を満たしません: \(sentence.japanese)（\(list)）", "\(id) does not hold: \(sentence.english) (\(list))")))
    }
  }

  /// A finding with the names and values of the file made harmless, word for word.
  private static func harmless(_ place: String) -> String {
    place.split(separator: " ").prefix(40).map { Echo.plain($0) }.joined(separator: " ")
  }
}
