import Testing

@testable import Records

/// How CSV is split: RFC 4180, section 2, and our rules where it is silent. The cases go where csv-spectrum goes; the texts are our own.
@Suite struct CSVScannerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var csv: String
    /// A row's cells, or the fault that refuses it.
    var rows: [[String]]
    var faults: [CSVRow.Fault.Kind?]
    init(_ name: String, _ csv: String, _ rows: [[String]], faults: [CSVRow.Fault.Kind?]? = nil) {
      (self.name, self.csv, self.rows) = (name, csv, rows)
      self.faults = faults ?? rows.map { _ in nil }
    }
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case("rule 1: rows end with CR LF", "a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
    Case("rule 2: the last row may end with the file", "a,b\r\nc,d", [["a", "b"], ["c", "d"]]),
    Case("rule 4: spaces are part of a field", " a , b\r\n", [[" a ", " b"]]),
    Case("rule 4: full-width spaces too", "　甲　,乙\n", [["　甲　", "乙"]]),
    Case("rule 5: fields may be quoted", "\"a\",\"b\"\r\n", [["a", "b"]]),
    Case("rule 6: commas inside quotation marks", "\"48,250,000\",x\n", [["48,250,000", "x"]]),
    Case("rule 6: CR LF inside quotation marks is kept", "\"a\r\nb\",c\r\n", [["a\r\nb", "c"]]),
    Case("rule 6: LF and CR inside quotation marks are kept", "\"a\nb\",\"c\rd\"\n", [["a\nb", "c\rd"]]),
    Case("rule 7: doubled quotation marks mean one", "\"a\"\"b\",\"\"\"\"\n", [["a\"b", "\""]]),
    Case("rule 7: at both ends", "\"\"\"甲\"\"\"\n", [["\"甲\""]]),
    Case("LF ends a row", "a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
    Case("a lone CR ends a row", "a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
    Case("line ends may be mixed", "a\nb\r\nc\rd", [["a"], ["b"], ["c"], ["d"]]),
    Case("LF CR are two line ends, a blank line between them", "a\n\rb", [["a"], ["b"]]),
    Case("empty fields", ",\r\n\"\",\n", [["", ""], ["", ""]]),
    Case("a comma at the end is one more field", "a,\n", [["a", ""]]),
    Case("a comma at the end of the file too", "a,", [["a", ""]]),
    Case("blank lines are passed over", "\r\n\na\n\n\nb\n\r\n", [["a"], ["b"]]),
    Case("an empty quoted field is not a blank line", "\"\"\n", [[""]]),
    Case("a line of spaces is not blank", " \n", [[" "]]),
    Case("nothing", "", []),
    Case("line ends alone", "\n\r\n\r", []),
    Case("JSON in a field", "\"{\"\"a\"\": [1, \"\"b\"\"]}\",x\n", [["{\"a\": [1, \"b\"]}", "x"]]),
    Case("a comma before a half-width voiced mark", "ｶﾞ,ﾞｶ\n", [["ｶﾞ", "ﾞｶ"]]),
    Case("a comma before a combining mark", "か,\u{3099}\n", [["か", "\u{3099}"]]),
    Case("single quotation marks mean nothing", "'a,b'\n", [["'a", "b'"]]),
    Case("a backslash means nothing", "a\\,b\n", [["a\\", "b"]]),
    Case("NUL is a character of a field", "a\u{0}b\n", [["a\u{0}b"]]),
    Case("a quotation mark inside a field", "a\"b,c\nd\n", [[], ["d"]], faults: [.bareQuote, nil]),
    Case("a space before a quotation mark", "a, \"b\"\nd\n", [[], ["d"]], faults: [.bareQuote, nil]),
    Case("text behind a closing quotation mark", "\"a\"b,c\nd\n", [[], ["d"]], faults: [.textAfterQuote, nil]),
    Case("a space behind a closing quotation mark", "\"a\" ,c\nd\n", [[], ["d"]], faults: [.textAfterQuote, nil]),
    Case(
      "a closing quotation mark, then one more field in quotation marks", "\"a\"\"b\nc", [[]], faults: [.unclosedQuote]),
    Case("a quotation mark never closed", "a\n\"b,c\nd\n", [["a"], []], faults: [nil, .unclosedQuote]),
    Case("a quotation mark at the very end", "a,\"", [[]], faults: [.unclosedQuote]),
  ]

  @Test(arguments: cases) func isSplit(_ item: Case) throws {
    let rows = try Self.rows(of: Array(item.csv.utf8))
    #expect(rows.map(\.fault?.kind) == item.faults)
    let cells = rows.map { row in
      row.fault == nil ? row.fields.map { String(decoding: row.content(of: $0), as: UTF8.self) } : []
    }
    #expect(cells.elementsEqual(item.rows) { $0.elementsEqual($1) { $0.utf8.elementsEqual($1.utf8) } }, "\(cells)")
  }

  /// The same rows whatever pieces the bytes come in, with the same places.
  @Test(arguments: cases) func piecesDoNotMatter(_ item: Case) throws {
    let bytes = Array(item.csv.utf8)
    let whole = try Self.rows(of: bytes)
    for piece in 1...max(1, bytes.count) {
      let rows = try Self.rows(of: bytes, piece: piece)
      #expect(rows.map(\.location) == whole.map(\.location), "pieces of \(piece)")
      #expect(rows.map(\.line) == whole.map(\.line), "pieces of \(piece)")
      #expect(rows.map(\.fields) == whole.map(\.fields), "pieces of \(piece)")
      #expect(rows.map(\.fault) == whole.map(\.fault), "pieces of \(piece)")
    }
  }

  @Test func rowsAndFieldsKnowTheirPlaces() throws {
    let rows = try Self.rows(of: Array("a,b\r\n\r\n\"c\r\nd\ne\",f\rg".utf8))
    #expect(rows.map(\.location) == [0..<3, 7..<17, 18..<19])
    #expect(rows.map(\.line) == [1, 3, 6])
    #expect(rows[1].fields.map(\.linesBefore) == [0, 2])
    #expect(rows.map(\.hasLineEnd) == [true, true, false])
  }

  static func rows(of bytes: [UInt8], piece: Int = 65_536) throws -> [CSVRow] {
    var scanner = CSVScanner(ByteStream(MemorySource(bytes, piece: piece), head: [], skip: 0, encoding: .utf8))
    var rows: [CSVRow] = []
    while let row = try scanner.next() { rows.append(row) }
    return rows
  }
}
