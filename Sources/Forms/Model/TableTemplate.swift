import Typesetting

/// A table before its values are known.
struct TableTemplate: Sendable {
  var from: Length
  var to: Length
  var edge: Table.Rule
  /// Rows at the table's top, said again on every page on which it goes on.
  var head: [Branch<RowTemplate>]
  var groups: [Branch<GroupTemplate>]
  /// Rule below the head, and between its rows.
  var rule: Table.Rule
  var hairline: Table.Rule
  /// Columns of which some are as wide as their texts; nil when all edges are known.
  var columns: Table.Columns?
}

/// Rows between two rules.
struct GroupTemplate: Sendable {
  var rule: Table.Rule
  var hairline: Table.Rule
  var head: [Branch<RowTemplate>]
  var rows: [Branch<RowTemplate>]
}

/// A row and its cells.
struct RowTemplate: Sendable {
  var cells: [Branch<CellTemplate>]
  var height: Elastic
  var lines: Int
  var pitch: Length
  var tints: [Table.Tint]
  var separator: Table.Separator
  var keepsWithNext: Bool
  var carry: CarryTemplate?
}

/// What is carried over below a row, in the row's own scope.
struct CarryTemplate: Sendable {
  var foot: [Branch<RowTemplate>]
  var head: [Branch<RowTemplate>]
}

/// A cell: its place and its paragraphs.
struct CellTemplate: Sendable {
  var from: Length
  var to: Length
  var lines: [Branch<TextTemplate>]
  var role: Table.Cell.Role
  var vertical: Table.Cell.Vertical
  var span: Int
  /// Its first column among the table's, when those are widths.
  var column: Int?
  var pitch: Length?
}
