import ArgumentParser
import Diagnostics
import Issuing
import Typesetting

struct InspectBreaks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "breaks", abstract: "行を分けてよい所に印を付けます。 / Mark where a line may end.")

  @Option(help: "印 / the mark")
  var mark = "｜"

  @Option(help: "禁則の強さ strict・normal・loose / level of line breaking")
  var level: LineBreakLevel = .strict

  @OptionGroup var language: LanguageOption

  func run() throws {
    let language = language.language()
    try CommandOutcome.end(console: Console(language: language, format: .text)) {
      let breaker = LineBreaker(level: level)
      return try LineAnswers.answer(language: language) { text in
        let scalars = Array(text.unicodeScalars)
        var result = ""
        var start = 0
        for offset in breaker.opportunities(text) {
          result.unicodeScalars += scalars[start..<offset]
          result += mark
          start = offset
        }
        result.unicodeScalars += scalars[start...]
        return result
      }
    }
  }
}

extension LineBreakLevel: ExpressibleByArgument {}
