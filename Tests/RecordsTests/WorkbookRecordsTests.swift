import Diagnostics
import Encodings
import Fields
import Mapping
import Testing
import Workbooks

@testable import Records

/// A workbook is read as a table of texts is.
@Suite struct WorkbookRecordsTests {
  private static let record = SampleCSV.record.map { $0.replacing(",", with: "") }

  private static func workbook(_ rows: [[String]]) throws -> [UInt8] {
    try #require(WorkbookWriter.workbook(of: rows, sheet: "名簿"))
  }

  @Test func withoutAMappingHeadingsAreTheCatalogues() throws {
    let bytes = try Self.workbook([SampleCSV.required + ["備考"], Self.record, [], Self.record + ["甲"]])
    let reading = ReadResult(bytes, file: "a.xlsx")
    #expect(reading.rowCodes == [[], []])
    #expect(reading.values("work.price") == ["48250000", "48250000"] && reading.values("remarks") == [nil, "甲"])
    #expect(reading.codes == ["input.workbook.sheet"])
    let location = try #require(reading.rows[1].row["remarks"]?.location)
    #expect(location.line == 4 && location.byte == nil && location.heading == "備考" && location.record == 2)
    // Known by its bytes too, but not against the name of another format.
    #expect(ReadResult(bytes, file: "-").rows.count == 2)
    #expect(ReadResult(bytes, file: "a.csv").codes == ["input.binary"])
    #expect(ReadResult("保証の種類", file: "a.xlsx").codes == ["input.workbook.kind"])
  }

  @Test func rowsBeforeTheHeadingsAndRowsThatAreNoRecords() throws {
    let json =
      #"{"version": 2, "file": {"skip": 3, "notRecords": [{"column": 1, "is": "合計"}]}, "fields": {"工事番号": {"column": "番", "pad": {"length": 5}}}}"#
    let mapping = try ColumnMapping(Array(json.utf8), file: "m.json")
    let bytes = try Self.workbook([["一覧"], [], ["契約"], SampleCSV.required + ["番"], Self.record + ["7"], ["合計"]])
    let reading = ReadResult(bytes, file: "a.xlsx", mapping: mapping)
    #expect(reading.values("work.number") == ["00007"])
    #expect(reading.rows.map(\.row.location.line) == [5])
  }

  @Test func columnsAreJudgedAsThoseOfCSV() throws {
    let headings = SampleCSV.required.map { $0 == "工事名" ? "工事各" : $0 }
    #expect(
      ReadResult(try Self.workbook([headings, Self.record]), file: "a.xlsx").codes == [
        "input.column.misspelt", "input.column.missing",
      ])
    let wide = ReadResult(try Self.workbook([SampleCSV.required, Self.record + ["", "はみ出し"]]), file: "a.xlsx")
    #expect(wide.codes.contains("input.column.unnamed") && wide.rowCodes == [[]])
  }

  /// The rejects of a workbook are texts in the order of its columns, the key masked; `RejectWriter` makes a workbook of
  /// them at the end.
  @Test func rejectsBecomeAWorkbookAgain() throws {
    let bytes = try Self.workbook([SampleCSV.required + ["認証キー"], Self.record + ["7KQM4XHRW2PD9TNC"]])
    var reader = try RecordReader(MemorySource(bytes), file: "a.xlsx")
    let record = try #require(try reader.next())
    let reason = Diagnostic.error("x", LocalizedText("だめ\"です\"", "no"))
    let rejects = reader.rejects
    let lines = rejects.head + rejects.entry(for: record, reasons: [reason], in: .japanese)
    #expect(rejects.fileName == "rejects.csv" && rejects.finishedFileName == "rejects.xlsx")
    let finished = try #require(rejects.finishedFile(of: lines))
    let again = ReadResult(finished, file: "rejects.xlsx")
    #expect(again.codes == ["input.workbook.sheet"] && again.values("work.price") == ["48250000"])
    #expect(again.rowCodes == [["row.key.masked"]])
    #expect(!String(decoding: lines, as: UTF8.self).contains("7KQM4XHR"))
  }
}
