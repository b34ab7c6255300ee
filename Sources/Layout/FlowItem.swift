import Typesetting

/// The smallest part of the flow, which no page end divides: a row, or a block without a table.
struct FlowItem {
  /// Index of the block in the form's flow.
  let block: Int
  /// The row, the index of its group and its own index in the group; nil for a block without a table.
  let row: (set: SetRow, group: Int, index: Int)?
  /// Whether it is the first or the last of its block.
  let beginsBlock: Bool
  let endsBlock: Bool
  /// How firmly it is held to the item before it.
  var bond: Bond

  /// The part of the paper's height that may stay empty at the foot of a page so that a chain of rows is not parted.
  static let greatestEmptyPart = 0.125

  /// Whether this is a further row of the other item's group.
  func continues(_ other: FlowItem) -> Bool {
    guard let row, let before = other.row else { return false }
    return block == other.block && row.group == before.group
  }
}

/// How firmly an item of the flow is held to the one before it, from the loosest.
enum Bond: Comparable {
  /// A page may end between them.
  case free
  /// A link of a chain: rows that are kept with the next (`Table.Row.keepsWithNext`). A chain is parted where it would
  /// leave too much of a page empty, but not in its last link.
  case chain
  /// The last link of a chain, or rows of a group that is not parted: a page ends there only in need, where what belongs
  /// together is higher than a page.
  case whole
  /// A page never ends there: above a block that is kept with the one before, and below the head of a table.
  case fixed
}

/// A row that is repeated at the head of a page.
struct RepeatedRow {
  let row: SetRow
  /// Whether it is the first row below the table's head.
  let beginsGroup: Bool
}

/// An item at its position on a page.
struct PlacedFlowItem {
  let item: FlowItem
  let top: Length
  let height: Length
  /// The rows of the table's and the group's heads that are repeated above the item, because a page ended inside the
  /// table.
  let repeatedHead: [RepeatedRow]
  /// Top of the repeated head or, without one, of the item.
  let start: Length
  /// Sums carried over, below the item, because a page ends there inside the group.
  var foot: [SetRow] = []
}

/// Rows of a block's table that may be repeated on later pages, set once.
struct TableHeads {
  /// The head of the table, repeated on every page on which the table continues.
  let table: [SetRow]
  /// The head of each group, repeated on a page that begins inside the group.
  let groups: [[SetRow]]
}

/// The rows of sums carried over (繰越). They are set only when a page ends there, because most of them are never needed.
final class CarriedRows {
  private let items: [FlowItem]
  private let collector: CollectingTextSetter
  private var set: [Int: (foot: [SetRow], head: [SetRow])] = [:]

  init(items: [FlowItem], collector: CollectingTextSetter) {
    self.items = items
    self.collector = collector
  }

  /// The rows at the foot of a page that ends above the item `next`.
  func foot(above next: Int) -> [SetRow] {
    rows(above: next)?.foot ?? []
  }

  /// The rows at the head of a page that begins with the item `next`.
  func head(above next: Int) -> [SetRow] {
    rows(above: next)?.head ?? []
  }

  private func rows(above next: Int) -> (foot: [SetRow], head: [SetRow])? {
    guard next > 0, items[next].continues(items[next - 1]), let carry = items[next - 1].row?.set.source.carry else {
      return nil
    }
    if let rows = set[next] { return rows }
    let rows = (
      carry.foot.map { SetRow($0, collector: collector) }, carry.head.map { SetRow($0, collector: collector) }
    )
    set[next] = rows
    return rows
  }
}

/// The height that a block takes in the flow.
struct BlockHeight {
  let block: Block
  let setter: any TextSetter
  let step: Int

  /// The stated height, otherwise the lower edge of the lowest box; with a table, the distance kept free below it.
  var height: Length {
    if let height = block.height { return height }
    if block.table != nil { return .zero }
    return bottom(of: block.boxes)
  }

  private func bottom(of boxes: [Box]) -> Length {
    boxes.map(bottom).max() ?? .zero
  }

  private func bottom(of box: Box) -> Length {
    switch box {
    case .text(let text), .pageNumber(let text): bottom(of: text)
    case .shape(let shape): shape.y[step] + shape.height
    case .code(let code): code.y[step] + (QRSymbol(text: code.text).map { code.module * Double($0.side) } ?? .zero)
    case .seal(let seal): seal.y[step] + seal.size
    case .image(let image): image.y[step] + image.height
    case .cells(let cells):
      cells.y[step] + (cells.groups.count > cells.columns ? cells.rowPitch : .zero) + cells.height[step]
    case .group(let inner): bottom(of: inner)
    }
  }

  /// The lower edge of the last line's em box. A text that cannot be set counts as one line; its fault is reported when
  /// it is placed.
  private func bottom(of text: TextBox) -> Length {
    if text.paragraph.direction == .vertical { return text.baseline[step] + text.height }
    let size = text.paragraph.inlines.first?.style.size ?? .zero
    let lines =
      text.paragraph.fit.lines == 1
      ? 1 : (try? setter.set(text.paragraph, measure: text.to - text.from))?.lines.count ?? 1
    let further = text.pitch * Double(lines - 1) * (1 - text.upward)
    return text.baseline[step] + (text.isCentred ? size * EmBox.middle : .zero) + further + size * EmBox.descent
  }
}
