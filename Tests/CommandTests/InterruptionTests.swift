import Foundation
import Testing

/// Whatever happens to a run, files under their final names are whole and a second run ends as an undisturbed one.
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
