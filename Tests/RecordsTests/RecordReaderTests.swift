import Diagnostics
import Encodings
import Fields
import Records
import Testing

/// What a good input gives.
@Suite struct FirstReadingTests {
  @Test func aSheetIsReadWithPlaces() throws {
    let reading = ReadResult(
      SampleCSV.csv(also: ["認証キー", "備考"], [["ABCD-1234", "\"一行目\n二行目\""], ["EFGH-5678", ""]]))
    #expect(reading.codes == [])
    #expect(reading.rowCodes == [[], []])
    #expect(reading.values("number") == ["0012345", "0012345"])
    #expect(reading.values("work.price") == ["48,250,000", "48,250,000"])
    #expect(reading.values("key") == ["🔑ABCD-1234", "🔑EFGH-5678"])
    #expect(reading.values("remarks") == ["一行目\n二行目", nil])
    let second = try #require(reading.rows.last?.row["number"]?.location)
    #expect(second.record == 2)
    #expect(second.line == 4)
    #expect(second.heading == "保証契約番号")
    #expect(second.field == "number")
  }

  @Test func jsonAndJSONLinesAreReadAlike() {
    let record =
      #"{"kind": "契約保証", "number": "001", "work": {"price": 1200, "name": null, "tax": ""}, "amendment": {"kinds": ["増額", "減額"]}, "contractor": {"members": [{"name": "甲"}, {"name": "乙"}]}, "key": "K"}"#
    for (file, text) in [
      ("a.json", "[\(record)]"), ("a.json", "{\"records\": [\(record)]}"), ("a.json", record),
      ("a.jsonl", record + "\n"), ("-", record),
      ("-", "[\(record)]"),
    ] {
      let reading = ReadResult(text, file: file)
      #expect(reading.rowCodes == [[]], "\(file) \(text)")
      #expect(reading.values("work.price") == ["#1200"])
      #expect(reading.values("work.name") == [nil])
      #expect(reading.values("amendment.kinds") == ["[増額|減額]"])
      #expect(reading.values("key") == ["🔑K"])
      #expect(reading.rows.first?.row.cells[FieldKey("contractor.members[].name", member: 1)]?.shown == "乙")
      #expect(reading.rows.first?.row.memberCount == 2)
    }
  }
}

