import ArgumentParser
import Diagnostics
import HostSystem
import House
import Issuance
import Papers
import Reporting
import Sharding

struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch", abstract: LocalizedText("記録のファイルから書類を発行します。", "Issue the papers of a file of records.").inHelp
  )

  @Argument(
    help: .both("記録のファイル。-は標準入力", "files of records; - is standard input", valueName: "input"), completion: .file())
  var inputs: [String] = []

  @Option(help: .both("出力フォルダ", "output folder", valueName: "dir"), completion: .directory)
  var out: String?

  @Option(
    help: .both("shosho planの計画の、一つの分割として発行する", "issue one shard of a plan of shosho plan", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var plan: String?

  @Option(
    help: .both(
      "どの分割か。I/N（0から）、またはauto（配列ジョブの番号）", "which shard: I/N from 0, or auto, by the scheduler's array", valueName: "i/n"
    ))
  var shard: ShardChoice?

  @Flag(help: .both("内容の変わった記録の書類を差し替える", "replace the papers of records whose content changed"))
  var supersede = false

  @OptionGroup var operation: OperationOptions
  @OptionGroup var register: RegisterOption
  @OptionGroup var archive: ArchiveOption
  @OptionGroup var input: InputOptions
  @OptionGroup var issuing: RunOptions
  @OptionGroup var bundle: BundleOption
  @OptionGroup var merge: MergeOptions
  @OptionGroup var papers: PaperOptions
  @OptionGroup var readBack: ReadBackOption
  @OptionGroup var home: HomeOptions

  func validate() throws {
    try StandardInput.validate(inputs + papers.protection.protect.map(\.path))
    try validateShard()
  }

  func run() throws {
    let metrics = operation.metrics.map(MetricsFile.init)
    if let plan, let shard {
      try runShard(of: plan, shard, metrics)
    } else {
      try runWhole(to: out ?? "", metrics)
    }
  }

  private func runWhole(to out: String, _ metrics: MetricsFile?) throws {
    try CommandOutcome.end(home, format: issuing.log, stream: .error, quiet: issuing.quiet) { home, defaults, console in
      StopSignal.listen()
      return try MetricsFile.record(in: metrics, console) { () throws(RunFailure) in
        var options = BatchOptions(
          inputs: inputs, reading: try input.reading(), output: out, jobs: issuing.jobs(defaults),
          maxRejects: operation.maxRejects,
          temporaryFolder: HostEnvironment.temporaryFolder, showsProgress: !issuing.quiet && issuing.log == .text,
          register: registerOptions(home, defaults, console, out))
        operation.limit(&options)
        var prepared = try RunConfiguration.prepare(
          home: home, documents: issuing.documents(defaults), issuedOn: issuing.issuedOn)
        try bundle.apply(to: &prepared)
        prepared = try papers.apply(to: prepared, console)
        options.print = merge.request
        if options.print != nil { try prepared.choosePrintedPapers { console.report($0) } }
        prepared.choices.readsBack = !readBack.skipsReadBack
        return try Batch(
          configuration: prepared, options: options, scope: WholeInputs(keepsDay: issuing.issuedOn == nil),
          console: console
        ).execute()
      }
    }
  }

  /// The register that is named, else one in the output folder, with a word on what that means.
  private func registerOptions(_ home: Home, _ defaults: Home.Defaults, _ console: Console, _ out: String)
    -> RegisterOptions
  {
    let named = register.path(home, defaults)
    if named == nil {
      console.notice(
        LocalizedText(
          "発行簿の指定がないので、出力フォルダのregister.sqliteに記録します。発行の記憶はこのフォルダに限られます。",
          "No register is named: issues are entered in register.sqlite in the output folder, and remembered for this folder alone."
        ))
    }
    return RegisterOptions(
      path: named ?? RegisterOptions.inside(out), sealingKey: register.sealingKey, supersedes: supersede,
      archive: archive.path(home, defaults))
  }
}
