import Diagnostics
import Digests
import Fields
import Forms
import HostSystem
import House
package import Inputs
package import Issuance
package import Papers
import Records
import Register
package import Reporting
import Rules
import Surety

/// Plans a run over many machines: `shosho plan`.
///
/// It reads all inputs once, asks the rules of each record, and counts the records of each shard. Then it writes the
/// plan (`ShardPlan`), on which all shards must agree, and a copy of the house's register as it stands now. When the
/// folder has the same plan already, nothing is written, so planning again does no harm.
package struct Planning {
  private let configuration: RunConfiguration
  private let options: PlanOptions
  private let console: Console

  package init(configuration: RunConfiguration, options: PlanOptions, console: Console) {
    self.configuration = configuration
    self.options = options
    self.console = console
  }

  package func execute() throws(RunFailure) -> ExitStatus {
    let folder = ShardedFolder(options.output)
    console.report(EngineVersion.warnings)
    do {
      let output = try Folder(makingAt: options.output)
      guard try output.tryLock() else { throw Self.busy(options.output) }
      try output.removeStaleTemporaries()
      let (scan, records, refused) = try scanInputs()
      try options.expected?.check(scan.totals, of: options.inputs)
      try checkKnownInputs(scan)
      var plan = try makePlan(scan, records)
      if InputFile.exists(folder.plan) {
        let existing = try folder.readPlan().plan
        if !options.isDayStated { plan.issuedOn = existing.issuedOn }
        guard plan == existing else { throw Self.otherPlan(folder.plan) }
      } else {
        if InputFile.exists("\(options.output)/\(OutputFolderLayout.manifest)") {
          throw Self.usedFolder(options.output)
        }
        try copyRegister(to: folder.registerBefore)
        try output.write(Array(plan.json.utf8), as: OutputFolderLayout.plan, mode: .shared)
        try output.sync()
      }
      reportPlan(plan, refused: refused)
      return refused > 0 ? .recordsRejected : .success
    } catch {
      throw RunFailure(error)
    }
  }

  /// Reads every input to its end, and asks the rules of each record. What only composing a paper can show, characters
  /// without a font and texts that do not fit, is left to the shards.
  ///
  /// - Returns: how many records each shard has, and how many records will be refused.
  private func scanInputs() throws -> (InputScan, records: [Int], refused: Int) {
    let reading = try options.reading.readOptions()
    let inputs = try options.inputs.map { name in
      try RunInput(name, options: reading, temporaryFolder: HostEnvironment.temporaryFolder)
    }
    let hash = ShardHash(count: options.shards, pattern: configuration.rules.issuer.number)
    var records = Array(repeating: 0, count: options.shards)
    var refused = 0
    var warnings = RepeatedWarnings()
    let scan = try InputScan(inputs, rules: configuration.rules) { record, identity in
      records[hash.shard(of: identity)] += 1
      let problems = problems(of: record)
      if problems.contains(where: { $0.severity == .error }) { refused += 1 }
      for problem in problems where problem.severity == .error || warnings.isNew(problem) { console.report(problem) }
    }
    console.report(warnings.summary)
    console.report(scan.diagnostics)
    let duplicates = scan.duplicates.duplicateRecords
    if duplicates > 0 {
      console.report(
        .warning(
          "plan.doubled",
          LocalizedText(
            "同じ保証契約番号（と変更回数）の記録が\(duplicates)件あります。",
            "\(duplicates) records share contract number and change count with another."),
          advice: LocalizedText(
            "発行のときに、どれも拒否します。shosho checkが場所を示します。", "All of them will be refused; shosho check tells where they stand."
          )))
    }
    return (scan, records, refused + duplicates)
  }

  /// Says which inputs the house's register knows as a whole. With `--once` they end the planning; a shard could not find
  /// them, because its register begins with the plan.
  private func checkKnownInputs(_ scan: InputScan) throws {
    guard let path = options.register, InputFile.exists(path) else { return }
    let house = try IssueRegister.open(RegisterOptions(path: path, sealingKey: options.sealingKey), .readOnly)
    let known = try BatchRegister.knownInputs(
      scan.registerInputs, in: house)
    try house.close()
    if options.refusesKnownInputs, !known.isEmpty { throw BatchRegister.refusal(of: known) }
    console.report(known)
  }

  private func problems(of record: RecordRow) -> [Diagnostic] {
    let row = record.row
    let assessment = configuration.rules.assess(
      row, papers: configuration.paperRequirements, issuedOn: configuration.issuedOn)
    return assessment.diagnostics + (assessment.certificate.map { missingPasswords(of: $0, row) } ?? [])
  }

  /// The errors of a record whose contract has no password for a paper that is to be encrypted.
  private func missingPasswords(of certificate: Certificate, _ row: RawRow) -> [Diagnostic] {
    let naming = PaperNaming(certificate: certificate, row: row)
    var problems: [Diagnostic] = []
    for (document, passwords) in configuration.choices.passwords.sorted(by: { $0.key < $1.key }) {
      do {
        _ = try naming.password(in: passwords, document: document)
      } catch {
        if case .refused(let refusal) = error { problems += refusal.diagnostics }
      }
    }
    return problems
  }

  private func makePlan(_ scan: InputScan, _ records: [Int]) throws -> ShardPlan {
    ShardPlan(
      release: EngineVersion.release, format: EngineVersion.format, architecture: EngineVersion.architecture,
      libraries: EngineVersion.papersLibraries,
      issuedOn: configuration.issuedOn,
      documents: configuration.forms.map(\.id), bundle: configuration.bundled, language: console.language,
      supersedes: options.supersedes, register: options.register.map(HostEnvironment.absolute),
      sealingKey: options.sealingKey.map(HostEnvironment.absolute),
      attachesRecord: configuration.choices.attachesRecord,
      protections: options.protections.map {
        ProtectionRequest(document: $0.document, path: HostEnvironment.absolute($0.path))
      },
      sources: ShardPlan.sources(of: configuration), encoding: options.reading.encoding,
      inputFormat: options.reading.format,
      mapping: try options.reading.mapping.map(Self.companion),
      keysFrom: try options.reading.keysFrom.map(Self.companion), keysEncoding: options.reading.keysEncoding,
      marksRejects: options.marksRejects,
      inputs: scan.inputs.map { input in
        ShardPlan.Input(
          file: input.file, path: HostEnvironment.absolute(input.file), bytes: input.bytes, digest: input.digest,
          records: input.records)
      }, records: records)
  }

  private static func companion(_ path: String) throws(FileFault) -> ShardPlan.Companion {
    ShardPlan.Companion(path: HostEnvironment.absolute(path), digest: try ContentDigest(ofFileAt: path).hexadecimal)
  }

  /// Copies the house's register as it stands now, for the shards to begin their own registers with. That of
  /// the output folder is made here, because the merge takes the shards' rows in there.
  private func copyRegister(to path: String) throws {
    let register = options.register ?? RegisterOptions.inside(options.output)
    var registerOptions = RegisterOptions(path: register, sealingKey: options.sealingKey)
    registerOptions.making = options.register == nil ? .withFirstPapers : options.making
    try registerOptions.makeIfWanted(output: options.output)
    let house = try IssueRegister.open(registerOptions, .readWrite)
    try house.copy(to: path)
    try house.close()
  }

  private func reportPlan(_ plan: ShardPlan, refused: Int) {
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

  private static func otherPlan(_ path: String) -> RunFailure {
    RunFailure(
      .usage,
      .error(
        "plan.exists", at: SourceLocation(file: path),
        LocalizedText("このフォルダには別の計画があります。", "Another plan stands in this folder."),
        advice: LocalizedText("--outに別のフォルダを指定してください。", "Name another folder with --out.")))
  }

  private static func usedFolder(_ path: String) -> RunFailure {
    RunFailure(
      .usage,
      .error(
        "plan.used", at: SourceLocation(file: path),
        LocalizedText("このフォルダには発行した書類があります。", "This folder holds the papers of another run."),
        advice: LocalizedText("--outに別のフォルダを指定してください。", "Name another folder with --out.")))
  }
}

/// What the command line says about a plan.
package struct PlanOptions: Sendable {
  package var inputs: [String]
  package var reading: ReadingRequest
  package var output: String
  package var shards: Int
  /// The house's register; nil for the one in the output folder.
  package var register: String?
  /// Whether a register that is named is made.
  package var making: RegisterOptions.Making
  package var sealingKey: String?
  package var supersedes: Bool
  /// The papers to be encrypted, each with the file in which the shards find the passwords.
  package var protections: [ProtectionRequest]
  /// Whether the user named the day of issue. Otherwise a plan that exists already keeps its own.
  package var isDayStated: Bool
  /// What the inputs must be; nil when nobody says.
  package var expected: ExpectedTotals?
  /// Whether an input that was issued to its end before ends the planning.
  package var refusesKnownInputs = false
  /// Whether the shards' rejects in UTF-8 begin with a byte order mark.
  package var marksRejects = true

  package init(
    inputs: [String], reading: ReadingRequest, output: String, shards: Int, register: String?,
    making: RegisterOptions.Making = .never,
    sealingKey: String?,
    supersedes: Bool, protections: [ProtectionRequest] = [], isDayStated: Bool
  ) {
    self.inputs = inputs
    self.reading = reading
    self.output = output
    self.shards = shards
    self.register = register
    self.making = making
    self.sealingKey = sealingKey
    self.supersedes = supersedes
    self.protections = protections
    self.isDayStated = isDayStated
  }
}
