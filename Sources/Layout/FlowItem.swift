import Typesetting

/// The least part of the flow that no page end divides: a row, or a block without a table.
struct FlowItem {
  /// Index of the block in the document's flow.
  let block: Int
  /// The row, its group and its place in the group; nil for a block without a table.
  let row: (row: SetRow, group: Int, index: Int)?
  /// Whether it begins or ends its block.
  let beginsBlock: Bool
  let endsBlock: Bool
  /// Whether a page may end above it.
  let mayBreakBefore: Bool

  /// Whether the piece is a further row of the other one's group.
  func continues(_ other: FlowItem) -> Bool {
    guard let row, let before = other.row else { return false }
    return block == other.block && row.group == before.group
  }
}

/// A row that is said again at the head of a page.
struct RepeatedRow {
  let row: SetRow
  /// Whether the table's head ends above it.
  let beginsGroup: Bool
}

/// Where a piece stands.
struct PlacedFlowItem {
  let piece: FlowItem
  let top: Length
  let height: Length
  /// Rows of the table's and the group's heads said again above this piece, because a page ended inside the table.
  let repeatedHead: [RepeatedRow]
  /// Top of the repeated head, or of the piece.
  let start: Length
  /// Carried sums below the piece, because a page ends there inside the group.
  var foot: [SetRow] = []
}
