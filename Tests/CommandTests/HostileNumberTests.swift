import Foundation
import Testing

/// A number that no run has, in any file that one command writes and another reads, is refused or does no harm; nothing
/// that adds it up traps.
@Suite struct HostileNumberTests {
  @Test(arguments: ["9223372036854775807", "-9223372036854775808", "1e999"])
  func noNumberOfAFileTrapsWhatReadsIt(number: String) throws {
    let run = try ShardedRun(shards: 2, input: try Examples.lines().prefix(3).joined(separator: "\n") + "\n")
    #expect(try run.plan().status == 0)
    for shard in 0..<2 { #expect(try run.shard(shard).status == 0) }
    let shard = "run/shard-0"
    let plan = try run.scratch.text("run/plan.json")
    for file in ["shard.json", "report.json", "records.jsonl", "manifest.jsonl"].map({ "\(shard)/\($0)" }) + [
      "run/plan.json"
    ] {
      let sound = try run.scratch.text(file)
      for hostile in Self.variants(of: sound, number) {
        try run.scratch.put(hostile, at: file)
        let commands = [["merge", run.scratch.path("run")], ["verify", run.scratch.path(shard)]]
        for arguments in commands {
          let command = try Command.run(arguments)
          #expect(command.status < 128, "\(arguments[0]): \(file) \(hostile)")
        }
      }
      try run.scratch.put(sound, at: file)
    }
    #expect(try run.scratch.text("run/plan.json") == plan)
    #expect(try run.merge().status == 0)
  }

  /// The text with all of its numbers replaced, and with the first and the last one of each line.
  private static func variants(of text: String, _ number: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    func replacing(_ choose: ([Range<String.Index>]) -> [Range<String.Index>]) -> String {
      lines.map { line in
        var line = line
        for range in choose(line.ranges(of: /[:\[,]-?[0-9]+(?=[,}\]])/)).reversed() {
          line.replaceSubrange(range, with: "\(line[range.lowerBound])\(number)")
        }
        return line
      }.joined(separator: "\n")
    }
    return [replacing { $0 }, replacing { Array($0.prefix(1)) }, replacing { Array($0.suffix(1)) }]
  }
}
