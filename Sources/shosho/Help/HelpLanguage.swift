import ArgumentParser
import Diagnostics
import HostSystem

/// The language of help. It is settled before the command line is read, because help is part of what is read it by: `--lang` if it stands there,
/// else English when the environment asks for English, else Japanese, as everywhere.
enum HelpLanguage {
  static let current = language(arguments: CommandLine.arguments, variable: HostEnvironment.variable)

  /// - Parameter variable: the value of a variable of the environment.
  static func language(arguments: [String], variable: (String) -> String?) -> Language {
    for (index, argument) in arguments.enumerated() {
      let value = argument == "--lang" ? arguments.dropFirst(index + 1).first : nil
      let joined = argument.hasPrefix("--lang=") ? String(argument.dropFirst(7)) : nil
      if let language = (value ?? joined).flatMap(Language.init(rawValue:)) { return language }
    }
    // As POSIX has it: the first of the three that is set.
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(variable).first { !$0.isEmpty }
    return locale?.hasPrefix("en") ?? false ? .english : .japanese
  }
}

extension LocalizedText {
  /// The sentence in the language of help.
  var inHelp: String { text(in: HelpLanguage.current) }
}

extension ArgumentHelp {
  /// Help in both languages, of which one is shown.
  static func both(_ japanese: String, _ english: String, valueName: String? = nil) -> ArgumentHelp {
    ArgumentHelp(LocalizedText(japanese, english).inHelp, valueName: valueName)
  }
}
