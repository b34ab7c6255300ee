import Fields
import Testing

@Suite("Texts that print nothing are refused")
struct BlankTextTests {
  @Test(
    arguments: [
      "\u{3164}", "\u{115F}", "\u{1160}", "\u{FFA0}", "\u{2800}", "\u{1D159}", "\u{34F}", "\u{17B4}", "\u{200B}",
    ])
  func refused(_ filler: String) {
    for text in [filler, "臼\(filler)杵市", "臼杵市\(filler)", filler + filler] {
      for lines in [true, false] {
        #expect("\(text.unicodeScalars)") { try TextReader.read(text, lines: lines) } throws: { error in
          (error as? ReadingFault)?.code == "record.text.invisible"
        }
      }
    }
  }

  @Test(arguments: ["葛\u{E0100}城", "辻\u{FE00}", "か\u{3099}", "김철수", "⠃"]) func kept(_ text: String) throws {
    #expect(try TextReader.read(text, lines: false).text == text)
  }
}
