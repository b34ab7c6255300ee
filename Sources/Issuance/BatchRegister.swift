import Diagnostics
import Digests
import Fields
import Glibc
import HostSystem
import House
package import Papers
package import Register
package import Reporting

/// A batch and its register: begins the batch's run there, or goes on with the one that was broken off, and ends it.
package final class BatchRegister: Sendable {
  let register: IssueRegister
  let supersedes: Bool
  /// The run's id.
  let run: String
  /// The output folder as an absolute path.
  let folder: String
  /// The output folders of the runs before.
  let folders: [String: String]
  /// Whether another run issued into the folder before.
  let isIntoUsedFolder: Bool
  /// Rows of the run when this process took it up: more than none when it was broken off.
  private let rowsBefore: Int
  /// How far the texts of papers had to give way that the run issued before it was broken off.
  let fitsBefore: FitStatistics
  /// Where issued papers are kept by digest, when they are.
  package let archive: PaperArchive?
  private let lock: RunLock
  /// Whether the register is that of a part of a run.
  private let isBranch: Bool

  /// Opens the register for one run, and finds the day of issue: a run that was broken off, and is started again on the same inputs
  /// into the same folder, keeps its own unless another day is asked for.
  ///
  /// - Parameters:
  ///   - prepared: the run as the command line wants it.
  ///   - keepsDay: whether the day was not asked for.
  ///   - inputs: what the run reads, by content.
  ///   - output: the folder into which it issues.
  package static func begin(
    _ options: RegisterOptions, prepared: RunConfiguration, keepsDay: Bool, inputs: [RunRow.Input], output: String
  ) throws(RunFailure) -> (register: BatchRegister, configuration: RunConfiguration) {
    do {
      let lock = try RunLock(of: options.path)
      let register = try IssueRegister.open(options, .readWrite)
      let folder = HostEnvironment.resolved(output)
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
          register: register, supersedes: options.supersedes, run: id, folder: row.folder, archive: archive, lock: lock),
        configuration
      )
    } catch {
      throw RunFailure(error)
    }
  }

  package init(
    register: IssueRegister, supersedes: Bool, run: String, folder: String, archive: PaperArchive?, lock: RunLock,
    isBranch: Bool = false
  ) throws(RegisterFault) {
    self.register = register
    self.supersedes = supersedes
    self.run = run
    self.folder = folder
    self.archive = archive
    self.lock = lock
    self.isBranch = isBranch
    folders = try register.foldersByRun()
    isIntoUsedFolder = folders.contains { $0.value == folder && $0.key != run }
    rowsBefore = try Self.rows(of: run, in: register)
    fitsBefore = FitStatistics(checkpoint: try register.progress(ofRun: run))
  }

  private static func rows(of run: String, in register: IssueRegister) throws(RegisterFault) -> Int {
    var filter = RowFilter()
    filter.run = run
    return try register.rowCount(filter)
  }

  /// Rows that this process has entered for the run.
  var entered: Int {
    get throws(RegisterFault) { try Self.rows(of: run, in: register) - rowsBefore }
  }

  /// What became of a record whose papers all hold: unchanged, or issued when it was this very run that issued them before it was broken
  /// off, for a run that goes on must end with the counts of an undisturbed one.
  func standing(_ rows: [RegisterRow], entries: [ManifestEntry]) -> RecordOutcome.Ending {
    let own = rows.filter { $0.run == run }.compactMap(ManifestEntry.init)
    if own.isEmpty { return .unchanged(entries) }
    return .issued(
      IssuedRecord(
        papers: own.map { IssuedPaper(entry: $0, step: 0, fits: []) }, entries: entries, issue: nil, isResumed: true))
  }

  /// Told apart by second and process.
  private static func newID() -> String {
    "\(HostClock.epochSecond)-\(getpid())"
  }

  /// Enters what was issued; its files must be on the disk.
  ///
  /// - Parameter fits: of the run as of these papers.
  package func enter(_ issues: [NewIssue], fits: FitStatistics) throws(RunFailure) {
    if issues.isEmpty { return }
    do {
      try register.enterIssues(issues, run: run, progress: fits.checkpoint, at: Int64(HostClock.epochSecond))
    } catch {
      throw RunFailure(error)
    }
  }

  /// What the run's report says of the register.
  var summary: RunReport.Register {
    get throws(RunFailure) {
      do {
        let (rows, head) = try register.chainHead()
        return RunReport.Register(run: run, rows: rows, head: head.hexadecimal)
      } catch {
        throw RunFailure(error)
      }
    }
  }

  /// Enters how the run ended, and closes the register.
  package func finish(_ counts: RunCounts, end: RunReport.End) throws(RunFailure) {
    do {
      try register.finish(
        run: run, state: end == .complete ? .complete : .stopped,
        counts: RunRow.Counts(
          read: counts.read, issued: counts.issued, unchanged: counts.unchanged, rejected: counts.rejected),
        at: Int64(HostClock.epochSecond))
      if isBranch { try register.closeBranch() } else { try register.close() }
    } catch {
      throw RunFailure(error)
    }
  }
}

/// What the command line says of the register.
package struct RegisterOptions: Sendable, Hashable {
  /// The register's file.
  package var path: String
  /// The file of the key under which authentication keys are kept; nil to keep none.
  package var sealingKey: String?
  /// Whether records whose content changed take the place of what was issued.
  package var supersedes: Bool
  /// The folder in which issued papers are kept by digest; nil for none.
  package var archive: String?

  package init(path: String, sealingKey: String? = nil, supersedes: Bool = false, archive: String? = nil) {
    self.path = path
    self.sealingKey = sealingKey
    self.supersedes = supersedes
    self.archive = archive
  }

  /// The register that stands in an output folder when no other is named.
  package static func inside(_ folder: String) -> String { "\(folder)/\(OutputFolderLayout.register)" }
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

/// What a fault of the register means for the command.
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
