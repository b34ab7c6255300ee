import Foundation
import Testing

/// However a run is interrupted, files under their final names are complete, and the next run ends as an undisturbed
/// one.
@Suite struct InterruptionTests {
  private let scratch: Scratch
  private let input: String

  init() throws {
    scratch = try Scratch()
    input = try scratch.put(try Examples.many(120), at: "in.jsonl")
  }

  private func arguments(_ folder: String) -> [String] {
    ["batch", input, "--out", scratch.path(folder), "--documents", "certificate,key-notice", "--quiet"] + Examples.day
  }

  /// Waits until some papers stand in the folder.
  private func waitForPapers(_ folder: String) throws {
    for _ in 0..<3000 {
      if let names = try? FileManager.default.contentsOfDirectory(atPath: scratch.path(folder)), names.count > 6 {
        return
      }
      usleep(10_000)
    }
    Issue.record("no papers after 30 seconds")
  }

  @Test(arguments: [(SIGTERM, Int32(143)), (SIGINT, Int32(130))]) func wishToStop(signal: Int32, status: Int32) throws {
    let process = try Command.start(arguments("out"))
    try waitForPapers("out")
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == status)
    #expect(try Command.run(["verify", scratch.path("out")]).status == 0)
    let counts = try Examples.object(scratch.text("out/report.json"))["counts"] as? [String: Any] ?? [:]
    let numbers = ["read", "unread"].compactMap { counts.text($0).flatMap { Int($0) } }
    #expect(numbers.reduce(0, +) == 120 && numbers[1] > 0)
  }

  @Test func killedRunIsRepairedByTheNext() throws {
    #expect(try Command.run(arguments("undisturbed")).status == 0)
    let process = try Command.start(arguments("out"))
    try waitForPapers("out")
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(!FileManager.default.fileExists(atPath: scratch.path("out/manifest.jsonl")))
    #expect(try Command.run(arguments("out")).status == 0)
    let (mine, other) = (try scratch.issued(below: "out"), try scratch.issued(below: "undisturbed"))
    #expect(mine.map(\.path) == other.map(\.path))
    for (one, two) in zip(mine, other) { #expect(one.bytes == two.bytes, "\(one.path)") }
  }

  @Test func secondRunIntoOneFolderIsToldToWait() throws {
    let process = try Command.start(arguments("out"))
    try waitForPapers("out")
    #expect(try Command.run(arguments("out")).status == 75)
    process.terminate()
    process.waitUntilExit()
  }

  @Test func folderThatCannotBeMadeIs73() throws {
    #expect(try Command.run(["batch", input, "--out", "\(input)/out"]).status == 73)
  }
}

/// When the disk is too small, fills up or cannot be written, the run says so and ends with 73, and the next run ends
/// as an undisturbed one.
@Suite struct SmallDiskTests {
  private let scratch: Scratch
  private let input: String

  init() throws {
    scratch = try Scratch()
    input = try scratch.put(try Examples.many(60), at: "in.jsonl")
  }

  private var batch: String {
    "batch '\(input)' --out disk/out --register disk/register.sqlite --documents certificate --issued-on 2026-01-30 --quiet"
  }

  /// Runs in the scratch folder beside a file system in memory, mounted at `disk`.
  private func onDisk(of size: String, _ script: String) throws -> Command {
    try Command.inNamespace(
      """
      cd '\(scratch.root)'; mkdir -p disk; mount -t tmpfs -o size=\(size) tmpfs disk || exit 99
      shosho register init disk/register.sqlite 2>/dev/null
      \(script)
      """, [])
  }

  @Test func diskThatFillsUpIs73AndTheNextRunGoesOn() throws {
    let undisturbed = try Command.run(
      ["batch", input, "--out", scratch.path("undisturbed"), "--documents", "certificate"] + Examples.day)
    #expect(undisturbed.status == 0)
    let command = try onDisk(
      of: "1500k",
      """
      shosho \(batch) --no-space-check --chunk 10; echo "full $?"
      mount -o remount,size=64m disk
      shosho \(batch); echo "next $?"
      shosho verify disk/out --register disk/register.sqlite >verify.txt; echo "verify $?"
      cp -r disk/out copy
      """)
    #expect(command.output == "full 73\nnext 0\nverify 0\n", "\(command.error)")
    #expect(
      command.error.contains("No space left on device") || command.error.contains("disk is full"), "\(command.error)")
    let (mine, other) = (try scratch.issued(below: "copy"), try scratch.issued(below: "undisturbed"))
    #expect(mine.map(\.path) == other.map(\.path) && mine.map(\.bytes) == other.map(\.bytes))
    #expect(try Examples.object(scratch.text("copy/report.json")).text("counts.issued") == "60")
  }

  @Test func diskThatCannotHoldTheRunIsSaidBeforeTheStart() throws {
    let command = try onDisk(
      of: "3m",
      """
      shosho \(batch) --lang en; echo "small $?"
      find disk/out -name '*.pdf' | wc -l
      mount -o remount,size=64m disk
      shosho \(batch); echo "large $?"
      mount -o remount,size=5m disk
      shosho \(batch); echo "again $?"
      """)
    // Once issued, the same input needs no more space, and is not refused.
    #expect(command.output == "small 73\n0\nlarge 0\nagain 0\n", "\(command.error)")
    #expect(command.error.contains("run.space") && command.error.contains("60 papers take about"), "\(command.error)")
  }

  @Test func diskThatCannotBeWrittenIs73AndLeavesEverything() throws {
    let command = try onDisk(
      of: "64m",
      """
      shosho \(batch); echo "written $?"
      (cd disk; find . -type f | sort | xargs sha256sum) >before.txt
      mount -o remount,ro disk
      shosho \(batch); echo "read-only $?"
      shosho batch '\(input)' --out disk/other --quiet --documents certificate; echo "new folder $?"
      shosho reissue 44-07-1000001-00 --document certificate --reason 紛失 --out again.pdf --register disk/register.sqlite; echo "reissue $?"
      shosho verify disk/out --register disk/register.sqlite >verify.txt; echo "verify $?"
      shosho register list --register disk/register.sqlite >list.txt; echo "list $?"
      (cd disk; find . -type f | sort | xargs sha256sum) | diff before.txt - && echo same
      """)
    #expect(
      command.output == "written 0\nread-only 73\nnew folder 73\nreissue 73\nverify 0\nlist 0\nsame\n",
      "\(command.output) \(command.error)"
    )
    #expect(command.error.contains("Read-only file system"), "\(command.error)")
    #expect(!FileManager.default.fileExists(atPath: scratch.path("again.pdf")))
  }
}
