package import Diagnostics
import Fields
import StrictXML

/// A row of a sheet that has a value.
package struct SheetRow: Sendable {
  package struct Cell: Sendable {
    package enum Fault: Sendable {
      case formulaWithoutValue, noDay
      /// The cell refers to no text of the workbook, has two values, stands there twice, or out of order.
      case damaged
    }

    package var text = ""
    package var fault: Fault?
  }

  /// The number of the row, from 1.
  package var number: Int
  /// From the first column on; a cell without a value is empty.
  package var cells: [Cell]
}

/// What the cells of a workbook refer to.
struct CellValues: Sendable {
  let sharedTexts: [String]
  let formats: CellFormats
  let beginsIn1904: Bool

  /// The text of a cell by its type (ECMA-376 part 1, 18.18.11): texts as they are, numbers as they are written, days
  /// as `2025-06-20`, with a time of day behind if they have one.
  func cell(type: String?, style: Int?, value: String) -> SheetRow.Cell {
    switch type {
    case "s":
      guard let index = Int(value), sharedTexts.indices.contains(index) else { return SheetRow.Cell(fault: .damaged) }
      return SheetRow.Cell(text: sharedTexts[index])
    case "b": return SheetRow.Cell(text: value == "1" ? "true" : "false")
    case "str", "inlineStr", "e", "d": return SheetRow.Cell(text: value)
    default:
      guard formats.isDate(style) else { return SheetRow.Cell(text: value) }
      return day(value).map { SheetRow.Cell(text: $0) } ?? SheetRow.Cell(text: value, fault: .noDay)
    }
  }

  private func day(_ value: String) -> String? {
    let parts = value.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = ASCIIDigits.number(Array(parts[0].unicodeScalars)), whole < 10_000_000,
      let date = SpreadsheetDay.date(Int(whole), beginsIn1904: beginsIn1904)
    else { return nil }
    if parts.count < 2 { return date.iso }
    // A part of a day, to the second: 0.5 is noon. Digits behind the ninth are less than a ten-thousandth of a second.
    let digits = parts[1].unicodeScalars.prefix(9)
    guard let fraction = ASCIIDigits.number(Array(digits)) else { return nil }
    let scale = (0..<digits.count).reduce(Int64(1)) { product, _ in product * 10 }
    let seconds = (fraction * 86_400 + scale / 2) / scale
    if seconds == 0 { return date.iso }
    // Half a second before midnight is the next day, as a spreadsheet shows it.
    if seconds == 86_400 { return SpreadsheetDay.date(Int(whole) + 1, beginsIn1904: beginsIn1904)?.iso }
    func two(_ number: Int64) -> String { (number < 10 ? "0" : "") + String(number) }
    return "\(date.iso) \(two(seconds / 3_600 % 24)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
  }
}

/// Gives the rows of a sheet one after the other; only those of the piece at hand are held.
///
/// Its owner uses it on one thread at a time.
package final class SheetReader: @unchecked Sendable {
  private let part: ZipPart
  private let name: String
  private let parts: WorkbookParts
  private let builder: SheetRowBuilder
  private let scanner: XMLScanner
  private var hasEnded = false

  init(_ part: ZipPart, part name: String, parts: WorkbookParts, values: CellValues) throws(DiagnosticError) {
    self.part = part
    self.name = name
    self.parts = parts
    let builder = SheetRowBuilder(values)
    self.builder = builder
    do {
      scanner = try XMLScanner(file: name) { builder.take($0) }
    } catch {
      throw WorkbookFault.damaged(name).error(in: parts.file)
    }
  }

  /// The next row that has a value; nil at the end.
  package func next() throws(DiagnosticError) -> SheetRow? {
    while true {
      if let row = builder.takeRow() { return row }
      if hasEnded { return nil }
      let bytes = try parts.read(part, name)
      hasEnded = bytes.isEmpty
      do {
        try scanner.scan(bytes, isLast: hasEnded)
      } catch {
        throw WorkbookFault.damaged(name).error(in: parts.file)
      }
      if builder.isTooLarge { throw WorkbookFault.tooLarge(name).error(in: parts.file) }
    }
  }
}

/// Makes rows of the events of a sheet.
private final class SheetRowBuilder {
  private let values: CellValues
  private var rows: [SheetRow] = []
  private var given = 0
  private var row = SheetRow(number: 0, cells: [])
  private var rowBytes = 0
  private(set) var isTooLarge = false

  // The cell at hand.
  private var column = 0
  private var type: String?
  private var style: Int?
  private var value: String?
  private var inline = RichText()
  private var isInValue = false
  private var hasFormula = false
  private var isDamaged = false

  init(_ values: CellValues) {
    self.values = values
  }

  func takeRow() -> SheetRow? {
    guard given < rows.count else {
      rows.removeAll(keepingCapacity: true)
      given = 0
      return nil
    }
    given += 1
    return rows[given - 1]
  }

  func take(_ event: XMLScanner.Event) {
    if isTooLarge { return }
    switch event {
    case .start("row", let attributes):
      let stated = attributes["r"].flatMap { Int($0) }.flatMap { (1...WorkbookLimits.rows).contains($0) ? $0 : nil }
      row = SheetRow(number: stated ?? row.number + 1, cells: [])
      (column, rowBytes) = (0, 0)
    case .end("row"):
      if !row.cells.isEmpty { rows.append(row) }
    case .start("c", let attributes): startCell(attributes)
    case .start("f", _): hasFormula = true
    case .start("v", _):
      isDamaged = isDamaged || value != nil
      (isInValue, value) = (true, "")
    case .end("v"): isInValue = false
    case .end("c"): endCell()
    case .text(let piece) where isInValue:
      value?.append(piece)
      if value?.utf8.count ?? 0 > WorkbookLimits.cellBytes { isTooLarge = true }
    case .start, .end, .text: inline.take(event)
    }
  }

  private func startCell(_ attributes: [XMLAttribute]) {
    let (reference, last) = (attributes["r"], column)
    let stated = reference.flatMap { CellReference($0)?.column }
    column = stated ?? last + 1
    // Cells stand in the order of their columns (ECMA-376 part 1, 18.3.1.73).
    isDamaged = column <= last || reference != nil && stated == nil
    type = attributes["t"]
    style = attributes["s"].flatMap { Int($0) }
    (value, inline, hasFormula) = (nil, RichText(), false)
  }

  private func endCell() {
    var cell: SheetRow.Cell
    if isDamaged {
      cell = SheetRow.Cell(fault: .damaged)
    } else if type == "inlineStr" {
      cell = SheetRow.Cell(text: inline.text)
    } else if let value, !value.isEmpty {
      cell = values.cell(type: type, style: style, value: value)
    } else if hasFormula, value == nil || type != "str" {
      cell = SheetRow.Cell(fault: .formulaWithoutValue)
    } else {
      return
    }
    if cell.text.isEmpty, cell.fault == nil { return }
    rowBytes += cell.text.utf8.count
    guard (1...WorkbookLimits.columns).contains(column), rowBytes <= WorkbookLimits.rowBytes, !inline.isTooLong else {
      isTooLarge = true
      return
    }
    if row.cells.count < column {
      row.cells += Array(repeating: SheetRow.Cell(), count: column - row.cells.count)
    }
    row.cells[column - 1] = cell
  }
}
