import ArgumentParser
import Diagnostics
import Fields
import HostSystem
import House
import Layout
import OnDemand
import Papers
import Reporting
import Typesetting

// The commands of `inspect` that read lines from standard input and answer each with one line (`LineAnswers`).

/// `inspect date`: reads dates as a record's dates are read, to try whether a spelling is understood.
struct InspectDateCommand: ParsableCommand {
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
    try CommandRunner.run(in: language) { console in
      try LineAnswers.answer(language: console.language) { text throws(DiagnosticError) in
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

/// `inspect amount`: reads amounts as a record's amounts are read and writes them as a form would, to try a spelling or
/// a style.
struct InspectAmountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "amount",
    abstract: LocalizedText("標準入力の金額を1行ずつ読みます。", "Read amounts from standard input, one a line.").inHelp)

  @Option(help: .both("答えの形 grouped・kanji・daiji", "form of the answer"))
  var style: AmountStyle = .grouped

  @OptionGroup var language: LanguageOption

  func run() throws {
    try CommandRunner.run(in: language) { console in
      try LineAnswers.answer(language: console.language) { text throws(DiagnosticError) in
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
  /// The fault of a text that is not part of a record, so that it has no location.
  fileprivate var diagnostic: Diagnostic { .error(code, summary, advice: advice) }
}

/// `inspect breaks`: marks every place at which a line may end, to see what a level of line breaking allows.
struct InspectBreaksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "breaks", abstract: LocalizedText("行を分けてよい所に印を付けます。", "Mark where a line may end.").inHelp)

  @Option(help: .both("印", "the mark"))
  var mark = "｜"

  @Option(help: .both("禁則の強さ strict・normal・loose・statute（法令）", "level of line breaking"))
  var level: LineBreakLevel = .strict

  @OptionGroup var language: LanguageOption

  func run() throws {
    try CommandRunner.run(in: language) { console in
      let inspector = LineInspector(level: level)
      return try LineAnswers.answer(language: console.language) { text in inspector.breaks(text, mark: mark) }
    }
  }
}

extension LineBreakLevel: ExpressibleByArgument {}

/// `inspect lines`: marks where the lines of a text end in a measure, to try a width before a form is changed.
struct InspectLinesCommand: ParsableCommand {
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

  @Option(help: .both("行の分け方 prose（文）・phrases（値、様式のwrapと同じ）", "prose, or phrases: a value, as wrap in a form"))
  var wrap: Wrap = .prose

  @OptionGroup var language: LanguageOption

  func validate() throws {
    if measure < 1 { throw ValidationError("--measure: 1…") }
  }

  func run() throws {
    try CommandRunner.run(in: language) { console in
      let inspector = LineInspector(level: level, wrap: wrap)
      return try LineAnswers.answer(language: console.language) { text in
        inspector.lines(text, measure: Double(measure), mark: mark)
      }
    }
  }
}

extension Wrap: ExpressibleByArgument {}

/// `inspect why`: says of one box of a form why its text was fitted and divided as it was, for whoever looks at a paper
/// and asks.
struct InspectWhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: LocalizedText(
      "様式の一つの欄が、なぜそこで改行し、なぜその大きさになったかを示します。", "Say why a box of a form breaks and fits as it does."
    ).inHelp)

  @OptionGroup var subject: FormSubjectOptions

  @Option(help: .both("欄の名前（工事名など）", "the box's name, as messages call it", valueName: "name"))
  var box: String

  @Flag(help: .both("JSONで示す", "as JSON"))
  var json = false

  @OptionGroup var home: HomeOptions

  func run() throws {
    try CommandRunner.run(in: home, stream: .error) { home, _, console in
      let explanation = try BoxExplanation.explain(box: box, of: try subject.request(), home: home)
      StandardStream.output.write(json ? explanation.json + "\n" : explanation.text(in: console.language))
      return .success
    }
  }
}

/// `inspect glyphs`: names the font that would draw each character, to find out whether a rare character can be
/// printed.
struct InspectGlyphsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "glyphs",
    abstract: LocalizedText("文字ごとに、どのフォントで描くかを示します。", "Show the font that would draw each character.").inHelp)

  @Option(help: .both("書体の役割（Fonts/fonts.json）", "role of the type in Fonts/fonts.json"))
  var role = "mincho"

  @OptionGroup var home: HomeOptions

  func run() throws {
    try CommandRunner.run(in: home, stream: .error) { home, _, console in
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
