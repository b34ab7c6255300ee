import Diagnostics
import HostSystem
import Issuance
import StrictJSON

/// A line of records.jsonl: one record of a shard, with how many lines of the shard's manifest and how many bytes of
/// its rejects are this record's. By it the merge puts the records of all shards in the order of the inputs.
///
///     {"input":0,"record":17,"papers":4}                  issued, or unchanged
///     {"input":0,"record":18,"papers":0,"reject":231}     refused
package struct ShardJournal: Sendable, Hashable {
  /// Which input of the run, from 0.
  var input: Int
  /// The record's number in that input, from 1.
  var record: Int
  /// How many lines of the manifest are this record's.
  var papers: Int
  /// How many bytes of the input's rejects are this record's; nil when it was not refused.
  var reject: Int?

  var line: String {
    JSONWriter.object([
      ("input", String(input)), ("record", String(record)), ("papers", String(papers)),
      ("reject", reject.map(String.init)),
    ]) + "\n"
  }

  init(input: Int, record: Int, papers: Int, reject: Int? = nil) {
    (self.input, self.record, self.papers, self.reject) = (input, record, papers, reject)
  }

  /// Reads a line of a journal; nil when it is not one.
  init?(line: some Collection<UInt8>) {
    guard let node = try? JSONParser.parse(line), let input = node["input"]?.count,
      let record = node["record"]?.count, let papers = node["papers"]?.count, record >= 1
    else { return nil }
    self.init(input: input, record: record, papers: papers, reject: node["reject"]?.count)
  }
}

/// records.jsonl while a shard writes it.
final class ShardJournalFile: RecordJournal {
  private let file: GrowingFile

  init(_ file: GrowingFile) {
    self.file = file
  }

  func appendRecord(input: Int, record: Int, papers: Int, rejectBytes: Int?) throws(FileFault) {
    try file.append(ShardJournal(input: input, record: record, papers: papers, reject: rejectBytes).line)
  }

  func finishFile() throws(FileFault) { try file.finish() }
}

/// Reads the records of a shard in their order: journal, manifest and rejects side by side, so that each record comes
/// with its own lines of the manifest and its own bytes of the rejects.
final class ShardReader {
  struct Record {
    var journal: ShardJournal
    /// The lines of the manifest, byte by byte as they were written, without line ends.
    var lines: [[UInt8]]
    var entries: [ManifestEntry]
    /// The record in the rejects of its input; empty when it was not refused.
    var reject: [UInt8]
  }

  let shard: Shard
  private let journal: LineFile
  private let manifest: LineFile
  /// The files of rejects, by input.
  private var rejects: [Int: LineFile] = [:]
  /// What stands before the first record of the rejects, such as a heading row, by input.
  private(set) var rejectHeads: [Int: [UInt8]] = [:]
  private var rejectNames: [Int: String] = [:]
  private var line = 0

  /// - Parameter headLengths: the length in bytes of each of `rejectHeads`; nil to read no rejects.
  init(_ shard: Shard, trailer: ShardTrailer, headLengths: [Int: Int]? = nil) throws(FileFault) {
    self.shard = shard
    journal = try LineFile("\(shard.path)/\(OutputFolderLayout.journal)")
    manifest = try LineFile("\(shard.path)/\(OutputFolderLayout.manifest)")
    for (input, name) in trailer.rejects(inputs: shard.plan.inputs.count) {
      guard let length = headLengths?[input] else { continue }
      let file = try LineFile("\(shard.path)/\(name)")
      rejectHeads[input] = try file.readBytes(length)
      rejects[input] = file
      rejectNames[input] = name
    }
  }

  /// The name of the file of an input's rejects.
  func rejectName(of input: Int) -> String { rejectNames[input] ?? "rejects.jsonl" }

  /// The next record; nil at the end.
  func next() throws -> Record? {
    guard let text = try journal.readLine() else {
      if try manifest.readLine() != nil { throw fault("manifest.jsonl") }
      return nil
    }
    line += 1
    guard let journal = ShardJournal(line: text) else { throw fault("records.jsonl:\(line)") }
    var record = Record(journal: journal, lines: [], entries: [], reject: [])
    for _ in 0..<journal.papers {
      guard let line = try manifest.readLine(), let entry = ManifestEntry(line: line) else {
        throw fault("manifest.jsonl")
      }
      record.lines.append(line)
      record.entries.append(entry)
    }
    if let length = journal.reject, let file = rejects[journal.input] { record.reject = try file.readBytes(length) }
    return record
  }

  private func fault(_ location: String) -> DiagnosticError {
    DiagnosticError(
      .error(
        "shard.lines", at: SourceLocation(file: "\(shard.path)/\(location)"),
        LocalizedText("分割の目録と記録の並びが合いません。", "Manifest and records of the shard do not fit together.")))
  }
}
