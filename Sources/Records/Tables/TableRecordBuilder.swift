import Diagnostics
import Fields
import Mapping

/// Makes one record of a row of a table, or of the several rows that the mapping takes together.
struct TableRecordBuilder {
  private let input: InputDescription
  private let layout: TableLayout
  private let number: Int

  /// - Parameter number: the record's number in the file, from 1.
  init(input: InputDescription, layout: TableLayout, number: Int) {
    self.input = input
    self.layout = layout
    self.number = number
  }

  mutating func record(of rows: [TableRow]) -> RecordRow {
    let first = rows[0]
    let last = rows[rows.count - 1]
    let location = location(of: first)
    let bytes = first.bytes.lowerBound..<max(first.bytes.lowerBound, last.bytes.upperBound)
    for row in rows {
      if let refusal = refusal(of: row) { return RecordRow(refused: refusal, at: location, bytes: bytes) }
    }
    var record = RecordRow(RawRow(location: location), bytes: bytes, raw: nil)
    record.tableRows = rows
    record.isReject = layout.isRejects
    record.source = layout.sourceColumn.map { first.text(at: $0) }
    let problems = rows.flatMap(faultsOfCells)
    if !problems.isEmpty {
      record.row.diagnostics = problems
      return record
    }
    var cells = TableCells(row: first, layout: layout, location: location)
    fillColumns(from: cells, &record)
    record.fillFields(of: input, from: &cells)
    if input.mapping.rows.grouping != nil { fillMembers(from: rows, &record) }
    return record
  }

  private func location(of row: TableRow) -> SourceLocation {
    SourceLocation(
      file: input.file, record: number, line: row.line, byte: row.raw.isEmpty ? nil : row.bytes.lowerBound)
  }

  /// Why the row cannot be divided into the table's columns; nil when it can.
  private func refusal(of row: TableRow) -> Diagnostic? {
    let location = location(of: row)
    for fault in row.faults {
      switch fault {
      case .split(let kind, let column):
        var exact = location
        exact.heading = layout.columns.indices.contains(column) ? layout.columns[column].heading : nil
        switch kind {
        case .bareQuote: return .bareQuote(at: exact)
        case .textAfterQuote: return .textAfterQuote(at: exact)
        case .unclosedQuote: return .truncated(at: location)
        case .fieldTooLong: return .fieldTooLong(at: exact)
        case .rowTooLong: return .rowTooLong(at: location)
        }
      case .width(let found, let expected): return .lineLength(found, expected: expected, at: location)
      case .characters(_, _, _, let isCut) where isCut && row.endsInput: return .truncated(at: location)
      case .cut: return .truncated(at: location)
      case .characters, .formula, .noDay, .damaged: continue
      }
    }
    guard row.cellCount != layout.columns.count else { return nil }
    if row.endsInput, row.cellCount < layout.columns.count { return .truncated(at: location) }
    return .columnCount(row.cellCount, expected: layout.columns.count, at: location)
  }

  /// What is wrong with single cells.
  private func faultsOfCells(_ row: TableRow) -> [Diagnostic] {
    row.faults.compactMap { fault in
      switch fault {
      case .characters(let column, let bytes, let byte, _):
        var location = cellLocation(row, column)
        location.byte = byte
        return .notInEncoding(layout.secretColumns.contains(column) ? nil : bytes[...], input.encoding, at: location)
      case .damaged(let column): return .damagedCell(at: cellLocation(row, column))
      case .formula(let column): return .formulaWithoutValue(at: cellLocation(row, column))
      case .noDay(let column): return .noDay(at: cellLocation(row, column))
      case .split, .width, .cut: return nil
      }
    }
  }

  private func cellLocation(_ row: TableRow, _ column: Int) -> SourceLocation {
    var location = location(of: row)
    if row.cells.indices.contains(column) { location.line = row.cells[column].line }
    guard layout.columns.indices.contains(column) else { return location }
    location.heading = layout.columns[column].heading
    location.field = layout.columns[column].target?.text
    return location
  }

