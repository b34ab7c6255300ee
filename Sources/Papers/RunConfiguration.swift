package import Diagnostics
package import Digests
package import Drawing
package import Fields
package import Forms
import HostSystem
package import House
package import Register
package import Reporting
package import Surety
package import Typesetting

/// Everything that a run takes from outside, fixed before the first record: day, forms, rules, fonts. What is below `Issuing` sees nothing
/// else of the host.
package struct RunConfiguration: Sendable {
  /// 発行日, at the head of every paper.
  package private(set) var issuedOn: CalendarDate
  /// The forms of this run's papers.
  package let forms: [Form]
  /// The papers of each record, a file each.
  package internal(set) var papers: [OutputDocument]
  package let rules: Rulebook
  package let fonts: FontStore
  /// The fonts as the drawers share them.
  package let drawingFonts: DrawingFonts
  /// The files behind all that, as a register keeps them.
  package let sources: SourceSet
  /// Of each form's file and the shared parts, by the form's id; of a bundle's files, by its form.
  package var formDigests: [String: ContentDigest]
  /// What is asked of the papers beyond their forms.
  package var choices = PaperChoices()

  /// What these forms ask of every record: the key, when one of them prints it.
  package var paperRequirements: PaperRequirements { PaperRequirements(of: forms) }

  /// Whether the authentication key stands on a paper of this run.
  package var printsSecret: Bool { forms.contains(where: \.printsSecret) }

  package static let noDay = Diagnostic.error("run.day", LocalizedText("今日の日付が分かりません。", "The clock gives no date."))

  /// Reads and checks what the home holds; every fault of forms, rules and fonts comes back together.
  ///
  /// - Parameters:
  ///   - documents: ids of the papers wanted; nil for every form of the home.
  ///   - issuedOn: nil for today in Japan.
  package static func prepare(
    home: Home, documents: [String]?, issuedOn: CalendarDate?
  ) throws(RunFailure) -> RunConfiguration {
    guard let day = issuedOn ?? IssueDate.inTokyo(atEpochSecond: HostClock.epochSecond) else {
      throw RunFailure(.badConfiguration, noDay)
    }
    return try prepare(home.readSources(), documents: documents, issuedOn: day)
  }

  /// The same from files at hand, whether they are those of a home or those that a register kept.
  package static func prepare(
    _ sources: HouseSources, documents: [String]?, issuedOn: CalendarDate
  ) throws(RunFailure) -> RunConfiguration {
    var problems: [Diagnostic] = []
    func part<Part>(_ read: () throws(RunFailure) -> Part) throws(RunFailure) -> Part? {
      do {
        return try read()
      } catch {
        if error.status != .badConfiguration { throw error }
        problems += error.diagnostics
        return nil
      }
    }
    // The fonts' digests take as long as everything else here.
    let fontReading = BackgroundTask { () throws(RunFailure) in try sources.fonts() }
    let library = try part { () throws(RunFailure) in try sources.forms(wanted: documents.map(Set.init)) }
    let forms = try library.flatMap { library throws(RunFailure) in
      try part { () throws(RunFailure) in try FormChoice.forms(documents, of: library) }
    }
    let rules = try part(sources.rules)
    let fonts = try part(fontReading.result)
    guard let library, let forms, let rules, let fonts, problems.isEmpty else {
      throw RunFailure(.badConfiguration, problems)
    }
    beginWithSeals(of: forms, fonts)
    return RunConfiguration(
      issuedOn: issuedOn, forms: forms, papers: forms.map(OutputDocument.init), rules: rules, fonts: fonts,
      drawingFonts: DrawingFonts(
        source: FontStoreFaces(fonts), commonFaces: FontStoreFaces.commonFaces(of: fonts)), sources: sources.set,
      formDigests: sources.formDigests(library))
  }

  /// Compares the digests of the seals' faces while the first record is read: a face of kanji for seals has 27 MB. What is wrong with
  /// one is told when it is first used.
  private static func beginWithSeals(of forms: [Form], _ fonts: FontStore) {
    let faces = Set(forms.flatMap(\.sealRoles)).compactMap { fonts.chain($0).first }
    if faces.isEmpty { return }
    WorkerThread { for face in faces { _ = try? fonts.bytes(of: face) } }?.detach()
  }

  /// The same run on another day: a run that goes on keeps the day on which it began.
  package func issued(on day: CalendarDate) -> RunConfiguration {
    var configuration = self
    configuration.issuedOn = day
    return configuration
  }
}

extension PaperRequirements {
  /// The requirements of these forms together.
  package init(of forms: [Form]) {
    self.init(printsKey: forms.contains(where: \.printsSecret))
  }
}
