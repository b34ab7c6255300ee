import ArgumentParser
import Diagnostics
import StrictJSON
import Typesetting

/// The commands with their arguments, as the argument parser describes them in JSON (`--experimental-dump-help`).
/// `HelpPage` below prints one of them, since the parser's own help pages are in English and break Japanese lines
/// anywhere.
struct CommandHelp {
  struct Argument {
    enum Kind: String {
      case positional, option, flag
    }

    var kind: Kind
    /// The names with their hyphens: `--out`, `-h`.
    var names: [String]
    var valueName: String
    var isOptional: Bool
    var isRepeating: Bool
    var defaultValue: String?
    var abstract: String
  }

  /// The names from the program's on: `["shosho", "register", "void"]`.
  var path: [String]
  var abstract: String
  var arguments: [Argument]
  var subcommands: [CommandHelp]

  /// The command with all commands below it.
  init?(of program: any ParsableCommand.Type) {
    guard let node = try? JSONParser.parse(program._dumpHelp().utf8), let command = node["command"] else { return nil }
    self.init(command, above: [])
  }

  private init?(_ node: JSONNode, above: [String]) {
    guard let name = node["commandName"]?.string else { return nil }
    path = above + [name]
    abstract = node["abstract"]?.string ?? ""
    arguments = node["arguments"]?.array?.compactMap(Argument.init) ?? []
    let own = path
    var seen: Set<String> = []
    // The parser adds its own `help` to every command. All of them are left out; at the root the program's `help`
    // comes first.
    subcommands = (node["subcommands"]?.array ?? []).compactMap { CommandHelp($0, above: own) }.filter {
      seen.insert($0.path.last ?? "").inserted && ($0.path.last != "help" || own.count == 1)
    }
  }

  /// The command that has these names below this one, or nil. At the root `["register", "void"]` finds
  /// `shosho register void`.
  func find(_ names: some Collection<String>) -> CommandHelp? {
    guard let first = names.first else { return self }
    return subcommands.first { $0.path.last == first }?.find(names.dropFirst())
  }
}

extension CommandHelp.Argument {
  fileprivate init?(_ node: JSONNode) {
    guard let kind = node["kind"]?.string.flatMap(Kind.init(rawValue:)), node["shouldDisplay"]?.bool ?? false else {
      return nil
    }
    self.kind = kind
    names = (node["names"]?.array ?? []).compactMap { name in
      name["name"]?.string.map { (name["kind"]?.string == "short" ? "-" : "--") + $0 }
    }
    valueName = node["valueName"]?.string ?? ""
    isOptional = node["isOptional"]?.bool ?? false
    isRepeating = node["isRepeating"]?.bool ?? false
    defaultValue = node["defaultValue"]?.string
    abstract = names.compactMap { Self.parserOptions[$0]?.inHelp }.first ?? node["abstract"]?.string ?? ""
  }

  /// Help of the options that the parser adds to every command, in English only.
  private static let parserOptions = [
    "--help": LocalizedText("この説明を示す", "show this help"),
    "--version": LocalizedText("版と、使っているライブラリの版を示す", "show the release, and those of the libraries in use"),
  ]

  /// `--out <dir>`, `<input>…`.
  var synopsis: String {
    let value = "<\(valueName)>"
    return switch kind {
    case .positional: value + (isRepeating ? "…" : "")
    case .option: names.joined(separator: ", ") + " \(value)"
    case .flag: names.joined(separator: ", ")
    }
  }
}

/// A command's help page for a terminal: abstract, usage, then arguments, subcommands and options with their help.
struct HelpPage {
  let command: CommandHelp
  let language: Language

  /// The columns of a terminal window by default.
  private static let width = 80
  /// The column at which help of options begins; a longer synopsis stands on a line of its own.
  private static let indent = 26

