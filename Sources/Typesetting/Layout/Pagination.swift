/// Parts the flow into pages at one step of tightening.
struct Pagination {
  let document: Document
  let pieces: [Piece]
  /// Head rows of each block's groups, set once.
  let heads: [[[SetRow]]]
  let step: Int

  /// Pieces by page; a piece that no page holds is reported as a fault.
  func pages() throws(LayoutFaults) -> [[PlacedPiece]] {
    var pages: [[PlacedPiece]] = []
    var start = 0
    repeat {
      var (placed, next) = fill(from: start, page: pages.count)
      if next < pieces.count {
        guard let end = lastBreak(after: start, upTo: next) else { throw LayoutFaults([tooTall(placed, at: next)]) }
        placed.removeLast(next - end)
        next = end
      }
      pages.append(placed)
      start = next
    } while start < pieces.count
    return pages
  }

  /// As many pieces as fit on a page, and the first that does not.
  private func fill(from start: Int, page: Int) -> (placed: [PlacedPiece], next: Int) {
    var placed: [PlacedPiece] = []
    var cursor = page == 0 ? Length.zero : document.laterTop
    for index in start..<pieces.count {
      let piece = pieces[index]
      if piece.beginsBlock { cursor = top(of: piece, cursor: cursor, beginsPage: page > 0 && index == start) }
      let head = page > 0 && index == start ? repeatedHead(for: piece) : []
      let begin = cursor
      for row in head { cursor += row.height(at: step) }
      let block = document.flow[piece.block]
      let height = (piece.row?.row.height(at: step) ?? .zero) + (piece.endsBlock ? block.height : .zero)
      let bodyHeight = piece.row?.row.height(at: step) ?? block.height
      // A thousandth of a point forgives the rounding of sums of millimetres.
      if (cursor + height).points > document.floor.points + 0.001 { return (placed, index) }
      placed.append(PlacedPiece(piece: piece, top: cursor, height: bodyHeight, repeatedHead: head, start: begin))
      cursor += height
    }
    return (placed, pieces.count)
  }

  private func top(of piece: Piece, cursor: Length, beginsPage: Bool) -> Length {
    let block = document.flow[piece.block]
    if beginsPage { return document.laterTop + clearance(above: block) }
    switch block.start {
    case .at(let y): return cursor > y[step] ? cursor : y[step]
    case .after(let gap): return cursor + gap[step]
    }
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

  private func repeatedHead(for piece: Piece) -> [SetRow] {
    guard let row = piece.row, row.index > 0 else { return [] }
    return heads[piece.block][row.group]
  }

  private func lastBreak(after start: Int, upTo end: Int) -> Int? {
    guard end > start else { return nil }
    return (start + 1...end).last { pieces[$0].mayBreakBefore }
  }

  private func tooTall(_ placed: [PlacedPiece], at next: Int) -> LayoutFault {
    let piece = pieces[next]
    let height = piece.row?.row.height(at: step) ?? document.flow[piece.block].height
    let used = placed.last.map { $0.top + $0.height } ?? document.laterTop
    return .tooTall(needed: used + height, available: document.floor)
  }
}
