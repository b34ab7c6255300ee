import Diagnostics
import Typesetting

/// A command's help as a terminal shows it.
struct HelpPage {
  let command: CommandHelp
  let language: Language

  /// Columns of a terminal as it is opened.
  private static let width = 80
  private static let indent = 26

  var text: String {
    var parts = [Self.wrapped(command.abstract, indent: 0), usage]
    let positional = command.arguments.filter { $0.kind == .positional }
    let options = command.arguments.filter { $0.kind != .positional }
    parts.append(section(LocalizedText("引数", "Arguments"), positional.map { ($0.synopsis, description(of: $0)) }))
    parts.append(
      section(LocalizedText("命令", "Commands"), command.subcommands.map { ($0.path.last ?? "", $0.abstract) }))
    parts.append(section(LocalizedText("オプション", "Options"), options.map { ($0.synopsis, description(of: $0)) }))
    if command.path.count == 1 {
      parts.append(
        Self.wrapped(
          LocalizedText(
            "shosho help 命令 または shosho 命令 --help で詳しい説明を、shosho help topics で話題の一覧を示します。--lang en で英語になります。",
            "shosho help COMMAND, or shosho COMMAND --help, tells more; shosho help topics lists subjects. --lang ja speaks Japanese."
          ).text(in: language), indent: 0))
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  /// What must be there is told one by one, the rest as one.
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
        let body = Self.wrapped(text, indent: Self.indent)
        return lead.map { $0 + body.drop { $0 == " " } } ?? "  \(name)\n\(body)"
      }.joined()
  }

  /// Text whose lines are paragraphs to be wrapped. Those that are indented are wrapped under their second column.
  static func paragraphs(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard line.hasPrefix(" ") else { return line.isEmpty ? "\n" : wrapped(String(line), indent: 0) }
      guard columns(String(line)) > width, let gap = line.firstRange(of: /[^ ] {2,}/) else { return line + "\n" }
      let lead = String(line[..<gap.upperBound])
      return lead + String(wrapped(String(line[gap.upperBound...]), indent: columns(lead)).drop { $0 == " " })
    }.joined()
  }

  /// Lines of at most the width, broken where Japanese composition allows it, each with its end.
  private static func wrapped(_ text: String, indent: Int) -> String {
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
