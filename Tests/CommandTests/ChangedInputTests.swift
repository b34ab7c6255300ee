import Foundation
import Testing

/// An input that is written to while a run reads it: the run ends before the first record that is not what its first
/// pass read, and what it issued until then stands.
@Suite struct ChangedInputTests {
  private let scratch: Scratch
  private let records = 160
  private let text: String

  init() throws {
    scratch = try Scratch()
    text = try Examples.many(records)
    try scratch.put(text, at: "in.jsonl")
  }

  private func arguments() -> [String] {
    [
      "batch", scratch.path("in.jsonl"), "--out", scratch.path("out"), "--documents", "certificate", "--lang", "en",
      "--chunk", "40", "--jobs", "1",
    ] + Examples.day
  }

  enum Change: CaseIterable {
    case equalLength, appended, cut, doubled

    /// The last line of the input changed, or lines after it.
    func apply(to text: String) -> String {
      var lines = text.split(separator: "\n").map(String.init)
      let last = lines.count - 1
      switch self {
      case .equalLength: lines[last] = lines[last].replacing("2025-06-20", with: "2025-06-21")
      case .appended: lines += lines.prefix(50).map { $0.replacing("44-07-1", with: "44-07-2") }
      case .cut: lines.removeLast(20)
      case .doubled: lines[last] = lines[last].replacing("44-07-1000160-00", with: "44-07-1000001-00")
      }
      return lines.joined(separator: "\n") + "\n"
    }
  }

  @Test(arguments: Change.allCases) func theRunEndsBeforeWhatHasChanged(change: Change) throws {
    let changed = change.apply(to: text)
    #expect(changed != text)
    let messages = try scratch.file("messages")
    let run = try Command.start(arguments(), messages: messages)
    func hasBegun() -> Bool {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: scratch.path("out"))) ?? []
      return names.contains { $0.hasPrefix(".shosho-new-") }
    }
    for _ in 0..<6000 where run.isRunning && !hasBegun() { usleep(5_000) }
    // In the same file, as a program that writes to it does.
    let file = try FileHandle(forWritingTo: URL(filePath: scratch.path("in.jsonl")))
    try file.write(contentsOf: Data(changed.utf8))
    try file.truncate(atOffset: UInt64(changed.utf8.count))
    try file.close()
    run.waitUntilExit()
    let said = try scratch.text("messages")
    #expect(run.terminationStatus == 66 && said.contains("[input.changed]"), "\(said)")
    let report = try Examples.object(scratch.text("out/report.json"))
    let counts = try #require(report["counts"] as? [String: Int])
    #expect(report.text("end") == "inputChanged")
    #expect(
      counts["issued"] == counts["read"] && (counts["read"] ?? 0) + (counts["unread"] ?? 0) == records, "\(counts)")
    #expect((1..<records).contains(counts["read"] ?? 0), "\(counts)")
    #expect(try scratch.text("out/manifest.jsonl").split(separator: "\n").count == counts["issued"])
    #expect(try Command.run(["verify", scratch.path("out")]).status == 0)
    // The input as it was is gone on with.
    try scratch.put(text, at: "in.jsonl")
    let next = try Command.run(arguments())
    #expect(next.status == 0 && next.error.contains("\(records) issued"), "\(next.error)")
  }

  /// What the shell writes for `<(command)` can be read only once, and is kept as standard input is.
  @Test func aPipeOfTheShellIsReadTwice() throws {
    try scratch.put(try Examples.many(3), at: "three.jsonl")
    let command = try Command.run(
      tool: "bash",
      [
        "-c", "exec \"$0\" batch <(cat \"$1\") --format jsonl --out \"$2\" --documents certificate \"${@:3}\"",
        Command.path, scratch.path("three.jsonl"), scratch.path("out"), "--home", Command.root,
      ] + Examples.day)
    #expect(command.status == 0 && command.error.contains("3件（書類3通）を発行"), "\(command.error)")
  }
}
