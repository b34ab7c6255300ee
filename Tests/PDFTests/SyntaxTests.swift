import Testing

@testable import PDFSyntax

/// ISO 32000-1 7.2 and 7.3, row by row.
@Suite struct SyntaxTests {
  private static func value(_ text: String) throws -> PDFValue {
    let bytes = Array(text.utf8)
    var scanner = PDFScanner(bytes, 0..<bytes.count)
    scanner.skipSpace()
    let start = scanner.position
    try scanner.skipValue()
    let end = scanner.position
    scanner.skipSpace()
    guard scanner.next == nil else { throw PDFFault.expected("end", at: scanner.position) }
    return PDFValue(bytes: bytes, range: start..<end)
  }

  @Test(arguments: [
    "null", "true", "false", "0", "-17", "+3", "4.", "-.002", "34.5", "(text)", "(a(b)c)", "(\\))", "()", "<>",
    "<48 6 5>", "<901FA>",
    "/Name",
    "/", "/A#20B", "[]", "[1 2 R]", "[ 0 0 R 1 ]", "[[1][2]]", "<<>>", "<< /A 1 /B[2]/C(x) >>", "<</A<</B 1 0 R>>>>",
    " % comment\n 5 ",
    "<</A/B>>", "[/A/B(c)<64>]", "[1 2 3 R]", "[1 2 R 3 4 R 5]", "[1 0 R/A]", "[1 2%c\nR]", "[7 1 %c\n2 R]",
    "[-1 2.5 3 -.5 4. +5]",
    "[ 1 2 ]", "[0[1000 500]1 2[1]]",
  ])
  func soundValues(_ text: String) throws {
    _ = try Self.value(text)
  }

  @Test(arguments: [
    "", "nul", "truex", "1.2.3", "--1", "1a", ".", "(text", "(a(b)", "<4", "<4x>", "[1", "[1 >", "<<", "<< 1 2 >>",
    "<< /A >>", "<</A 1>",
    "]", ">>", "{}", "R", "1 0 obj", "[R]", "[1 R]", "[-1 2 R]", "[1 -2 R]", "[1.0 2 R]", "[1 2 RR]", "[1 2 Rx]",
    "[1 2 R R]",
    "[1 2", "[1 2 ", "[1--2]", "[1.2.3 4]", "[- 1]", "[1e3]",
  ])
  func brokenValues(_ text: String) {
    #expect(throws: PDFFault.self) { try Self.value(text) }
  }

  @Test(arguments: [
    ("(abc)", "abc"), ("(a\\\nb)", "ab"), ("(a\\nb)", "a\nb"), ("(a\r\nb)", "a\nb"), ("(\\101\\7x)", "A\u{7}x"),
    ("(\\q)", "q"),
    ("(()\\))", "())"),
    ("<4142>", "AB"), ("<414>", "A@"), ("<4 1\n42>", "AB"), ("()", ""), ("<>", ""),
  ])
  func strings(_ text: String, _ meaning: String) throws {
    #expect(try String(decoding: Self.value(text).string(), as: UTF8.self) == meaning)
  }

  @Test(
    arguments: [
      ([0xFE, 0xFF, 0x4F, 0xDD], "保"), ([0xFE, 0xFF, 0xD8, 0x42, 0xDF, 0xB7], "𠮷"), ([0xEF, 0xBB, 0xBF, 0x41], "A"),
      ([0x41], "A"),
      ([0xFE, 0xFF, 0xD8, 0x42], nil), ([0xFE, 0xFF, 0x41], nil), ([0xA4], nil),
    ] as [([UInt8], String?)])
  func textStrings(_ bytes: [UInt8], _ meaning: String?) {
    #expect(PDFString.text(bytes) == meaning)
  }

  @Test func numbersAndReferences() throws {
    #expect(try Self.value("-17").integer() == -17)
    #expect(try Self.value("-.5").number() == -0.5)
    #expect(try Self.value("12 3 R").reference() == PDFReference(number: 12, generation: 3))
    #expect(try Self.value("[1 0 R 2 3]").array().count == 3)
    let mixed = try Self.value("[1 2 3 R 4 5%c\nR 6]").array().map { String(decoding: $0.text, as: UTF8.self) }
    #expect(mixed == ["1", "2 3 R", "4 5%c\nR", "6"])
    #expect(try Self.value("/A#20B#").name() == "A B#")
    #expect(throws: PDFFault.self) { try Self.value("99999999999999999999").integer() }
    #expect(throws: PDFFault.self) { try Self.value("<</A 1/A 2>>").dictionary() }
  }

