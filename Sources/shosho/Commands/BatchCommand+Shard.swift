import ArgumentParser
import Diagnostics
import HostSystem
import Issuance
import Records
import Reporting
import Sharding

extension BatchCommand {
  /// Options that a plan has settled for all its shards.
  private var settledByPlan: [String] {
    [
      ("--register", register.register != nil), ("--supersede", supersede),
      ("--max-rejects", operation.maxRejects != nil),
      ("--documents", issuing.documents != nil), ("--issued-on", issuing.issuedOn != nil),
      ("--encoding", input.encoding != nil),
      ("--format", input.format != nil), ("--mapping", input.mapping != nil), ("--keys-from", input.keysFrom != nil),
      ("--bundle", bundle.bundle != nil), ("--attach-record", papers.attachesRecord),
      ("--lang", home.language.lang != nil),
    ].filter(\.1).map(\.0)
  }

  /// The two ways of a batch: of its own, and as a shard of a plan.
  func validateShard() throws {
    if plan == nil {
      if shard != nil {
        throw ValidationError(LocalizedText("--shardは--plan FILEとともに使います。", "--shard goes with --plan FILE.").inHelp)
      }
      if inputs.isEmpty {
        throw ValidationError(
          LocalizedText("記録のファイルがありません（<input>…）。", "No file of records is named (<input>…).").inHelp)
      }
      if out == nil {
        throw ValidationError(
          LocalizedText("出力フォルダがありません（--out <dir>）。", "No output folder is named (--out <dir>).").inHelp)
      }
      return
    }
    if shard == nil {
      throw ValidationError(
        LocalizedText("--planには--shard I/Nか--shard autoが要ります。", "--plan needs --shard I/N or --shard auto.").inHelp)
    }
    if let option = settledByPlan.first {
      throw ValidationError(LocalizedText("\(option)は計画で決まっています。", "\(option) is settled by the plan.").inHelp)
    }
    if merge.merge != nil {
      throw ValidationError(
        LocalizedText(
          "分割した発行では、印刷用ファイル（--merge）は作れません。", "A shard makes no print file (--merge): it has not all records."
        ).inHelp)
    }
    if inputs.contains("-") {
      throw ValidationError(LocalizedText("計画の入力は標準入力にできません。", "A plan's input cannot be standard input.").inHelp)
    }
  }

  func runShard(of plan: String, _ choice: ShardChoice, _ metrics: MetricsFile?) throws {
    // Before the plan is read its language is not known.
    try CommandOutcome.end(
      console: Console(language: home.language.language(), format: issuing.log, quiet: issuing.quiet)
    ) {
      StopSignal.listen()
      let shard = try Shard(planPath: plan, choice: choice, out: out, environment: HostEnvironment.variable)
      let console = Console(language: shard.plan.language, format: issuing.log, quiet: issuing.quiet)
      do {
        let (home, defaults) = try home.find()
        var options = BatchOptions(
          inputs: [], reading: ReadingOptions(), output: nil, jobs: issuing.jobs(defaults),
          temporaryFolder: HostEnvironment.temporaryFolder,
          showsProgress: !issuing.quiet && issuing.log == .text)
        operation.limit(&options)
        return try MetricsFile.record(in: metrics, console) { () throws(RunFailure) in
          try ShardRun(shard, planPath: plan, console: console).execute(
            home: home, inputs: inputs, sealingKey: register.sealingKey, archive: archive.path(home, defaults),
            protections: papers.protection.protect, readsBack: !readBack.skipsReadBack, options: options)
        }
      } catch let failure as RunFailure {
        console.report(failure.diagnostics)
        return failure.status
      }
    }
  }
}

extension ShardChoice: ExpressibleByArgument {
  /// As the command line spells it.
  public init?(argument: String) {
    self.init(argument)
  }
}
