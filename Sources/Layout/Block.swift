package import Typesetting

/// A part of the flow: a table, or boxes at fixed distances from the block's top, or both (a heading above its table).
package struct Block: Sendable {
  /// Where the block begins.
  package enum Start: Sendable, Hashable {
    /// At this height of the first page.
    case at(SteppedLength)
    /// This far below the end of the block before; negative values move it up.
    case after(SteppedLength)
  }

  package var start: Start
  /// Boxes by their distance from the block's top; they go where its first row goes.
  package var boxes: [Box]
  package var table: Table?
  /// Height without a table, or what is kept clear below the table; nil: as low as the lowest box, or nothing below the table.
  package var height: Length?
  /// No page ends between this block and the one before.
  package var keepsWithPrevious: Bool
  /// Whether the block's top goes down to the next line of the document's grid.
  package var standsOnGrid: Bool

  package init(
    start: Start, boxes: [Box] = [], table: Table? = nil, height: Length? = nil, keepsWithPrevious: Bool = false,
    standsOnGrid: Bool = false
  ) {
    self.start = start
    self.boxes = boxes
    self.table = table
    self.height = height
    self.keepsWithPrevious = keepsWithPrevious
    self.standsOnGrid = standsOnGrid
  }
}
