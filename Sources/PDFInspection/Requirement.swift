package import Diagnostics

/// The standards that a file is judged by. Each is judged and reported apart, because a file can meet one and not the
/// other.
package enum Standard: String, Sendable, Hashable, CaseIterable {
  /// PDF/A-2 and PDF/A-3, level A.
  case archival = "ISO 19005-2"
  /// PDF/UA-1.
  case accessible = "ISO 14289-1"
  /// PDF itself. What only this standard asks for is no fault by the two others, and is reported as a warning.
  case format = "ISO 32000-1"
}

/// One requirement of a standard: its clause, a sentence that says what must hold, and how a file is checked for it.
package struct Requirement: Sendable {
  package let standard: Standard
  /// The clause and, after a hyphen, which of its requirements this is. The numbers are those that the profiles of
  /// veraPDF give them, so that the verdicts of the two can be compared; a letter marks one that the profiles lack.
  package let clause: String
  /// What must hold, in one sentence.
  package let sentence: LocalizedText
  let check: @Sendable (VerifiedFile, inout Findings) -> Void

  /// Unique in the table: `ISO 19005-2 6.1.3-1`.
  package var id: String { "\(standard.rawValue) \(clause)" }

  /// The verdict on a file.
  func verdict(on file: VerifiedFile) -> Verdict {
    var findings = Findings()
    check(file, &findings)
    if !findings.places.isEmpty { return .fails(findings.places) }
    return findings.reason.map(Verdict.cannotBeJudged) ?? .holds
  }
}

/// The verdict on one file by one requirement.
package enum Verdict: Sendable, Hashable {
  case holds
  /// It does not hold; the findings say where, by object numbers, names and values of the file.
  case fails([String])
  /// It cannot be seen here whether it holds: why.
  case cannotBeJudged(LocalizedText)
}

/// What a check has found in a file.
struct Findings {
  /// A file can have the same fault a hundred thousand times; so many are enough to mend it.
  static let limit = 100

  private(set) var places: [String] = []
  /// Why something could not be judged, though no fault was found elsewhere.
  private(set) var reason: LocalizedText?

  mutating func add(_ place: @autoclosure () -> String) {
    guard places.count < Self.limit else { return }
    // A name of the file can have a megabyte, and stand in each of them.
    let place = place()
    places.append(place.utf8.count <= Self.length ? place : "\(String(place.unicodeScalars.prefix(Self.length)))…")
  }

  /// The most code points of a finding.
  private static let length = 200

  mutating func add(_ others: some Sequence<String>) {
    for place in others { add(place) }
  }

  /// Adds a finding unless the condition holds.
  mutating func require(_ condition: Bool, _ place: @autoclosure () -> String) {
    if !condition { add(place()) }
  }

  mutating func cannotJudge(_ japanese: String, _ english: String) {
    if reason == nil { reason = LocalizedText(japanese, english) }
  }
}

/// A row of the table of requirements. The two standards ask much in the same words: such a row names a clause of each.
///
/// ```
/// Rule("6.2.9-3", ua: nil, "PostScript の XObject はない。", "There are no PostScript XObjects.") { file, findings in
///   for object in file.painting.postScripts { findings.add(object.place) }
/// }
/// ```
struct Rule: Sendable {
  private let clauses: [(Standard, String)]
  private let sentence: LocalizedText
  private let check: @Sendable (VerifiedFile, inout Findings) -> Void

  init(
    _ archival: String?, ua accessible: String? = nil, pdf format: String? = nil, _ japanese: String,
    _ english: String, check: @escaping @Sendable (VerifiedFile, inout Findings) -> Void
  ) {
    clauses =
      (archival.map { [(.archival, $0)] } ?? []) + (accessible.map { [(.accessible, $0)] } ?? [])
      + (format.map { [(.format, $0)] } ?? [])
    sentence = LocalizedText(japanese, english)
    self.check = check
  }

  /// A requirement that only a person can judge.
  init(_ archival: String? = nil, ua accessible: String? = nil, forPeople japanese: String, _ english: String) {
    self.init(archival, ua: accessible, japanese, english) { _, findings in
      findings.cannotJudge("意味の問題なので、人が確かめる。", "It is about meaning, so a person has to look.")
    }
  }

  var requirements: [Requirement] {
    clauses.map { Requirement(standard: $0.0, clause: $0.1, sentence: sentence, check: check) }
  }
}
