import Diagnostics
package import House
import Inputs
package import Issuance
package import Papers
import Records
package import Reporting

/// Issues one shard of a planned run: `batch --plan`.
///
/// A shard that is closed and whole is left alone. Otherwise the run's configuration is made from the plan, checked
/// against this machine's forms, rules and fonts, and a `Batch` issues the shard's records (`ShardScope`).
package struct ShardRun {
  private let shard: Shard
  private let planPath: String
  private let console: Console

  /// - Parameter console: must have the plan's language, because the reasons in the rejects are written in it.
  package init(_ shard: Shard, planPath: String, console: Console) {
    self.shard = shard
    self.planPath = planPath
    self.console = console
  }

  /// Does what is left of the shard.
  ///
  /// - Parameters:
  ///   - inputs: the paths of the inputs on this machine, in the plan's order; empty when they are where the plan says.
  ///   - archive: the folder in which issued papers are kept by digest; nil to keep none.
  ///   - protections: the files of passwords on this machine that are not where the plan says.
  ///   - readsBack: whether the text of every finished paper is read back and compared.
  ///   - wanted: jobs, progress and limits of the run. The plan sets the rest.
  package func execute(
    home: Home, inputs: [String], sealingKey: String?, archive: String?, protections: [ProtectionRequest],
    readsBack: Bool, options wanted: BatchOptions
  ) throws(RunFailure) -> BatchResult {
    let plan = shard.plan
    if let counts = try countsIfWhole(jobs: wanted.jobs) {
      console.notice(
        LocalizedText(
          "分割\(shard.index)は終わっています（記録\(counts.read)件、拒否\(counts.rejected)件）。",
          "Shard \(shard.index) is closed (\(counts.read) records, \(counts.rejected) rejected)."))
      return BatchResult(status: counts.rejected > 0 ? .recordsRejected : .success)
    }
    if !inputs.isEmpty, inputs.count != plan.inputs.count { throw wrongInputCount(inputs.count) }
    var configuration = try RunConfiguration.prepare(home: home, documents: plan.documents, issuedOn: plan.issuedOn)
    try plan.checkConfiguration(configuration, file: planPath)
    if let bundle = plan.bundle { try configuration.bundle(bundle) }
    (configuration.choices.attachesRecord, configuration.choices.readsBack) = (plan.attachesRecord, readsBack)
    try configuration.choices.protect(try plannedProtections(protections), documents: configuration.papers.map(\.id)) {
      console.report($0)
    }
    var options = wanted
    options.inputs = plan.inputs.map(\.file)
    options.paths = inputs.isEmpty ? plan.inputs.map(\.path) : inputs
    options.reading = try plan.readingRequest().readOptions()
    options.reading.marksRejects = plan.marksRejects
    options.output = shard.path
    options.register = RegisterOptions(
      path: shard.register, sealingKey: sealingKey ?? plan.sealingKey, supersedes: plan.supersedes, archive: archive)
    return try Self.askingForRetry { () throws(RunFailure) in
      try Batch(
        configuration: configuration, options: options,
        scope: ShardScope(shard, rules: configuration.rules), console: console
      ).execute()
    }
  }

  /// The papers that the plan encrypts, each with this machine's file of passwords. A shard may not encrypt others.
  private func plannedProtections(_ here: [ProtectionRequest]) throws(RunFailure) -> [ProtectionRequest] {
    let planned = shard.plan.protections
    if let other = here.first(where: { request in !planned.contains { $0.document == request.document } }) {
      throw RunFailure(
        .usage,
        .error(
          "plan.protect", at: SourceLocation(file: planPath),
          LocalizedText(
            "\(Echo.quoted(other.document))は、計画では暗号化しません。",
            "The plan does not encrypt \(Echo.quoted(other.document))."),
          advice: LocalizedText("shosho planに--protectを付けて作り直してください。", "Plan anew with --protect.")))
    }
    return planned.map { request in here.first { $0.document == request.document } ?? request }
  }

  /// A shard that was told to stop is not at fault. Its exit status asks the scheduler to start it again.
  private static func askingForRetry(_ work: () throws(RunFailure) -> BatchResult) throws(RunFailure) -> BatchResult {
    do {
      var end = try work()
      if end.status == .terminated { end.status = .tryAgainLater }
      return end
    } catch {
      throw error.status == .terminated ? RunFailure(.tryAgainLater, error.diagnostics) : error
    }
  }

  /// The counts of the shard when it is closed and whole; nil when something is left to do.
  private func countsIfWhole(jobs: Int) throws(RunFailure) -> RunCounts? {
    guard case .closed = ShardState.of(shard), let trailer = try? ShardInspection.trailer(of: shard) else { return nil }
    do {
      var inspection = ShardInspection(shard, trailer)
      var owners = RecordOwnership(counts: shard.plan.inputs.map(\.records))
      try inspection.inspectFiles(&owners)
      guard inspection.problems.isEmpty, try PaperCheck(shard, trailer).findProblems(jobs: jobs).isEmpty else {
        return nil
      }
      return trailer.counts
    } catch let failure as RunFailure {
      throw failure
    } catch {
      // A shard with files that cannot be read is issued again.
      return nil
    }
  }

  private func wrongInputCount(_ count: Int) -> RunFailure {
    let planned = shard.plan.inputs.count
    return RunFailure(
      .usage,
      .error(
        "plan.inputs", at: SourceLocation(file: planPath),
        LocalizedText("入力は計画では\(planned)個です（指定\(count)個）。", "The plan has \(planned) inputs; \(count) were named."),
        advice: LocalizedText("計画の順に、すべての入力を示してください。", "Name all of them, in the plan's order, or none.")))
  }
}
