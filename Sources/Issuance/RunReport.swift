import Diagnostics
package import Fields
import House
package import Papers
import Reporting
package import StrictJSON

/// report.json: what a run did, for the people who look at it in the morning and for programs that watch runs.
package struct RunReport: Sendable {
  /// An input as the first pass read it.
  package struct Input: Sendable {
    package var file: String
    package var bytes: Int
    /// SHA-256 in hexadecimal.
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
    /// By --time-limit.
    case timeLimit
    /// An input was no longer what the first pass had read.
    case inputChanged
  }

  /// The register after the run. Its head is kept here too, outside the register: as long as the register's chain still
  /// leads to it, no row up to it was changed.
  package struct Register: Sendable {
    package var run: String
    package var rows: Int64
    /// The chain digest of the last row, in hexadecimal.
    package var head: String

    package init(run: String, rows: Int64, head: String) {
      (self.run, self.rows, self.head) = (run, rows, head)
    }
  }

  package var issuedOn: CalendarDate
  package var inputs: [Input]
  package var counts: RunCounts
  package var fits: FitStatistics
  package var jobs: Int
  package var seconds: Double
  package var processorSeconds: Double
  /// The processor time by stage; nil when it is not known. The rest of `processorSeconds` is the start, the end, and
  /// handing work over.
  package var stages: StageTimes?
  package var end: End
  /// Nil without a register.
  package var register: Register?
  /// What the print files hold; nil without print files.
  package var print: PrintStatistics?
  /// Whether records were only checked and nothing was issued. Such a report is not written.
  package var isCheck = false
  /// How many warnings of each code the records had.
  package var warnings: [String: Int] = [:]

  package init(
    issuedOn: CalendarDate, inputs: [Input], counts: RunCounts, fits: FitStatistics, jobs: Int, seconds: Double,
    processorSeconds: Double,
    stages: StageTimes? = nil, end: End, register: Register? = nil, print: PrintStatistics? = nil
  ) {
    self.issuedOn = issuedOn
    self.inputs = inputs
    self.counts = counts
    self.fits = fits
    self.jobs = jobs
    self.seconds = seconds
    self.processorSeconds = processorSeconds
    self.stages = stages
    self.end = end
    self.register = register
    self.print = print
  }

  /// The file's text, one member a line.
  package var json: String {
    var members: [(String, String)] = [
      ("release", JSONWriter.literal(EngineVersion.release)),
      ("format", String(EngineVersion.format)),
      (
        "libraries",
        JSONWriter.object(EngineVersion.papersLibraries.map { (key: $0.name, json: JSONWriter.literal($0.version)) })
      ),
      ("libraryWarnings", JSONWriter.array(EngineVersion.warnings.map(\.json))),
      ("architecture", JSONWriter.literal(EngineVersion.architecture)),
      ("issuedOn", JSONWriter.literal(issuedOn.iso)),
      ("end", JSONWriter.literal(end.rawValue)),
      ("counts", counts.json),
      ("inputs", JSONWriter.array(inputs.map(Self.json))),
      ("forms", fits.json),
      ("tightest", fits.tightestJSON),
      ("jobs", String(jobs)),
      ("milliseconds", String(Int(seconds * 1000))),
      ("processorMilliseconds", String(Int(processorSeconds * 1000))),
    ]
    if !warnings.isEmpty {
      let counts = warnings.sorted { $0.key < $1.key }.map { (key: $0.key, json: Optional(String($0.value))) }
      members.append(("warnings", JSONWriter.object(counts)))
    }
    if let stages { members.append(("stageMilliseconds", stages.json)) }
    if let print { members.append(("print", print.json)) }
    if let register {
      members.append(
        (
          "register",
          JSONWriter.object([
            ("run", JSONWriter.literal(register.run)), ("rows", String(register.rows)),
            ("head", JSONWriter.literal(register.head)),
          ])
        ))
    }
    return JSONWriter.multilineObject(members)
  }

  private static func json(_ input: Input) -> String {
    JSONWriter.object([
      ("file", JSONWriter.literal(input.file)), ("bytes", String(input.bytes)),
      ("sha256", JSONWriter.literal(input.digest)),
      ("records", String(input.records)),
    ])
  }
}

extension JSONWriter {
  /// An object with one member on each line, for files that people read too. The values are JSON texts.
  ///
  /// ```
  /// multilineObject([("jobs", "2"), ("end", literal("complete"))])
  /// // {
  /// //   "jobs": 2,
  /// //   "end": "complete"
  /// // }
  /// ```
  package static func multilineObject(_ members: [(String, String)]) -> String {
    "{\n" + members.map { "  \(literal($0.0)): \($0.1)" }.joined(separator: ",\n") + "\n}\n"
  }
}

/// What became of the records of a run. Every record that was read must be in exactly one of `issued`, `unchanged` and
/// `rejected`.
package struct RunCounts: Sendable, Hashable {
  package var read = 0
  package var issued = 0
  /// Records that were issued before with the same content, so that nothing was written. Always 0 without a register.
  package var unchanged = 0
  package var rejected = 0
  /// Records that were not processed because the run was stopped, by a signal or a limit. They are not among `read`.
  /// Nil when their number is not known.
  package var unread: Int? = 0
  package var documents = 0
  package var bytes = 0
  package var pages = 0

  package init() {}

  /// Whether read = issued + unchanged + rejected.
  package var addUp: Bool { read == issued + unchanged + rejected }

  /// Counts a record as rejected that was counted as issued: the register had changed when its papers were to be entered.
  mutating func takeBack(_ papers: [IssuedPaper]) {
    issued -= 1
    rejected += 1
    documents -= papers.count
    bytes -= papers.reduce(0) { $0 + $1.entry.bytes }
    pages -= papers.reduce(0) { $0 + $1.entry.pages }
  }

  /// As the progress bar shows them.
  var progress: Progress.Counts { Progress.Counts(read: read, issued: issued, rejected: rejected) }

  package var json: String {
    JSONWriter.object([
      ("read", String(read)), ("issued", String(issued)), ("unchanged", String(unchanged)),
      ("rejected", String(rejected)),
      ("unread", unread.map(String.init) ?? "null"), ("documents", String(documents)), ("bytes", String(bytes)),
      ("pages", String(pages)),
    ])
  }
}

extension RunCounts {
  /// Reads the counts of a report; nil when the node has none.
  package init?(_ node: JSONNode) {
    guard let read = node["read"]?.count, let issued = node["issued"]?.count,
      let unchanged = node["unchanged"]?.count,
      let rejected = node["rejected"]?.count, let unread = node["unread"], let documents = node["documents"]?.count,
      let bytes = node["bytes"]?.count, let pages = node["pages"]?.count
    else { return nil }
    self.init()
    (self.read, self.issued, self.unchanged, self.rejected) = (read, issued, unchanged, rejected)
    (self.unread, self.documents, self.bytes, self.pages) = (unread.count, documents, bytes, pages)
  }

  package static func += (a: inout RunCounts, b: RunCounts) {
    a.read += b.read
    a.issued += b.issued
    a.unchanged += b.unchanged
    a.rejected += b.rejected
    a.unread = a.unread.flatMap { mine in b.unread.map { mine + $0 } }
    a.documents += b.documents
    a.bytes += b.bytes
    a.pages += b.pages
  }
}