/// What is wrong with a whole input is said in one sentence before anything is read.
@Suite struct InputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    var code: String
    /// A word of the advice that makes the difference.
    var hint = ""
    var testDescription: String { name }
  }

  @Test(arguments: [
    Case(name: "empty", bytes: [], code: "input.empty"),
    Case(name: "line ends alone", bytes: Array("\r\n \n".utf8), code: "input.empty"),
    Case(name: "a byte order mark alone", bytes: [0xEF, 0xBB, 0xBF], code: "input.empty"),
    Case(name: "a workbook", bytes: [0x50, 0x4B, 0x03, 0x04, 0x14, 0, 6, 0], code: "input.binary", hint: "xlsx"),
    Case(name: "an old workbook", bytes: [0xD0, 0xCF, 0x11, 0xE0, 0xA1], code: "input.binary", hint: "CSV"),
    Case(name: "a PDF", bytes: Array("%PDF-1.7\n".utf8), code: "input.binary"),
    Case(name: "gzip", bytes: [0x1F, 0x8B, 0x08, 0, 0], code: "input.binary"),
    Case(name: "NUL bytes", bytes: Array("a,b\n\0\0\0".utf8), code: "input.binary"),
    Case(
      name: "UTF-16 without a mark", bytes: Array("kind,number".utf16).flatMap { [UInt8($0), 0] }, code: "input.binary",
      hint: "utf-16le"),
    Case(
      name: "UTF-16 in the other order", bytes: Array("kind,number".utf16).flatMap { [0, UInt8($0)] },
      code: "input.binary",
      hint: "utf-16be"),
    Case(name: "UTF-32", bytes: [0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0], code: "input.binary"),
    Case(
      name: "ISO-2022-JP", bytes: Array("kind,".utf8) + [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x1B, 0x28, 0x42],
      code: "input.binary",
      hint: "ISO-2022-JP"),
    Case(
      name: "CP932 unstated", bytes: [0x95, 0xDB, 0x8F, 0xD8, 0x2C, 0x94, 0xD4], code: "input.encoding.unknown",
      hint: "cp932"),
    Case(name: "EUC-JP unstated", bytes: [0xCA, 0xDD, 0xBE, 0xDA, 0x8E, 0xFF, 0xFE], code: "input.encoding.unknown"),
    Case(name: "no heading row", bytes: Array("前払金保証,0012345,秘密の鍵\n".utf8), code: "input.headings"),
    Case(name: "tabs", bytes: Array("保証の種類\t保証契約番号\n".utf8), code: "input.headings", hint: "コンマ"),
    Case(name: "a lone number", bytes: Array("42".utf8), code: "input.headings"),
  ])
  func isRefusedWhole(_ item: Case) throws {
    let reading = ReadResult(item.bytes)
    #expect(reading.isRefused)
    #expect(reading.codes == [item.code])
    let text = try TextWriter(language: .japanese).text(of: #require(reading.diagnostics.first))
    #expect(text.contains(item.hint) || item.hint.isEmpty, "\(text)")
    #expect(!text.contains("秘密"))
  }

  @Test func aHeadingRowAloneIsAWarning() {
    let reading = ReadResult(SampleCSV.csv([]))
    #expect(!reading.isRefused)
    #expect(reading.codes == ["input.noRecords"])
    #expect(reading.diagnostics.map(\.severity) == [.warning])
    #expect(ReadResult("[]", file: "a.json").codes == ["input.noRecords"])
    #expect(ReadResult("{\"records\":[ ]}", file: "a.json").codes == ["input.noRecords"])
  }

  /// A source that breaks off is no end of file.
  @Test func aSourceThatBreaksOffIsNotAnEnd() throws {
    struct Breaking: ByteSource {
      var chunks: [[UInt8]]
      mutating func read() throws(DiagnosticError) -> [UInt8] {
        if chunks.isEmpty { throw DiagnosticError(.error("test.broken", LocalizedText("切れた。", "Broken off."))) }
        return chunks.removeFirst()
      }
    }
    let text = Array(SampleCSV.csv().utf8) + Array(String(repeating: "\n", count: 70_000).utf8)
    var reader = try RecordReader(Breaking(chunks: [text]), file: "a.csv")
    #expect(try reader.next()?.row.diagnostics.isEmpty == true)
    #expect(throws: DiagnosticError.self) { try reader.next() }
  }

  @Test func theFormatIsStatedOrNamedOrSeen() throws {
    func format(_ text: String, _ file: String, _ stated: RecordFormat? = nil) throws -> RecordFormat {
      try RecordReader(MemorySource(text.utf8), file: file, options: ReadingOptions(format: stated)).format
    }
    #expect(try format(SampleCSV.csv(), "a.csv") == .csv)
    #expect(try format(SampleCSV.csv(), "-") == .csv)
    #expect(try format(SampleCSV.csv(), "A.JSON", .csv) == .csv)
    #expect(try format("[]", "a.txt") == .json)
    #expect(try format("{}", "a.JSONL") == .jsonLines)
    #expect(try format("{}", "a.ndjson") == .jsonLines)
    #expect(try format("{\"work\":{\"name\":\"}]\\\"\"}}\n{}", "-") == .jsonLines)
    #expect(try format("{\"records\":[{}]}", "-") == .json)
    #expect(try format(" {\n\"kind\":\"\"}", "-") == .json)
  }

  @Test func encodingsAreStatedByTheNamesInUse() {
    for (name, encoding) in [
      ("UTF-8", .utf8), ("utf8", .utf8), ("CP932", .cp932), ("Shift_JIS", .cp932), ("sjis", .cp932),
      ("Windows-31J", .cp932),
      ("UTF-16", .utf16),
      ("utf-16le", .utf16LittleEndian), ("euc-jp", nil), ("", nil),
    ] as [(String, StatedEncoding?)] {
      #expect(StatedEncoding(name: name) == encoding, "\(name)")
    }
    for encoding in StatedEncoding.allCases { #expect(StatedEncoding(name: encoding.rawValue) == encoding) }
  }
}
