import Diagnostics
import Fields
import Foundation
import Mapping
import Testing

@testable import Records

/// Columns by heading, by path, by mapping; what is wrong with them is said once a file, by name.
@Suite struct ColumnTests {
  @Test func everyFieldIsKnownByHeadingAndByPath() {
    let names = ColumnNames()
    for field in Catalogue.fields {
      for key in FieldKey.keys(of: field) {
        for name in [key.text, key.heading] + field.otherHeadings {
          #expect(names.meaning(of: name) == .field(ColumnTarget(key)), "\(name)")
        }
      }
    }
    #expect(names.meaning(of: "構成員1役割") == .field(ColumnTarget(FieldKey("contractor.members[].role", member: 0))))
    #expect(
      names.meaning(of: "構成員20代表者氏名")
        == .field(ColumnTarget(FieldKey("contractor.members[].representative", member: 19))))
    #expect(
      names.meaning(of: "contractor.members[0].role")
        == .field(ColumnTarget(FieldKey("contractor.members[].role", member: 0))))
    #expect(names.meaning(of: "構成員21役割") == nil)
    #expect(names.meaning(of: "中間前払金額") == .field(ColumnTarget(FieldKey("advance.amount"))))
  }

  /// が in one scalar and in two are two names.
  @Test func namesAreComparedByScalars() throws {
    let mapping = try ColumnMapping(
      Array("{\"version\":1,\"columns\":{\"\u{304C}\":\"remarks\"}}".utf8), file: "m.json")
    let names = ColumnNames(mapping: mapping)
    #expect(names.meaning(of: "\u{304C}") == .field(ColumnTarget(FieldKey("remarks"))))
    #expect(names.meaning(of: "\u{304B}\u{3099}") == nil)
  }

  @Test func englishPathsAreReadAsHeadings() {
    let paths = SampleCSV.required.compactMap { heading in
      Catalogue.fields.first { $0.heading == heading && !$0.isMemberField }?.path
    }
    let csv = SampleCSV.csv(also: ["備考"], [["甲"]]).replacing(
      SampleCSV.required.joined(separator: ","), with: paths.joined(separator: ","))
    let reading = ReadResult(csv)
    #expect(reading.codes == [])
    #expect(reading.values("work.price") == ["48,250,000"])
    #expect(reading.rows.first?.row["work.price"]?.location.heading == "work.price")
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    /// Further headings, or instead of one of the required ones.
    var headings: [String] = []
    var without: String?
    var severity: Severity
    var code: String
    var says: String
    var testDescription: String { name }
  }

  @Test(arguments: [
    Case(name: "unknown", headings: ["担当部署コード"], severity: .warning, code: "input.column.unknown", says: "担当部署コード"),
    Case(name: "misspelt", headings: ["備孝"], severity: .error, code: "input.column.misspelt", says: "「備考」"),
    Case(
      name: "misspelt path", headings: ["work.numbr"], severity: .error, code: "input.column.misspelt",
      says: "「work.number」"),
    Case(
      name: "like one that is there", headings: ["工事所名"], severity: .warning, code: "input.column.unknown", says: "工事所名"
    ),
    Case(name: "without a name", headings: [""], severity: .warning, code: "input.column.unnamed", says: "14列目に見出し"),
    Case(name: "twice", headings: ["工事名"], severity: .error, code: "input.column.duplicate", says: "工事名"),
    Case(
      name: "twice under two names", headings: ["work.name"], severity: .error, code: "input.column.duplicate",
      says: "work.name"),
    Case(name: "missing", without: "工事場所", severity: .error, code: "input.column.missing", says: "工事場所"),
  ])
  func columnsAreJudgedOnce(_ item: Case) throws {
    var csv = SampleCSV.csv(also: item.headings, [item.headings.map { _ in "x" }, item.headings.map { _ in "y" }])
    if let without = item.without { csv = csv.replacing(without, with: "別の見出し語") }
    let reading = ReadResult(csv)
    let said = reading.diagnostics.filter { $0.code == item.code }
    #expect(said.count == 1)
    #expect(said.first?.severity == item.severity)
    #expect(reading.isRefused == (item.severity == .error))
    #expect(said.contains { TextWriter(language: .japanese).text(of: $0).contains(item.says) })
    #expect(said.first?.location?.line == 1)
  }

  /// A lost line end puts a record into the heading row; neither its key nor anything else of it is quoted.
  @Test func aRecordInTheHeadingRowIsNotQuoted() {
    let reading = ReadResult(SampleCSV.csv(also: ["認証キー"], [["QQZZWW"]]).replacing("認証キー\r\n", with: "認証キー,"))
    #expect(reading.isRefused)
    #expect(reading.codes == ["input.headings"])
    let cut = ReadResult(SampleCSV.csv(also: ["7Q-99-ZW"], [["x"]]))
    #expect(cut.diagnostics.map(\.code) == ["input.column.unknown"])
    #expect(cut.diagnostics.allSatisfy { !$0.json.contains("7Q") && $0.summary.japanese.contains("14列目") })
  }

  @Test func allProblemsOfAHeadingRowAreSaidAtOnce() {
    let csv = SampleCSV.csv(also: ["備孝", "謎の列の名前"], [["", ""]]).replacing("工事場所", with: "所在").replacing("発注者", with: "")
    #expect(
      ReadResult(csv).codes == [
        "input.column.unnamed", "input.column.unknown", "input.column.misspelt", "input.column.unknown",
        "input.column.missing",
      ])
  }

  /// 前払金額 and 中間前払金額 may both be there; a record fills one.
  @Test func twoHeadingsOfOneFieldShareIt() {
    let reading = ReadResult(SampleCSV.csv(also: ["前払金額", "中間前払金額"], [["1", ""], ["", "2"], ["1", "2"]]))
    #expect(reading.codes == [])
    #expect(reading.rowCodes == [[], [], ["row.field.twice"]])
    #expect(reading.values("advance.amount").prefix(2) == ["1", "2"])
  }

  @Test func spaceAroundAHeadingIsNoneOfItsName() {
    #expect(ReadResult(SampleCSV.csv(also: [" 備考　"], [["甲"]])).values("remarks") == ["甲"])
  }

  /// A file that was put together of several has its headings again and again: one message for each, not one a cell.
  @Test func repeatedHeadingsAreSaidOnce() {
    let csv = SampleCSV.csv(also: ["備考"], [["甲"], ["乙"]])
    let headings = csv.split(separator: "\r\n")[0]
    let lines = csv.split(separator: "\r\n").map(String.init)
    let reading = ReadResult([lines[0], lines[1], String(headings), lines[2]].joined(separator: "\r\n"))
    #expect(reading.rowCodes == [[], ["row.headings"], []])
  }

  @Test func rejectsMayBeReadAgain() {
    #expect(ReadResult(SampleCSV.csv(also: ["拒否理由"], [["どこかおかしい"]])).codes == [])
  }

  @Test func aMappingRenames() throws {
    let json =
      #"{"version": 1, "columns": {"工事件名": "work.name", "JV1": "構成員1商号", "備考": "work.number"}, "ignored": ["部署"]}"#
    let mapping = try ColumnMapping(Array(json.utf8), file: "mapping.json")
    let csv = SampleCSV.csv(also: ["部署", "備考", "JV1"], [["土木", "第7号", "甲建設"]]).replacing("工事名", with: "工事件名")
    let reading = ReadResult(csv, mapping: mapping)
    #expect(reading.codes == [])
    #expect(reading.values("work.name") == ["市道改良工事"])
    #expect(reading.values("work.number") == ["第7号"])
    #expect(reading.rows.first?.row.cells[FieldKey("contractor.members[].name", member: 0)]?.shown == "甲建設")
    let flat = ReadResult(#"{"工事件名":"甲","koji":{"no":"乙"}}"#, file: "a.json", mapping: mapping)
    #expect(flat.values("work.name") == ["甲"])
  }

  @Test func aMappedColumnThatIsNotThereIsSaid() throws {
    let json = #"{"version": 1, "columns": {"摘要": "remarks", "備考欄": "remarks", "工事名称": "work.name"}}"#
    let mapping = try ColumnMapping(Array(json.utf8), file: "mapping.json")
    #expect(ReadResult(SampleCSV.csv(also: ["備考欄"], [["甲"]]), mapping: mapping).codes == [])
    #expect(ReadResult(SampleCSV.csv(), mapping: mapping).codes == ["input.column.unmapped", "input.column.unmapped"])
  }

  /// As a spreadsheet writes them when a cell far to the right was touched.
  @Test func columnsWithoutNamesAreSaidTogether() {
    let reading = ReadResult(SampleCSV.csv(also: ["", "", ""], [["", "", ""]]))
    #expect(reading.codes == ["input.column.unnamed"])
    #expect(reading.diagnostics.first?.summary.japanese.contains("14列目ほか2列") == true)
  }

  @Test func aMappingRenamesNestedKeys() throws {
    let mapping = try ColumnMapping(Array(#"{"version":1,"columns":{"koji.no":"work.number"}}"#.utf8), file: "m.json")
    #expect(ReadResult(#"{"koji":{"no":"乙"}}"#, file: "a.json", mapping: mapping).values("work.number") == ["乙"])
  }

  @Test(arguments: [
    ("{", "mapping.json", "1:2"),
    ("[]", "mapping.shape", "1:1"),
    ("{\"version\": 3}", "mapping.version", "1:13"),
    ("{}", "mapping.version", "1:1"),
    ("{\"version\":1,\n \"colums\":{}}", "mapping.key", "2:2"),
    ("{\"version\":1,\"columns\":{\"甲\":\"work.prise\"}}", "mapping.target", "1:29"),
    ("{\"version\":1,\"columns\":{\"甲\":7}}", "mapping.target", "1:29"),
    ("{\"version\":1,\"columns\":[]}", "mapping.shape", "1:24"),
    ("{\"version\":1,\"ignored\":[1]}", "mapping.shape", "1:24"),
  ])
  func aBadMappingIsRefused(json: String, code: String, position: String) throws {
    let refusal = try #require(throws: DiagnosticError.self) { try ColumnMapping(Array(json.utf8), file: "m.json") }
    #expect(refusal.diagnostics.map(\.code) == [code])
    #expect(refusal.diagnostics.first?.location?.position == "m.json:" + position)
  }
}

/// The page's table of fields is the catalogue's.
@Test func theTableOfFieldsIsTheCatalogue() throws {
  let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
    path: "../../Documentation/records.md")
  let text = try String(contentsOf: page, encoding: .utf8)
  let table = text.split(separator: "\n").filter {
    $0.hasPrefix("| `") && $0.contains("●") || $0.hasPrefix("| `") && $0.contains("○")
  }
  #expect(table.map(String.init) == Catalogue.fields.map(row))
}

/// Path, headings, type, and what the three kinds want of it.
private func row(of field: Field) -> String {
  let headings = ([field.isMemberField ? "構成員*n*" + field.heading : field.heading] + field.otherHeadings).joined(
    separator: ", ")
  let marks = GuaranteeKind.allCases.map { mark(field.requirement(for: $0)) }.joined(separator: " ")
  return "| `\(field.path)` | \(headings) | \(word(for: field.type)) | \(marks) |"
}

private func mark(_ requirement: Requirement) -> String {
  switch requirement {
  case .required: "●"
  case .optional: "○"
  case .refused: "–"
  }
}

private func word(for type: FieldType) -> String {
  switch type {
  case .text(lines: false): "text"
  case .text(lines: true): "text, line breaks allowed"
  case .kind: GuaranteeKind.allCases.map(\.rawValue).joined(separator: ", ")
  case .number: "contract number"
  case .date: "date"
  case .yen: "yen"
  case .integer: "integer"
  case .yesNo: "yes/no"
  case .choice(let words): words.joined(separator: " or ")
  case .choices(let words): "list of " + words.joined(separator: ", ")
  case .secret: "secret"
  }
}
