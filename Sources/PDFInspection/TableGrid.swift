import PDFSyntax

/// The cells of a table where they stand, spans counted (ISO 32000-1 14.8.4.3.4).
struct TableGrid {
  /// Cells that stand where another one does.
  private(set) var intersections: [String] = []
  /// Columns whose cells span more rows than there are.
  private(set) var longColumns: [String] = []
  /// Rows with more columns than the first one.
  private(set) var longRows: [String] = []
  /// Rows with fewer.
  private(set) var shortRows: [String] = []
  /// Cells of data for which no header is found, and those that name headers that are not there.
  private(set) var unheaded: [String] = []
  private(set) var unknownHeaders: [String] = []

  private struct Cell {
    let element: StructureElement
    let row: Int
    let column: Int
    let height: Int
    let width: Int
  }

  private struct Place: Hashable {
    let row: Int
    let column: Int
  }

  /// - Parameter table: an element of the type Table.
  init(_ table: StructureElement, _ structure: StructureTree, _ lookup: ObjectLookup) {
    var rows: [StructureElement] = []
    for kid in structure.kids(of: table) {
      if kid.type == "TR" {
        rows.append(kid)
      } else if ["THead", "TBody", "TFoot"].contains(kid.type) {
        rows += structure.kids(of: kid).filter { $0.type == "TR" }
      }
    }
    func span(_ key: StaticString, _ cell: StructureElement) -> Int {
      // A number of the file: no table has a million rows.
      min(max(1, lookup.integer(structure.attribute(key, of: cell)) ?? 1), 1 << 20)
    }
    let cells = rows.map { row in structure.kids(of: row).filter { $0.type == "TH" || $0.type == "TD" } }
    guard let first = cells.first else { return }
    let columns = first.reduce(0) { $0 + span("ColSpan", $1) }
    var taken: Set<Place> = []
    var placed: [Cell] = []
    for (row, elements) in cells.enumerated() {
      var column = 0
      var isLong = false
      for element in elements {
        while taken.contains(Place(row: row, column: column)) { column += 1 }
        let (height, width) = (span("RowSpan", element), span("ColSpan", element))
        guard
          (try? lookup.reader.budget.take(height * width, of: .nodes, at: element.dictionary.range.lowerBound)) != nil
        else { return }
        if row + height > rows.count { longColumns.append("\(table.place), column \(column + 1)") }
        if column + width > columns { isLong = true }
        var isIntersecting = false
        for place in (row..<row + height).lazy.flatMap({ row in
          (column..<column + width).lazy.map { Place(row: row, column: $0) }
        }) where !taken.insert(place).inserted {
          isIntersecting = true
        }
        if isIntersecting { intersections.append(element.place) }
        placed.append(Cell(element: element, row: row, column: column, height: height, width: width))
        column += width
      }
      if isLong {
        longRows.append("\(table.place), row \(row + 1)")
      } else if (0..<columns).contains(where: { !taken.contains(Place(row: row, column: $0)) }) {
        shortRows.append("\(table.place), row \(row + 1)")
      }
    }
    judgeHeaders(placed, structure, lookup)
  }

  private mutating func judgeHeaders(_ cells: [Cell], _ structure: StructureTree, _ lookup: ObjectLookup) {
    var headedRows: Set<Int> = []
    var headedColumns: Set<Int> = []
    var identifiers: Set<[UInt8]> = []
    var hasHeaders = false
    for cell in cells where cell.element.type == "TH" {
      hasHeaders = true
      if let identifier = lookup.string("ID", cell.element.dictionary) { identifiers.insert(identifier) }
      // A header with a scope is found from the cells of its row and of its column: also from the corner between the
      // heads of the rows and those of the columns, which it does not head.
      let scope = lookup.name(structure.attribute("Scope", of: cell.element))
      guard let scope, ["Row", "Column", "Both"].contains(scope) else { continue }
      headedRows.formUnion(cell.row..<cell.row + cell.height)
      headedColumns.formUnion(cell.column..<cell.column + cell.width)
    }
    guard hasHeaders else { return }
    for cell in cells where cell.element.type == "TD" {
      if let headers = lookup.array(structure.attribute("Headers", of: cell.element)), !headers.isEmpty {
        let unknown = headers.filter { header in lookup.string(header).map { !identifiers.contains($0) } ?? true }
        if !unknown.isEmpty { unknownHeaders.append(cell.element.place) }
        continue
      }
      let isHeaded =
        (cell.row..<cell.row + cell.height).contains { headedRows.contains($0) }
        || (cell.column..<cell.column + cell.width).contains { headedColumns.contains($0) }
      if !isHeaded { unheaded.append(cell.element.place) }
    }
  }
}
