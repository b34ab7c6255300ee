import Diagnostics
import Testing

@Suite("Echo")
struct EchoTests {
  @Test(
    "shows what drives a terminal or hides by its code point",
    arguments: [
      ("a\u{1B}[31m", "aU+001B[31m"), ("\u{202E}abc", "U+202Eabc"), ("a\u{200B}b", "aU+200Bb"),
      ("x\r\ny", "xU+000DU+000Ay"),
      ("\u{E000}", "U+E000"), ("\u{FEFF}", "U+FEFF"), ("髙﨑", "髙﨑"), ("か\u{3099}", "か\u{3099}"),
    ])
  func defused(text: String, shown: String) {
    #expect(Echo.plain(text).unicodeScalars.elementsEqual(shown.unicodeScalars))
  }

  @Test("is cut at forty characters", arguments: [(39, 39), (40, 40), (41, 41), (1000, 41)])
  func cut(length: Int, shown: Int) {
    let echo = Echo.plain(String(repeating: "あ", count: length))
    #expect(echo.count == shown)
    #expect(echo.hasSuffix("…") == (length > 40))
  }
}
