import ArgumentParser
import Diagnostics
import HostSystem

/// `help`: of a command, or on a subject. It takes the place of the one that comes with the argument parser, which knows no subjects.
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
    guard let text = Self.text(names) else { throw unknown }
    StandardStream.output.write(text)
  }

  /// Nil when there is neither a command nor a subject of this name.
  static func text(_ names: [String]) -> String? {
    let language = HelpLanguage.current
    if names.count == 1, let text = HelpTopic.text(named: names[0], in: language) { return text }
    return CommandHelp.root?.find(names).map { HelpPage(command: $0, language: language).text }
  }

  /// What `shosho … --help` asks for, whatever else stands there: the help of the command that its words name.
  static func asked(by arguments: [String]) -> [String]? {
    guard arguments.isEmpty || arguments.contains(where: { ["--help", "-h"].contains($0) }) else { return nil }
    guard var command = CommandHelp.root else { return [] }
    for argument in arguments {
      guard let next = command.find([argument]) else { break }
      command = next
    }
    return Array(command.path.dropFirst())
  }

  private var unknown: ValidationError {
    let known =
      (CommandHelp.root?.subcommands.compactMap(\.path.last) ?? []) + [HelpTopic.listName]
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
