import Diagnostics
import Testing

@Suite("Writing diagnostics")
struct WriterTests {
  static let diagnostic = Diagnostic.error(
    "record.yen.fraction",
    at: SourceLocation(file: "c.csv", record: 3, line: 4, column: 7, heading: "請負代金額", field: "work.price"),
    LocalizedText("円未満があります。", "There is a fraction of a yen."),
    advice: LocalizedText("整数の円で書いてください。", "Write whole yen."))

  @Test("as lines in either language")
  func text() {
    #expect(
      TextWriter(language: .japanese).text(of: Self.diagnostic)
        == "c.csv:4:7 3件目 請負代金額: エラー: 円未満があります。 [record.yen.fraction]\n    → 整数の円で書いてください。")
    #expect(
      TextWriter(language: .english).text(of: Self.diagnostic)
        == "c.csv:4:7 record 3 請負代金額: error: There is a fraction of a yen. [record.yen.fraction]\n    → Write whole yen."
    )
  }

  @Test("as one JSON object")
  func json() {
    #expect(
      Self.diagnostic.json.hasPrefix(
        "{\"severity\":\"error\",\"code\":\"record.yen.fraction\",\"file\":\"c.csv\",\"record\":3,\"line\":4"))
  }

  @Test(
    "with literals that any JSON reader takes",
    arguments: [
      ("a\"b\\c", "\"a\\\"b\\\\c\""), ("\n\t\r", "\"\\n\\t\\r\""), ("\u{1}\u{7F}\u{2028}", "\"\\u0001\\u007f\\u2028\""),
      ("髙𠮷", "\"髙𠮷\""),
    ])
  func literals(text: String, literal: String) {
    #expect(JSONWriter.literal(text) == literal)
  }
}