  /// The fields whose columns are called by their own names.
  private func fillColumns(from cells: TableCells, _ record: inout RecordRow) {
    for (index, column) in layout.columns.enumerated() {
      guard let target = column.target, var cell = cells.cell(at: index), let text = cell.value.plainText else {
        continue
      }
      if input.mapping.nothing.contains(where: { $0.utf8.elementsEqual(text.utf8) }) { continue }
      cell.location.field = target.text
      cell.value = target.isSecret ? .secret(Secret(text)) : .text(text)
      if target.isSecret { record.hasMaskedKey = Secret.isMask(text) }
      if record.row.cells.updateValue(cell, forKey: target.key) != nil {
        record.row.diagnostics.append(.fieldTwice(at: cell.location))
      }
    }
  }

  /// The members of further rows. The columns of the record itself must be the same in all its rows, or empty.
  private func fillMembers(from rows: [TableRow], _ record: inout RecordRow) {
    var index = 0
    for row in rows {
      let location = location(of: row)
      if let column = layout.columnsOfRecord.first(where: { column in
        let text = row.text(at: column)
        return !text.isEmpty && !text.utf8.elementsEqual(rows[0].text(at: column).utf8)
      }) {
        record.row.diagnostics.append(.rowsDiffer(at: cellLocation(row, column)))
      }
      var cells = TableCells(row: row, layout: layout, location: location)
      if index == Catalogue.memberLimit {
        record.row.diagnostics.append(.tooManyMembers(limit: Catalogue.memberLimit, at: location))
        return
      }
      if record.fillMember(index, of: input, from: &cells) { index += 1 }
    }
    if case .start(let condition)? = input.mapping.rows.grouping,
      !condition.holds(for: rows[0].text(at: layout.index(of: condition.column)))
    {
      record.row.diagnostics.append(.noStart(at: location(of: rows[0])))
    }
  }
}

extension Diagnostic {
  fileprivate static func lineLength(_ found: Int, expected: Int, at location: SourceLocation) -> Diagnostic {
    .error(
      "row.width", at: location,
      LocalizedText(
        "行が、対応表の widths の合計より長くなっています（\(expected)バイトのところ\(found)バイト）。",
        "The line is longer than the mapping's widths together (\(found) bytes instead of \(expected))."),
      advice: LocalizedText("widths が送り手のものと合っているか確かめてください。", "Compare widths with the sender's."))
  }

  fileprivate static func formulaWithoutValue(at location: SourceLocation) -> Diagnostic {
    .error(
      "row.cell.formula", at: location,
      LocalizedText("計算式の結果が保存されていません。", "A formula has no stored result."),
      advice: LocalizedText(
        "表計算ソフトで開いて計算させ、保存し直してください。", "Open the workbook in a spreadsheet, let it compute, and save it."))
  }

  fileprivate static func damagedCell(at location: SourceLocation) -> Diagnostic {
    .error(
      "row.cell.damaged", at: location,
      LocalizedText("ブックの中でセルが壊れているか、二重になっています。", "The cell is damaged in the workbook, or stands there twice."),
      advice: LocalizedText(
        "表計算ソフトで開き、値を確かめて保存し直してください。", "Open the workbook in a spreadsheet, check the value and save it."))
  }

  fileprivate static func noDay(at location: SourceLocation) -> Diagnostic {
    .error(
      "row.cell.date", at: location,
      LocalizedText("日付の書式ですが、日付になる数ではありません。", "The cell has a date's format, but its number is no day."))
  }

  fileprivate static func rowsDiffer(at location: SourceLocation) -> Diagnostic {
    .error(
      "row.group.differs", at: location,
      LocalizedText("一つの記録の行なのに、値が最初の行と違います。", "A row of the same record has another value than the first."),
      advice: LocalizedText("送り手のデータを確かめてください。", "Check the sender's data."))
  }

  fileprivate static func noStart(at location: SourceLocation) -> Diagnostic {
    .error(
      "row.group.start", at: location,
      LocalizedText("記録の始まりの印がありません。", "The mark with which a record begins is missing."),
      advice: LocalizedText("前の行が失われていないか確かめてください。", "Check whether the row before it was lost."))
  }
}
