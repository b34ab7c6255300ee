import Diagnostics
import Fields
import Mapping

/// Tells the rows of records from all others: repeated headings, totals, rows that the mapping does not want, and the
/// trailer, with which it compares what was read.
struct RowFilter: Sendable {
  private let mapping: ColumnMapping
  private let layout: TableLayout
  private let headings: TableRow?
  /// By what a key in a row that was taken for the trailer is kept out of messages.
  private let keyForm: KeyForm?
  private var rows = 0
  /// The sum of the trailer's total; nil once a row's part of it could not be read.
  private var total: Int128? = 0
  private var trailer: TableRow?
  private var emptyRows = 0
  private var otherRows = 0
  private var unwantedRows = 0

  init(_ input: InputDescription, _ layout: TableLayout, headings: TableRow?) {
    mapping = input.mapping
    keyForm = input.keyForm
    self.layout = layout
    self.headings = headings
  }

  /// Whether the row may be a record. Throws when a row follows the trailer.
  mutating func passes(_ row: TableRow, at location: SourceLocation) throws(DiagnosticError) -> Bool {
    if let byte = mapping.file.endOfFileByte, row.raw == [byte] { return false }
    if row.isEmpty {
      emptyRows += 1
      return false
    }
    if trailer != nil { throw DiagnosticError(.rowBehindTrailer(at: location)) }
    if mapping.file.repeatsHeadings, let headings, isSame(row, headings) {
      otherRows += 1
      return false
    }
    if let known = mapping.file.trailer, holds(known.condition, row) {
      trailer = row
      return false
    }
    if mapping.file.notRecords.contains(where: { holds($0, row) }) {
      otherRows += 1
      return false
    }
    rows += 1
    addToTotal(row, at: location)
    return true
  }

  /// Whether the row fulfils the mapping's conditions. One that does not is counted.
  mutating func isWanted(_ row: TableRow) -> Bool {
    if mapping.rows.conditions.allSatisfy({ holds($0, row) }) { return true }
    unwantedRows += 1
    return false
  }

  private func holds(_ condition: Condition, _ row: TableRow) -> Bool {
    condition.holds(for: row.text(at: layout.index(of: condition.column)))
  }

  private func isSame(_ row: TableRow, _ other: TableRow) -> Bool {
    row.cells.count == other.cells.count
      && zip(row.cells, other.cells).allSatisfy { $0.text.utf8.elementsEqual($1.text.utf8) }
  }

  private mutating func addToTotal(_ row: TableRow, at location: SourceLocation) {
    guard let recipe = mapping.file.trailer?.total?.of else { return }
    var cells = TableCells(row: row, layout: layout, location: location)
    guard let result = try? recipe.evaluate(in: &cells, others: [:], nothing: mapping.nothing) else {
      total = nil
      return
    }
    guard let text = result.value?.plainText else { return }
    let number = NumberFormat(hasSign: true).digits(of: text).flatMap { Int128($0) }
    total = total.flatMap { sum in number.map { sum + $0 } }
  }

  /// Compares the trailer with what was read. A file of rejects needs none.
  func checkEnd(at location: SourceLocation) throws(DiagnosticError) {
    guard let known = mapping.file.trailer else { return }
    guard let trailer else {
      if layout.isRejects { return }
      throw DiagnosticError(.trailerMissing(at: location))
    }
    var location = location
    location.line = trailer.line
    var problems: [Diagnostic] = []
    if let column = known.count, !layout.isRejects {
      let text = trailer.text(at: layout.index(of: column))
      if NumberFormat().digits(of: text) != String(rows) {
        problems.append(.trailerCount(quoted(text, column), rows: rows, at: location))
      }
    }
    if let (column, recipe) = known.total, !layout.isRejects {
      let text = trailer.text(at: layout.index(of: column))
      var value: String? = text
      for step in recipe.steps { value = value.flatMap { try? step.result(of: $0) } }
      let stated = value.flatMap { NumberFormat(hasSign: true).digits(of: $0) }.flatMap { Int128($0) }
      if stated == nil || stated != total {
        problems.append(.trailerTotal(quoted(text, column), total: total.map(String.init) ?? "?", at: location))
      }
    }
    if !problems.isEmpty { throw DiagnosticError(problems) }
  }

  /// A figure of the trailer as a message may show it.
  private func quoted(_ text: String, _ column: ColumnReference) -> String {
    let isSecret = layout.index(of: column).map(layout.secretColumns.contains) ?? false
    return isSecret ? Secret.mask : Echo.plain(keyForm?.masked(text) ?? text)
  }

  /// What was passed over.
  func notes(at location: SourceLocation) -> [Diagnostic] {
    var notes: [Diagnostic] = []
    if emptyRows > 0 { notes.append(.emptyRows(emptyRows, at: location)) }
    if otherRows > 0 {
      notes.append(
        Diagnostic(
          .note, "input.rows.other", at: location,
          LocalizedText("記録でない行を\(otherRows)行読み飛ばしました。", "\(otherRows) rows that are no records were passed over.")))
    }
    if unwantedRows > 0 { notes.append(.unwantedRecords(unwantedRows, at: location)) }
    return notes
  }
}

/// What may be wrong with the trailer. Nothing of such a file is issued: it was cut, or changed on its way.
extension Diagnostic {
  private static let advice = LocalizedText(
    "ファイルが途中で切れたか変わっています。送り手から受け取り直してください。", "The file was cut or changed. Fetch it again from the sender.")

  fileprivate static func trailerMissing(at location: SourceLocation) -> Diagnostic {
    .error(
      "input.trailer.missing", at: location,
      LocalizedText("対応表の言う終わりの行（trailer）がありません。", "The trailer that the mapping names is missing."), advice: advice)
  }

  fileprivate static func rowBehindTrailer(at location: SourceLocation) -> Diagnostic {
    .error(
      "input.trailer.behind", at: location,
      LocalizedText("終わりの行（trailer）の後にまだ行があります。", "There are rows behind the trailer."), advice: advice)
  }

  fileprivate static func trailerCount(_ stated: String, rows: Int, at location: SourceLocation) -> Diagnostic {
    .error(
      "input.trailer.count", at: location,
      LocalizedText(
        "終わりの行の件数「\(stated)」が、読んだ行の数 \(rows) と違います。", "The trailer counts \(stated) rows; there are \(rows)."),
      advice: advice)
  }

  fileprivate static func trailerTotal(_ stated: String, total: String, at location: SourceLocation) -> Diagnostic {
    .error(
      "input.trailer.total", at: location,
      LocalizedText(
        "終わりの行の合計「\(stated)」が、読んだ行の合計 \(total) と違います。", "The trailer's total is \(stated); the rows add up to \(total)."
      ),
      advice: advice)
  }
}
