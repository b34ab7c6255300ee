import Foundation
import Testing

/// `batch` with a register: what was issued is not issued again, and a killed run loses nothing.
@Suite struct RegisterTests {
  private let scratch: Scratch
  private let input: String

  init() throws {
    scratch = try Scratch()
    input = try scratch.put(try Examples.many(3), at: "in.jsonl")
    try scratch.register()
  }

  private func batch(_ input: String, _ more: [String] = [], out: String = "out", day: [String] = Examples.day) throws
    -> Command
  {
    try Command.run(
      [
        "batch", input, "--out", scratch.path(out), "--register", scratch.path("register.sqlite"), "--documents",
        "certificate,key-notice",
      ]
        + day + more)
  }

  private func verify(_ folder: String) throws -> Command {
    try Command.run(["verify", scratch.path(folder), "--register", scratch.path("register.sqlite"), "--lang", "en"])
  }

  private func counts(_ out: String = "out") throws -> String {
    let counts = try Examples.object(scratch.text("\(out)/report.json"))["counts"] as? [String: Any] ?? [:]
    return ["read", "issued", "unchanged", "rejected"].map { counts.text($0) ?? "-" }.joined(separator: " ")
  }

  /// The register's rows as Python's SQLite module reads them.
  private func query(_ sql: String, _ register: String = "register.sqlite") throws -> String {
    let script = "import sqlite3,sys\nfor row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]): print(*row)"
    return try Command.run(tool: "python3", ["-c", script, scratch.path(register), sql]).output
  }

  private func changed(_ old: String, _ new: String) throws -> String {
    try scratch.put(try scratch.text("in.jsonl").replacing(old, with: new), at: "changed.jsonl")
  }

  @Test func sameInputAgainIssuesNothingAndSaysTheSame() throws {
    #expect(try batch(input).status == 0)
    let first = try scratch.issued(below: "out")
    let rows = try query("SELECT sequence, number, hex(digest), hex(chain) FROM entry")
    // The second run is on another day, which does not make a record changed.
    #expect(try batch(input, day: ["--issued-on", "2026-05-01"]).status == 0)
    #expect(try counts() == "3 0 3 0")
    #expect(try scratch.issued(below: "out").map(\.bytes) == first.map(\.bytes))
    #expect(try query("SELECT sequence, number, hex(digest), hex(chain) FROM entry") == rows)
    #expect(try query("SELECT state, \"read\", issued, unchanged FROM run") == "complete 3 3 0\ncomplete 3 0 3\n")
  }

  /// Papers that a killed run had written and not entered, and whose records are gone from the mended input, are set aside;
  /// those that it had entered are named.
  @Test func strayPapersAreSetAside() throws {
    let lines = try Examples.many(4).split(separator: "\n").map(String.init)
    let bad = lines[2].replacing("2025-06-20", with: "2025-02-30")
    let first = try scratch.put([lines[0], lines[1], bad, lines[3]].joined(separator: "\n"), at: "first.jsonl")
    #expect(try batch(first, ["--max-rejects", "1"]).status == 69)
    let stray = "44-07-9999999-00/44-07-9999999-00-certificate.pdf"
    try scratch.put("%PDF", at: "out/\(stray)")
    // The second record is gone, the third is mended.
    let mended = try scratch.put([lines[0], lines[2], lines[3]].joined(separator: "\n"), at: "mended.jsonl")
    let run = try batch(mended)
    #expect(run.status == 0, "\(run.error)")
    #expect(run.error.contains("[run.stray]") && run.error.contains(stray))
    #expect(run.error.contains("[run.leftBehind]") && run.error.contains("44-07-1000002-00-certificate.pdf"))
    #expect(FileManager.default.fileExists(atPath: scratch.path("out/set-aside/44-07-9999999-00-certificate.pdf")))
    #expect(!FileManager.default.fileExists(atPath: scratch.path("out/44-07-9999999-00")))
    let verified = try verify("out")
    #expect(verified.status == 0 && verified.output.contains(" 0 problems."), "\(verified.output)")
    // Nothing is said of either a second time.
    let again = try batch(mended)
    #expect(again.status == 0 && !again.error.contains("run.stray"))
  }

