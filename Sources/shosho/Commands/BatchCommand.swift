import ArgumentParser
import Diagnostics
import HostSystem
import House
import Issuance
import Papers
import Records
import Reporting
import Sharding

/// `batch`: issues the papers of files of records, either all of them into one folder (`--out`), or one shard of a plan
/// (`--plan`, `--shard`). Both ways end in a run of Issuance or Sharding; here only options are checked and handed
/// over.
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

  @Option(
    help: .both(
      "お知らせのメール（.eml）も作り、このフォルダにも書く。送信はしない",
      "make the message of each record (.eml) too, and write it into this folder besides; nothing is sent",
      valueName: "dir"), completion: .directory)
  var notifications: String?

  @OptionGroup var operation: OperationOptions
  @OptionGroup var expectation: InputExpectationOptions
  @OptionGroup var register: RegisterOption
  @OptionGroup var newRegister: NewRegisterOption
  @OptionGroup var archive: ArchiveOption
  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var running: RunOptions
  @OptionGroup var bundle: BundleOption
  @OptionGroup var merge: MergeOptions
  @OptionGroup var papers: PaperOptions
  @OptionGroup var readBack: ReadBackOption
  @OptionGroup var home: HomeOptions

  func validate() throws {
    try InputOptions.validateStandardInput(inputs + papers.protection.protect.map(\.path))
    try validateShardOptions()
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
    try CommandRunner.run(in: home, format: running.log, stream: .error, quiet: running.quiet) {
      home, defaults, console in
      StopSignal.listen()
      return try RunConclusion.conclude(metrics, console) { () throws(RunFailure) in
        var options = BatchOptions(
          inputs: inputs, reading: try input.reading(), output: out, jobs: running.jobs(defaults),
          maxRejects: operation.maxRejects,
          temporaryFolder: HostEnvironment.temporaryFolder, showsProgress: !running.quiet && running.log == .text,
          register: registerOptions(home, defaults, console, out))
        operation.applyLimits(to: &options)
        options.expected = try expectation.expected()
        options.reading.marksRejects = !expectation.skipsRejectsMark
        options.register?.refusesKnownInputs = expectation.once
        var prepared = try RunConfiguration.prepare(
          home: home, documents: selection.documents(defaults), issuedOn: selection.issuedOn)
        try bundle.apply(to: &prepared)
        prepared = try papers.apply(to: prepared, console)
        options.print = merge.request
        if options.print != nil { try prepared.choosePrintedPapers { console.report($0) } }
        if let notifications { try prepared.addMessages(into: notifications) }
        prepared.choices.readsBack = !readBack.skipsReadBack
        return try Batch(
          configuration: prepared, options: options, scope: WholeInputs(keepsDay: selection.issuedOn == nil),
          console: console
        ).execute()
      }
    }
  }

  /// The register that the command line or the home names, else one in the output folder, which a notice then says.
  private func registerOptions(_ home: Home, _ defaults: Home.Defaults, _ console: Console, _ out: String)
    -> RegisterOptions
  {
    let named = register.path(home, defaults)
    if named == nil {
      console.notice(
        LocalizedText(
          "発行簿の指定がないので、出力フォルダのregister.sqliteに記録します。発行の記憶はこのフォルダに限られます。",
          "No register is named: issues are entered in register.sqlite in the output folder, "
            + "and remembered for this folder alone."
        ))
    }
    var options = RegisterOptions(
      path: named ?? RegisterOptions.inside(out), sealingKey: register.sealingKey, supersedes: supersede,
      archive: archive.path(home, defaults))
    options.making = named == nil ? .withFirstPapers : newRegister.making
    return options
  }
}

/// A batch as one shard of a plan.
extension BatchCommand {
  /// The options on this command line that a plan has settled for all its shards.
  private var settledByPlan: [String] {
    [
      ("--register", register.register != nil), ("--new-register", newRegister.newRegister),
      ("--supersede", supersede), ("--max-rejects", operation.maxRejects != nil),
      ("--keys-encoding", input.keysEncoding != nil),
      ("--documents", selection.documents != nil), ("--issued-on", selection.issuedOn != nil),
      ("--encoding", input.encoding != nil),
      ("--format", input.format != nil), ("--mapping", input.mapping != nil), ("--keys-from", input.keysFrom != nil),
      ("--bundle", bundle.bundle != nil), ("--attach-record", papers.attachesRecord),
      ("--lang", home.language.lang != nil),
    ].filter(\.1).map(\.0)
  }

  /// A run over whole inputs must name them and an output folder. A shard must name its plan, which settles most other
  /// options, so that they are refused beside it.
  private func validateShardOptions() throws {
    if plan == nil {
      if shard != nil {
        throw ValidationError.both("--shardは--plan FILEとともに使います。", "--shard goes with --plan FILE.")
      }
      if inputs.isEmpty {
        throw ValidationError.both("記録のファイルがありません（<input>…）。", "No file of records is named (<input>…).")
      }
      if out == nil {
        throw ValidationError.both("出力フォルダがありません（--out <dir>）。", "No output folder is named (--out <dir>).")
      }
      return
    }
    if shard == nil {
      throw ValidationError.both("--planには--shard I/Nか--shard autoが要ります。", "--plan needs --shard I/N or --shard auto.")
    }
    if let option = (settledByPlan + expectation.stated).first {
      throw ValidationError.both("\(option)は計画で決まっています。", "\(option) is settled by the plan.")
    }
    if notifications != nil {
      throw ValidationError.both(
        "分割した発行では、お知らせのメールは作れません。", "A shard makes no messages (--notifications).")
    }
    if merge.merge != nil {
      throw ValidationError.both(
        "分割した発行では、印刷用ファイル（--merge）は作れません。", "A shard makes no print file (--merge): it has not all records.")
    }
    if inputs.contains("-") {
      throw ValidationError.both("計画の入力は標準入力にできません。", "A plan's input cannot be standard input.")
    }
  }

  private func runShard(of plan: String, _ choice: ShardChoice, _ metrics: MetricsFile?) throws {
    // The first console reports a plan that cannot be read; the language of the plan is known only after that.
    try CommandRunner.run(Console(language: home.language.language(), format: running.log, quiet: running.quiet)) {
      StopSignal.listen()
      let shard = try Shard(planPath: plan, choice: choice, out: out, environment: HostEnvironment.variable)
      let console = Console(language: shard.plan.language, format: running.log, quiet: running.quiet)
      return try CommandRunner.reportFailure(to: console) {
        let (home, defaults) = try home.find()
        var options = BatchOptions(
          inputs: [], reading: ReadingOptions(), output: nil, jobs: running.jobs(defaults),
          temporaryFolder: HostEnvironment.temporaryFolder,
          showsProgress: !running.quiet && running.log == .text)
        operation.applyLimits(to: &options)
        return try RunConclusion.conclude(metrics, console) { () throws(RunFailure) in
          try ShardRun(shard, planPath: plan, console: console).execute(
            home: home, inputs: inputs, sealingKey: register.sealingKey, archive: archive.path(home, defaults),
            protections: papers.protection.protect, readsBack: !readBack.skipsReadBack, options: options)
        }
      }
    }
  }
}

extension ShardChoice: ExpressibleByArgument {
  /// `3/64` or `auto`; nil for anything else.
  public init?(argument: String) {
    self.init(argument)
  }
}
