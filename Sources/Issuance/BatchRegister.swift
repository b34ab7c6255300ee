package import Diagnostics
import Digests
import Fields
import Glibc
import HostSystem
import House
package import Papers
package import Register
package import Reporting

/// The register as one run uses it: `begin` opens it and enters the run, or takes up the run again that was broken off;
/// `enterIssues` enters papers; `finishRun` enters how the run ended and closes the register.
///
/// Two questions about records are in files of their own: which papers are still to be issued (`decide`, in
/// IssueDecision.swift) and whether those issued before still stand (`PaperRestoration`).
package final class BatchRegister: Sendable {
  let issueRegister: IssueRegister
  /// Whether records whose content changed replace the papers that were issued.
  let supersedes: Bool
  /// The run's id, such as `1764547200-4711`.
  let run: String
  /// The output folder as an absolute path.
  let folder: String
  /// The output folder of every run in the register, by the run's id.
  let folders: [String: String]
  /// Whether another run issued into the folder before.
  let isIntoUsedFolder: Bool
  /// Rows that the run had already when this process took it up. There are some when it was broken off.
  private let rowsBefore: Int
  /// Statistics of the papers that the run issued before it was broken off.
  let fitsBefore: FitStatistics
  /// Keeps the issued papers by digest; nil when they are not kept.
  package let archive: PaperArchive?
  private let lock: RunLock
  /// A warning for each input that an earlier run issued as a whole.
  let knownInputs: [Diagnostic]
  /// Whether the register is that of a shard, whose rows will be taken into the house's.
  private let isBranch: Bool

  /// Opens the register for one run, and finds the run's day of issue. A run that was broken off is taken up again
  /// when it is started with the same inputs, output folder, forms and rules, and for the same day. When no day was
  /// named, it keeps the day that it had.
  ///
  /// - Parameters:
  ///   - prepared: the run's configuration as the command line asks for it.
  ///   - keepsDay: whether a run that goes on keeps its day of issue, because the user named none.
  ///   - inputs: the inputs of the run, by content.
  ///   - output: the folder into which papers are issued.
  /// - Returns: the register, and the configuration with the day of issue.
  package static func begin(
    _ options: RegisterOptions, prepared: RunConfiguration, keepsDay: Bool, inputs: [RunRow.Input], output: String
  ) throws(RunFailure) -> (register: BatchRegister, configuration: RunConfiguration) {
    do {
      try options.makeIfWanted(output: output)
      let lock = try RunLock(of: options.path)
      let register = try IssueRegister.open(options, .readWrite)
      let folder = HostEnvironment.resolved(output)
      try OutputFolderCheck.refuseUnknownPapers(in: output, register: register)
      let known = try Self.knownInputs(inputs, in: register)
      if options.refusesKnownInputs, !known.isEmpty {
        throw refusal(of: known)
      }
      try register.keepSources(prepared.sources)
      let broken = try register.unfinishedRun(folder: folder, inputs: inputs.map(\.digest))
      var configuration = prepared
      if keepsDay, let day = broken.flatMap({ CalendarDate(iso: $0.issuedOn) }) {
        configuration = prepared.issued(on: day)
      }
      let row = RunRow(
        id: newID(), startedAt: Int64(HostClock.epochSecond), issuedOn: configuration.issuedOn.iso, folder: folder,
        configuration: configuration.sources.digest, inputs: inputs, libraries: LibraryRecord.today)
      let id: String
      if let broken, broken.issuedOn == row.issuedOn, broken.configuration == row.configuration {
        id = broken.id
        try register.resume(run: id)
      } else {
        id = row.id
        try register.beginRun(row)
      }
      let archive = try PaperArchive.open(options, for: register)
      return (
        try BatchRegister(
          issueRegister: register, supersedes: options.supersedes, run: id, folder: row.folder, archive: archive,
          lock: lock, knownInputs: known),
        configuration
      )
    } catch {
      throw RunFailure(error)
    }
  }

  /// `--once`: the warnings of known inputs as the errors that end a run.
  package static func refusal(of known: [Diagnostic]) -> RunFailure {
    RunFailure(.noInput, known.map { Diagnostic(.error, $0.code, at: $0.location, $0.summary, advice: $0.advice) })
  }

  package init(
    issueRegister: IssueRegister, supersedes: Bool, run: String, folder: String, archive: PaperArchive?, lock: RunLock,
    isBranch: Bool = false, knownInputs: [Diagnostic] = []
  ) throws(RegisterFault) {
    self.issueRegister = issueRegister
    self.supersedes = supersedes
    self.run = run
    self.folder = folder
    self.archive = archive
    self.lock = lock
    self.knownInputs = knownInputs
    self.isBranch = isBranch
    folders = try issueRegister.foldersByRun()
    isIntoUsedFolder = folders.contains { $0.value == folder && $0.key != run }
    rowsBefore = try Self.rowCount(of: run, in: issueRegister)
    fitsBefore = FitStatistics(checkpoint: try issueRegister.progress(ofRun: run))
  }

  /// A warning for each input of which a run that came to its end has issued every record that was not rejected.
  package static func knownInputs(_ inputs: [RunRow.Input], in register: IssueRegister) throws(RegisterFault)
    -> [Diagnostic]
  {
    var known: [Diagnostic] = []
    for input in inputs {
      guard let run = try register.completeRun(withInput: input.digest) else { continue }
      known.append(
        .warning(
          "input.known", at: SourceLocation(file: input.name),
          LocalizedText(
            "同じ内容の入力を、発行日\(run.issuedOn)で \(run.folder) に発行し終えています。",
            "An input with the same content was issued to its end with the day \(run.issuedOn), into \(run.folder)."),
          advice: LocalizedText(
            "前のファイルをもう一度示していないか確かめてください。", "See whether this is an earlier file that was named again.")))
    }
    return known
  }

  /// The runs into this folder, besides this one, that were killed or stopped and did not go on.
  var brokenRuns: Set<String> {
    get throws(RegisterFault) {
      Set(try issueRegister.runs(folder: folder).filter { $0.state != .complete && $0.id != run }.map(\.id))
    }
  }

  private static func rowCount(of run: String, in register: IssueRegister) throws(RegisterFault) -> Int {
    var filter = RowFilter()
    filter.run = run
    return try register.rowCount(filter)
  }

  /// How many rows this process has entered for the run.
  var enteredRows: Int {
    get throws(RegisterFault) { try Self.rowCount(of: run, in: issueRegister) - rowsBefore }
  }

  /// What became of a record whose papers were all issued before and are valid. It is unchanged; but it counts as
  /// issued when this very run made the papers before it was broken off, because a run that goes on must end with the
  /// counts of an undisturbed one.
  ///
  /// - Parameters:
  ///   - rows: the register's rows of the papers.
  ///   - entries: the manifest lines of those that stand in the folder.
  func endingOfUnchangedRecord(_ rows: [RegisterRow], entries: [ManifestEntry]) -> RecordOutcome.Ending {
    let own = rows.filter { $0.run == run }.compactMap(ManifestEntry.init)
    if own.isEmpty { return .unchanged(entries) }
    return .issued(
      IssuedRecord(
        papers: own.map { IssuedPaper(entry: $0, step: 0, fits: []) }, entries: entries, issue: nil, isResumed: true))
  }

  /// Second and process number. No two processes of one host have the same number in the same second.
  private static func newID() -> String {
    "\(HostClock.epochSecond)-\(getpid())"
  }

  /// Enters issued papers. Their bytes must be on the disk already, so that no row is without its file.
  ///
  /// - Parameter fits: the run's statistics up to these papers, when it is known which records are left out.
  /// - Returns: the records, by their index, that the register has overtaken since the run asked about them; nothing of
  ///   them is entered.
  package func enterIssues(
    _ issues: [NewIssue], fits: (_ overtaken: [Int: RegisterFault.Reason]) -> FitStatistics
  ) throws(RunFailure) -> [Int: Diagnostic] {
    if issues.isEmpty { return [:] }
    do {
      return try issueRegister.enterIssues(
        issues, run: run, progress: { fits($0).checkpoint }, at: Int64(HostClock.epochSecond)
      ).mapValues { RegisterFault($0, path: issueRegister.path).diagnostic }
    } catch {
      throw RunFailure(error)
    }
  }

  /// What the run's report says about the register.
  var summary: RunReport.Register {
    get throws(RunFailure) {
      do {
        let (rows, head) = try issueRegister.chainHead()
        return RunReport.Register(run: run, rows: rows, head: head.hexadecimal)
      } catch {
        throw RunFailure(error)
      }
    }
  }

  /// Enters how the run ended, and closes the register.
  package func finishRun(_ counts: RunCounts, end: RunReport.End) throws(RunFailure) {
    do {
      try issueRegister.finish(
        run: run, state: end == .complete ? .complete : .stopped,
        counts: RunRow.Counts(
          read: counts.read, issued: counts.issued, unchanged: counts.unchanged, rejected: counts.rejected),
        at: Int64(HostClock.epochSecond))
      if isBranch { try issueRegister.closeBranch() } else { try issueRegister.close() }
    } catch {
      throw RunFailure(error)
    }
  }
}

