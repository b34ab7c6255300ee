import Foundation
import Testing

/// The command as a whole, before it reads a record: help, version, wrong usage.
@Suite struct ShellTests {
  @Test func versionNamesTheFormat() throws {
    let command = try Command.run(["--version"])
    #expect(command.status == 0)
    #expect(command.output.contains("format 1"))
  }

  @Test(arguments: [["--nonsense"], ["forms", "fields"], ["verify"], ["no-such-command"]]) func wrongUsageIs64(
    arguments: [String]
  ) throws {
    let command = try Command.run(arguments)
    #expect(command.status == 64)
    #expect(!command.error.isEmpty)
  }

  @Test func helpSpeaksBothLanguages() throws {
    let (japanese, english) = (try Command.run(["--help"]), try Command.run(["--help", "--lang", "en"]))
    #expect(japanese.status == 0 && english.status == 0)
    #expect(japanese.output.contains("電子保証") && english.output.contains("electronic guarantees"))
  }

  @Test func homeThatIsNoneIs78() throws {
    let scratch = try Scratch()
    let command = try Command.run(["forms", "check", "--lang", "en"], home: scratch.path("nowhere"))
    #expect(command.status == 78)
    #expect(command.output.contains("The home lacks Templates/ Rules/ Fonts/."))
  }

  @Test func verifyOfAFolderWithoutManifestIs66() throws {
    let scratch = try Scratch()
    #expect(try Command.run(["verify", scratch.root]).status == 66)
  }

  @Test func schemaIsJSONForOtherReadersToo() throws {
    let scratch = try Scratch()
    let schema = try scratch.put(try Command.run(["schema"]).output, at: "schema.json")
    #expect(try Command.run(tool: "python3", ["-m", "json.tool", schema]).status == 0)
  }
}

/// The clock of the host may determine only the day of issue, and only when `--issued-on` does not state it.
@Suite struct ClockTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  private func papers(_ folder: String, clock: String, zone: String, _ options: [String]) throws -> [String: Data] {
    let command = try Command.run(
      ["render", Examples.path("certificates.jsonl"), "--contract", "44-07-0012388-01", "--out", scratch.path(folder)]
        + options,
      clock: clock, zone: zone)
    try #require(command.status == 0, "\(command.error)")
    return Dictionary(uniqueKeysWithValues: try scratch.files(below: folder).map { ($0.path, $0.bytes) })
  }

  @Test func aRecordOnTwoDaysIsTheSameBytes() throws {
    let once = try papers("once", clock: "2026-01-30 10:00:00", zone: "Asia/Tokyo", Examples.day)
    #expect(once.count == Examples.papersPerRecord)
    #expect(try papers("again", clock: "2031-12-31 23:59:58", zone: "America/New_York", Examples.day) == once)
  }

  @Test func todayIsTheDayInJapan() throws {
    let stated = try papers("stated", clock: "2026-07-01 12:00:00", zone: "UTC", Examples.day)
    // Half past three in the afternoon of 31 March, UTC, is the first of April in Tokyo.
    #expect(try papers("today", clock: "2026-01-29 15:30:00", zone: "UTC", []) == stated)
  }
}

/// `inspect`: shows how the program reads or sets a text, one answer for each line.
@Suite struct InspectTests {
  static let answers: [(arguments: [String], input: String, output: [String])] = [
    (["date"], "令和7年4月1日\nR1.5.1\n2025/4/1\n", ["2025-04-01", "2019-05-01", "2025-04-01"]),
    (["date", "--to", "wareki"], "2019-05-01\r\n20250401\r\n", ["令和元年5月1日", "令和7年4月1日"]),
    (["amount"], "１２３４\n¥1,234-\n", ["1,234", "1,234"]),
    (["amount", "--style", "daiji"], "19300000\n", ["壱千九百参拾萬"]),
    (["breaks"], "金1,000円を、払う。\n", ["金1,000円｜を、｜払｜う。"]),
    (["breaks", "--mark", "|"], "あ\n", ["あ"]),
    (["lines", "--measure", "4"], "あいうえおか\n\n", ["あいうえ｜おか", ""]),
    (["glyphs"], "髙𠮷\n", ["髙:biz-ud-mincho 𠮷:ipamj-mincho"]),
  ]

  @Test(arguments: answers) func answersLineByLine(arguments: [String], input: String, output: [String]) throws {
    let command = try Command.run(["inspect"] + arguments, input: Data(input.utf8))
    #expect(command.status == 0, "\(command.error)")
    #expect(command.output == output.map { $0 + "\n" }.joined())
  }

  @Test func refusedLineGetsItsReasonAndTheOthersAreAnswered() throws {
    let command = try Command.run(["inspect", "date", "--lang", "en"], input: Data("平成31年5月1日\nR7.4.1\n".utf8))
    #expect(command.status == 65)
    let lines = command.output.split(separator: "\n")
    #expect(lines.count == 2 && lines[0].hasPrefix("! ") && lines[1] == "2025-04-01")
  }

  @Test func rowsShowTheKeyMasked() throws {
    let command = try Command.run(["inspect", "rows", Examples.path("certificates-cp932.csv"), "--encoding", "cp932"])
    #expect(command.status == 0)
    let rows = try command.output.split(separator: "\n").map { try Examples.object(String($0)) }
    #expect(rows.count >= 10)
    #expect((rows[0]["cells"] as? [String: Any])?["key"] as? String == "＊＊＊＊")
    #expect((rows[0]["cells"] as? [String: Any])?["work.name"] as? String == "令和7年度　市道中央海岸線道路改良工事（第2工区）")
  }

  @Test func textOfAnyEncodingComesAsUTF8() throws {
    let command = try Command.run(["inspect", "text", Examples.path("certificates-cp932.csv"), "--encoding", "cp932"])
    #expect(command.status == 0)
    #expect(command.output.contains("株式会社かささぎ組"))
    let unstated = try Command.run(["inspect", "text", Examples.path("certificates-cp932.csv")])
    #expect(unstated.status == 66)
    #expect(unstated.error.contains("--encoding cp932"))
  }
}
