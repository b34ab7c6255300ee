import ArgumentParser
import Diagnostics
import OnDemand
import Reporting
import Typesetting

struct InspectBreaks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "breaks", abstract: LocalizedText("行を分けてよい所に印を付けます。", "Mark where a line may end.").inHelp)

  @Option(help: .both("印", "the mark"))
  var mark = "｜"

  @Option(help: .both("禁則の強さ strict・normal・loose・statute（法令）", "level of line breaking"))
  var level: LineBreakLevel = .strict

  @OptionGroup var language: LanguageOption

  func run() throws {
    let language = language.language()
    try CommandOutcome.end(console: Console(language: language, format: .text)) {
      let inspector = LineInspector(level: level)
      return try LineAnswers.answer(language: language) { text in inspector.breaks(text, mark: mark) }
    }
  }
}

extension LineBreakLevel: ExpressibleByArgument {}
