import ArgumentParser
import Diagnostics
import Issuing
import Typesetting

struct InspectLines: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lines", abstract: "全角N字の行長で、行が終わる所に印を付けます。 / Mark where lines end in a measure of N characters.")

  @Option(help: ArgumentHelp("行長（全角の字数） / measure in full-width characters", valueName: "n"))
  var measure: Int

  @Option(help: "印 / the mark")
  var mark = "｜"

  @Option(help: "禁則の強さ strict・normal・loose / level of line breaking")
  var level: LineBreakLevel = .strict

  @Option(help: "書体の役割（Fonts/fonts.json） / role of the type in Fonts/fonts.json")
  var role = "mincho"

  @OptionGroup var home: HomeOptions

  func validate() throws {
    if measure < 1 { throw ValidationError("--measure: 1…") }
  }

  func run() throws {
    try CommandOutcome.end(home, stream: .error) { home, _, console in
      let setter = HarfBuzzTextSetter(store: try home.readFonts(), level: level)
      let style = TextStyle(role: role, size: .pt(10))
      return try LineAnswers.answer(language: console.language) { text throws(Refusal) in
        if text.isEmpty { return "" }
        do throws(SettingFaults) {
          let set = try setter.set(Paragraph([Inline(text, style: style)], alignment: .justified), measure: .pt(10) * Double(measure))
          return set.lines.map { $0.runs.map(\.text).joined() }.joined(separator: mark)
        } catch {
          throw Refusal(error.faults.map { LayoutFault.setting($0).diagnostic(document: "inspect") })
        }
      }
    }
  }
}
