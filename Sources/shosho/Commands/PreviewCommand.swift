import ArgumentParser
import Diagnostics
import Fields
import HostSystem
import Issuance
import OnDemand

/// `preview`: draws a form as a picture, with samples or with the values of a record. It is for authors of forms: with
/// `--watch` they see every change at once.
struct PreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: LocalizedText("様式を見本または記録の値で絵（PNG）にします。", "Show a form as a picture, with sample or given values.").inHelp
  )

  @Argument(
    help: .both("様式のファイルかid", "a form's file or id", valueName: "form"), completion: .file(extensions: ["xml"]))
  var form: String

  @Option(
    help: .both(
      "記録のファイル。なければTemplates/samples.jsonlの見本", "a file of records; the samples of Templates/samples.jsonl without",
      valueName: "file"), completion: .file())
  var record: String?

  @Option(help: .both("保証契約番号。なければ最初の記録", "the contract number; the first record without", valueName: "number"))
  var contract: String?

  @Option(help: .both("変更回数。同じ番号の記録が複数あるとき", "the change count, when several records have the number", valueName: "n"))
  var change: Int?

  @Flag(help: .both("ファイルが変わるたびに作り直す", "make it again whenever a file changes"))
  var watch = false

  @Option(
    help: .both(
      "絵のファイル。2ページ目からは名前に番号が付く。なければid.png", "the picture's file, later pages numbered; id.png without",
      valueName: "file"),
    completion: .file(extensions: ["png"]))
  var out: String?

  @Option(help: .both("解像度", "dots per inch", valueName: "n"))
  var dpi = 150

  @OptionGroup var day: IssueDayOption
  @OptionGroup var reading: InputOptions
  @OptionGroup var replacing: ReplaceOption
  @OptionGroup var home: HomeOptions

  func validate() throws {
    if !(36...1200).contains(dpi) { throw ValidationError("--dpi: 36…1200") }
    if out == "-" { throw ValidationError("--out: -") }
    if watch, record == "-" { throw ValidationError("--watch --record: -") }
  }

  func run() throws {
    try CommandRunner.run(in: home, stream: .error) { home, _, console in
      let request = PreviewRequest(
        form: form, record: record, contract: contract, change: change, reading: try reading.reading(),
        issuedOn: day.issuedOn, out: out,
        dpi: dpi,
        place: OutputPlace(
          sparing: OutputPlace.Spared.inputs([form, record].compactMap { $0 }), replaces: replacing.replace))
      let preview = try Preview(request, home: home)
      return watch ? preview.watchFiles(console) : try preview.writePictures(console)
    }
  }
}
