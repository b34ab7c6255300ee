import Diagnostics
import Fields
import Mapping

/// Which column of a table is where, looked up once for the whole file.
struct TableLayout: Sendable {
  let columns: [Column]
  /// The index of each column that the mapping names.
  private let indices: [ColumnReference: Int]
  /// The columns from which the key is, or may be, made.
  let secretColumns: Set<Int>
  /// The columns whose further rows must agree with the first when several rows make a record.
  let columnsOfRecord: [Int]
  /// Whether the table is a file of rejects, which has a column of reasons.
  let isRejects: Bool
  /// The column of such a file that says where each record stood first.
  let sourceColumn: Int?

  /// - Throws: every column that the mapping names and the file does not have, or has twice.
  init(_ headings: HeadingRow, input: InputDescription, line: Int) throws(DiagnosticError) {
    let columns = headings.columns
    let mapping = input.mapping
    self.columns = columns
    var indices: [ColumnReference: Int] = [:]
    var problems: [Diagnostic] = []
    for reference in mapping.usedColumns {
      let found = Self.indices(of: reference, in: columns)
      if let index = found.first { indices[reference] = index }
      if found.count != 1 {
        problems.append(
          .mappedColumnMissing(
            reference, isTwice: found.count > 1, in: columns.map(\.heading),
            at: SourceLocation(file: input.file, line: line)))
      }
    }
    // A mapping may name a column by its number and not know that the key stands there.
    let ofKey = Set(mapping.secretColumns.compactMap { indices[$0] })
      .union(columns.indices.filter { columns[$0].target?.isSecret ?? false })
    let others =
      mapping.recipes.filter { !$0.key.isSecret }.flatMap(\.recipe.columns)
      + (mapping.members?.recipes.flatMap(\.recipe.columns) ?? [])
    for reference in others where indices[reference].map(ofKey.contains) ?? false {
      problems.append(.columnOfKey(reference, at: SourceLocation(file: input.file, line: line)))
    }
    if !problems.isEmpty { throw DiagnosticError(problems) }
    // A trailer may have columns that the records have not.
    let trailer = mapping.file.trailer
    for reference in [trailer?.condition.column, trailer?.count, trailer?.total?.column].compactMap(\.self) {
      indices[reference] = reference.position.map { $0 - 1 } ?? Self.indices(of: reference, in: columns).first
    }
    self.indices = indices
    secretColumns = Set(mapping.secretColumns.compactMap { indices[$0] })
      .union(columns.indices.filter { input.names.mayHoldSecret(columns[$0].heading) })
    let ofMembers = mapping.members?.recipes.flatMap(\.recipe.columns) ?? []
    columnsOfRecord =
      mapping.recipes.flatMap(\.recipe.columns).filter { !ofMembers.contains($0) }.compactMap { indices[$0] }
      + columns.indices.filter { columns[$0].target != nil }
    isRejects = columns.contains { $0.heading.utf8.elementsEqual(ColumnNames.reasonsHeading.utf8) }
    sourceColumn = columns.firstIndex { $0.heading.utf8.elementsEqual(ColumnNames.sourceHeading.utf8) }
  }

  private static func indices(of reference: ColumnReference, in columns: [Column]) -> [Int] {
    switch reference {
    case .name(let name): columns.indices.filter { columns[$0].heading.utf8.elementsEqual(name.utf8) }
    case .position(let number): columns.indices.contains(number - 1) ? [number - 1] : []
    }
  }

  func index(of reference: ColumnReference) -> Int? { indices[reference] }
}

/// The cells of one row, as recipes look them up.
struct TableCells: SourceCells {
  let row: TableRow
  let layout: TableLayout
  /// The place of the record.
  let location: SourceLocation

  mutating func cell(at column: ColumnReference) -> RawCell? {
    layout.index(of: column).flatMap { cell(at: $0) }
  }

  func cell(at index: Int) -> RawCell? {
    guard row.cells.indices.contains(index) else { return nil }
    let cell = row.cells[index]
    if cell.text.trimmedOfWhiteSpace.isEmpty { return nil }
    var location = location
    location.line = cell.line
    location.byte = cell.byte
    location.heading = layout.columns.indices.contains(index) ? layout.columns[index].heading : String(index + 1)
    return RawCell(.text(cell.text), at: location)
  }
}

extension Diagnostic {
  fileprivate static func columnOfKey(_ reference: ColumnReference, at location: SourceLocation) -> Diagnostic {
    let name = Echo.plain(reference.text)
    return .error(
      "input.mapping.secret", at: location,
      LocalizedText(
        "対応表の言う列「\(name)」は認証キーの列です。ほかの項目には使えません。",
        "The column \(name) of the mapping has the key; no other field may come from it."))
  }

  /// The mapping names a column that the file does not have, or has twice.
  fileprivate static func mappedColumnMissing(
    _ reference: ColumnReference, isTwice: Bool, in headings: [String], at location: SourceLocation
  ) -> Diagnostic {
    let name = Echo.plain(reference.text)
    if isTwice {
      return .error(
        "input.mapping.twice", at: location,
        LocalizedText("対応表の言う列「\(name)」が二つあります。", "The column \(name) of the mapping stands there twice."),
        advice: LocalizedText("列の番号で示してください。", "Name it by its number."))
    }
    let nearest = reference.name.flatMap { Nearest.name(to: $0, among: headings) }
    return .error(
      "input.mapping.column", at: location,
      LocalizedText("対応表の言う列「\(name)」がファイルにありません。", "The file has no column \(name), which the mapping names."),
      advice: nearest.map {
        LocalizedText("\(Echo.quoted($0))のことですか。", "Did you mean \(Echo.plain($0))?")
      } ?? LocalizedText("対応表を直すか、正しいファイルか確かめてください。", "Mend the mapping, or check that this is the right file."))
  }
}
