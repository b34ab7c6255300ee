import Diagnostics
import Testing

@testable import Workbooks

/// Workbooks as spreadsheets write them, made here part by part.
@Suite struct WorkbookTests {
  /// A workbook with the given rows of its sheet, in XML.
  static func bytes(
    _ sheetData: String, behind: String = "", shared: [String] = [], formats: String = "", book: String? = nil,
    properties: String = ""
  ) throws -> [UInt8] {
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let sheets = book ?? #"<sheet name="名簿" sheetId="1" r:id="rId1"/>"#
    let parts = [
      (
        "_rels/.rels",
        #"<Relationships><Relationship Id="r" Type="\#(relation)/officeDocument" Target="/xl/workbook.xml"/></Relationships>"#
      ),
      (
        "xl/workbook.xml",
        #"<workbook xmlns:r="\#(relation)"><workbookPr \#(properties)/><sheets>\#(sheets)</sheets></workbook>"#
      ),
      (
        "xl/_rels/workbook.xml.rels",
        #"""
        <Relationships><Relationship Id="rId1" Type="\#(relation)/worksheet" Target="worksheets/sheet1.xml"/>
        <Relationship Id="rId2" Type="\#(relation)/styles" Target="styles.xml"/>
        <Relationship Id="rId3" Type="\#(relation)/sharedStrings" Target="sharedStrings.xml"/></Relationships>
        """#
      ),
      ("xl/styles.xml", "<styleSheet>\(formats)</styleSheet>"),
      ("xl/sharedStrings.xml", "<sst>" + shared.map { "<si>\($0)</si>" }.joined() + "</sst>"),
      (
        "xl/worksheets/sheet1.xml",
        "<x:worksheet xmlns:x=\"m\"><x:sheetData>\(sheetData)</x:sheetData>\(behind)</x:worksheet>"
      ),
    ]
    return try #require(WorkbookWriter.archive(of: parts.map { ($0.0, Array($0.1.utf8)) }))
  }

  static func rows(_ bytes: [UInt8]) throws -> [SheetRow] {
    let sheet = try Workbook(bytes, file: "a.xlsx").openSheet()
    var rows: [SheetRow] = []
    while let row = try sheet.next() { rows.append(row) }
    return rows
  }

  @Test func cellsAreReadByTheirTypes() throws {
    let formats = #"""
      <numFmts><numFmt numFmtId="164" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>
      <numFmt numFmtId="165" formatCode="#,##0&quot;円&quot;;[Red]-#,##0"/></numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
      <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>
      """#
    let shared = [
      "<t>臼杵市</t><rPh sb=\"0\" eb=\"3\"><t>ウスキシ</t></rPh><phoneticPr fontId=\"1\"/>",
      "<r><t>市道</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> 改良</t></r>",
    ]
    let row = #"""
      <x:row r="3"><x:c r="A3" t="s"><x:v>0</x:v></x:c><x:c r="B3" t="s"><x:v>1</x:v></x:c>
      <x:c r="D3"><x:v>48345000</x:v></x:c><x:c r="E3" s="1"><x:v>45828</x:v></x:c><x:c r="F3" s="2"><x:v>45828.5</x:v></x:c>
      <x:c r="G3" s="3"><x:v>1</x:v></x:c><x:c r="H3" t="inlineStr"><x:is><x:t>0012345</x:t></x:is></x:c>
      <x:c r="I3" t="b"><x:v>1</x:v></x:c><x:c r="J3" t="e"><x:v>#N/A</x:v></x:c>
      <x:c r="K3"><x:f>A1+1</x:f><x:v>0.1</x:v></x:c><x:c r="L3" t="str"><x:f>"甲"</x:f><x:v>甲</x:v></x:c></x:row>
      <x:row><x:c t="s"><x:v>0</x:v></x:c><x:c s="1"/><x:c><x:v>7</x:v></x:c></x:row>
      """#
    let rows = try Self.rows(try Self.bytes(row, shared: shared, formats: formats))
    #expect(rows.map(\.number) == [3, 4])
    #expect(
      rows[0].cells.map(\.text) == [
        "臼杵市", "市道 改良", "", "48345000", "2025-06-20", "2025-06-20 12:00:00", "1", "0012345", "true", "#N/A", "0.1", "甲",
      ])
    #expect(rows[1].cells.map(\.text) == ["臼杵市", "", "7"])
    #expect(rows.flatMap(\.cells).allSatisfy { $0.fault == nil })
  }

  @Test func whatHasNoValueIsAFault() throws {
    let formats = #"<cellXfs><xf numFmtId="14"/></cellXfs>"#
    let row = #"<x:row r="1"><x:c r="A1"><x:f>B1</x:f></x:c><x:c r="B1" s="0"><x:v>60</x:v></x:c></x:row>"#
    let cells = try Self.rows(try Self.bytes(row, formats: formats))[0].cells
    #expect(cells.map(\.fault) == [.formulaWithoutValue, .noDay])
  }

  @Test func daysMayBeginIn1904() throws {
    let row = #"<x:row r="1"><x:c r="A1" s="0"><x:v>44366</x:v></x:c></x:row>"#
    let bytes = try Self.bytes(row, formats: #"<cellXfs><xf numFmtId="14"/></cellXfs>"#, properties: #"date1904="1""#)
    #expect(try Self.rows(bytes)[0].cells.map(\.text) == ["2025-06-20"])
  }

  @Test(arguments: [
    ("General", false), ("G/標準", false), ("0.00E+00", false), ("#,##0", false), ("@", false), ("h:mm", false),
    ("[h]:mm:ss", false), ("mm:ss", false), ("0\"日\"", false), ("0\\d", false), ("[Red]0", false), ("0_d", false),
    ("yyyy/m/d", true), ("m\"月\"", true), ("ggge\"年\"", true), ("[$-411]ge.m.d", true), ("yyyy-mm-dd hh:mm", true),
    ("d;@", true), ("0;yyyy", false),
  ])
  func formatsOfDays(code: String, isDate: Bool) {
    #expect(CellFormats.isDate(code) == isDate)
  }

  @Test func theFirstSheetThatIsSeenIsRead() throws {
    let sheets = #"<sheet name="裏" sheetId="1" state="hidden" r:id="rId9"/><sheet name="表" sheetId="2" r:id="rId1"/>"#
    let workbook = try Workbook(
      try Self.bytes("", behind: #"<x:mergeCells><x:mergeCell ref="B2:D2"/></x:mergeCells>"#, book: sheets),
      file: "a.xlsx")
    #expect(workbook.sheetName == "表" && workbook.otherSheets == 1)
    #expect(workbook.merges.map(\.rows) == [2...2] && workbook.merges.map(\.columns) == [2...4])
  }

  @Test(arguments: [
    ("xl/workbook.xml", "<workbook>", "input.workbook.damaged"),
    ("xl/workbook.xml", "<workbook/>", "input.workbook.damaged"),
    ("_rels/.rels", "<Relationships/>", "input.workbook.kind"),
    ("xl/worksheets/sheet1.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "input.workbook.damaged"),
    ("xl/sharedStrings.xml", "<sst><si>", "input.workbook.damaged"),
  ])
  func aDamagedWorkbookIsRefused(part: String, text: String, code: String) throws {
    let relation = "http://x/relationships"
    var parts = [
      "_rels/.rels":
        #"<Relationships><Relationship Id="r" Type="\#(relation)/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
      "xl/workbook.xml": #"<workbook xmlns:r="r"><sheets><sheet name="a" r:id="1"/></sheets></workbook>"#,
      "xl/_rels/workbook.xml.rels":
        #"<Relationships><Relationship Id="1" Type="\#(relation)/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="2" Type="\#(relation)/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#,
      "xl/sharedStrings.xml": "<sst/>", "xl/worksheets/sheet1.xml": "<worksheet><sheetData/></worksheet>",
    ]
    func isRefused(_ parts: [String: String]) throws -> [String] {
      let bytes = try #require(WorkbookWriter.archive(of: parts.map { ($0.key, Array($0.value.utf8)) }))
      do {
        _ = try Workbook(bytes, file: "a.xlsx")
        return []
      } catch {
        return error.diagnostics.map(\.code)
      }
    }
    #expect(try isRefused(parts) == [])
    parts[part] = text
    #expect(try isRefused(parts) == [code])
    parts[part] = nil
    #expect(try isRefused(parts).count == 1)
  }

  /// A few kilobytes that would become gigabytes.
  @Test func aBombIsRefused() throws {
    let zeros = String(repeating: "<x:row/>", count: 400_000)
    let bytes = try Self.bytes(zeros)
    #expect(bytes.count < 100_000)
    let error = #expect(throws: DiagnosticError.self) { _ = try Workbook(bytes, file: "a.xlsx") }
    #expect(error?.diagnostics.map(\.code) == ["input.workbook.size"])
  }

  /// Cut, changed or swapped bytes are refused or read, never a trap.
  @Test func damageIsNoTrap() throws {
    let whole = try #require(WorkbookWriter.workbook(of: [["甲", "乙"], ["0012345", "x"]], sheet: "a"))
    for index in stride(from: 0, to: whole.count, by: 3) {
      for change: UInt8 in [0x00, 0xFF, 0x01] {
        var bytes = whole
        bytes[index] ^= change
        if change == 0 { bytes.removeSubrange(index...) }
        if let workbook = try? Workbook(bytes, file: "a"), let sheet = try? workbook.openSheet() {
          while let row = try? sheet.next() { #expect(row.number >= 0) }
        }
      }
    }
  }

  @Test func whatIsWrittenIsReadAgain() throws {
    let rows = [
      ["保証契約番号", "", "拒否理由"], ["0012345", "2025-06-20", "<\"&>\r\n\t髙﨑 𠮷\u{1F}"], ["", " 前後 ", ""],
    ]
    let bytes = try #require(WorkbookWriter.workbook(of: rows, sheet: "a & b"))
    #expect(bytes == WorkbookWriter.workbook(of: rows, sheet: "a & b"))
    let read = try Self.rows(bytes)
    #expect(
      read.map { $0.cells.map(\.text) } == [rows[0], ["0012345", "2025-06-20", "<\"&>\r\n\t髙﨑 𠮷"], ["", " 前後 "]])
    #expect([0, 25, 26, 701, 702].map(WorkbookWriter.columnName) == ["A", "Z", "AA", "ZZ", "AAA"])
  }
}
