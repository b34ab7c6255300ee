import ArgumentParser
import Diagnostics
import HostSystem
import House
import Reporting
import Typesetting

/// `fonts`: which font files draw the papers. A paper has the bytes of its fonts: with another edition of a font it is
/// another file.
struct FontsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fonts",
    abstract: LocalizedText("書類を描く書体のファイルを調べます。", "Look at the font files that draw the papers.").inHelp,
    subcommands: [FontsListCommand.self, FontsCheckCommand.self, FontsAdoptCommand.self])
}

/// `fonts list`: says for each role which files serve it, whatever they are.
struct FontsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: LocalizedText(
      "役割ごとに、どのファイルのどの版を使うかを示します。", "Show for each role which files serve it, and which editions they are."
    ).inHelp)

  @OptionGroup var home: HomeOptions

  func run() throws {
    try CommandRunner.run(in: home, stream: .error) { home, _, console in
      let installed = try home.installedFonts()
      let places = installed.places
      var lines: [String] = []
      for role in installed.list.roles {
        lines.append(role.name)
        lines += role.chain.map { "  " + places[$0.index].text.text(in: console.language) }
      }
      StandardStream.output.write(lines.map { Echo.line($0) + "\n" }.joined())
      return .success
    }
  }
}

/// `fonts check`: judges every font as a run does before its first record.
struct FontsCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: LocalizedText("書体のファイルがすべて使えるかを調べます。", "Say whether every font file can be used.").inHelp)

  @OptionGroup var home: HomeOptions

  func run() throws {
    try CommandRunner.run(in: home, stream: .output) { home, _, console in
      console.notice(.usable(try home.readFonts()))
      return .success
    }
  }
}

/// `fonts adopt`: copies the files in use into the home, so that an upgrade of the system changes no paper.
struct FontsAdoptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt",
    abstract: LocalizedText(
      "いま使う書体のファイルをホームに写し、システムの更新で書類が変わらないようにします。",
      "Copy the font files in use into the home, so that an upgrade of the system changes no paper."
    ).inHelp)

  @OptionGroup var home: HomeOptions

  func run() throws {
    try CommandRunner.run(in: home, stream: .output) { home, _, console in
      let copies = try home.adoptFonts()
      for copy in copies {
        console.notice(LocalizedText("\(copy)に写しました。", "Copied to \(copy)."))
      }
      if copies.isEmpty {
        console.notice(LocalizedText("書体はすべてホームにあります。", "All fonts are in the home already."))
      }
      return .success
    }
  }
}

extension InstalledFonts.Place {
  /// `biz-ud-mincho  1.05 (Debian 12)  /usr/share/fonts/truetype/bizud-mincho/BIZUDMincho-Regular.ttf`
  fileprivate var text: LocalizedText {
    func line(_ state: String) -> String { [face.id, state, path ?? face.file].joined(separator: "  ") }
    switch edition {
    case .success(let edition): return LocalizedText(line(edition.name), line(edition.name))
    case .failure(.missing):
      return LocalizedText(line("ない（パッケージ \(face.package)）"), line("missing (package \(face.package))"))
    case .failure(.damaged(_, let index)):
      return LocalizedText(line("書体（番号\(index)）として読めない"), line("no whole font of index \(index)"))
    case .failure(.unknownEdition(_, let sha256)):
      let digest = sha256.prefix(12)
      return LocalizedText(line("知らない版（SHA-256 \(digest)…）"), line("unknown edition (SHA-256 \(digest)…)"))
    }
  }
}

extension LocalizedText {
  /// That every font can be used, and of which systems the editions are.
  static func usable(_ fonts: FontStore) -> LocalizedText {
    let systems = fonts.systems.joined(separator: ", ")
    return LocalizedText(
      "書体\(fonts.faces.count)面: 誤りはありません\(systems.isEmpty ? "" : "（\(systems)の版）")。",
      "\(fonts.faces.count) font faces: no faults\(systems.isEmpty ? "" : " (editions of \(systems))").")
  }
}
