import Diagnostics
import Encodings
import Fields
import Mapping
import Testing

@testable import Records

/// Tables that are read by a mapping of version 2: which rows are records, and what the fields are made of.
@Suite struct MappedTableTests {
  private static let fields = SampleCSV.required.enumerated().map { "\"\($1)\": \($0 + 1)" }.joined(separator: ", ")

  private static func mapping(_ members: String) throws -> ColumnMapping {
    try ColumnMapping(Array("{\"version\": 2, \(members)}".utf8), file: "m.json")
  }

  /// The sample with other signs between the columns.
  private static func table(_ rows: [[String]], delimiter: String = ",") -> String {
    rows.map { $0.joined(separator: delimiter) + "\r\n" }.joined()
  }

  private static let plainRecord = SampleCSV.record.map { $0.replacing(",", with: "") }

  @Test(arguments: ["tab": "\t", "semicolon": ";", "bar": "|", "comma": ","])
  func delimiters(name: String, sign: String) throws {
    let text = Self.table([SampleCSV.required, Self.plainRecord], delimiter: sign)
    let mapping = try Self.mapping("\"file\": {\"delimiter\": \"\(name)\"}")
    for chunkSize in [1, 7, 65_536] {
      let reading = ReadResult(text, mapping: mapping, chunkSize: chunkSize)
      #expect(reading.codes == [] && reading.rowCodes == [[]])
      #expect(reading.values("work.price") == ["48250000"])
    }
  }