  @Test func depthIsBounded() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: PDFFault.self) { try Self.value(deep) }
  }

  @Test func operationsOfContent() throws {
    var scanner = ContentScanner(Array("q 1 0 0 -1 0 5 cm /F 9 Tf [(a)-3<62>] TJ true f* n (x)' Q".utf8))
    var operations: [String] = []
    while let name = try scanner.next() {
      operations.append("\(String(decoding: scanner.bytes[name], as: UTF8.self)) \(scanner.operands.count)")
    }
    #expect(operations == ["q 0", "cm 6", "Tf 2", "TJ 1", "f* 1", "n 0", "' 1", "Q 0"])
  }

  @Test(arguments: [
    "0", "-0", "12", "007", "-34.5", "4.", "-4.", ".5", "-.002", "+3", "+.5", "12/N", "1(a)", "1%2\n", "9\r\n",
    "\t8\u{0}\u{C}",
  ])
  func numbersOfContentAreWhatNumbersAre(_ text: String) throws {
    var scanner = ContentScanner(Array("\(text) 7 op".utf8))
    let name = try #require(try scanner.next())
    #expect(String(decoding: scanner.bytes[name], as: UTF8.self) == "op")
    let first = String(decoding: scanner.bytes[scanner.operands[0]], as: UTF8.self)
    #expect(text.drop { $0.isWhitespace }.hasPrefix(first) && Double(first + "0") != nil)
    #expect(String(decoding: scanner.bytes[scanner.operands[scanner.operands.count - 1]], as: UTF8.self) == "7")
    #expect(scanner.operands.count == (text.contains { "/(".contains($0) } ? 3 : 2))
  }

  @Test func operandsAreCounted() throws {
    func scanner(_ count: Int) -> ContentScanner {
      ContentScanner(Array((String(repeating: "1 ", count: count) + "op").utf8))
    }
    var most = scanner(512)
    #expect(try most.next() != nil)
    #expect(most.operands.count == 512)
    var tooMany = scanner(513)
    #expect(throws: PDFFault.self) { try tooMany.next() }
  }

  @Test(arguments: [
    "BI /W 1 ID x EI", "1 2", "(", "]", "-", "1 - m", "1.2.3 m", "--1 m", "1-2 m", "1e3 m", "1a m", ". m", "1",
  ])
  func brokenContent(_ text: String) {
    #expect(throws: PDFFault.self) {
      var scanner = ContentScanner(Array(text.utf8))
      while try scanner.next() != nil {}
    }
  }
}

@Suite struct ByteWriterTests {
  private func written(_ write: (inout ByteWriter) -> Void) -> String {
    var writer = ByteWriter()
    write(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test(arguments: [0, 1, 9, 10, 11, 99, 100, 4096, 65_535, 1_234_567_890, -1, -10, -907, .max, .min])
  func wholeNumbers(_ number: Int) {
    #expect(written { $0.write(number) } == String(number))
  }

  @Test(arguments: [
    (0, "0"), (1, "1"), (-1, "-1"), (0.5, "0.5"), (-0.25, "-0.25"), (0.001, "0.001"), (0.0004, "0"), (-0.0004, "0"),
    (0.0006, "0.001"),
    (12.05, "12.05"), (12.1, "12.1"), (99.9996, "100"), (-841.89, "-841.89"), (595.276, "595.276"), (7.009, "7.009"),
  ])
  func realNumbersHaveThreeDecimalsAtMost(_ number: Double, _ text: String) {
    #expect(written { $0.writeReal(number) } == text)
  }

  @Test(arguments: ["", "/", "obj", " 0 R", "<</A ", "endstream\nendobj\n"] as [StaticString])
  func syntaxIsWrittenAsItIs(_ text: StaticString) {
    #expect(written { $0.write(text) } == text.description)
  }

  @Test(arguments: [
    (0.0, 3, "0"), (0.0004, 3, "0"), (-0.0004, 3, "0"), (0.0005, 3, "0.001"), (-0.5, 3, "-0.5"),
    (841.889764, 6, "841.889764"),
    (841.889764, 3, "841.89"), (12, 6, "12"), (0.071, 3, "0.071"), (-1.05, 1, "-1.1"), (999.9996, 3, "1000"),
    (1e9, 3, "0"), (.nan, 3, "0"), (-.infinity, 3, "0"),
  ])
  func realNumbersHaveNoMoreDecimalsThanTheyNeed(_ number: Double, _ decimals: Int, _ text: String) {
    #expect(written { $0.writeReal(number, decimals: decimals) } == text)
  }

  /// As the library reads them, which is slower.
  @Test(arguments: [
    "0", "-0.5", ".25", "12.", "-841.889764", "000123.4500", "999999999999999", "1234567890123456789", "0.1", "0.3",
    "123456789.012345", "+7",
  ])
  func numbersAreReadExactly(_ text: String) throws {
    let value = PDFValue(bytes: Array(text.utf8), range: 0..<text.utf8.count)
    #expect(try value.number() == Double(text))
  }

  @Test(arguments: ["", "-", ".", "1.2.3", "1e3x", "--1", "1-"])
  func whatIsNoNumberIsRefused(_ text: String) {
    let value = PDFValue(bytes: Array(text.utf8), range: 0..<text.utf8.count)
    #expect(throws: PDFFault.self) { try value.number() }
  }
}
