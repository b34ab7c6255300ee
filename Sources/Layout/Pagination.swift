import Typesetting

/// Divides the flow into pages, at one step of tightening.
///
/// A page is filled with as many items as fit. If the flow continues, the page ends above the last item that is not held
/// to the one before it (`Bond`), with room for sums that are carried over (繰越). The next page begins with the heads
/// that are repeated.
///
/// Where that would leave more than an eighth of the paper empty, a chain of rows is parted at its fullest place, but not
/// in its last link. What belongs together and does not fit on a page together is parted where the page is full.
struct Pagination {
  let form: FilledForm
  let items: [FlowItem]
  let heads: [TableHeads]
  let carries: CarriedRows
  /// For each block its height without a table, or the distance kept free below its table.
  let heights: [Length]
  let step: Int

  /// The items of each page.
  ///
  /// - Throws: a fault when an item is taller than a page.
  func pages() throws(LayoutFaults) -> [[PlacedFlowItem]] {
    var pages: [[PlacedFlowItem]] = []
    var start = 0
    repeat {
      var (placed, next) = fillPage(from: start, page: pages.count)
      if next < items.count {
        guard let end = pageEnd(after: start, placed) else { throw LayoutFaults([tooTallFault(placed, at: next)]) }
        placed.removeLast(next - end)
        next = end
        placed[placed.count - 1].foot = carries.foot(above: end)
      }
      pages.append(placed)
      start = next
    } while start < items.count
    return pages
  }

  /// The items that fit on a page, and the index of the first that does not.
  private func fillPage(from start: Int, page: Int) -> (placed: [PlacedFlowItem], next: Int) {
    var placed: [PlacedFlowItem] = []
    var cursor = page == 0 ? Length.zero : form.laterTop
    for index in start..<items.count {
      let item = items[index]
      if item.beginsBlock { cursor = top(of: item, cursor: cursor, beginsPage: page > 0 && index == start) }
      let head = page > 0 && index == start ? repeatedHead(for: index) : []
      let begin = cursor
      for repeated in head { cursor += repeated.row.height(at: step) }
      let height = (item.row?.set.height(at: step) ?? .zero) + (item.endsBlock ? heights[item.block] : .zero)
      let bodyHeight = item.row?.set.height(at: step) ?? heights[item.block]
      if !fits(cursor + height) { return (placed, index) }
      placed.append(PlacedFlowItem(item: item, top: cursor, height: bodyHeight, repeatedHead: head, start: begin))
      cursor += height
    }
    return (placed, items.count)
  }

  /// Whether an item that ends at this height fits on the page. A thousandth of a point allows for the rounding of sums
  /// of millimetres.
  private func fits(_ bottom: Length) -> Bool {
    bottom.points <= form.floor.points + 0.001
  }

  private func top(of item: FlowItem, cursor: Length, beginsPage: Bool) -> Length {
    let block = form.flow[item.block]
    let top =
      switch block.start {
      case _ where beginsPage: form.laterTop + clearance(above: block)
      case .at(let y, let gap): max(cursor + gap[step], y[step])
      case .after(let gap): cursor + gap[step]
      }
    guard block.standsOnGrid, let grid = form.grid else { return top }
    return grid.line(from: top)
  }

  /// The room needed when the block begins a page and has boxes above its top, such as a heading.
  private func clearance(above block: Block) -> Length {
    var highest = Length.zero
    for case .text(let box) in block.boxes {
      let size = box.paragraph.inlines.first?.style.size ?? .zero
      let top = box.baseline[step] - size
      if top < highest { highest = top }
    }
    return -highest
  }

  /// The rows that are repeated above an item that begins a page: the heads of its table and its group, and sums
  /// carried over.
  private func repeatedHead(for index: Int) -> [RepeatedRow] {
    let item = items[index]
    guard let row = item.row, !item.beginsBlock else { return [] }
    let ofTable = row.group > 0 ? heads[item.block].table : []
    let ofGroup = row.index > 0 ? heads[item.block].groups[row.group] + carries.head(above: index) : []
    return ofTable.map { RepeatedRow(row: $0, beginsGroup: false) }
      + ofGroup.enumerated().map { RepeatedRow(row: $0.element, beginsGroup: $0.offset == 0 && !ofTable.isEmpty) }
  }

  /// The item above which a page ends that begins with `start` and has room for the placed items; nil when no item may
  /// begin the next page.
  private func pageEnd(after start: Int, _ placed: [PlacedFlowItem]) -> Int? {
    guard let loose = lastBreak(after: start, placed, upTo: .free) else {
      return lastBreak(after: start, placed, upTo: .chain) ?? lastBreak(after: start, placed, upTo: .whole)
    }
    let end = placed[loose - start - 1]
    let empty = form.floor - (end.top + end.height)
    if empty.points <= form.height.points * FlowItem.greatestEmptyPart { return loose }
    return lastBreak(after: start, placed, upTo: .chain)
  }

  /// The last item above which the page may end that is held no firmer than `bond`, with room for the sums carried over
  /// there.
  private func lastBreak(after start: Int, _ placed: [PlacedFlowItem], upTo bond: Bond) -> Int? {
    placed.indices.reversed().first { index in
      if items[start + index + 1].bond > bond { return false }
      let carried = carries.foot(above: start + index + 1).map { $0.height(at: step) }.reduce(.zero, +)
      return fits(placed[index].top + placed[index].height + carried)
    }.map { start + $0 + 1 }
  }

  private func tooTallFault(_ placed: [PlacedFlowItem], at next: Int) -> LayoutFault {
    let item = items[next]
    let height = item.row?.set.height(at: step) ?? heights[item.block]
    let used = placed.last.map { $0.top + $0.height } ?? form.laterTop
    return .tooTall(needed: used + height, available: form.floor)
  }
}
