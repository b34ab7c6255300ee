import Diagnostics
package import House
import Inputs
package import Issuance
package import Papers
package import Reporting

/// Issues one shard of a planned run: `batch --plan`.
package struct ShardRun {
  private let shard: Shard
  private let planPath: String
  private let console: Console

  /// - Parameter console: speaks the plan's language, in which the reasons of the rejects are written too.
  package init(_ shard: Shard, planPath: String, console: Console) {
    self.shard = shard
    self.planPath = planPath
    self.console = console
  }

  /// Does what is left of the shard: a whole one is left alone, whoever started it again.
  ///
  /// - Parameters:
  ///   - inputs: where the inputs stand on this machine, in the plan's order; empty when it is where the plan says.
  ///   - archive: where issued papers are kept by digest; nil for nowhere.
  ///   - protections: where passwords stand on this machine, when it is not where the plan says.
  ///   - readsBack: whether every paper's text is read back.
  ///   - options: jobs, progress and limits of the run.
  package func execute(
    home: Home, inputs: [String], sealingKey: String?, archive: String?, protections: [ProtectionRequest],
    readsBack: Bool,
    options wanted: BatchOptions
  ) throws(RunFailure) -> BatchResult {
    let plan = shard.plan
    if let counts = try wholeCounts(jobs: wanted.jobs) {
      console.notice(
        LocalizedText(
          "分割\(shard.index)は終わっています（記録\(counts.read)件、拒否\(counts.rejected)件）。",
          "Shard \(shard.index) is closed (\(counts.read) records, \(counts.rejected) rejected)."))
      return BatchResult(status: counts.rejected > 0 ? .recordsRejected : .success)
    }
    if !inputs.isEmpty, inputs.count != plan.inputs.count { throw otherCount(inputs.count) }
    var configuration = try RunConfiguration.prepare(home: home, documents: plan.documents, issuedOn: plan.issuedOn)
    try plan.check(configuration, file: planPath)
    if let bundle = plan.bundle { try configuration.bundle(bundle) }
    (configuration.choices.attachesRecord, configuration.choices.readsBack) = (plan.attachesRecord, readsBack)
    try configuration.choices.protect(try planned(protections), documents: configuration.papers.map(\.id)) {
      console.report($0)
    }
    var options = wanted
    options.inputs = plan.inputs.map(\.file)
    options.paths = inputs.isEmpty ? plan.inputs.map(\.path) : inputs
    options.reading = try plan.reading().readOptions()
    options.output = shard.path
    options.register = RegisterOptions(
      path: shard.register, sealingKey: sealingKey ?? plan.sealingKey, supersedes: plan.supersedes,
      archive: archive)
    return try Self.retriable { () throws(RunFailure) in
      try Batch(
        configuration: configuration, options: options,
        scope: ShardScope(shard, rules: configuration.rules), console: console
      ).execute()
    }
  }

  /// The plan's papers to be encrypted, each with the passwords of this machine. A shard neither adds one nor leaves one open.
  private func planned(_ here: [ProtectionRequest]) throws(RunFailure) -> [ProtectionRequest] {
    let planned = shard.plan.protections
    if let other = here.first(where: { request in !planned.contains { $0.document == request.document } }) {
      throw RunFailure(
        .usage,
        .error(
          "plan.protect", at: SourceLocation(file: planPath),
          LocalizedText(
            "\(Echo.quoted(other.document))は、計画では暗号化しません。", "The plan does not encrypt \(Echo.quoted(other.document))."),
          advice: LocalizedText("shosho planに--protectを付けて作り直してください。", "Plan anew with --protect.")))
    }
    return planned.map { request in here.first { $0.document == request.document } ?? request }
  }

  /// A wish to stop is no fault of a shard: the scheduler is told to start it again.
  private static func retriable(_ work: () throws(RunFailure) -> BatchResult) throws(RunFailure) -> BatchResult {
    do {
      var end = try work()
      if end.status == .terminated { end.status = .tryAgainLater }
      return end
    } catch {
      throw error.status == .terminated ? RunFailure(.tryAgainLater, error.diagnostics) : error
    }
  }

  /// The counts of a shard that is closed and whole; nil when something is left to do.
  private func wholeCounts(jobs: Int) throws(RunFailure) -> RunCounts? {
    guard case .closed = ShardState.of(shard), let trailer = try? ShardInspection.trailer(of: shard) else { return nil }
    do {
      var inspection = ShardInspection(shard, trailer)
      var owners = RecordOwnership(counts: shard.plan.inputs.map(\.records))
      try inspection.inspect(&owners)
      guard inspection.problems.isEmpty, try PaperCheck(shard, trailer).problems(jobs: jobs).isEmpty else { return nil }
      return trailer.counts
    } catch let failure as RunFailure {
      throw failure
    } catch {
      // Whatever cannot be read is made again.
      return nil
    }
  }

  private func otherCount(_ count: Int) -> RunFailure {
    let planned = shard.plan.inputs.count
    return RunFailure(
      .usage,
      .error(
        "plan.inputs", at: SourceLocation(file: planPath),
        LocalizedText("入力は計画では\(planned)個です（指定\(count)個）。", "The plan has \(planned) inputs; \(count) were named."),
        advice: LocalizedText("計画の順に、すべての入力を示してください。", "Name all of them, in the plan's order, or none.")))
  }
}
