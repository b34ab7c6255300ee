import Typesetting

/// Parts the flow into pages at one step of tightening.
struct Pagination {
  let document: FilledForm
  let pieces: [FlowItem]
  let heads: [TableHeads]
  let carries: CarryRows
  /// Height of each block without a table, or what is kept clear below its table.
  let heights: [Length]
  let step: Int

  /// Pieces by page; a piece that no page holds is reported as a fault.
  func pages() throws(LayoutFaults) -> [[PlacedFlowItem]] {
    var pages: [[PlacedFlowItem]] = []
    var start = 0
    repeat {
      var (placed, next) = fill(from: start, page: pages.count)
      if next < pieces.count {
        guard let end = lastBreak(after: start, placed) else { throw LayoutFaults([tooTall(placed, at: next)]) }
        placed.removeLast(next - end)
        next = end
        placed[placed.count - 1].foot = carries.foot(above: end)
      }
      pages.append(placed)
      start = next
    } while start < pieces.count
    return pages
  }

  /// As many pieces as fit on a page, and the first that does not.
  private func fill(from start: Int, page: Int) -> (placed: [PlacedFlowItem], next: Int) {
    var placed: [PlacedFlowItem] = []
    var cursor = page == 0 ? Length.zero : document.laterTop
    for index in start..<pieces.count {
      let piece = pieces[index]
      if piece.beginsBlock { cursor = top(of: piece, cursor: cursor, beginsPage: page > 0 && index == start) }
      let head = page > 0 && index == start ? repeatedHead(for: index) : []
      let begin = cursor
      for repeated in head { cursor += repeated.row.height(at: step) }
      let height = (piece.row?.row.height(at: step) ?? .zero) + (piece.endsBlock ? heights[piece.block] : .zero)
      let bodyHeight = piece.row?.row.height(at: step) ?? heights[piece.block]
      if !fits(cursor + height) { return (placed, index) }
      placed.append(PlacedFlowItem(piece: piece, top: cursor, height: bodyHeight, repeatedHead: head, start: begin))
      cursor += height
    }
    return (placed, pieces.count)
  }

  /// Whether what ends at this height still stands on the page. A thousandth of a point forgives the rounding of sums of millimetres.
  private func fits(_ bottom: Length) -> Bool {
    bottom.points <= document.floor.points + 0.001
  }

  private func top(of piece: FlowItem, cursor: Length, beginsPage: Bool) -> Length {
    let block = document.flow[piece.block]
    let top =
      switch block.start {
      case _ where beginsPage: document.laterTop + clearance(above: block)
      case .at(let y): cursor > y[step] ? cursor : y[step]
      case .after(let gap): cursor + gap[step]
      }
    guard block.standsOnGrid, let grid = document.grid else { return top }
    return grid.line(from: top)
  }

  /// Room for boxes that stand above their block's top, such as a heading, when the block begins a page.
  private func clearance(above block: Block) -> Length {
    var highest = Length.zero
    for case .text(let box) in block.boxes {
      let size = box.paragraph.inlines.first?.style.size ?? .zero
      let top = box.baseline[step] - size
      if top < highest { highest = top }
    }
    return -highest
  }

  private func repeatedHead(for index: Int) -> [RepeatedRow] {
    let piece = pieces[index]
    guard let row = piece.row, !piece.beginsBlock else { return [] }
    let ofTable = row.group > 0 ? heads[piece.block].table : []
    let ofGroup = row.index > 0 ? heads[piece.block].groups[row.group] + carries.head(above: index) : []
    return ofTable.map { RepeatedRow(row: $0, beginsGroup: false) }
      + ofGroup.enumerated().map { RepeatedRow(row: $0.element, beginsGroup: $0.offset == 0 && !ofTable.isEmpty) }
  }

  /// The last piece above which the page may end, with room for what is carried over there.
  private func lastBreak(after start: Int, _ placed: [PlacedFlowItem]) -> Int? {
    placed.indices.reversed().first { index in
      guard pieces[start + index + 1].mayBreakBefore else { return false }
      let carried = carries.foot(above: start + index + 1).map { $0.height(at: step) }.reduce(.zero, +)
      return fits(placed[index].top + placed[index].height + carried)
    }.map { start + $0 + 1 }
  }

  private func tooTall(_ placed: [PlacedFlowItem], at next: Int) -> LayoutFault {
    let piece = pieces[next]
    let height = piece.row?.row.height(at: step) ?? heights[piece.block]
    let used = placed.last.map { $0.top + $0.height } ?? document.laterTop
    return .tooTall(needed: used + height, available: document.floor)
  }
}
