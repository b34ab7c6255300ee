import Foundation
import Testing

/// Several runs into one folder: its manifest says what stands there, whichever run put it there.
@Suite struct SharedFolderTests {
  private let scratch: Scratch
  private let lines: [String]

  init() throws {
    scratch = try Scratch()
    lines = try Examples.many(6).split(separator: "\n").map(String.init)
  }

  private func batch(_ lines: some Sequence<String>, _ more: [String] = []) throws -> Command {
    let input = try scratch.put(lines.joined(separator: "\n") + "\n", at: "in.jsonl")
    return try Command.run(
      ["batch", input, "--out", scratch.path("out"), "--documents", "certificate"] + Examples.day + more)
  }

  private func numbers() throws -> [String] {
    try scratch.text("out/manifest.jsonl").split(separator: "\n").compactMap {
      try Examples.object(String($0)).text("number")
    }
    .map { String($0.dropFirst(6).prefix(7)) }
  }

  @Test func manifestKeepsWhatEarlierRunsIssuedBehindItsOwnLines() throws {
    #expect(try batch(lines[..<3]).status == 0)
    #expect(try batch(lines[2...]).status == 0)
    #expect(try numbers() == ["1000003", "1000004", "1000005", "1000006", "1000001", "1000002"])
    #expect(try Command.run(["verify", scratch.path("out")]).status == 0)
  }

  /// The operator's way with rejects: mended, and fed into the same folder.
  @Test func mendedRejectsCompleteTheFolder() throws {
    let kind = try #require(try Examples.object(lines[0]).text("kind"))
    let wrong = lines[1].replacing("\"\(kind)\"", with: "\"契約保証予約\"")
    #expect(try batch([lines[0], wrong, lines[2]]).status == 65)
    let mended = try scratch.put(
      try scratch.text("out/rejects.jsonl").replacing("契約保証予約", with: kind), at: "mended.jsonl")
    let command = try Command.run(
      [
        "batch", mended, "--keys-from", scratch.path("in.jsonl"), "--out", scratch.path("out"), "--documents",
        "certificate",
      ]
        + Examples.day)
    #expect(command.status == 0, "\(command.error)")
    #expect(try numbers() == ["1000002", "1000001", "1000003"])
    #expect(try Command.run(["verify", scratch.path("out")]).status == 0)
  }

  @Test func paperThatWasTakenAwayIsNoLongerListed() throws {
    #expect(try batch(lines[..<2]).status == 0)
    try FileManager.default.removeItem(atPath: scratch.path("out/44-07-1000001-00"))
    #expect(try batch(lines[2..<3]).status == 0)
    #expect(try numbers() == ["1000003", "1000002"])
  }

  @Test func paperThatNobodyIssuedIsSaidAtTheEnd() throws {
    #expect(try batch(lines[..<2]).status == 0)
    try FileManager.default.copyItem(
      atPath: scratch.path("out/44-07-1000001-00/44-07-1000001-00-certificate.pdf"),
      toPath: scratch.path("out/44-07-1000001-00/44-07-9999999-00-certificate.pdf"))
    let command = try batch(lines[..<2], ["--lang", "en"])
    #expect(
      command.status == 70 && command.error.contains("run.files") && command.error.contains("3 papers stand"),
      "\(command.error)")
  }
}
