import ArgumentParser
import Diagnostics
import OnDemand
import Reporting
import Surety

struct InspectAmount: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "amount",
    abstract: LocalizedText("標準入力の金額を1行ずつ読みます。", "Read amounts from standard input, one a line.").inHelp)

  @Option(help: .both("答えの形 grouped・kanji・daiji", "form of the answer"))
  var style: AmountStyle = .grouped

  @OptionGroup var language: LanguageOption

  func run() throws {
    let language = language.language()
    try CommandOutcome.end(console: Console(language: language, format: .text)) {
      try LineAnswers.answer(language: language) { text throws(DiagnosticError) in
        do throws(ReadingFault) {
          return style.text(of: try AmountReader.read(text))
        } catch {
          throw DiagnosticError(error.diagnostic)
        }
      }
    }
  }
}

extension AmountStyle: ExpressibleByArgument {}

extension ReadingFault {
  /// The fault of a text that stands in no record.
  var diagnostic: Diagnostic { .error(code, summary, advice: advice) }
}
