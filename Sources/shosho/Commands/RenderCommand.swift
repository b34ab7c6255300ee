import ArgumentParser
import Diagnostics
import Fields
import HostSystem
import Inputs
import Issuance
import OnDemand
import Papers

/// `render`: makes the papers of one record at once, without a run. They are marked as copies unless a register takes
/// them in, so that no unregistered paper can pass for an issued one.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: LocalizedText(
      "1件の記録の書類を作ります（--registerがなければ写の印が付きます）。",
      "Make the papers of one record: marked as copies, or issued with --register."
    ).inHelp)

  @Argument(
    help: .both("記録のファイル。-は標準入力", "a file of records; - is standard input", valueName: "input"), completion: .file())
  var input: String

  @OptionGroup var contract: ContractOptions

  @Option(help: .both("書類のid。なければすべて", "id of the paper; all without", valueName: "id"))
  var document: String?

  @Option(
    help: .both(
      "書き出す先。--documentがあればファイルか-（標準出力）、なければフォルダ", "a file or - with --document, a folder without", valueName: "path"),
    completion: .file())
  var out: String

  @Flag(help: .both("PDFの代わりに、ページごとのPNGを書く", "a PNG a page instead of a PDF"))
  var png = false

  @Option(help: .both("PNGの解像度", "resolution of the PNG", valueName: "n"))
  var dpi = 150

  @OptionGroup var day: IssueDayOption

  @Option(
    help: .both(
      "発行簿に記録し、写の印を付けずに発行する", "issue the papers, entered in this register and not marked as copies", valueName: "file"),
    completion: .file())
  var register: String?

  @Option(
    name: .customLong("sealing-key"),
    help: .both("認証キーを封印して残す鍵ファイル", "key file under which authentication keys are kept", valueName: "file"),
    completion: .file())
  var sealingKey: String?

  @OptionGroup var newRegister: NewRegisterOption
  @OptionGroup var archive: ArchiveOption
  @OptionGroup var papers: PaperOptions
  @OptionGroup var readBack: ReadBackOption
  @OptionGroup var reading: InputOptions
  @OptionGroup var home: HomeOptions

  func validate() throws {
    if !(36...1200).contains(dpi) { throw ValidationError("--dpi: 36…1200") }
    if archive.archive != nil, register == nil {
      throw ValidationError.both(
        "--archiveは--registerとともに使います（写は残しません）。", "--archive goes with --register: a marked copy is not kept.")
    }
    if newRegister.newRegister, register == nil {
      throw ValidationError.both(
        "--new-registerは--registerとともに使います。", "--new-register goes with --register.")
    }
    if png, register != nil {
      throw ValidationError.both(
        "発行する書類（--register）はPNGにできません。", "A paper that is issued (--register) cannot be a PNG.")
    }
    if png, papers.attachesRecord || !papers.protection.protect.isEmpty {
      throw ValidationError.both(
        "--attach-recordと--protectは--pngとともに使えません。", "--attach-record and --protect do not go with --png.")
    }
    try InputOptions.validateStandardInput([input] + papers.protection.protect.map(\.path))
    if document == nil, out == "-" {
      throw ValidationError.both(
        "--out -には書類を一つ選ぶ--documentが要ります。", "--out - needs --document, which chooses one paper.")
    }
  }

  func run() throws {
    try CommandRunner.run(in: home, stream: .error) { home, defaults, console in
      var configuration = try papers.apply(
        to: RunConfiguration.prepare(home: home, documents: document.map { [$0] }, issuedOn: day.issuedOn), console)
      let source = try RunInput(input, options: try reading.reading(), temporaryFolder: HostEnvironment.temporaryFolder)
      let record = try ContractSearch.findRecord(
        of: contract.contract, change: contract.change, in: source, rules: configuration.rules)
      let isFolder = document == nil || (out != "-" && InputFile.isFolder(out))
      configuration.choices.readsBack = !readBack.skipsReadBack
      let rendering = try Rendering(configuration: configuration, console: console)
      if let register {
        var options = RegisterOptions(
          path: register, sealingKey: sealingKey, archive: archive.path(home, defaults))
        options.making = newRegister.making
        return try rendering.issue(record, to: out, isFolder: isFolder, register: options)
      }
      return try rendering.render(record, kind: png ? .png(dpi: dpi) : .pdf, to: out, isFolder: isFolder)
    }
  }
}
