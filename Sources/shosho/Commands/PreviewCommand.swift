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

  @OptionGroup var subject: FormSubjectOptions

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

  @OptionGroup var replacing: ReplaceOption
  @OptionGroup var home: HomeOptions

  func validate() throws {
    if !(36...1200).contains(dpi) { throw ValidationError("--dpi: 36…1200") }
    if out == "-" { throw ValidationError("--out: -") }
    if watch, subject.record == "-" { throw ValidationError("--watch --record: -") }
  }

  func run() throws {
    try CommandRunner.run(in: home, stream: .error) { home, _, console in
      var request = try subject.request()
      request.out = out
      request.dpi = dpi
      request.place = OutputPlace(
        sparing: OutputPlace.Spared.inputs([subject.form, subject.record].compactMap { $0 }),
        replaces: replacing.replace)
      let preview = try Preview(request, home: home)
      return watch ? preview.watchFiles(console) : try preview.writePictures(console)
    }
  }
}
