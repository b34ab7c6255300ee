import ArgumentParser
import Diagnostics
import House
import Reporting

/// `--lang`, which every command has.
struct LanguageOption: ParsableArguments {
  @Option(help: .both("メッセージの言語 ja・en", "language of messages"))
  var lang: Language?

  /// The language that the command line names, else the home's default, else Japanese.
  func language(default homeDefault: Language? = nil) -> Language {
    lang ?? homeDefault ?? .japanese
  }
}

extension Language: ExpressibleByArgument {}

/// `--home` and `--lang`, for every command that uses forms or rules.
struct HomeOptions: ParsableArguments {
  @Option(
    help: .both("Templates/、Rules/、Fonts/のあるフォルダ", "the folder with Templates/, Rules/ and Fonts/", valueName: "dir"),
    completion: .directory)
  var home: String?

  @OptionGroup var language: LanguageOption

  /// The home, and the defaults that its shosho.json sets.
  func find() throws(RunFailure) -> (home: Home, defaults: Home.Defaults) {
    let found = try Home.find(in: .ofProcess(option: home))
    return (found, try found.readDefaults())
  }
}
