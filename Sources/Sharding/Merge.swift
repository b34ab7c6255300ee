import Diagnostics
import Digests
import Fields
import HostSystem
import House
import Issuance
import Register
package import Reporting
import StrictJSON

/// Puts the shards of a planned run together: the papers into one folder, with one manifest, one set of rejects and one
/// report, and all rows into the house's register.
///
/// 1. Every shard must be closed: it has a trailer (`ShardTrailer`).
/// 2. Every shard must be whole: its files, its records and its papers are what the trailer says (`ShardInspection`),
///    and each record of the inputs belongs to exactly one shard (`RecordOwnership`).
/// 3. The house's register must be able to take the rows: no contract of the shards was changed there since the plan.
/// 4. The house's register takes the rows in one transaction. Their papers are on the disk, in the shards' folders.
/// 5. The papers are linked into the run's folder, and manifest and rejects written, in the order of the inputs
///    (`MergedFiles`).
/// 6. The files get their final names, the report last.
///
/// All that can be refused is refused in the first four steps, before anything is changed. So no paper stands in the
/// run's folder without its row, and what a merge says was not done was not done. A merge that was broken off is done
/// again from the start, and doing it again after its end changes nothing.
package struct Merge {
  private let folder: ShardedFolder
  private let plan: ShardPlan
  private let planDigest: String
  private let shards: [Shard]
  private let register: String
  private let jobs: Int
  private let console: Console

  /// - Parameter register: the house's, when it is not where the plan says.
  package init(_ folder: ShardedFolder, register: String?, jobs: Int, console: Console) throws(RunFailure) {
    self.folder = folder
    self.jobs = jobs
    self.console = console
    let (plan, digest) = try folder.readPlan()
    (self.plan, planDigest) = (plan, digest)
    shards = (0..<plan.shards).map { Shard(plan: plan, planDigest: digest, index: $0, folder: folder) }
    self.register = register ?? plan.register ?? RegisterOptions.inside(folder.path)
  }

  package func execute() throws(RunFailure) -> ExitStatus {
    HostEnvironment.raiseFileLimit()
    do {
      let output = try Folder(openingAt: folder.path)
      guard try output.tryLock() else { throw Self.busy(folder.path) }
      try output.removeStaleTemporaries()
      let trailers = try readTrailers()
      let (owners, heads) = try inspectShards(trailers)
      return try mergeShards(trailers, owners: owners, heads: heads, into: output)
    } catch let fault as FileFault {
      throw RunFailure(.cannotWrite, fault.diagnostic)
    } catch let fault as RegisterFault {
      throw failure(fault)
    } catch let error as DiagnosticError {
      throw RunFailure(.internalFault, error)
    } catch {
      throw RunFailure(error)
    }
  }

  /// Reads the trailer of every shard. The error names all shards that are not closed.
  private func readTrailers() throws(RunFailure) -> [ShardTrailer] {
    var trailers: [ShardTrailer] = []
    var problems: [Diagnostic] = []
    var isRunning = false
    for shard in shards {
      if ShardState.of(shard) == .running {
        isRunning = true
        problems.append(.running(shard))
        continue
      }
      do {
        trailers.append(try ShardInspection.trailer(of: shard))
      } catch {
        problems += error.diagnostics
      }
    }
    if !problems.isEmpty { throw RunFailure(isRunning ? .tryAgainLater : .noInput, DiagnosticError(problems)) }
    return trailers
  }

  /// - Returns: which shard has which record; and for each shard, by input, how many bytes its rejects have before
  ///   their first record.
  private func inspectShards(_ trailers: [ShardTrailer]) throws -> (RecordOwnership, heads: [[Int: Int]]) {
    var owners = RecordOwnership(counts: plan.inputs.map(\.records))
    var problems: [Diagnostic] = []
    var heads: [[Int: Int]] = []
    for (shard, trailer) in zip(shards, trailers) {
      var inspection = ShardInspection(shard, trailer)
      try inspection.inspectFiles(&owners)
      problems += inspection.problems
      if inspection.problems.isEmpty { problems += try PaperCheck(shard, trailer).findProblems(jobs: jobs) }
      heads.append(inspection.rejectHeads)
    }
    let read = trailers.reduce(0) { $0 + $1.counts.read }
    let planned = plan.inputs.reduce(0) { $0 + $1.records }
    if read != planned { problems.append(.total(folder.path, read, planned)) }
    if !problems.isEmpty { throw RunFailure(.internalFault, problems) }
    return (owners, heads)
  }

  private func mergeShards(
    _ trailers: [ShardTrailer], owners: RecordOwnership, heads: [[Int: Int]], into output: Folder
  ) throws -> ExitStatus {
    let lock = try RunLock(of: register)
    defer { withExtendedLifetime(lock) {} }
    let house = try IssueRegister.open(register, .readWrite)
    let branches = zip(shards, trailers).map { RegisterBranch(path: $0.register, run: $1.run) }
    let runID = Shard.runID(planDigest: planDigest)
    let isMerged = try house.runs().contains { $0.id == runID }
    if !isMerged {
      let overtaken = try house.overtaken(by: branches)
      if !overtaken.isEmpty { throw RunFailure(.internalFault, overtaken.map(Self.overtaken) + [nothingMerged]) }
    }
    var counts = RunCounts()
    for trailer in trailers { counts += trailer.counts }
    let run = try mergedRun(runID, counts, try IssueRegister.open(branches[0].path, .readOnly))
    if !isMerged { _ = try house.absorb(branches, as: run) }
    let files = try MergedFiles(plan: plan, output: output)
    try files.writeRecords(
      try zip(shards, zip(trailers, heads)).map { try ShardReader($0, trailer: $1.0, headLengths: $1.1) },
      owners: owners)
    try output.sync()
    let head = try house.chainHead()
    try files.finishFiles(with: try mergedReport(counts, RunReport.Register(run: runID, head: head)))
    try house.close()
    console.notice(head.notice)
    reportCounts(counts, wasMergedBefore: isMerged)
    return counts.rejected > 0 ? .recordsRejected : .success
  }

  /// The row of the whole run in the house's register. Its start and its inputs are those of the first shard's run.
  private func mergedRun(_ id: String, _ counts: RunCounts, _ branch: IssueRegister) throws -> RunRow {
    guard let first = try branch.runs().first(where: { $0.id.hasPrefix(id) }) else {
      throw RegisterFault(.unknownRun(id), path: branch.path)
    }
    return RunRow(
      id: id, state: .complete, startedAt: first.startedAt, finishedAt: Int64(HostClock.epochSecond),
      issuedOn: plan.issuedOn.iso,
      folder: HostEnvironment.resolved(folder.path), configuration: first.configuration, inputs: first.inputs,
      counts: RunRow.Counts(
        read: counts.read, issued: counts.issued, unchanged: counts.unchanged, rejected: counts.rejected),
      libraries: LibraryRecord.text(of: plan.libraries))
  }

  /// The report of the whole run. Its time is that of the shard that took longest, its processor time the sum of all.
  private func mergedReport(_ counts: RunCounts, _ register: RunReport.Register) throws -> RunReport {
    var fits = FitStatistics()
    var (jobs, longest, processor) = (0, 0, 0)
    for shard in shards {
      let node = try? JSONParser.parse(try InputFile.bytes(at: "\(shard.path)/\(OutputFolderLayout.report)"))
      fits += FitStatistics(node?["forms"], tightest: node?["tightest"])
      jobs += node?["jobs"]?.count ?? 0
      longest = max(longest, node?["milliseconds"]?.count ?? 0)
      processor += node?["processorMilliseconds"]?.count ?? 0
    }
    let inputs = plan.inputs.map {
      RunReport.Input(file: $0.file, bytes: $0.bytes, digest: $0.digest, records: $0.records)
    }
    return RunReport(
      issuedOn: plan.issuedOn, inputs: inputs, counts: counts, fits: fits, jobs: jobs, seconds: Double(longest) / 1000,
      processorSeconds: Double(processor) / 1000, end: .complete, register: register)
  }

  private func reportCounts(_ counts: RunCounts, wasMergedBefore: Bool) {
    console.notice(
      LocalizedText(
        "\(shards.count)分割の記録\(counts.read)件をまとめました。発行\(counts.issued)件（書類\(counts.documents)通）、"
          + "拒否\(counts.rejected)件、発行済みで変わらないもの\(counts.unchanged)件。",
        "\(counts.read) records of \(shards.count) shards merged: \(counts.issued) issued (\(counts.documents) "
          + "documents), \(counts.unchanged) unchanged, \(counts.rejected) rejected."
      ))
    if wasMergedBefore {
      console.notice(
        LocalizedText(
          "発行簿には前のまとめで記録してあり、変えていません。", "The register had them from an earlier merge, and was left as it is."))
    }
  }

  /// A contract may be changed in the register while the rows are taken in, after it was asked about all of them. They
  /// are taken in all or none.
  private func failure(_ fault: RegisterFault) -> RunFailure {
    switch fault.reason {
    case .overtaken, .voided: RunFailure(.internalFault, [Self.overtaken(fault), nothingMerged])
    default: RunFailure(fault)
    }
  }

  /// A contract was changed in the register since the plan was made, and the shards' papers of it are no longer right.
  private static func overtaken(_ fault: RegisterFault) -> Diagnostic {
    let location = SourceLocation(file: fault.path)
    switch fault.reason {
    case .voided(let identity):
      return .error(
        "merge.overtaken", at: location,
        LocalizedText(
          "計画のあとで、\(Echo.quoted(identity.number)) \(identity.document)が無効とされました。",
          "\(Echo.quoted(identity.number)) \(identity.document) was declared void after the plan was made."))
    case .overtaken(let identity):
      return .error(
        "merge.overtaken", at: location,
        LocalizedText(
          "計画のあとで、\(Echo.quoted(identity.number)) \(identity.document)が別に発行されました。",
          "\(Echo.quoted(identity.number)) \(identity.document) was issued otherwise after the plan was made."))
    default: return fault.diagnostic
    }
  }

  private var nothingMerged: Diagnostic {
    .error(
      "merge.nothing", at: SourceLocation(file: folder.path),
      LocalizedText("何もまとめていません。", "Nothing was merged."),
      advice: LocalizedText(
        "これらの記録を入力から除き、別のフォルダに計画を作り直してください。",
        "Take these records out of the input, and plan anew into another folder."))
  }

  private static func busy(_ path: String) -> RunFailure {
    RunFailure(
      .tryAgainLater,
      .error(
        "merge.busy", at: SourceLocation(file: path),
        LocalizedText("別の処理がこのフォルダをまとめています。", "Another process is merging this folder."),
        advice: LocalizedText("終わってから、もう一度実行してください。", "Run again when it has ended.")))
  }
}

