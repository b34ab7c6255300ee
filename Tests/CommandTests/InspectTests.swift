import Foundation
import Testing

/// `inspect`: what the program would do with this, one answer a line.
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
