import ArgumentParser
import Diagnostics
import HostSystem
import Papers
import Sharding

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

  @OptionGroup var register: RegisterOption
  @OptionGroup var input: InputOptions
  @OptionGroup var issuing: RunOptions
  @OptionGroup var bundle: BundleOption
  @OptionGroup var papers: PaperOptions
  @OptionGroup var home: HomeOptions

  func validate() throws {
    if !(1...10_000).contains(shards) { throw ValidationError("--shards: 1…10000") }
    // Every shard reads the inputs again: standard input is gone by then.
    if (inputs + papers.protection.protect.map(\.path)).contains("-") {
      throw ValidationError(LocalizedText("計画の入力は標準入力にできません。", "A plan's input cannot be standard input.").inHelp)
    }
  }

  func run() throws {
    try CommandOutcome.end(home, format: issuing.log, stream: .error, quiet: issuing.quiet) { home, defaults, console in
      StopSignal.listen()
      let options = PlanOptions(
        inputs: inputs, reading: input.request, output: out, shards: shards, register: register.path(home, defaults),
        sealingKey: register.sealingKey, supersedes: supersede, protections: papers.protection.protect,
        isDayStated: issuing.issuedOn != nil
      )
      var prepared = try RunConfiguration.prepare(
        home: home, documents: issuing.documents(defaults), issuedOn: issuing.issuedOn)
      try bundle.apply(to: &prepared)
      return try Planning(configuration: papers.apply(to: prepared, console), options: options, console: console)
        .execute()
    }
  }
}