  /// A record that could not be issued today any more is unchanged when it was issued in its time; a new paper of it is
  /// refused.
  @Test func whatWasIssuedInTimeStaysUnchanged() throws {
    #expect(try batch(input).status == 0)
    let later = ["--issued-on", "2026-03-01"]
    #expect(try batch(input, day: later).status == 0)
    #expect(try counts() == "3 0 3 0")
    let more = try batch(input, ["--documents", "certificate,customer-copy"], out: "next", day: later)
    #expect(more.status == 65 && more.error.contains("[record.guarantee.expired]"))
    #expect(try counts("next") == "3 0 0 3")
  }

  /// A file that comes back in another normalization, or through the other table of CP932, has the same records.
  @Test func anotherWritingOfCharactersIsNoChange() throws {
    let name = try #require(try Examples.object(Examples.lines()[0]).text("work.name"))
    func input(_ text: String) throws -> String {
      try scratch.put(try Examples.many(1).replacing(name, with: text), at: "written.jsonl")
    }
    #expect(try batch(input("がけ地〜1号－二工区")).status == 0)
    #expect(try batch(input("か\u{3099}け地～1号−二工区")).status == 0)
    #expect(try counts() == "1 0 1 0")
    let changed = try batch(input("がけ地〜1号－ニ工区"))
    #expect(changed.status == 65 && changed.error.contains("二 U+4E8C / ニ U+30CB"), "\(changed.error)")
  }

  @Test func voidWantsToBeSure() throws {
    #expect(try batch(input).status == 0)
    let number = "44-07-1000001-00"
    func void(_ options: String...) throws -> Command {
      try Command.run(
        ["register", "void", number, "--reason", "解約", "--register", scratch.path("register.sqlite")] + options)
    }
    let several = try void("--yes")
    #expect(several.status == 64 && several.error.contains("[register.void.several]"))
    #expect(several.error.contains("\(number) certificate") && several.error.contains("\(number) key-notice"))
    let unsure = try void("--document", "certificate")
    #expect(unsure.status == 64 && unsure.error.contains("[register.void.unconfirmed]"))
    #expect(try query("SELECT count(*) FROM entry WHERE action = 'void'") == "0\n")
    #expect(try void("--document", "certificate", "--yes").status == 0)
    #expect(try query("SELECT count(*) FROM entry WHERE action = 'void'") == "1\n")
    // One is left, so that nothing has to be named.
    #expect(try void("--yes").status == 0)
    #expect(try void("--all", "--yes").status == 65)
  }

  @Test func listSaysHowManyRowsThereAre() throws {
    #expect(try batch(input).status == 0)
    func list(_ options: String...) throws -> Command {
      try Command.run(
        ["register", "list", "--register", scratch.path("register.sqlite"), "--lang", "en"] + options)
    }
    #expect(try list().error == "6 rows.\n")
    let two = try list("--limit", "2", "--format", "csv")
    #expect(two.error.hasPrefix("The newest 2 of 6 rows") && two.output.split(whereSeparator: \.isNewline).count == 3)
    for (from, rows) in [("R8.1.30", 6), ("令和8年1月31日", 0), ("2026/1/30", 6), ("2026-01-31", 0)] {
      #expect(try list("--from", from).error == "\(rows) rows.\n", "\(from)")
    }
    let unknown = try list("--document", "certifcate")
    #expect(unknown.status == 64 && unknown.error.contains("Did you mean certificate?"))
    #expect(try list("--from", "昨日").status == 64)
  }

  @Test func anotherFolderGetsOnlyWhatIsNew() throws {
    #expect(try batch(input).status == 0)
    let more = try scratch.put(try Examples.many(4), at: "more.jsonl")
    #expect(try batch(more, out: "next").status == 0)
    #expect(try counts("next") == "4 1 3 0")
    #expect(try scratch.text("next/manifest.jsonl").split(separator: "\n").count == 2)
  }

  @Test func changedRecordIsRefusedWithItsFieldsUnlessItSupersedes() throws {
    #expect(try batch(input).status == 0)
    let name = try #require(try Examples.object(Examples.lines()[0]).text("work.name"))
    let changed = try changed(name, "\(name)（その2）")
    let refused = try batch(changed)
    #expect(refused.status == 65)
    #expect(refused.error.contains("record.changed") && refused.error.contains("work.name"))
    #expect(try counts() == "3 0 0 3")
    #expect(try batch(changed, ["--supersede"]).status == 0)
    #expect(try counts() == "3 3 0 0")
    // The manifest no longer lists the superseded paper.
    let verified = try verify("out")
    #expect(verified.status == 0 && verified.output.contains(" 0 problems."), "\(verified.output)")
    #expect(try query("SELECT state, count(*) FROM entry GROUP BY state") == "issued 6\nsuperseded 6\n")
    #expect(try batch(changed).status == 0)
    #expect(try counts() == "3 0 3 0")
    #expect(try batch(input).status == 65)
  }

