import Digests
import Testing

@testable import Register

@Suite struct ExportTests {
  private func row(number: String = "第1号", reason: String? = nil) -> RegisterRow {
    RegisterRow(
      sequence: 7, action: .void, state: .voided, endedBy: 7, target: 3,
      identity: PaperIdentity(number: number, change: 0, document: "certificate"), paper: nil,
      recordedAt: 1_743_433_200, run: nil,
      mark: nil,
      reason: reason, by: "sato", chain: ContentDigest(of: ""))
  }

  static let cells: [(text: String, cell: String)] = [
    ("契約解除", "契約解除"), ("a,b", "\"a,b\""), ("言った\"通り\"", "\"言った\"\"通り\"\"\""), ("一\r\n二", "\"一\r\n二\""),
    ("=1+1", "'=1+1"), ("+81", "'+81"), ("-1", "'-1"), ("@x", "'@x"), ("\t=1", "'\t=1"), ("=a,b", "\"'=a,b\""),
    ("", ""),
  ]

  @Test(arguments: cells) func `a CSV cell is quoted by RFC 4180 and never a formula`(
    _ row: (text: String, cell: String)
  ) {
    let text = RowExport.csv.text(of: self.row(reason: row.text), [.reason, .by])
    #expect(Array(text.utf8) == Array("\(row.cell),sato\r\n".utf8))
  }

  @Test func `CSV and JSON name their columns`() {
    #expect(RowExport.csv.head([.number, .reason]) == "number,reason\r\n")
    #expect(
      RowExport.json.text(of: row(reason: "一\n二"), [.sequence, .number, .recordedAt, .sha256, .reason])
        == #"{"sequence":7,"number":"第1号","recordedAt":"2025-03-31T15:00:00Z","reason":"一\n二"}"# + "\n")
  }

  @Test func `a table's columns stand under each other though Japanese is wider`() {
    let columns: [RowColumn] = [.number, .action]
    let lines = [
      RowExport.table.head(columns), RowExport.table.text(of: row(), columns),
      RowExport.table.text(of: row(number: "AB-1"), columns),
    ]
    #expect(lines == ["number                action\n", "第1号                 void\n", "AB-1                  void\n"])
  }

  @Test func `a heading stands over its column, however short the values are`() {
    let columns: [RowColumn] = [.sequence, .recordedAt, .by, .reason]
    #expect(RowExport.table.head(columns) == "sequence  recordedAt            by          reason\n")
    #expect(RowExport.table.text(of: row(reason: "紛失"), columns) == "7         2025-03-31T15:00:00Z  sato        紛失\n")
  }

  @Test func `a card has every column, and its digests whole`() {
    let lines = RowExport.card(of: row(reason: "\u{1B}[2J紛失")).split(separator: "\n")
    #expect(lines.count == RowColumn.allCases.count)
    #expect(
      lines.first == "sequence       7" && lines.contains("number         第1号")
        && lines.contains("reason         U+001B[2J紛失"))
    #expect(lines.last == "chain          \(ContentDigest(of: "").hexadecimal)" && lines.contains("run            -"))
  }

  @Test func `a table cannot be driven by what is in it`() {
    #expect(!RowExport.table.text(of: row(reason: "\u{1B}[2J\u{202E}"), [.reason]).unicodeScalars.contains("\u{1B}"))
  }
}
