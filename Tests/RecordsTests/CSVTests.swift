// CSV input: how rows are split, and what becomes of rows that cannot be.

import Diagnostics
import Encodings
import Fields
import Testing

@testable import Records

/// How CSV is split: RFC 4180, section 2, and our rules where it is silent. The cases go where csv-spectrum goes; the
/// texts are our own.
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

  /// The same rows whatever the size of the chunks, with the same places.
  @Test(arguments: cases) func chunkSizeDoesNotMatter(_ item: Case) throws {
    let bytes = Array(item.csv.utf8)
    let whole = try Self.rows(of: bytes)
    for chunkSize in 1...max(1, bytes.count) {
      let rows = try Self.rows(of: bytes, chunkSize: chunkSize)
      #expect(rows.map(\.location) == whole.map(\.location), "chunks of \(chunkSize)")
      #expect(rows.map(\.line) == whole.map(\.line), "chunks of \(chunkSize)")
      #expect(rows.map(\.fields) == whole.map(\.fields), "chunks of \(chunkSize)")
      #expect(rows.map(\.fault) == whole.map(\.fault), "chunks of \(chunkSize)")
    }
  }

  @Test func rowsAndFieldsKnowTheirPlaces() throws {
    let rows = try Self.rows(of: Array("a,b\r\n\r\n\"c\r\nd\ne\",f\rg".utf8))
    #expect(rows.map(\.location) == [0..<3, 7..<17, 18..<19])
    #expect(rows.map(\.line) == [1, 3, 6])
    #expect(rows[1].fields.map(\.linesBefore) == [0, 2])
    #expect(rows.map(\.hasLineEnd) == [true, true, false])
  }

  static func rows(of bytes: [UInt8], chunkSize: Int = 65_536) throws -> [CSVRow] {
    var scanner = CSVScanner(
      ByteStream(MemorySource(bytes, chunkSize: chunkSize), head: [], byteOrderMarkLength: 0, encoding: .utf8))
    var rows: [CSVRow] = []
    while let row = try scanner.next() { rows.append(row) }
    return rows
  }
}

/// Every fault of a row is that row's alone, in a stated sentence; the rows around it are read.
@Suite struct CSVFaultTests {
  private static func sheet(_ faulty: String) -> String {
    let good = SampleCSV.csv(lineEnd: "\n").split(separator: "\n").map(String.init)
    return [good[0], good[1], faulty, good[1]].joined(separator: "\n") + "\n"
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var code: String
    var row: String
    var testDescription: String { code }
  }

  static let cells = SampleCSV.record.map { "\"\($0)\"" }

  @Test(arguments: [
    Case(code: "row.columns", row: "秘密の鍵,一"),
    Case(code: "row.columns", row: cells.joined(separator: ",") + ",一つ多い"),
    Case(code: "row.quote.bare", row: "秘密\"の鍵" + String(repeating: ",", count: cells.count - 1)),
    Case(code: "row.quote.after", row: "\"秘密\"の鍵" + String(repeating: ",", count: cells.count - 1)),
  ])
  func aFaultyRowIsRefusedAlone(_ item: Case) throws {
    let reading = ReadResult(Self.sheet(item.row))
    #expect(reading.rowCodes == [[], [item.code], []])
    #expect(reading.values("number") == ["0012345", nil, "0012345"])
    let diagnostic = try #require(reading.rows[1].row.diagnostics.first)
    #expect(diagnostic.severity == .error)
    #expect(diagnostic.location?.record == 2)
    #expect(diagnostic.location?.line == 3)
    #expect(!TextWriter(language: .japanese).text(of: diagnostic).contains("秘密"))
    #expect(!diagnostic.json.contains("鍵"))
  }

  @Test func aFieldOfTenMegabytesIsRefusedAndReadingGoesOn() {
    for quote in ["", "\""] {
      for (length, chunkSize) in [(10_000_000, 65_536), (1_200_000, 500_000), (5_000_000, 100_000_000)] {
        let long = quote + String(repeating: "長", count: length / 3) + quote
        let text = Self.sheet(([long] + Self.cells.dropFirst()).joined(separator: ","))
        let reading = ReadResult(text, chunkSize: chunkSize)
        #expect(reading.rowCodes == [[], ["row.field.long"], []])
        #expect(reading.rows[1].row.diagnostics.first?.location?.heading == "保証の種類")
        #expect(
          reading.rows[1].bytes.count == long.utf8.count + Self.cells.dropFirst().joined(separator: ",").utf8.count + 1)
        #expect(reading.rows[2].row.location.line == 4)
      }
    }
  }

  @Test func aFieldOfExactlyOneMebibyteIsRead() {
    for (length, codes) in [(1 << 20, []), (1 << 20 + 1, ["row.field.long"])] as [(Int, [String])] {
      for quote in ["", "\""] {
        let row = ([quote + String(repeating: "a", count: length) + quote] + Self.cells.dropFirst()).joined(
          separator: ",")
        for chunkSize in [997, 65_536, 3_000_000] {
          #expect(ReadResult(Self.sheet(row), chunkSize: chunkSize).rowCodes == [[], codes, []])
        }
      }
    }
  }

  @Test func aRowLongerThanARecordMayBeIsRefused() {
    let row = Self.cells.map { _ in String(repeating: "a", count: 900_000) }.joined(separator: ",")
    for chunkSize in [10_000, 65_536, 100_000_000] {
      #expect(ReadResult(Self.sheet(row), chunkSize: chunkSize).rowCodes == [[], ["row.long"], []])
    }
    let commas = String(repeating: ",", count: 200_000)
    #expect(ReadResult(Self.sheet(commas)).rowCodes == [[], ["row.columns"], []])
  }

  /// Cut at any byte, a file gives the rows before the cut whole, and at most one refused row after them, which says
  /// that it is cut or lacks columns; only a cut right behind the last field cannot be seen.
  @Test func aFileCutAnywhereGivesWhatStoodBefore() throws {
    let text = Array(SampleCSV.csv(also: ["備考"], [["\"一\n二\""], ["三"]]).utf8)
    let whole = ReadResult(text)
    let headingEnd = try #require(text.firstIndex(of: 0x0A)) + 1
    for length in headingEnd..<text.count {
      let reading = ReadResult(text[..<length])
      #expect(!reading.isRefused)
      for (row, original) in zip(reading.rows, whole.rows) where row.bytes == original.bytes {
        #expect(row.row.diagnostics.isEmpty)
      }
      if let last = reading.rows.last, whole.rows.allSatisfy({ $0.bytes != last.bytes }) {
        let codes = last.row.diagnostics.map(\.code)
        #expect(
          codes == ["row.cut"] || codes == [] && last.row["guarantee.amount"] != nil, "cut at \(length): \(codes)")
      }
    }
  }

  @Test func rowsOfNothingButCommasArePassedOverAndSaid() {
    let reading = ReadResult(SampleCSV.csv() + String(repeating: ",", count: SampleCSV.required.count - 1) + "\r\n")
    #expect(reading.rows.count == 1)
    #expect(reading.codes == ["input.emptyRows"])
  }
}
