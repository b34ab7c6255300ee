import ArgumentParser
import House
import Reporting

/// `--home` and `--lang`: what every command that uses forms or rules takes.
struct HomeOptions: ParsableArguments {
  @Option(
    help: .both("Templates/、Rules/、Fonts/のあるフォルダ", "the folder with Templates/, Rules/ and Fonts/", valueName: "dir"),
    completion: .directory)
  var home: String?

  @OptionGroup var language: LanguageOption

  /// The home and its defaults.
  func find() throws(RunFailure) -> (home: Home, defaults: Home.Defaults) {
    let found = try Home.find(in: .ofProcess(option: home))
    return (found, try found.readDefaults())
  }
}
