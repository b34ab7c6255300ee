import ArgumentParser
import Diagnostics
import Fields
import OnDemand
import Reporting
import Surety

struct InspectDate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "date",
    abstract: LocalizedText("標準入力の日付を1行ずつ読みます。", "Read dates from standard input, one a line.").inHelp)

  enum Form: String, ExpressibleByArgument, CaseIterable {
    case iso, wareki
  }

  @Option(help: .both("答えの形 iso・wareki", "form of the answer"))
  var to: Form = .iso

  @OptionGroup var language: LanguageOption

  func run() throws {
    let language = language.language()
    try CommandOutcome.end(console: Console(language: language, format: .text)) {
      try LineAnswers.answer(language: language) { text throws(DiagnosticError) in
        let date: CalendarDate
        do throws(ReadingFault) {
          date = try DateReader.read(text)
        } catch {
          throw DiagnosticError(error.diagnostic)
        }
        return to == .iso ? date.iso : date.wareki ?? date.iso
      }
    }
  }
}