/// What the command line says about the register.
package struct RegisterOptions: Sendable, Hashable {
  /// The file of the register.
  package var path: String
  /// The file of the key under which authentication keys are encrypted; nil to keep no authentication key.
  package var sealingKey: String?
  /// Whether records whose content changed replace the papers that were issued.
  package var supersedes: Bool
  /// The folder in which issued papers are kept by digest; nil to keep none.
  package var archive: String?
  /// Whether an input that an earlier run issued to its end is refused; otherwise it is only warned of.
  package var refusesKnownInputs = false
  /// Whether a register that is not there is made.
  package var making = Making.never

  package enum Making: Sendable, Hashable {
    /// A register that is named must be there: one that is missing was lost, or its name is mistyped.
    case never
    /// The register of an output folder is made with the folder's first papers.
    case withFirstPapers
    /// The user asks for a new one.
    case new
  }

  package init(path: String, sealingKey: String? = nil, supersedes: Bool = false, archive: String? = nil) {
    self.path = path
    self.sealingKey = sealingKey
    self.supersedes = supersedes
    self.archive = archive
  }

  /// The path of the register in an output folder, which is used when no other is named.
  package static func inside(_ folder: String) -> String { "\(folder)/\(OutputFolderLayout.register)" }
}

extension RegisterOptions {
  /// Makes the register when it is to be made.
  ///
  /// A run with `--new-register` that was killed is started again with the same command. So a register that is there is
  /// accepted as new as long as no run in it came to its end.
  package func makeIfWanted(output: String) throws(RunFailure) {
    do {
      switch (making, try RegisterFile.presence(of: path)) {
      case (.never, _), (.withFirstPapers, .present): return
      case (.withFirstPapers, _):
        // Papers without their register: it was lost, and a new one would let them be issued again.
        if InputFile.exists("\(output)/\(OutputFolderLayout.manifest)") { return }
        try RegisterFile.make(at: path)
      case (.new, .present):
        if try IssueRegister.open(path, .readOnly).hasCompleteRun() { throw RegisterFault(.exists, path: path) }
      case (.new, _): try RegisterFile.make(at: path)
      }
    } catch {
      throw RunFailure(error)
    }
  }
}

extension IssueRegister {
  /// Opens the register that a command names.
  package static func open(_ options: RegisterOptions, _ access: Access) throws(RunFailure) -> IssueRegister {
    let key: SealingKey?
    do {
      key = try options.sealingKey.map { path throws(DiagnosticError) in try SealingKey.read(path) }
    } catch {
      throw RunFailure(.badConfiguration, error)
    }
    do {
      return try open(options.path, access, sealingKey: key)
    } catch {
      throw RunFailure(error)
    }
  }
}

/// Gives every kind of fault of the register the exit status of the command that meets it.
extension RegisterFault: RunFailureConvertible {
  package var runFailure: RunFailure {
    let status: ExitStatus =
      switch kind {
      case .busy: .tryAgainLater
      case .notWritable: .cannotWrite
      case .missing: .noInput
      case .refused: .recordsRejected
      case .unusable: .badConfiguration
      case .failed: .internalFault
      }
    return RunFailure(status, diagnostic)
  }
}
