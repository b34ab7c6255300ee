import Testing

@testable import PDFFile

@Suite struct CharacterMapTests {
  private func hexadecimal(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16, uppercase: unit & 1 == 0)
    return "<" + String(repeating: "0", count: 4 - digits.count) + digits + ">"
  }

  /// Length in the lowest byte, UTF-8 above; half a surrogate pair is no text.
  @Test func everyUnitIsItsCharacter() {
    for unit in UInt16.min...UInt16.max {
      let text = Array(hexadecimal(unit).utf8)
      let utf8 = Unicode.Scalar(unit).map { Array(String(Character($0)).utf8) }
      let entry = utf8.map { utf8 in
        utf8.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) } << 8 | UInt64(utf8.count)
      }
      #expect(CharacterMap.onlyUnit(text, at: 0, before: text.count) == entry, "U+\(String(unit, radix: 16))")
    }
  }

  @Test(arguments: ["<4E0>", "<4E00", "4E00>", "<4E0G>", "<4 E0>", "<4E004E01>", "[4E00]", "", "<"])
  func anythingElseIsLeftToTheScanner(_ text: String) {
    #expect(CharacterMap.onlyUnit(Array(text.utf8), at: 0, before: text.utf8.count) == nil)
  }
}