  var text: String {
    var parts = [Self.wrap(command.abstract, indent: 0), usage]
    let positional = command.arguments.filter { $0.kind == .positional }
    let options = command.arguments.filter { $0.kind != .positional }
    parts.append(section(LocalizedText("引数", "Arguments"), positional.map { ($0.synopsis, description(of: $0)) }))
    parts.append(
      section(LocalizedText("命令", "Commands"), command.subcommands.map { ($0.path.last ?? "", $0.abstract) }))
    parts.append(section(LocalizedText("オプション", "Options"), options.map { ($0.synopsis, description(of: $0)) }))
    if command.path.count == 1 {
      parts.append(
        Self.wrap(
          LocalizedText(
            "shosho help 命令 または shosho 命令 --help で詳しい説明を、shosho help topics で話題の一覧を示します。--lang en で英語になります。",
            "shosho help COMMAND, or shosho COMMAND --help, tells more; "
              + "shosho help topics lists subjects. --lang ja speaks Japanese."
          ).text(in: language), indent: 0))
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  /// The command line in short: every positional argument and required option, and `[options]` for all others.
  private var usage: String {
    let needed = command.arguments.filter { !$0.isOptional && $0.kind != .positional }.map(\.synopsis)
    let positional = command.arguments.filter { $0.kind == .positional }.map {
      $0.isOptional ? "[\($0.synopsis)]" : $0.synopsis
    }
    let rest = command.subcommands.isEmpty ? LocalizedText("[オプション]", "[options]") : LocalizedText("命令 …", "command …")
    var lines = ["  " + command.path.joined(separator: " ")]
    for word in positional + needed + [rest.text(in: language)] {
      if Self.columns(lines[lines.count - 1]) + 1 + Self.columns(word) <= Self.width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append("    " + word)
      }
    }
    return LocalizedText("使い方", "Usage").text(in: language) + ":\n" + lines.map { $0 + "\n" }.joined()
  }

  private func description(of argument: CommandHelp.Argument) -> String {
    guard let value = argument.defaultValue, argument.kind == .option else { return argument.abstract }
    return argument.abstract + LocalizedText("（既定 \(value)）", " (default \(value))").text(in: language)
  }

  private func section(_ title: LocalizedText, _ rows: [(String, String)]) -> String {
    if rows.isEmpty { return "" }
    return title.text(in: language) + ":\n"
      + rows.map { name, text in
        let columns = Self.columns(name)
        let lead =
          columns + 4 <= Self.indent ? "  \(name)" + String(repeating: " ", count: Self.indent - 2 - columns) : nil
        let body = Self.wrap(text, indent: Self.indent)
        return lead.map { $0 + body.drop { $0 == " " } } ?? "  \(name)\n\(body)"
      }.joined()
  }

  /// Wraps a text each of whose lines is a paragraph. Indented lines are rows of a key and a text, which is wrapped
  /// below its own first column.
  static func wrapParagraphs(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard line.hasPrefix(" ") else { return line.isEmpty ? "\n" : wrap(String(line), indent: 0) }
      guard columns(String(line)) > width, let gap = line.firstRange(of: /[^ ] {2,}/) else { return line + "\n" }
      let lead = String(line[..<gap.upperBound])
      return lead + String(wrap(String(line[gap.upperBound...]), indent: columns(lead)).drop { $0 == " " })
    }.joined()
  }

  /// Breaks a text into lines of at most `width` columns, where the rules of Japanese composition allow it. Every line
  /// ends with a line feed.
  private static func wrap(_ text: String, indent: Int) -> String {
    let pieces = LineInspector().breaks(text, mark: "\u{0}").split(separator: "\u{0}")
    var lines: [String] = [""]
    for piece in pieces {
      let line = lines[lines.count - 1] + piece
      if columns(line.trimmingSpaces) > width - indent, lines[lines.count - 1] != "" {
        lines.append(String(piece))
      } else {
        lines[lines.count - 1] = line
      }
    }
    return lines.map { String(repeating: " ", count: indent) + $0.trimmingSpaces + "\n" }.joined()
  }

  /// The number of columns that a terminal takes for the text: one for a Latin character (U+0000 to U+10FF, and the
  /// dashes and quotation marks of U+2010 to U+2027), two for any other.
  static func columns(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 || (0x2010...0x2027).contains($1.value) ? 1 : 2) }
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    var text = self
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }
}
