import ArgumentParser
import Diagnostics
import HostSystem

/// `help`: the help of a command, or the text on a subject. It replaces the argument parser's own `help`, which knows
/// no subjects and speaks English only.
struct HelpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "help",
    abstract: LocalizedText(
      "命令の使い方か、話題の説明を示します（help topicsで一覧）。", "Show help of a command, or on a subject (help topics lists them)."
    ).inHelp)

  @Argument(help: .both("命令か話題の名前", "a command or a subject", valueName: "name"))
  var names: [String] = []

  @OptionGroup var language: LanguageOption

  func run() throws {
    guard let text = Self.text(of: names) else { throw unknownName }
    StandardStream.output.write(text)
  }

  private static var program: CommandHelp? { CommandHelp(of: Shosho.self) }

  /// The help of the command, or the text on the subject, that has these names: `["register", "void"]`,
  /// `["encodings"]`. Nil when there is neither.
  static func text(of names: [String]) -> String? {
    let language = HelpLanguage.current
    if names.count == 1, let text = HelpTopic.text(named: names[0], in: language) { return text }
    return Self.program?.find(names).map { HelpPage(command: $0, language: language).text }
  }

  /// The names of the command whose help a command line asks for with `--help` or `-h`, or by having no arguments at
  /// all.
  ///
  /// `register void --reason x --help` → `["register", "void"]`; nil when the command line does not ask for help.
  static func requestedNames(in arguments: [String]) -> [String]? {
    guard arguments.isEmpty || arguments.contains(where: { ["--help", "-h"].contains($0) }) else { return nil }
    guard var command = Self.program else { return [] }
    for argument in arguments {
      guard let next = command.find([argument]) else { break }
      command = next
    }
    return Array(command.path.dropFirst())
  }

  private var unknownName: ValidationError {
    let known =
      (Self.program?.subcommands.compactMap(\.path.last) ?? []) + [HelpTopic.listName]
      + HelpTopic.allCases.map(\.rawValue)
    let name = names.joined(separator: " ")
    let nearest = Nearest.name(to: name, among: known).map {
      LocalizedText("\($0)のことですか。", " Did you mean \($0)?").inHelp
    }
    return ValidationError(
      LocalizedText("\(Echo.quoted(name))という命令も話題もありません。", "There is no command or subject \(Echo.quoted(name)).")
        .inHelp + (nearest ?? ""))
  }
}