extension Diagnostic {
  fileprivate static func running(_ shard: Shard) -> Diagnostic {
    .error(
      "merge.running", at: SourceLocation(file: shard.path),
      LocalizedText("分割\(shard.index)は実行中です。", "Shard \(shard.index) is running."),
      advice: LocalizedText("終わってから、もう一度実行してください。", "Run again when it has ended."))
  }

  fileprivate static func total(_ folder: String, _ read: Int, _ planned: Int) -> Diagnostic {
    .error(
      "merge.total", at: SourceLocation(file: folder),
      LocalizedText(
        "分割の記録は合わせて\(read)件で、計画は\(planned)件です。", "The shards have \(read) records together; the plan has \(planned)."))
  }
}

/// The files that a merge writes: papers, manifest, rejects and report, as one process would have written them.
private final class MergedFiles {
  private let plan: ShardPlan
  private let output: Folder
  private let manifest: GrowingFile
  private var rejects: [Int: (name: String, file: GrowingFile)] = [:]

  init(plan: ShardPlan, output: Folder) throws(FileFault) {
    self.plan = plan
    self.output = output
    manifest = try output.beginFile(OutputFolderLayout.manifest, mode: .shared)
  }

  /// Writes all records in the order of the inputs, each from the shard that has it. The papers have their final
  /// names at once, the other files only after `finishFiles`.
  func writeRecords(_ readers: [ShardReader], owners: RecordOwnership) throws {
    let folders = try readers.map { try Folder(openingAt: $0.shard.path) }
    try owners.forEach { owner in
      if let status = StopSignal.status { throw RunFailure(status, []) }
      guard let record = try readers[owner].next() else { throw Self.changed(readers[owner].shard) }
      for (entry, line) in zip(record.entries, record.lines) {
        guard let (folder, file) = entry.folderAndFile else { throw Self.changed(readers[owner].shard) }
        try output.subfolder(folder).linkFile(file, from: folders[owner].subfolder(folder))
        try manifest.append(line + [UInt8(ascii: "\n")])
      }
      if !record.reject.isEmpty { try appendReject(record.reject, input: record.journal.input, readers[owner]) }
    }
  }

  private func appendReject(_ bytes: [UInt8], input: Int, _ reader: ShardReader) throws {
    if rejects[input] == nil {
      let name = reader.rejectName(of: input)
      let file = try output.beginFile(name, mode: .secret)
      try file.append(reader.rejectHeads[input] ?? [])
      rejects[input] = (name, file)
    }
    try rejects[input]?.file.append(bytes)
  }

  /// Gives the files their final names, the report last, so a folder with a report has all other files too.
  func finishFiles(with report: RunReport) throws(FileFault) {
    try manifest.finish()
    for (_, reject) in rejects.sorted(by: { $0.key < $1.key }) { try reject.file.finish() }
    try output.write(Array(report.json.utf8), as: OutputFolderLayout.report, mode: .shared)
    try output.sync()
  }

  private static func changed(_ shard: Shard) -> DiagnosticError {
    DiagnosticError(.altered(shard.path))
  }
}