  /// The second byte of ポ in CP932 is that of the bar.
  @Test func aBarMayBeHalfACharacter() throws {
    var record = Self.plainRecord
    record[7] = "ポンプ場改築ポ"
    let text = Self.table([SampleCSV.required, record], delimiter: "|")
    let bytes = text.unicodeScalars.flatMap { CP932.encode($0) ?? [0x3F] }
    let mapping = try Self.mapping(#""file": {"delimiter": "bar", "encoding": "cp932"}"#)
    for chunkSize in [1, 2, 3, 65_536] {
      let reading = ReadResult(bytes, mapping: mapping, chunkSize: chunkSize)
      #expect(reading.values("work.name") == ["ポンプ場改築ポ"], "chunks of \(chunkSize)")
    }
  }

  @Test func quotationMarksMayBePlainCharacters() throws {
    var record = Self.plainRecord
    record[7] = "\"甲\"工事"
    let text = Self.table([SampleCSV.required, record], delimiter: "\t")
    let mapping = try Self.mapping(#""file": {"delimiter": "tab", "quotes": false}"#)
    #expect(ReadResult(text, mapping: mapping).values("work.name") == ["\"甲\"工事"])
  }

  @Test func columnsOfFixedWidths() throws {
    let widths = [10, 12, 14, 8, 20, 40, 14, 20, 20, 14, 14, 12, 12]
    func line(_ cells: [String], _ length: (String) -> Int) -> String {
      zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - length($0)) }.joined() + "\r\n"
    }
    let inCharacters = try Self.mapping(
      #""file": {"headings": false, "widths": {"characters": \#(widths)}}, "fields": {\#(Self.fields)}"#)
    let text = line(Self.plainRecord) { $0.unicodeScalars.count }
    #expect(ReadResult(text, mapping: inCharacters).values("guarantee.amount") == ["19300000"])
    let inBytes = try Self.mapping(
      #""file": {"encoding": "cp932", "headings": false, "widths": {"bytes": \#(widths)}}, "fields": {\#(Self.fields)}"#
    )
    let short = Self.plainRecord.map { String($0.prefix(5)) }
    let bytes = line(short) { $0.unicodeScalars.reduce(0) { $0 + (CP932.encode($1)?.count ?? 0) } }
      .unicodeScalars.flatMap { CP932.encode($0) ?? [] }
    #expect(ReadResult(bytes, mapping: inBytes).values("work.name") == ["市道改良工"])
    let long = ReadResult(text.replacing("\r\n", with: "x\r\n"), mapping: inCharacters)
    #expect(long.rowCodes == [["row.width"]])
  }

  @Test func rowsThatAreNoRecordsArePassedOver() throws {
    let heading = SampleCSV.required + ["状態"]
    func row(_ state: String) -> [String] { Self.plainRecord + [state] }
    let total = ["合計"] + Array(repeating: "", count: 13)
    let rows = [["一覧"], [], heading, row("確定"), heading, row("下書き"), total, row("確定"), row("")]
    let mapping = try Self.mapping(
      #"""
      "file": {"skip": 2, "notRecords": ["headings", {"column": 1, "is": ["合計", "小計"]}]},
      "rows": {"where": {"column": "状態", "is": "確定"}}
      """#)
    let reading = ReadResult(Self.table(rows), mapping: mapping)
    #expect(reading.rows.map(\.row.location.line) == [4, 8])
    #expect(reading.rows.map(\.row.location.record) == [1, 2])
    #expect(reading.codes == ["input.rows.other", "input.rows.unwanted"])
  }

  private static let trailer = #""file": {"trailer": {"column": 1, "is": "9", "count": 2, "total": 3, "of": "保証金額"}}"#

  @Test(
    arguments: [
      ("9,0000002,000038600000", nil), ("9,0000003,000038600000", "input.trailer.count"),
      ("9,2,19300000", "input.trailer.total"), ("", "input.trailer.missing"),
      ("9,2,38600000\r\nx", "input.trailer.behind"),
    ] as [(String, String?)])
  func aTrailerProvesTheFile(row: String, code: String?) throws {
    let text = Self.table([SampleCSV.required, Self.plainRecord, Self.plainRecord]) + row
    let reading = ReadResult(text, mapping: try Self.mapping(Self.trailer))
    #expect(reading.isRefused == (code != nil))
    #expect(reading.codes == (code.map { [$0] } ?? []))
  }

  @Test func aRecordOfSeveralRows() throws {
    let heading = SampleCSV.required + ["印", "役", "社"]
    func row(_ mark: String, _ role: String, _ name: String, _ place: String? = nil) -> [String] {
      var record = Self.plainRecord
      if let place { record[8] = place }
      return record + [mark, role, name]
    }
    let members = #""members": {"fields": {"役割": "役", "商号": "社"}}"#
    let byMark = try Self.mapping(#""rows": {"record": {"start": {"column": "印", "is": "*"}}}, \#(members)"#)
    let text = Self.table([
      heading, row("*", "代表者", "甲"), row("", "構成員", "乙"), row("*", "", ""), row("*", "代表者", "丙"),
      row("", "構成員", "丁", "別の場所"),
    ])
    let reading = ReadResult(text, mapping: byMark)
    #expect(reading.rowCodes == [[], [], ["row.group.differs"]])
    #expect(reading.rows.map(\.row.memberCount) == [2, 0, 2])
    #expect(reading.rows[0].row.cells[FieldKey("contractor.members[].name", member: 1)]?.shown == "乙")
    let bySame = try Self.mapping(#""rows": {"record": {"same": "印"}}, \#(members)"#)
    let same = Self.table([
      heading, row("7", "", "甲"), row("7", "", "乙"), row("8", "", "丙"), row("", "", "丁"), row("", "", "戊"),
    ])
    #expect(ReadResult(same, mapping: bySame).rows.map(\.row.memberCount) == [2, 1, 1, 1])
    // A row that cannot be read may be a member's: the whole record is refused.
    let broken = Self.table([heading, row("*", "代表者", "甲"), ["切れた"], row("*", "", "乙")])
    #expect(ReadResult(broken, mapping: byMark).rowCodes == [["row.columns"], []])
  }

  @Test func theMappingAndTheFileMustFit() throws {
    let text = Self.table([SampleCSV.required, Self.plainRecord])
    let absent = ReadResult(text, mapping: try Self.mapping(#""fields": {"備考": "工事各", "工事番号": "無い列"}"#))
    #expect(absent.codes == ["input.mapping.column", "input.mapping.column"])
    #expect(absent.diagnostics[0].advice?.english.contains("工事名") == true)
    let position = ReadResult(text, mapping: try Self.mapping(#""fields": {"備考": 14}"#))
    #expect(position.codes == ["input.mapping.column"])
    let json = try Self.mapping(#""file": {"records": "data.items"}"#)
    #expect(ReadResult(text, mapping: json).codes == ["input.mapping.format"])
    #expect(ReadResult(#"{"data":{"item":[]}}"#, file: "a.json", mapping: json).codes == ["input.json.records"])
    #expect(ReadResult(#"{"data":{"items":{}}}"#, file: "a.json", mapping: json).codes == ["input.json.records"])
    #expect(ReadResult(#"{"data":{"items":[]}}"#, file: "a.json", mapping: json).codes == ["input.noRecords"])
  }

  @Test func aStepThatDoesNotFitIsAFaultOfTheRecord() throws {
    let mapping = try Self.mapping(
      #""nothing": ["－"], "fields": {"約款版": {"column": "版", "date": "era-letter"}, "備考": {"first": ["注", "版"], "default": "なし"}}"#
    )
    let text = Self.table([
      SampleCSV.required + ["版", "注"], Self.plainRecord + ["R070620", "－"], Self.plainRecord + ["7.6.20", "甲"],
      Self.plainRecord + ["－", ""],
    ])
    let reading = ReadResult(text, mapping: mapping)
    #expect(reading.values("work.clausesEdition") == ["2025-06-20", nil, nil])
    #expect(reading.values("remarks") == ["R070620", "甲", "なし"])
    #expect(reading.rowCodes == [[], ["row.step.date"], []])
    let fault = try #require(reading.rows[1].row.diagnostics.first)
    #expect(
      fault.location?.line == 3 && fault.location?.heading == "版" && fault.location?.field == "work.clausesEdition")
    #expect(fault.summary.english.contains("7.6.20"))
    #expect(
      reading.rows[0].json(masking: nil).contains(#""work.clausesEdition":{"from":[["版","R070620"]],"steps":["date"]}"#)
    )
  }

  @Test func theKeyIsNeitherShownNorCopied() throws {
    let mapping = try Self.mapping(
      #""fields": {"認証キー": {"join": ["甲", "乙"]}, "備考": {"column": "版", "date": "yyyymmdd"}}"#)
    let text = Self.table([SampleCSV.required + ["甲", "乙", "版"], Self.plainRecord + ["7KQM4XHR", "W2PD9TNC", "x"]])
    var reader = try RecordReader(MemorySource(text.utf8), file: "a.csv", options: ReadingOptions(mapping: mapping))
    let record = try #require(try reader.next())
    #expect(record.row.cells[.authenticationKey]?.shown == "🔑7KQM4XHRW2PD9TNC")
    #expect(!record.json(masking: nil).contains("7KQM4XHR") && record.traces[.authenticationKey] == nil)
    let rejects = reader.rejects.head + reader.rejects.entry(for: record, reasons: record.row.diagnostics, in: .english)
    let lines = String(decoding: rejects, as: UTF8.self)
    #expect(!lines.contains("7KQM4XHR") && !lines.contains("W2PD9TNC") && lines.contains("＊＊＊＊,＊＊＊＊,x,\""))
    // Mended, they are read by the same mapping, and the masked key is known as such.
    let again = ReadResult(lines, mapping: mapping)
    #expect(again.rowCodes == [["row.step.date", "row.key.masked"]])
  }

  /// A mapping that names columns by number does not know what stands in them; the file does.
  @Test func theKeysColumnFillsNoOtherFieldByItsNumber() throws {
    let text = Self.table([SampleCSV.required + ["認証キー"], Self.plainRecord + ["7KQM4XHRW2PD9TNC"]])
    let reading = ReadResult(text, mapping: try Self.mapping(#""fields": {"備考": 14}"#))
    #expect(reading.isRefused && reading.codes == ["input.mapping.secret"])
  }

  @Test func membersMayStandInColumns() throws {
    let mapping = try Self.mapping(#""fields": {"構成員1商号": "JV1", "構成員2商号": {"column": "JV2", "nothing": "なし"}}"#)
    let text = Self.table([
      SampleCSV.required + ["JV1", "JV2"], Self.plainRecord + ["甲", "乙"], Self.plainRecord + ["丙", "なし"],
    ])
    #expect(ReadResult(text, mapping: mapping).rows.map(\.row.memberCount) == [2, 1])
  }

  /// What stands before the headings stands in the rejects too, or the mapping would not fit them.
  @Test func rejectsAreReadByTheSameMapping() throws {
    let mapping = try Self.mapping(
      #""file": {"delimiter": "semicolon", "skip": 1, "trailer": {"column": 1, "is": "9", "count": 2}}"#)
    let text = Self.table([["一覧"], SampleCSV.required, Self.plainRecord, ["9", "1"]], delimiter: ";")
    var reader = try RecordReader(MemorySource(text.utf8), file: "a.csv", options: ReadingOptions(mapping: mapping))
    let record = try #require(try reader.next())
    let reason = Diagnostic.error("x", LocalizedText("だめ", "no"))
    let rejects = reader.rejects.head + reader.rejects.entry(for: record, reasons: [reason], in: .english)
    let again = ReadResult(rejects, mapping: mapping)
    // The mark at the front of rejects is for spreadsheets.
    #expect(again.codes == ["input.bom"])
    #expect(again.values("work.price") == ["48250000"])
    let lines = String(decoding: rejects, as: UTF8.self).split(separator: "\r\n")
    #expect(lines[1].hasSuffix(";元の記録;拒否理由"))
    #expect(lines[2].contains(#";"a.csv:1 "#))
  }

  @Test func nestedMembersOfJSON() throws {
    let mapping = try Self.mapping(
      #"""
      "file": {"records": "data.items"}, "rows": {"where": {"column": "state.value", "is": "確定"}},
      "fields": {"工事名": "f.title.value", "請負代金額": {"column": "price", "number": {"point": true}}},
      "members": {"list": "jv.list", "fields": {"商号": "n", "役割": {"constant": "構成員"}}}
      """#)
    let json = #"""
      {"meta": {"items": [1]}, "data": {"count": 2, "items": [
        {"state": {"value": "下書き"}},
        {"state": {"value": "確定"}, "f": {"title": {"value": "甲"}}, "price": 48250000.00,
         "jv": {"list": [{"n": "乙"}, {"n": ""}, {"n": "丙"}]}}], "next": [1, 2]}, "errors": [1]}
      """#
    for chunkSize in [1, 5, 65_536] {
      let reading = ReadResult(json, file: "a.json", mapping: mapping, chunkSize: chunkSize)
      #expect(reading.rowCodes == [[]])
      #expect(reading.values("work.name") == ["甲"] && reading.values("work.price") == ["48250000"])
      #expect(reading.rows.first?.row.memberCount == 2)
      #expect(reading.rows.first?.row.cells[FieldKey("contractor.members[].name", member: 1)]?.shown == "丙")
      #expect(Set(reading.codes) == ["input.json.member", "input.rows.unwanted"])
    }
  }
}
