package import Typesetting

/// Lays out a document: sets its texts, chooses the roomiest step that takes the fewest pages, and places everything.
package struct PageLayout {
  private let setter: any TextSetter

  package init(setter: any TextSetter) {
    self.setter = setter
  }

  /// The document's pages, or everything that keeps it from being laid out.
  package func layOut(_ document: FilledForm) throws(LayoutFaults) -> LaidOut {
    let collector = FaultCollector(setter: setter)
    var document = document
    for block in document.flow.indices where document.flow[block].table?.columns != nil {
      document.flow[block].table = document.flow[block].table.map(ColumnMeasure(setter: setter).settled)
    }
    let pieces = pieces(of: document, collector: collector)
    let heads = document.flow.enumerated().map { number, block in
      TableHeads(
        table: block.table?.repeatsFirstGroup == true
          ? pieces.filter { $0.block == number && $0.row?.group == 0 }.compactMap { $0.row?.row } : [],
        groups: (block.table?.groups ?? []).map { group in group.head.map { SetRow($0, collector: collector) } })
    }
    if !collector.faults.isEmpty { throw LayoutFaults(collector.faults) }
    let carries = CarryRows(pieces: pieces, collector: collector)
    func paginated(at step: Int) throws(LayoutFaults) -> [[PlacedFlowItem]] {
      let heights = document.flow.map { BlockExtent(block: $0, setter: setter, step: step).height }
      return try Pagination(
        document: document, pieces: pieces, heads: heads, carries: carries, heights: heights, step: step
      ).pages()
    }
    var step = min(document.firstStep, document.steps - 1)
    var pages = try paginated(at: step)
    // A page that goes on anyway is not tightened in vain.
    for tighter in step + 1..<max(step + 1, document.steps) where pages.count > 1 {
      let fewer = try paginated(at: tighter)
      if fewer.count < pages.count { (step, pages) = (tighter, fewer) }
    }
    var laidOut: [Page] = []
    for (number, placed) in pages.enumerated() {
      var page = PagePlacer(
        document: document, step: step, collector: collector, number: number + 1, count: pages.count)
      page.place(placed)
      laidOut.append(page.finished())
    }
    if !collector.faults.isEmpty { throw LayoutFaults(collector.faults) }
    return LaidOut(pages: laidOut, step: step, fits: collector.fits, baseForms: collector.baseForms)
  }

  private func pieces(of document: FilledForm, collector: FaultCollector) -> [FlowItem] {
    var pieces: [FlowItem] = []
    for (number, block) in document.flow.enumerated() {
      let rows = (block.table?.groups ?? []).enumerated().flatMap { group in
        group.element.rows.enumerated().map {
          (row: SetRow($0.element, collector: collector), group: group.offset, index: $0.offset)
        }
      }
      if rows.isEmpty {
        let mayBreak = number > 0 && !block.keepsWithPrevious
        pieces.append(FlowItem(block: number, row: nil, beginsBlock: true, endsBlock: true, mayBreakBefore: mayBreak))
      }
      for (index, row) in rows.enumerated() {
        let mayBreak = index == 0 ? number > 0 && !block.keepsWithPrevious : !rows[index - 1].row.row.keepsWithNext
        pieces.append(
          FlowItem(
            block: number, row: row, beginsBlock: index == 0, endsBlock: index == rows.count - 1,
            mayBreakBefore: mayBreak))
      }
    }
    return pieces
  }
}
