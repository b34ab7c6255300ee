import Diagnostics
import HostSystem
import Issuance
import StrictJSON

/// A line of records.jsonl: what became of one record of a shard, and how much of the shard's manifest and rejects is its own. By it the
/// parts of a run are put together in the order of the input.
package struct ShardJournal: Sendable, Hashable {
  /// Which input of the run, from 0.
  var input: Int
  /// The record's number in it, from 1.
  var record: Int
  /// Lines of the manifest.
  var papers: Int
  /// Bytes of the input's rejects; nil when the record was not refused.
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

  /// A line as a shard wrote it, or nil when it is none.
  init?(line: some Collection<UInt8>) {
    guard let node = try? JSONParser.parse(line), let input = node["input"]?.integer,
      let record = node["record"]?.integer,
      let papers = node["papers"]?.integer, input >= 0, record >= 1, papers >= 0
    else { return nil }
    self.init(input: input, record: record, papers: papers, reject: node["reject"]?.integer)
  }
}

/// A shard's records in their order, each with its own lines of the manifest and its own bytes of the rejects.
final class ShardReader {
  struct Record {
    var journal: ShardJournal
    /// Lines of the manifest as they stand, without their ends.
    var lines: [[UInt8]]
    var entries: [ManifestEntry]
    /// What stands of it in the rejects of its input.
    var reject: [UInt8]
  }

  let shard: Shard
  private let journal: LineFile
  private let manifest: LineFile
  /// The rejects' files by input, and what stands before their first record.
  private var rejects: [Int: LineFile] = [:]
  private(set) var rejectHeads: [Int: [UInt8]] = [:]
  private var rejectNames: [Int: String] = [:]
  private var line = 0

  /// - Parameter headLengths: of the rejects, by input; nil to leave the rejects alone.
  init(_ shard: Shard, trailer: ShardTrailer, headLengths: [Int: Int]? = nil) throws(FileFault) {
    self.shard = shard
    journal = try LineFile("\(shard.path)/\(OutputFolderLayout.journal)")
    manifest = try LineFile("\(shard.path)/\(OutputFolderLayout.manifest)")
    for (input, name) in trailer.rejects(inputs: shard.plan.inputs.count) {
      guard let length = headLengths?[input] else { continue }
      let file = try LineFile("\(shard.path)/\(name)")
      rejectHeads[input] = try file.bytes(length)
      rejects[input] = file
      rejectNames[input] = name
    }
  }

  /// The name of the rejects of an input.
  func rejectName(of input: Int) -> String { rejectNames[input] ?? "rejects.jsonl" }

  /// The next record; nil at the end.
  func next() throws -> Record? {
    guard let text = try journal.line() else {
      if try manifest.line() != nil { throw fault("manifest.jsonl") }
      return nil
    }
    line += 1
    guard let journal = ShardJournal(line: text) else { throw fault("records.jsonl:\(line)") }
    var record = Record(journal: journal, lines: [], entries: [], reject: [])
    for _ in 0..<journal.papers {
      guard let line = try manifest.line(), let entry = ManifestEntry(line: line) else { throw fault("manifest.jsonl") }
      record.lines.append(line)
      record.entries.append(entry)
    }
    if let length = journal.reject, let file = rejects[journal.input] { record.reject = try file.bytes(length) }
    return record
  }

  private func fault(_ location: String) -> DiagnosticError {
    DiagnosticError(
      .error(
        "shard.lines", at: SourceLocation(file: "\(shard.path)/\(location)"),
        LocalizedText("分割の目録と記録の並びが合いません。", "Manifest and records of the shard do not fit together.")))
  }
}
