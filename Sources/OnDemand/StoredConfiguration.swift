import Diagnostics
import Fields
import House
import Papers
import Register
import Reporting

/// The house as it was when a paper was issued: forms, rules and list of fonts as the register kept them. A part with which this release,
/// or this machine, can no longer work is taken from today's home instead, and told.
package struct StoredConfiguration {
  /// What can be taken from today's home.
  enum Part: Sendable, Hashable, CaseIterable {
    case forms, rules, fonts

    init(_ kind: SourceFile.Kind) {
      switch kind {
      case .form, .part, .image: self = .forms
      case .rules: self = .rules
      case .fonts: self = .fonts
      }
    }
  }

  let configuration: RunConfiguration
  /// The parts that are today's.
  let replaced: Set<Part>
  /// Why they had to be.
  let reasons: [Diagnostic]

  /// - Parameters:
  ///   - kept: as the register has it.
  ///   - form: the form of the one paper that is wanted, or those of a bundle, as the register names them.
  ///   - choices: of the run that makes the paper again.
  ///   - replacing: parts known to be of no use.
  init(
    _ kept: SourceSet, home: Home, form: String, issuedOn day: CalendarDate, choices: PaperChoices = PaperChoices(),
    replacing: Set<Part> = [],
    reasons: [Diagnostic] = []
  ) throws(RunFailure) {
    func prepare(_ sources: HouseSources) throws(RunFailure) -> RunConfiguration {
      let ids = Bundle.ids(in: form)
      var configuration = try RunConfiguration.prepare(sources, documents: ids, issuedOn: day)
      if ids.count > 1 { try configuration.bundle(ids) }
      configuration.choices = choices
      return configuration
    }
    var parts = replacing
    var reasons = reasons
    if parts.isEmpty {
      do {
        configuration = try prepare(HouseSources(kept, home: home))
        (replaced, self.reasons) = ([], [])
        return
      } catch {
        parts = Self.useless(of: HouseSources(kept, home: home))
        if parts.isEmpty { throw error }
        reasons = error.diagnostics
      }
    }
    let today = try home.readSources().set.files
    let files = kept.files.filter { !parts.contains(Part($0.kind)) } + today.filter { parts.contains(Part($0.kind)) }
    configuration = try prepare(HouseSources(SourceSet(files), home: home))
    (replaced, self.reasons) = (parts, reasons)
  }

  private static func useless(of sources: HouseSources) -> Set<Part> {
    var parts: Set<Part> = []
    if (try? sources.forms()) == nil { parts.insert(.forms) }
    if (try? sources.rules()) == nil { parts.insert(.rules) }
    if (try? sources.fonts()) == nil { parts.insert(.fonts) }
    return parts
  }
}
