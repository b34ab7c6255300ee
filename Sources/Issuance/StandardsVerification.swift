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

  /// The files that could not be judged.
  package private(set) var unreadFiles: [String] = []

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
      unreadFiles.append(path)
      findings.append(error.diagnostic(file: path))
      findings.append(.error("verify.unread", at: SourceLocation(file: path), unreadText))
    }
  }

  /// How many files could not be judged, because they cannot be read.
  package var unread: Int { unreadFiles.count }

  private func requirements(of standard: PaperStandard) -> Int { Self.clauses(of: standard).count }

  private static func clauses(of standard: PaperStandard) -> [String] {
    Verifier.requirements.filter { $0.standard == standard.standard }.map(\.id)
  }

  /// All of it as one JSON object. `notJudged` has the files of which no requirement was judged, with the ids of all of
  /// them; `unjudged` the requirements that cannot be judged here in any file.
  package var json: String {
    let judged = PaperStandard.allCases.filter { standards.contains($0.standard) }
    let ids = JSONWriter.array(judged.flatMap(Self.clauses).map(JSONWriter.literal))
    return JSONWriter.object([
      ("files", "\(files)"), ("sound", "\(isSound)"),
      (
        "standards",
        JSONWriter.array(
          judged.map { standard in
            JSONWriter.object([
              ("standard", JSONWriter.literal(standard.name)), ("requirements", "\(requirements(of: standard))"),
              ("failed", "\(failures[standard] ?? 0)"), ("filesNotJudged", "\(unread)"),
            ])
          })
      ),
      ("findings", JSONWriter.array(findings.map(\.json))), ("unjudged", JSONWriter.array(unjudged.map(\.json))),
      (
        "notJudged",
        JSONWriter.array(
          unreadFiles.map { JSONWriter.object([("file", JSONWriter.literal($0)), ("requirements", ids)]) })
      ),
    ])
  }

  private var unreadText: LocalizedText {
    let judged = PaperStandard.allCases.filter { standards.contains($0.standard) }
    return LocalizedText(
      "このPDFは判断できませんでした。どの要件も（\(judged.map { "\($0.name)の\(requirements(of: $0))件" }.joined(separator: "、"))）調べていません。",
      "This PDF could not be judged: none of the requirements (\(judged.map { "\(requirements(of: $0)) of \($0.name)" }.joined(separator: ", "))) was checked."
    )
  }

  /// What is said of one standard in the end: how many requirements do not hold, and how many were not judged at all.
  package func conclusion(on standard: PaperStandard) -> LocalizedText {
    let (name, failed, count) = (standard.name, failures[standard] ?? 0, requirements(of: standard))
    if unread == files {
      return LocalizedText(
        "\(name): 判断できませんでした（\(count)件の要件のどれも調べていません）。",
        "\(name): could not be judged (none of the \(count) requirements was checked).")
    }
    if unread > 0 {
      return LocalizedText(
        "\(name): 満たさない要件は\(failed)件でした。ほかに、PDF\(unread)件では\(count)件の要件のどれも調べていません。",
        "\(name): \(failed) requirements do not hold; in \(unread) files none of the \(count) was checked.")
    }
    return LocalizedText("\(name): 満たさない要件は\(failed)件でした。", "\(name): \(failed) requirements do not hold.")
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
