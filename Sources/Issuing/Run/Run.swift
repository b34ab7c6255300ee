import Diagnostics
import Drawing
package import Fields
package import Forms
package import Surety
package import Typesetting

/// Everything that a run takes from outside, fixed before the first record: day, forms, rules, fonts. What is below `Issuing` sees nothing
/// else of the host.
package struct Run: Sendable {
  /// 発行日, at the head of every paper.
  package let issuedOn: CalendarDate
  /// The papers of this run.
  package let forms: [Form]
  package let rules: Rulebook
  package let fonts: FontStore
  /// The fonts as the drawers share them; each is stripped when it is first drawn with.
  let drawingFonts: StrippedFonts

  /// The ids of the papers, as the rules of the trade ask for them: the key is needed only for some.
  package var documents: Set<String> { Set(forms.map(\.id)) }

  static let noDay = Diagnostic.error("run.day", Words("今日の日付が分かりません。", "The clock gives no date."))

  /// Reads and checks what the home holds; every fault of forms, rules and fonts comes back together.
  ///
  /// - Parameters:
  ///   - documents: ids of the papers wanted; nil for every form of the home.
  ///   - issuedOn: nil for today in Japan.
  package static func prepare(home: Home, documents: [String]?, issuedOn: CalendarDate?) throws(RunFailure) -> Run {
    var problems: [Diagnostic] = []
    func part<Part>(_ read: () throws(RunFailure) -> Part) throws(RunFailure) -> Part? {
      do {
        return try read()
      } catch {
        if error.status != .badConfiguration { throw error }
        problems += error.refusal.diagnostics
        return nil
      }
    }
    let library = try part { () throws(RunFailure) in try home.readForms() }
    let forms = try library.flatMap { library throws(RunFailure) in
      try part { () throws(RunFailure) in try FormChoice.forms(documents, of: library) }
    }
    let rules = try part { () throws(RunFailure) in try home.readRules() }
    let fonts = try part { () throws(RunFailure) in try home.readFonts() }
    let day = issuedOn ?? IssueDate.inTokyo(atEpochSecond: Clock.epochSecond)
    if day == nil { problems.append(noDay) }
    guard let forms, let rules, let fonts, let day, problems.isEmpty else { throw RunFailure(.badConfiguration, Refusal(problems)) }
    return Run(
      issuedOn: day, forms: forms, rules: rules, fonts: fonts,
      drawingFonts: StrippedFonts(source: HouseFonts(fonts), whole: HouseFonts.everyday(of: fonts)))
  }
}
