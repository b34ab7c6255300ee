import ArgumentParser
import Diagnostics
import HostSystem

/// The language of help and of messages about a wrong command line: that of `--lang`, else English when the environment
/// asks for English, else Japanese.
///
/// It cannot wait until the command line is parsed, because the parser takes the help texts with the definitions of the
/// options.
enum HelpLanguage {
  static let current = language(arguments: CommandLine.arguments, variable: HostEnvironment.variable)

  /// - Parameter variable: the value of a variable of the environment.
  static func language(arguments: [String], variable: (String) -> String?) -> Language {
    for (index, argument) in arguments.enumerated() {
      let value = argument == "--lang" ? arguments.dropFirst(index + 1).first : nil
      let joined = argument.hasPrefix("--lang=") ? String(argument.dropFirst(7)) : nil
      if let language = (value ?? joined).flatMap(Language.init(rawValue:)) { return language }
    }
    // POSIX: the first of the three that is set and not empty holds.
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(variable).first { !$0.isEmpty }
    return locale?.hasPrefix("en") ?? false ? .english : .japanese
  }
}

extension LocalizedText {
  /// The text in the language of help.
  var inHelp: String { text(in: HelpLanguage.current) }
}

extension ArgumentHelp {
  /// Help of an option or argument, of which the text in the language of help is shown.
  static func both(_ japanese: String, _ english: String, valueName: String? = nil) -> ArgumentHelp {
    ArgumentHelp(LocalizedText(japanese, english).inHelp, valueName: valueName)
  }
}

extension ValidationError {
  /// The message about a wrong command line, in the language of help.
  static func both(_ japanese: String, _ english: String) -> ValidationError {
    ValidationError(LocalizedText(japanese, english).inHelp)
  }
}

/// The argument parser's own messages, which it has in English only, in Japanese.
enum ParserMessage {
  /// How the parser's lines begin. The rest of each line is names and values, which stay as they are.
  private static let beginnings: [(english: String, japanese: String)] = [
    ("Error: Missing expected argument ", "エラー: 要る引数がありません: "), ("Error: Missing one of: ", "エラー: どれかが要ります: "),
    ("Error: Missing value for ", "エラー: 値がありません: "), ("Error: Unknown option ", "エラー: そのようなオプションはありません: "),
    ("Error: Unexpected argument ", "エラー: 余分な引数です: "), ("Error: The value ", "エラー: 値 "), ("Error: ", "エラー: "),
    ("Usage: ", "使い方: "),
    ("Help:  ", "説明: "), ("  See ", "  "),
  ]

  /// `Error: Unknown option '--x'` → `エラー: そのようなオプションはありません: '--x'`. Lines that are not the parser's are returned
  /// unchanged, since this program writes its own in the language of help.
  static func translate(_ message: String, to language: Language) -> String {
    if language == .english { return message }
    return message.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard let (english, japanese) = beginnings.first(where: { line.hasPrefix($0.english) }) else {
        return String(line)
      }
      return japanese + line.dropFirst(english.count).replacing(" for more information.", with: " で詳しい説明を示します。")
    }.joined(separator: "\n")
  }
}
