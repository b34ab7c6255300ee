import Testing

@testable import PDFFile

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
    #expect(written { $0.write(real: number) } == text)
  }

  @Test(arguments: ["", "/", "obj", " 0 R", "<</A ", "endstream\nendobj\n"] as [StaticString])
  func syntaxIsWrittenAsItIs(_ text: StaticString) {
    #expect(written { $0.write(text) } == text.description)
  }
}
