import ArgumentParser
import Diagnostics
import Encodings
import HostSystem
import Papers
import Reporting
import Sharding

/// `plan`: settles one run and divides it into shards, each of which `batch --plan` issues on a machine of its own.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: LocalizedText("一つの発行を多くの機械に分ける計画を作ります。", "Plan one run over many machines.").inHelp)

  @Argument(help: .both("記録のファイル", "files of records", valueName: "input"), completion: .file())
  var inputs: [String]

  @Option(help: .both("分割の数", "how many shards", valueName: "n"))
  var shards: Int

  @Option(help: .both("計画と分割のフォルダ", "folder of the plan and its shards", valueName: "dir"), completion: .directory)
  var out: String

  @Flag(help: .both("内容の変わった記録の書類を差し替える", "replace the papers of records whose content changed"))
  var supersede = false

  @OptionGroup var expectation: InputExpectationOptions
  @OptionGroup var register: RegisterOption
  @OptionGroup var newRegister: NewRegisterOption
  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var running: RunOptions
  @OptionGroup var bundle: BundleOption
  @OptionGroup var papers: PaperOptions
  @OptionGroup var home: HomeOptions

  func validate() throws {
    if !(1...10_000).contains(shards) { throw ValidationError("--shards: 1…10000") }
    // Every shard reads the inputs again, which standard input does not allow.
    if (inputs + papers.protection.protect.map(\.path)).contains(where: { $0 == "-" || InputFile.isInheritedPipe($0) })
    {
      throw ValidationError.both(
        "計画の入力は標準入力やパイプにできません。", "A plan's input cannot be standard input or a pipe.")
    }
  }

  func run() throws {
    try CommandRunner.run(in: home, format: running.log, stream: .error, quiet: running.quiet) {
      home, defaults, console in
      StopSignal.listen()
      var options = PlanOptions(
        inputs: inputs, reading: input.request, output: out, shards: shards, register: register.path(home, defaults),
        making: newRegister.making, sealingKey: register.sealingKey, supersedes: supersede,
        protections: papers.protection.protect,
        isDayStated: selection.issuedOn != nil
      )
      options.expected = try expectation.expected()
      (options.refusesKnownInputs, options.marksRejects) = (expectation.once, !expectation.skipsRejectsMark)
      var prepared = try RunConfiguration.prepare(
        home: home, documents: selection.documents(defaults), issuedOn: selection.issuedOn)
      try bundle.apply(to: &prepared)
      return try Planning(configuration: papers.apply(to: prepared, console), options: options, console: console)
        .execute()
    }
  }
}

/// `status`: which shards of a plan are done.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: LocalizedText("計画の分割がどこまで進んだかを示します。", "Show where the shards of a plan stand, and which to submit again.")
      .inHelp)

  @Argument(help: .both("planの--outのフォルダ", "the folder of the plan", valueName: "dir"), completion: .directory)
  var folder: String

  @Flag(help: .both("JSONで示す", "as JSON"))
  var json = false

  @OptionGroup var language: LanguageOption

  func run() throws {
    try CommandRunner.run(in: language) { console in
      let overview = try ShardOverview(ShardedFolder(folder))
      StandardStream.output.write(json ? overview.json : overview.text(in: console.language))
      return overview.isClosed ? .success : .tryAgainLater
    }
  }
}

/// `merge`: puts the shards of a plan together into what one process would have made.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: LocalizedText("終わった分割を一つの発行にまとめます。", "Put the closed shards of a plan together.").inHelp)

  @Argument(help: .both("planの--outのフォルダ", "the folder of the plan", valueName: "dir"), completion: .directory)
  var folder: String

  @Option(
    help: .both("発行簿のファイル。なければ計画のもの", "the register's file; the plan's without", valueName: "file"), completion: .file()
  )
  var register: String?

  @OptionGroup var running: RunOptions
  @OptionGroup var language: LanguageOption

  func run() throws {
    let console = Console(language: language.language(), format: running.log, quiet: running.quiet)
    try CommandRunner.run(console) {
      StopSignal.listen()
      return try Merge(ShardedFolder(folder), register: register, jobs: running.jobs(), console: console)
        .execute()
    }
  }
}
