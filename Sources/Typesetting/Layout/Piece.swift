/// The least part of the flow that no page end divides: a row, or a block without a table.
struct Piece {
  /// Index of the block in the document's flow.
  let block: Int
  /// The row, its group and its place in the group; nil for a block without a table.
  let row: (row: SetRow, group: Int, index: Int)?
  /// Whether it begins or ends its block.
  let beginsBlock: Bool
  let endsBlock: Bool
  /// Whether a page may end above it.
  let mayBreakBefore: Bool
}

/// Where a piece stands.
struct PlacedPiece {
  let piece: Piece
  let top: Length
  let height: Length
  /// Rows of the group's head said again above this piece, because a page ended inside the group.
  let repeatedHead: [SetRow]
  /// Top of the repeated head, or of the piece.
  let start: Length
}
