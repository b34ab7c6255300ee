import ArgumentParser
import Diagnostics
import HostSystem
import House
import Layout
import OnDemand
import Papers
import Reporting
import Typesetting

struct InspectGlyphs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "glyphs",
    abstract: LocalizedText("文字ごとに、どのフォントで描くかを示します。", "Show the font that would draw each character.").inHelp)

  @Option(help: .both("書体の役割（Fonts/fonts.json）", "role of the type in Fonts/fonts.json"))
  var role = "mincho"

  @OptionGroup var home: HomeOptions

  func run() throws {
    try CommandOutcome.end(home, stream: .error) { home, _, console in
      let store = try home.readFonts()
      let setter = HarfBuzzTextSetter(store: store)
      return try LineAnswers.answer(language: console.language) { text throws(DiagnosticError) in
        var problems: [Diagnostic] = []
        var answers: [String] = []
        for character in text {
          do throws(SettingFaults) {
            let faces = try setter.shapes(of: String(character), role: role).map { store.faces[$0.face.index].id }
            answers.append("\(character):\(faces.first ?? "-")")
          } catch {
            problems += error.faults.map { LayoutFault.setting($0).diagnostic(document: "inspect") }
          }
        }
        if !problems.isEmpty { throw DiagnosticError(problems) }
        return answers.joined(separator: " ")
      }
    }
  }
}
