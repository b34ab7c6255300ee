import Diagnostics
import Typesetting

/// A command's help as a terminal shows it.
struct HelpPage {
  let command: CommandHelp
  let language: Language
  /// Columns of the terminal.
  var width = 96

  private static let indent = 26

  var text: String {
    var parts = [wrapped(command.abstract, indent: 0), usage]
    let positional = command.arguments.filter { $0.kind == .positional }
    let options = command.arguments.filter { $0.kind != .positional }
    parts.append(section(Words("引数", "Arguments"), positional.map { ($0.synopsis, description(of: $0)) }))
    parts.append(section(Words("命令", "Commands"), command.subcommands.map { ($0.path.last ?? "", $0.abstract) }))
    parts.append(section(Words("オプション", "Options"), options.map { ($0.synopsis, description(of: $0)) }))
    if command.path.count == 1 {
      parts.append(
        wrapped(
          Words(
            "shosho help 命令 または shosho 命令 --help で詳しい説明を、shosho help topics で話題の一覧を示します。--lang en で英語になります。",
            "shosho help COMMAND, or shosho COMMAND --help, tells more; shosho help topics lists subjects. --lang ja speaks Japanese."
          ).text(in: language), indent: 0))
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  /// What must be there is told one by one, the rest as one.
  private var usage: String {
    let needed = command.arguments.filter { !$0.isOptional && $0.kind != .positional }.map(\.synopsis)
    let positional = command.arguments.filter { $0.kind == .positional }.map { $0.isOptional ? "[\($0.synopsis)]" : $0.synopsis }
    let rest = command.subcommands.isEmpty ? Words("[オプション]", "[options]") : Words("命令 …", "command …")
    let line = (command.path + positional + needed + [rest.text(in: language)]).joined(separator: " ")
    return Words("使い方", "Usage").text(in: language) + ":\n  \(line)\n"
  }

  private func description(of argument: CommandHelp.Argument) -> String {
    guard let value = argument.defaultValue, argument.kind == .option else { return argument.abstract }
    return argument.abstract + Words("（既定 \(value)）", " (default \(value))").text(in: language)
  }

  private func section(_ title: Words, _ rows: [(String, String)]) -> String {
    if rows.isEmpty { return "" }
    return title.text(in: language) + ":\n"
      + rows.map { name, text in
        let columns = Self.columns(name)
        let lead = columns + 4 <= Self.indent ? "  \(name)" + String(repeating: " ", count: Self.indent - 2 - columns) : nil
        let body = wrapped(text, indent: Self.indent)
        return lead.map { $0 + body.drop { $0 == " " } } ?? "  \(name)\n\(body)"
      }.joined()
  }

  private func wrapped(_ text: String, indent: Int) -> String {
    Self.wrapped(text, indent: indent, width: width)
  }

  /// Text whose lines are paragraphs: those that are indented stand as they are, the others are wrapped.
  static func paragraphs(_ text: String, width: Int = 96) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.isEmpty || line.hasPrefix(" ") ? line + "\n" : wrapped(String(line), indent: 0, width: width)
    }.joined()
  }

  /// Lines of at most the width, broken where Japanese composition allows it, each with its end.
  private static func wrapped(_ text: String, indent: Int, width: Int) -> String {
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

  /// Columns of a terminal: what is neither Latin nor half-width takes two.
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
