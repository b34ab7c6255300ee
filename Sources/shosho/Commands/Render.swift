import ArgumentParser
import Fields
import Issuing

struct Render: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "1件の記録の書類を作ります（写の印が付きます）。 / Make the papers of one record, marked as copies.")

  @Argument(help: ArgumentHelp("記録のファイル。-は標準入力 / a file of records; - is standard input", valueName: "input"), completion: .file())
  var input: String

  @OptionGroup var contract: ContractOption

  @Option(help: ArgumentHelp("書類のid。なければすべて / id of the paper; all without", valueName: "id"))
  var document: String?

  @Option(
    help: ArgumentHelp(
      "書き出す先。--documentがあればファイルか-（標準出力）、なければフォルダ / a file or - with --document, a folder without", valueName: "path"),
    completion: .file())
  var out: String

  @Flag(help: "PDFの代わりに、ページごとのPNGを書く / a PNG a page instead of a PDF")
  var png = false

  @Option(help: ArgumentHelp("PNGの解像度 / resolution of the PNG", valueName: "n"))
  var dpi = 150

  @Option(name: .customLong("issued-on"), help: ArgumentHelp("発行日。なければ日本の今日 / day of issue; today in Japan without", valueName: "date"))
  var issuedOn: CalendarDate?

  @OptionGroup var reading: InputOptions
  @OptionGroup var home: HomeOptions

  func validate() throws {
    if !(36...1200).contains(dpi) { throw ValidationError("--dpi: 36…1200") }
    if document == nil, out == "-" { throw ValidationError("--out -: --document") }
  }

  func run() throws {
    try CommandOutcome.end(home, stream: .error) { home, _, console in
      let run = try Run.prepare(home: home, documents: document.map { [$0] }, issuedOn: issuedOn)
      let source = try RunInput(input, options: try reading.reading(), temporaryFolder: Host.temporaryFolder)
      let record = try ContractSearch.record(of: contract.contract, change: contract.change, in: source, rules: run.rules)
      let isFolder = document == nil || (out != "-" && InputFile.isFolder(out))
      return try Rendering(run: run, console: console).render(record, kind: png ? .png(dpi: dpi) : .pdf, to: out, isFolder: isFolder)
    }
  }
}