  @Test func supersededInAnotherFolderIsSaidOfTheOldOne() throws {
    #expect(try batch(input).status == 0)
    let name = try #require(try Examples.object(Examples.lines()[0]).text("work.name"))
    #expect(try batch(changed(name, "\(name)（その2）"), ["--supersede"], out: "next").status == 0)
    let (old, new) = (try verify("out"), try verify("next"))
    #expect(
      old.status == 0 && old.output.contains("verify.superseded") && old.output.contains("6 hold no more"),
      "\(old.output)")
    #expect(new.status == 0 && !new.output.contains("verify.superseded"), "\(new.output)")
  }

  @Test func changedKeyIsRefusedAndNeverShown() throws {
    #expect(try batch(input).status == 0)
    let key = try #require(try Examples.object(Examples.lines()[0]).text("key"))
    let other = String(key.reversed())
    let command = try batch(try changed(key, other))
    #expect(command.status == 65 && command.error.contains("record.changed"))
    for (path, bytes) in try scratch.files(below: "").filter({
      !$0.path.hasSuffix(".pdf") && !$0.path.hasSuffix(".jsonl")
    }) {
      #expect(bytes.range(of: Data(key.utf8)) == nil && bytes.range(of: Data(other.utf8)) == nil, "\(path)")
    }
    #expect(!command.error.contains(key) && !command.error.contains(other))
  }

  @Test func missingPaperIsMadeAgainAsItWas() throws {
    #expect(try batch(input).status == 0)
    let first = try scratch.issued(below: "out")
    let lost = try #require(first.first { $0.path.hasSuffix(".pdf") }?.path)
    try FileManager.default.removeItem(atPath: scratch.path("out/\(lost)"))
    #expect(try batch(input, day: ["--issued-on", "2026-05-01"]).status == 0)
    #expect(try counts() == "3 0 3 0")
    #expect(try scratch.issued(below: "out").map(\.bytes) == first.map(\.bytes))
  }

  @Test func furtherDocumentIsAddedToWhatIsThere() throws {
    #expect(try batch(input).status == 0)
    let command = try Command.run(
      [
        "batch", input, "--out", scratch.path("out"), "--register", scratch.path("register.sqlite"), "--documents",
        "certificate,customer-copy",
      ]
        + Examples.day)
    #expect(command.status == 0, "\(command.error)")
    #expect(
      try query("SELECT document, count(*) FROM entry GROUP BY document")
        == "certificate 3\ncustomer-copy 3\nkey-notice 3\n")
    // The manifest lists the two papers of each record of this run, then the notices of the run before.
    #expect(try scratch.text("out/manifest.jsonl").split(separator: "\n").count == 9)
  }

  @Test func registerInTheOutputFolderIsSaidSo() throws {
    let command = try Command.run(
      ["batch", input, "--out", scratch.path("out"), "--documents", "certificate"] + Examples.day)
    #expect(command.status == 0 && command.error.contains("register.sqlite"))
    #expect(try query("SELECT count(*) FROM entry", "out/register.sqlite") == "3\n")
  }

  @Test func newerRegisterIsRefusedBeforeAnythingIsIssued() throws {
    #expect(try batch(input).status == 0)
    _ = try query("PRAGMA user_version = 9")
    let command = try batch(input, out: "next")
    #expect(command.status == 78 && command.error.contains("9"))
    #expect(!FileManager.default.fileExists(atPath: scratch.path("next/manifest.jsonl")))
  }

  @Test func sealingKeyThatOthersMayReadIsRefused() throws {
    let key = try scratch.put(Data(repeating: 7, count: 32), at: "sealing.key")
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key)
    #expect(try batch(input, ["--sealing-key", key]).status == 78)
  }

  /// Killed when so many records' papers stand, each time by the next run: in the middle of a file, of a chunk, of a
  /// commit.
  @Test func killedAgainAndAgainItEndsAsAnUndisturbedRun() throws {
    let many = try scratch.put(try Examples.many(60), at: "many.jsonl")
    func arguments(_ out: String, _ register: String) -> [String] {
      [
        "batch", many, "--out", scratch.path(out), "--register", scratch.path(register), "--documents", "certificate",
        "--quiet",
      ]
    }
    for name in ["one.sqlite", "two.sqlite"] { try scratch.register(name) }
    #expect(try Command.run(arguments("undisturbed", "one.sqlite") + Examples.day).status == 0)
    for papers in [1, 9, 20, 33, 47, 58] {
      let process = try Command.start(arguments("out", "two.sqlite") + Examples.day)
      for _ in 0..<6000 where process.isRunning && standing("out") < papers { usleep(5_000) }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      try? FileManager.default.removeItem(atPath: scratch.path("out/manifest.jsonl"))
    }
    // Without `--issued-on` the continued run keeps the day on which it began.
    let last = try Command.run(arguments("out", "two.sqlite"))
    #expect(last.status == 0, "\(last.error)")
    let (mine, other) = (try scratch.issued(below: "out"), try scratch.issued(below: "undisturbed"))
    #expect(mine.map(\.path) == other.map(\.path))
    for (one, two) in zip(mine, other) { #expect(one.bytes == two.bytes, "\(one.path)") }
    let rows = "SELECT sequence, state, number, change, document, hex(digest), issuedOn FROM entry ORDER BY sequence"
    #expect(try query(rows, "two.sqlite") == query(rows, "one.sqlite"))
  }

  /// The number of contracts that have a folder, and of papers that wait for their names.
  private func standing(_ out: String) -> Int {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: scratch.path(out))) ?? []
    return names.count { $0.hasPrefix("44-") || $0.hasPrefix(".shosho-new-") }
  }

  /// A register that is missing, empty, new or an older copy knows less than was issued: nothing is issued by it into the
  /// folder, whatever the day.
  @Test(arguments: [("missing", 66), ("empty", 66), ("new", 73), ("older", 73)])
  func aRegisterThatWasLostIssuesNothing(state: String, status: Int32) throws {
    let path = scratch.path("register.sqlite")
    #expect(try batch(input).status == 0)
    let older = try Data(contentsOf: URL(filePath: path))
    #expect(try batch(try scratch.put(try Examples.many(5), at: "more.jsonl")).status == 0)
    let issued = try scratch.files(below: "out").map(\.bytes)
    switch state {
    case "empty": try Data().write(to: URL(filePath: path))
    case "older": try older.write(to: URL(filePath: path))
    default: try FileManager.default.removeItem(atPath: path)
    }
    if state == "new" { try scratch.register() }
    let run = try batch(input, day: ["--issued-on", "2026-05-01"])
    #expect(run.status == status, "\(run.error)")
    if status == 73 { #expect(run.error.contains("[run.folder.foreign]") && run.error.contains("44-07-")) }
    #expect(try scratch.files(below: "out").map(\.bytes) == issued)
  }

  /// The register of an output folder is made with its first papers only.
  @Test func aRegisterInTheOutputFolderThatWasLostIsNotMadeAnew() throws {
    func run() throws -> Command {
      try Command.run(["batch", input, "--out", scratch.path("out"), "--documents", "certificate"] + Examples.day)
    }
    #expect(try run().status == 0)
    try FileManager.default.removeItem(atPath: scratch.path("out/register.sqlite"))
    let again = try run()
    #expect(again.status == 66 && again.error.contains("[register.missing]"), "\(again.error)")
  }

  /// `--new-register` makes it; a killed run is started again with the same command, and a register in use is no new one.
  @Test func aNewRegisterIsNewUntilARunInItHasEnded() throws {
    let path = scratch.path("other.sqlite")
    func run(_ more: [String], _ input: String) throws -> Command {
      try Command.run(
        ["batch", input, "--out", scratch.path("other"), "--documents", "certificate", "--register", path] + more
          + Examples.day)
    }
    #expect(try run([], input).status == 66)
    #expect(!FileManager.default.fileExists(atPath: path))
    let broken = try scratch.put(
      try Examples.many(3).replacing("2025-06-20", with: "2025-02-30"), at: "broken.jsonl")
    #expect(try run(["--new-register", "--max-rejects", "1"], broken).status == 69)
    #expect(try run(["--new-register"], input).status == 0)
    let again = try run(["--new-register"], input)
    #expect(again.status == 73 && again.error.contains("[register.exists]"), "\(again.error)")
    #expect(try Command.run(["register", "init", path]).status == 73)
  }

  /// A quota on file sizes stands for a full disk: papers fit, the register at some point does not.
  @Test(arguments: [40, 120]) func diskThatFillsUpIs73AndTheNextRunGoesOn(kibibytes: Int) throws {
    let many = try scratch.put(try Examples.many(40), at: "many.jsonl")
    #expect(try batch(many, out: "undisturbed").status == 0)
    try FileManager.default.removeItem(atPath: scratch.path("register.sqlite"))
    try scratch.register()
    let full = try Command.run(
      [
        "batch", many, "--out", scratch.path("out"), "--register", scratch.path("register.sqlite"), "--documents",
        "certificate,key-notice",
      ]
        + Examples.day, fileLimit: kibibytes)
    #expect(full.status == 73 && !full.error.isEmpty, "\(full.status) \(full.error)")
    #expect(try batch(many).status == 0)
    #expect(try scratch.issued(below: "out").map(\.path) == scratch.issued(below: "undisturbed").map(\.path))
    #expect(try scratch.issued(below: "out").map(\.bytes) == scratch.issued(below: "undisturbed").map(\.bytes))
    #expect(
      try Command.run(["verify", scratch.path("out"), "--register", scratch.path("register.sqlite")]).status == 0)
  }

  @Test func secondRunOnOneRegisterIsToldToWait() throws {
    let many = try scratch.put(try Examples.many(200), at: "many.jsonl")
    let process = try Command.start(
      ["batch", many, "--out", scratch.path("out"), "--register", scratch.path("register.sqlite"), "--quiet"]
        + Examples.day)
    for _ in 0..<6000 where process.isRunning && standing("out") < 3 { usleep(5_000) }
    let second = try batch(input, out: "next")
    #expect(second.status == 75 && second.error.contains("register.running"))
    // Reading the register is possible meanwhile.
    #expect(try Command.run(["register", "list", "--register", scratch.path("register.sqlite")]).status == 0)
    process.terminate()
    process.waitUntilExit()
  }

  @Test func renderWithARegisterIssuesOnceAndUnmarked() throws {
    func render(_ more: [String] = [], out: String = "paper.pdf") throws -> Command {
      try Command.run(
        [
          "render", input, "--contract", "44-07-1000001-00", "--document", "certificate", "--out", scratch.path(out),
          "--register",
          scratch.path("register.sqlite"),
        ] + Examples.day + more)
    }
    #expect(try render().status == 0)
    #expect(try batch(input).status == 0)
    // The batch counts the rendered paper as issued; what it adds is the notice.
    #expect(try query("SELECT document, count(*) FROM entry GROUP BY document") == "certificate 3\nkey-notice 3\n")
    let again = try render(out: "again.pdf")
    #expect(again.status == 65 && again.error.contains("record.issued"))
    #expect(!FileManager.default.fileExists(atPath: scratch.path("again.pdf")))
  }

  /// A lost paper whose form has moved on is not replaced by another: the record waits until it is made again from the
  /// forms of its day.
  @Test func lostPaperOfAnOlderFormComesBackByReissue() throws {
    #expect(try batch(input).status == 0)
    let first = try scratch.issued(below: "out")
    let lost = try #require(first.first { $0.path.hasSuffix("-certificate.pdf") }?.path)
    try FileManager.default.removeItem(atPath: scratch.path("out/\(lost)"))
    let home = try Scratch.home()
    let form = try home.text("Templates/certificate.xml")
    #expect(form.contains("y=\"20mm\""))
    try home.put(form.replacing("y=\"20mm\"", with: "y=\"21mm\""), at: "Templates/certificate.xml")
    let options = [
      "batch", input, "--out", scratch.path("out"), "--register", scratch.path("register.sqlite"), "--documents",
      "certificate,key-notice",
    ]
    let waiting = try Command.run(options + Examples.day, home: home.root)
    #expect(waiting.status == 65 && waiting.error.contains("record.lost"), "\(waiting.error)")
    #expect(try counts() == "3 0 2 1")
    let number = try #require(lost.split(separator: "/").first.map(String.init))
    let reissue = try Command.run(
      [
        "reissue", number, "--document", "certificate", "--reason", "紛失", "--register", scratch.path("register.sqlite"),
        "--out",
        scratch.path("out/\(lost)"),
      ], home: home.root)
    #expect(reissue.status == 0, "\(reissue.error)")
    #expect(try Command.run(options + Examples.day, home: home.root).status == 0)
    #expect(try counts() == "3 0 3 0")
    #expect(try scratch.issued(below: "out").map(\.bytes) == first.map(\.bytes))
  }
}
