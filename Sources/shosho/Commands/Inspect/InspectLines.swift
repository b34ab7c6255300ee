import ArgumentParser
import Diagnostics
import OnDemand
import Reporting
import Typesetting

struct InspectLines: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lines",
    abstract: LocalizedText("全角N字の行長で、行が終わる所に印を付けます。", "Mark where lines end in a measure of N characters.").inHelp)

  @Option(
    help: .both(
      "行長（全角の字数。数字と欧字は半角）", "measure in full-width characters; digits and Latin are half-width", valueName: "n"))
  var measure: Int

  @Option(help: .both("印", "the mark"))
  var mark = "｜"

  @Option(help: .both("禁則の強さ strict・normal・loose・statute（法令）", "level of line breaking"))
  var level: LineBreakLevel = .strict

  @OptionGroup var language: LanguageOption

  func validate() throws {
    if measure < 1 { throw ValidationError("--measure: 1…") }
  }

  func run() throws {
    let language = language.language()
    try CommandOutcome.end(console: Console(language: language, format: .text)) {
      let inspector = LineInspector(level: level)
      return try LineAnswers.answer(language: language) { text in
        inspector.lines(text, measure: Double(measure), mark: mark)
      }
    }
  }
}
