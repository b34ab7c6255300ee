import Diagnostics
import Fields
import Forms
import Records
import Register
import Surety

/// Plans a run over many machines: reads and checks the whole input once, and writes what all parts must agree on.
package struct Planning {
  private let run: Run
  private let options: PlanOptions
  private let console: Console

  package init(run: Run, options: PlanOptions, console: Console) {
    self.run = run
    self.options = options
    self.console = console
  }

  package func execute() throws(RunFailure) -> ExitStatus {
    let folder = ShardedFolder(options.output)
    do {
      let output = try Folder(makingAt: options.output)
      guard output.lock() else { throw Self.busy(options.output) }
      try output.removeStaleTemporaries()
      let (survey, records, refused) = try survey()
      var plan = try plan(survey, records)
      if InputFile.exists(folder.plan) {
        let standing = try folder.readPlan().plan
        if !options.isDayStated { plan.issuedOn = standing.issuedOn }
        guard plan == standing else { throw Self.other(folder.plan) }
      } else {
        if InputFile.exists("\(options.output)/\(ManifestFile.name)") { throw Self.used(options.output) }
        try copyRegister(to: folder.registerBefore)
        try output.write(Array(plan.json.utf8), as: ShardPlan.fileName, mode: .shared)
        try output.sync()
      }
      conclude(plan, refused: refused)
      return refused > 0 ? .recordsRejected : .success
    } catch let fault as FileFault {
      throw RunFailure(.cannotWrite, fault.diagnostic)
    } catch let fault as RegisterFault {
      throw RunFailure(fault)
    } catch let failure as RunFailure {
      throw failure
    } catch {
      throw .internal(error)
    }
  }

  /// Reads every input to its end, and asks the rules of each record: how many each shard has, and how many will be refused. What only
  /// composing can tell, characters without a font and texts that do not fit, is left to the shards.
  private func survey() throws -> (InputScan, records: [Int], refused: Int) {
    let reading = try options.reading.options()
    let inputs = try options.inputs.map { name in
      try RunInput(name, options: reading, temporaryFolder: Host.temporaryFolder)
    }
    let sharding = ShardHash(count: options.shards, pattern: run.rules.issuer.number)
    var records = Array(repeating: 0, count: options.shards)
    var refused = 0
    var warnings = RepeatedWarnings()
    let survey = try InputScan(inputs, run: run) { record, identity in
      records[sharding.shard(of: identity)] += 1
      let problems = problems(of: record)
      if problems.contains(where: { $0.severity == .error }) { refused += 1 }
      for problem in problems where problem.severity == .error || warnings.isNew(problem) { console.report(problem) }
    }
    console.report(warnings.summary)
    console.report(survey.diagnostics)
    let doubled = survey.census.doubledRecords
    if doubled > 0 {
      console.report(
        .warning(
          "plan.doubled",
          LocalizedText(
            "同じ保証契約番号（と変更回数）の記録が\(doubled)件あります。",
            "\(doubled) records share contract number and change count with another."),
          advice: LocalizedText(
            "発行のときに、どれも拒否します。shosho checkが場所を示します。", "All of them will be refused; shosho check tells where they stand."
          )))
    }
    return (survey, records, refused + doubled)
  }

  private func problems(of record: RecordRow) -> [Diagnostic] {
    let row = record.row
    let assessment = run.rules.assess(row, papers: run.paperRequirements, issuedOn: run.issuedOn)
    return assessment.diagnostics + (assessment.certificate.map { missingPasswords(of: $0, row) } ?? [])
  }

  private func missingPasswords(of certificate: Certificate, _ row: RawRow) -> [Diagnostic] {
    let naming = PaperNaming(certificate: certificate, row: row)
    var problems: [Diagnostic] = []
    for (document, passwords) in run.choices.passwords.sorted(by: { $0.key < $1.key }) {
      do {
        _ = try naming.password(in: passwords, document: document)
      } catch {
        if case .refused(let refusal) = error { problems += refusal.diagnostics }
      }
    }
    return problems
  }

  private func plan(_ survey: InputScan, _ records: [Int]) throws -> ShardPlan {
    ShardPlan(
      release: EngineVersion.release, format: EngineVersion.format, libraries: EngineVersion.papersLibraries,
      issuedOn: run.issuedOn,
      documents: run.forms.map(\.id), bundle: run.bundled, language: console.language, supersedes: options.supersedes,
      register: options.register.map(Host.absolute), sealingKey: options.sealingKey.map(Host.absolute),
      attachesRecord: run.choices.attachesRecord,
      protections: options.protections.map { ProtectionRequest(document: $0.document, path: Host.absolute($0.path)) },
      sources: ShardPlan.sources(of: run), encoding: options.reading.encoding, inputFormat: options.reading.format,
      mapping: try options.reading.mapping.map(Self.companion),
      keysFrom: try options.reading.keysFrom.map(Self.companion),
      inputs: survey.inputs.map { input in
        ShardPlan.Input(
          file: input.file, path: Host.absolute(input.file), bytes: input.bytes, digest: input.digest,
          records: input.records)
      }, records: records)
  }

  private static func companion(_ path: String) throws(FileFault) -> ShardPlan.Companion {
    ShardPlan.Companion(path: Host.absolute(path), digest: try Digest.hexadecimal(ofFileAt: path))
  }

  /// The house's register as it stands now, made when there is none: the shards' rows are to be taken in there.
  private func copyRegister(to path: String) throws {
    let register = options.register ?? RegisterOptions.inside(options.output)
    let house = try IssueRegister.open(RegisterOptions(path: register, sealingKey: options.sealingKey), .readWrite)
    try house.copy(to: path)
    try house.close()
  }

  private func conclude(_ plan: ShardPlan, refused: Int) {
    let total = plan.records.reduce(0, +)
    let (least, most) = (plan.records.min() ?? 0, plan.records.max() ?? 0)
    console.notice(
      LocalizedText(
        "記録\(total)件を\(plan.shards)分割（各\(least)〜\(most)件）に計画しました。規則で拒否されるもの\(refused)件。",
        "\(total) records planned in \(plan.shards) shards of \(least) to \(most). The rules refuse \(refused)."))
  }
}

extension Planning {
  private static func busy(_ path: String) -> RunFailure {
    RunFailure(
      .tryAgainLater,
      .error(
        "plan.busy", at: SourceLocation(file: path),
        LocalizedText("別の処理がこのフォルダを使っています。", "Another process is using this folder.")))
  }

  private static func other(_ path: String) -> RunFailure {
    RunFailure(
      .usage,
      .error(
        "plan.exists", at: SourceLocation(file: path),
        LocalizedText("このフォルダには別の計画があります。", "Another plan stands in this folder."),
        advice: LocalizedText("--outに別のフォルダを指定してください。", "Name another folder with --out.")))
  }

  private static func used(_ path: String) -> RunFailure {
    RunFailure(
      .usage,
      .error(
        "plan.used", at: SourceLocation(file: path),
        LocalizedText("このフォルダには発行した書類があります。", "This folder holds the papers of another run."),
        advice: LocalizedText("--outに別のフォルダを指定してください。", "Name another folder with --out.")))
  }
}
