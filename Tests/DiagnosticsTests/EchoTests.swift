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

  /// A name of a file is written by the operating system's rules, which know no bad characters but one.
  @Test("a line stays one line and shows whatever hides")
  func line() {
    #expect(Echo.line("a\nエラー: 偽\u{1B}[2K\u{202E}b") == "aU+000Aエラー: 偽U+001B[2KU+202Eb")
    let long = String(repeating: "長い名前", count: 100)
    #expect(Echo.line(long) == long)
  }

  @Test("is cut after forty scalars", arguments: [(39, 39), (40, 40), (41, 41), (1000, 41)])
  func cut(length: Int, shown: Int) {
    let echo = Echo.plain(String(repeating: "あ", count: length))
    #expect(echo.unicodeScalars.count == shown)
    #expect(echo.hasSuffix("…") == (length > 40))
  }

  @Test("is cut after two hundred bytes, of which U+XXXX takes as many as it is written with")
  func bytes() {
    // U+E000 is six bytes: 33 of them are 198.
    #expect(Echo.plain(String(repeating: "\u{E000}", count: 33)) == String(repeating: "U+E000", count: 33))
    #expect(Echo.plain(String(repeating: "\u{E000}", count: 34)) == String(repeating: "U+E000", count: 33) + "…")
    // What has exactly two hundred bytes is whole.
    let full = String(repeating: "\u{E000}", count: 33) + "ab"
    #expect(Echo.plain(full) == String(repeating: "U+E000", count: 33) + "ab")
    #expect(Echo.plain(full + "c") == String(repeating: "U+E000", count: 33) + "ab…")
  }

  @Test(
    "no text, whatever its marks, is quoted with more than forty scalars, two hundred bytes, brackets and …",
    arguments: [
      "葛" + String(repeating: "\u{E0100}", count: 3000), "a" + String(repeating: "\u{301}", count: 3000),
      String(repeating: "\u{200D}", count: 3000), String(repeating: "\r\n", count: 3000),
      String(repeating: "𠮷", count: 3000), String(repeating: "\u{F0000}", count: 3000),
    ])
  func bounded(text: String) {
    let echo = Echo.quoted(text)
    #expect(echo.utf8.count <= 200 + "「…」".utf8.count)
    #expect(echo.hasSuffix("…」"))
    #expect(Echo.plain(text).unicodeScalars.count <= 201)
  }

  @Test("lists code points as far as a quotation goes, and says so by …")
  func codePoints() {
    #expect(Echo.codePoints("葛\u{E0100}") == "U+845B U+E0100")
    #expect(Echo.withCodePoints("白") == "白 U+767D")
    let long = "葛" + String(repeating: "\u{E0100}", count: 3000)
    #expect(Echo.codePoints(long).utf8.count <= Echo.byteLimit + " …".utf8.count)
    #expect(Echo.codePoints(long).hasPrefix("U+845B U+E0100 ") && Echo.codePoints(long).hasSuffix(" …"))
    #expect(Echo.codePoints(String(repeating: "a", count: 1000)).split(separator: " ").count <= Echo.scalarLimit + 1)
  }

  @Test("may part a base from its marks, and says so by …")
  func parted() {
    let text = String(repeating: "あ", count: 39) + "か\u{3099}"
    #expect(
      Echo.plain(text).unicodeScalars.elementsEqual((String(repeating: "あ", count: 39) + "か…").unicodeScalars))
    #expect(Echo.plain(String(text.dropFirst())).unicodeScalars.count == 40)
  }

  @Test("takes a part of a text as it takes a text")
  func substring() {
    #expect(Echo.plain("一二三四"[...].dropFirst()) == "二三四")
  }
}
