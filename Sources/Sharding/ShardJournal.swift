import Diagnostics
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
