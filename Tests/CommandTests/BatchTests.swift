import Foundation
import Testing

/// `batch` on the examples: the papers are the same bytes however it is run, and every record is issued or rejected.
@Suite struct BatchTests {
  /// All examples issued once, for the tests that look at the result.
  static let issued: (scratch: Scratch, command: Command)? = {
    guard let scratch = try? Scratch(),
      let command = try? Command.run(
        ["batch", Examples.path("certificates.jsonl"), "--out", scratch.path("out")] + Examples.day)
    else { return nil }
    return (scratch, command)
  }()

  private func manifest(_ scratch: Scratch, _ folder: String = "out") throws -> [[String: Any]] {
    try scratch.text("\(folder)/manifest.jsonl").split(separator: "\n").map { try Examples.object(String($0)) }
  }

  @Test func everyExampleIsIssued() throws {
    let (scratch, command) = try #require(Self.issued)
    #expect(command.status == 0, "\(command.error)")
    let records = try Examples.lines().count
    let manifest = try manifest(scratch)
    #expect(manifest.count == records * Examples.papersPerRecord)
    #expect(manifest.first?.text("path") == "44-07-0012345-00/44-07-0012345-00-certificate.pdf")
    let report = try Examples.object(scratch.text("out/report.json"))
    #expect((report["counts"] as? [String: Any])?.text("issued") == String(records))
    #expect((report["counts"] as? [String: Any])?.text("documents") == String(records * Examples.papersPerRecord))
    #expect(report.text("issuedOn") == "2026-01-30")
    #expect(try Command.run(["verify", scratch.path("out")]).status == 0)
  }

  @Test func manifestIsInTheOrderOfTheInput() throws {
    let (scratch, _) = try #require(Self.issued)
    let numbers = try manifest(scratch).compactMap { $0.text("number") }
    let wanted = try Examples.lines().compactMap { try Examples.object($0).text("number") }.flatMap {
      Array(repeating: $0, count: Examples.papersPerRecord)
    }
    #expect(numbers == wanted)
  }

  @Test func keyNoticesAreTheOwnersAlone() throws {
    let (scratch, _) = try #require(Self.issued)
    for (path, _) in try scratch.files(below: "out") where path.hasSuffix(".pdf") {
      let mode =
        try FileManager.default.attributesOfItem(atPath: scratch.path("out/\(path)"))[.posixPermissions] as? Int
      #expect(mode == (path.hasSuffix("-key-notice.pdf") ? 0o600 : 0o640), "\(path)")
    }
  }

  @Test func keyStandsOnItsNoticeAlone() throws {
    let (scratch, command) = try #require(Self.issued)
    let keys = try Examples.lines().compactMap { try Examples.object($0).text("key") }
    #expect(keys.count > 30)
    for (path, bytes) in try scratch.files(below: "out") where !path.hasSuffix(".pdf") {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!keys.contains { text.contains($0) }, "\(path)")
    }
    #expect(!keys.contains { command.error.contains($0) || command.output.contains($0) })
  }

  @Test(arguments: ["1", "4"]) func sameBytesAgainWithAnyNumberOfWorkers(jobs: String) throws {
    let (first, _) = try #require(Self.issued)
    let scratch = try Scratch()
    let command = try Command.run(
      ["batch", Examples.path("certificates.jsonl"), "--out", scratch.path("out"), "--jobs", jobs] + Examples.day)
    #expect(command.status == 0)
    let (mine, other) = (try scratch.issued(below: "out"), try first.issued(below: "out"))
    #expect(mine.map(\.path) == other.map(\.path))
    for (one, two) in zip(mine, other) { #expect(one.bytes == two.bytes, "\(one.path)") }
  }

  static let formats: [(file: String, options: [String])] = [
    ("certificates.csv", []), ("certificates.json", []), ("certificates-cp932.csv", ["--encoding", "cp932"]),
    ("certificates-host.csv", ["--encoding", "cp932", "--mapping", Examples.path("mapping.json")]),
  ]

  @Test(arguments: formats) func sameBytesOfARecordWhicheverFileItCameFrom(file: String, options: [String]) throws {
    let (first, _) = try #require(Self.issued)
    let scratch = try Scratch()
    let command = try Command.run(
      ["batch", Examples.path(file), "--out", scratch.path("out")] + options + Examples.day)
    #expect(command.status == 0, "\(command.error)")
    let digests = Dictionary(
      uniqueKeysWithValues: try manifest(first).map { ($0.text("path") ?? "", $0.text("sha256")) })
    let mine = try manifest(scratch)
    #expect(mine.count >= 40)
    for entry in mine {
      #expect(digests[entry.text("path") ?? ""] == entry.text("sha256"), "\(entry.text("path") ?? "")")
    }
  }

  @Test func documentsCanBeChosen() throws {
    let scratch = try Scratch()
    let command = try Command.run(
      ["batch", Examples.path("certificates.jsonl"), "--out", scratch.path("out"), "--documents", "premium-sheet"]
        + Examples.day)
    #expect(command.status == 0)
    #expect(Set(try manifest(scratch).compactMap { $0.text("document") }) == ["premium-sheet"])
    let wrong = try Command.run(
      [
        "batch", Examples.path("certificates.jsonl"), "--out", scratch.path("other"), "--documents", "premium-shet",
        "--lang", "en",
      ])
    #expect(wrong.status == 64)
    #expect(wrong.error.contains("Did you mean premium-sheet?"))
    #expect(try scratch.files(below: "other").isEmpty)
  }

  @Test func standardInputIsAnInputToo() throws {
    let (first, _) = try #require(Self.issued)
    let scratch = try Scratch()
    let line = Data((try Examples.lines()[0] + "\n").utf8)
    let command = try Command.run(["batch", "-", "--out", scratch.path("out")] + Examples.day, input: line)
    #expect(command.status == 0, "\(command.error)")
    let path = "out/44-07-0012345-00/44-07-0012345-00-certificate.pdf"
    #expect(
      try Data(contentsOf: URL(filePath: scratch.path(path))) == Data(contentsOf: URL(filePath: first.path(path))))
  }

  @Test func aFormDroppedIntoTemplatesIsAFurtherPaper() throws {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(atPath: scratch.path("home"), withIntermediateDirectories: true)
    for name in ["Templates", "Rules", "Fonts"] {
      try FileManager.default.copyItem(atPath: "\(Command.root)/\(name)", toPath: scratch.path("home/\(name)"))
    }
    // The repository's house may have this very paper.
    let form = scratch.path("home/Templates/cover-letter.xml")
    if FileManager.default.fileExists(atPath: form) { try FileManager.default.removeItem(atPath: form) }
    let papers = Examples.papers(of: scratch.path("home")).count
    try FileManager.default.copyItem(atPath: Examples.path("forms/cover-letter.xml"), toPath: form)
    let input = try scratch.put(try Examples.lines()[0] + "\n", at: "one.jsonl")
    let command = try Command.run(
      ["batch", input, "--out", scratch.path("out")] + Examples.day, home: scratch.path("home"))
    #expect(command.status == 0, "\(command.error)")
    #expect(try manifest(scratch).count == papers + 1)
    #expect(try scratch.files(below: "out").contains { $0.path.hasSuffix("-cover-letter.pdf") })
  }
}

/// Several runs into one folder: its manifest lists every paper there, whichever run issued it.
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

  /// An operator corrects the rejects and issues them into the same folder.
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
    #expect(command.status == 0 && command.error.contains("[run.stray]"), "\(command.error)")
    #expect(FileManager.default.fileExists(atPath: scratch.path("out/set-aside/44-07-9999999-00-certificate.pdf")))
  }
}
