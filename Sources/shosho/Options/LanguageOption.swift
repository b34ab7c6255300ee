import ArgumentParser
import Diagnostics

/// `--lang`, on every command.
struct LanguageOption: ParsableArguments {
  @Option(help: .both("メッセージの言語 ja・en", "language of messages"))
  var lang: Language?

  /// What the command line says, else the home's default, else Japanese.
  func language(default byDefault: Language? = nil) -> Language {
    lang ?? byDefault ?? .japanese
  }
}

extension Language: ExpressibleByArgument {}
