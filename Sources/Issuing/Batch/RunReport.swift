import Diagnostics
package import Fields

/// report.json: what a run did, for whoever comes in the morning and for the programs that watch it.
package struct RunReport: Sendable {
  /// An input as it was read.
  package struct Input: Sendable {
    package var file: String
    package var bytes: Int
    package var digest: String
    package var records: Int

    package init(file: String, bytes: Int, digest: String, records: Int) {
      self.file = file
      self.bytes = bytes
      self.digest = digest
      self.records = records
    }
  }

  /// Why a run ended where it did.
  package enum End: String, Sendable {
    case complete
    /// By SIGINT or SIGTERM.
    case stopped
    /// By --max-rejects.
    case tooManyRejects
  }

  package var issuedOn: CalendarDate
  package var inputs: [Input]
  package var counts: RunCounts
  package var fits: FitTally
  package var jobs: Int
  package var seconds: Double
  package var processorSeconds: Double
  package var end: End

  package init(
    issuedOn: CalendarDate, inputs: [Input], counts: RunCounts, fits: FitTally, jobs: Int, seconds: Double, processorSeconds: Double,
    end: End
  ) {
    self.issuedOn = issuedOn
    self.inputs = inputs
    self.counts = counts
    self.fits = fits
    self.jobs = jobs
    self.seconds = seconds
    self.processorSeconds = processorSeconds
    self.end = end
  }

  /// The file's text, one member a line.
  package var json: String {
    let members: [(String, String)] = [
      ("release", JSONWriter.literal(EngineVersion.release)),
      ("format", String(EngineVersion.format)),
      ("issuedOn", JSONWriter.literal(issuedOn.iso)),
      ("end", JSONWriter.literal(end.rawValue)),
      ("counts", counts.json),
      ("inputs", JSONWriter.array(inputs.map(Self.json))),
      ("forms", fits.json),
      ("jobs", String(jobs)),
      ("milliseconds", String(Int(seconds * 1000))),
      ("processorMilliseconds", String(Int(processorSeconds * 1000))),
    ]
    return "{\n" + members.map { "  \(JSONWriter.literal($0.0)): \($0.1)" }.joined(separator: ",\n") + "\n}\n"
  }

  private static func json(_ input: Input) -> String {
    JSONWriter.object([
      ("file", JSONWriter.literal(input.file)), ("bytes", String(input.bytes)), ("sha256", JSONWriter.literal(input.digest)),
      ("records", String(input.records)),
    ])
  }
}
