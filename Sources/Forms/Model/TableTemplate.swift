import Layout
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
  var height: SteppedLength
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
  /// The cell itself, when all its words are the form's own.
  var fixed: Table.Cell?
}

extension CellTemplate {
  /// The cell with its paragraphs.
  func cell(_ paragraphs: [Paragraph]) -> Table.Cell {
    Table.Cell(
      from: from, to: to, paragraphs: paragraphs, role: role, vertical: vertical, span: span, column: column,
      pitch: pitch)
  }

  /// The template with its cell made once and for all, when nothing is left to fill.
  func fixingOwnWords() -> CellTemplate {
    var paragraphs: [Paragraph] = []
    for branch in lines {
      guard case .item(let line) = branch, let paragraph = line.fixed else { return self }
      paragraphs.append(paragraph)
    }
    var template = self
    template.fixed = cell(paragraphs)
    return template
  }
}
