import Diagnostics
import Workbooks

/// The rows of the first sheet of a workbook.
struct WorkbookTable: TableSource {
  private let workbook: Workbook
  private let sheet: SheetReader
  /// A row that was read but not given out yet.
  private var waiting: SheetRow?
  /// How many rows have been passed over, blank ones too.
  private var skipped = 0
  /// Whether the first row of the table, its headings, has been given out.
  private var hasBegun = false
  var rejectStyle: TableRejects.Style { .workbook }

  init(_ workbook: Workbook) throws(DiagnosticError) {
    self.workbook = workbook
    sheet = try workbook.openSheet()
  }

  mutating func skipRow() throws(DiagnosticError) -> TableRow? {
    skipped += 1
    if waiting == nil { waiting = try sheet.next() }
    guard let row = waiting else { return nil }
    guard row.number <= skipped else {
      return TableRow(cellCount: 0, line: skipped, bytes: 0..<0, raw: [])
    }
    waiting = nil
    return tableRow(row)
  }

  mutating func next() throws(DiagnosticError) -> TableRow? {
    if waiting == nil { waiting = try sheet.next() }
    guard let row = waiting else { return nil }
    waiting = nil
    if !hasBegun {
      hasBegun = true
      try refuseMerges(from: row.number)
    }
    return tableRow(row)
  }

  mutating func skipToEnd() throws(DiagnosticError) -> Int { 0 }

  private func tableRow(_ row: SheetRow) -> TableRow {
    var cells = row.cells.map { TableRow.Cell(text: $0.text, line: row.number) }
    cells += (cells.count..<max(cells.count, workbook.columnCount)).map { _ in
      TableRow.Cell(text: "", line: row.number)
    }
    var result = TableRow(cells: cells, cellCount: cells.count, line: row.number, bytes: 0..<0, raw: [])
    for (index, cell) in row.cells.enumerated() {
      switch cell.fault {
      case .formulaWithoutValue?: result.faults.append(.formula(column: index))
      case .noDay?: result.faults.append(.noDay(column: index))
      case .damaged?: result.faults.append(.damaged(column: index))
      case nil: continue
      }
    }
    return result
  }

  /// A merged cell has its value in one of its cells only, so that the others would be read as empty. Merged titles
  /// above the headings do no harm.
  private func refuseMerges(from row: Int) throws(DiagnosticError) {
    let merges = workbook.merges.filter { $0.rows.upperBound >= row }
    guard !merges.isEmpty else { return }
    let names = merges.prefix(5).map(\.text).joined(separator: ", ") + (merges.count > 5 ? " …" : "")
    let isHeading = merges.contains { $0.rows.contains(row) }
    throw DiagnosticError(
      .error(
        "input.workbook.merged", at: SourceLocation(file: workbook.file, line: row),
        isHeading
          ? LocalizedText("見出しのセルが結合されています（\(names)）。", "Cells of the headings are merged (\(names)).")
          : LocalizedText("記録のセルが結合されています（\(names)）。", "Cells of the records are merged (\(names))."),
        advice: LocalizedText(
          "表計算ソフトで結合を解いて、各列に見出しと値を書いてください。", "Unmerge them, and give each column its heading and each row its values."))
    )
  }
}
