import ArgumentParser
import House

/// `--archive`: where issued papers are kept by digest.
struct ArchiveOption: ParsableArguments {
  @Option(
    help: .both(
      "発行した書類を控えとして残すフォルダ（認証キーのお知らせは封印したものだけ）", "folder that keeps issued papers by digest; key notices sealed only",
      valueName: "dir"),
    completion: .directory)
  var archive: String?

  /// The archive that the command line names, else the home's defaults; nil when neither does.
  func path(_ home: Home, _ defaults: Home.Defaults) -> String? {
    archive ?? defaults.archive.map(home.resolved)
  }
}
