package import Typesetting

/// Lays out a filled form as pages.
///
/// 1. The widths of columns that depend on their texts are decided (`ColumnFitting`), and figures are aligned in theirs
///    (`FigureColumns`).
/// 2. The rows of all tables are set, which makes the flow a list of items that no page end divides (`FlowItem`).
/// 3. The items are divided into pages (`Pagination`), at the roomiest step of tightening that takes the fewest pages.
/// 4. Everything is placed, page by page (`PagePlacer`).
///
/// ```
/// let result = try PageLayout(setter: HarfBuzzTextSetter(store: fonts)).layOut(form)
/// ```
package struct PageLayout {
  private let setter: any TextSetter

  package init(setter: any TextSetter) {
    self.setter = setter
  }

  /// The form's pages, or every fault that keeps it from being laid out.
  package func layOut(_ form: FilledForm) throws(LayoutFaults) -> LayoutResult {
    let collector = CollectingTextSetter(setter: setter)
    var form = form
    for block in form.flow.indices {
      guard let table = form.flow[block].table else { continue }
      let fitted = ColumnFitting(setter: setter).fitColumns(of: table)
      form.flow[block].table = FigureColumns(setter: setter).aligned(fitted)
    }
    let items = makeItems(of: form, collector: collector)
    var firstGroups = [[SetRow]](repeating: [], count: form.flow.count)
    for item in items {
      if let row = item.row, row.group == 0, form.flow[item.block].table?.repeatsFirstGroup == true {
        firstGroups[item.block].append(row.set)
      }
    }
    let heads = zip(form.flow, firstGroups).map { block, firstGroup in
      TableHeads(
        table: firstGroup,
        groups: (block.table?.groups ?? []).map { group in group.head.map { SetRow($0, collector: collector) } })
    }
    if !collector.faults.isEmpty { throw LayoutFaults(collector.faults) }
    let carries = CarriedRows(items: items, collector: collector)
    func paginated(at step: Int) throws(LayoutFaults) -> [[PlacedFlowItem]] {
      let heights = form.flow.map { BlockHeight(block: $0, setter: setter, step: step).height }
      return try Pagination(
        form: form, items: items, heads: heads, carries: carries, heights: heights, step: step
      ).pages()
    }
    var step = min(form.firstStep, form.steps - 1)
    var pages = try paginated(at: step)
    // A tighter step is taken only if it saves a page.
    for tighter in step + 1..<max(step + 1, form.steps) where pages.count > 1 {
      let fewer = try paginated(at: tighter)
      if fewer.count < pages.count { (step, pages) = (tighter, fewer) }
    }
    let columnCounts = form.flow.map { $0.table?.columnCount ?? 0 }
    var laidOut: [Page] = []
    for (number, placed) in pages.enumerated() {
      var page = PagePlacer(
        form: form, columnCounts: columnCounts, step: step, collector: collector, number: number + 1,
        count: pages.count)
      page.placePage(placed)
      page.prove()
      laidOut.append(page.makePage())
    }
    if !collector.faults.isEmpty { throw LayoutFaults(collector.faults) }
    return LayoutResult(pages: laidOut, step: step, fits: collector.fits, baseForms: collector.baseForms)
  }

  private func makeItems(of form: FilledForm, collector: CollectingTextSetter) -> [FlowItem] {
    var items: [FlowItem] = []
    for (number, block) in form.flow.enumerated() {
      let rows = (block.table?.groups ?? []).enumerated().flatMap { group in
        group.element.rows.enumerated().map {
          (set: SetRow($0.element, collector: collector), group: group.offset, index: $0.offset)
        }
      }
      let first = number == 0 || block.keepsWithPrevious ? Bond.fixed : .free
      if rows.isEmpty {
        items.append(FlowItem(block: number, row: nil, beginsBlock: true, endsBlock: true, bond: first))
      }
      for (index, row) in rows.enumerated() {
        let bond = index == 0 ? first : block.table.map { $0.bond(of: row, after: rows[index - 1]) } ?? .free
        items.append(
          FlowItem(block: number, row: row, beginsBlock: index == 0, endsBlock: index == rows.count - 1, bond: bond))
      }
    }
    return items.keepingLastLinks(below: form.height * FlowItem.greatestEmptyPart)
  }
}

extension Table {
  /// How firmly a row is held to the one before it.
  fileprivate func bond(
    of row: (set: SetRow, group: Int, index: Int), after before: (set: SetRow, group: Int, index: Int)
  ) -> Bond {
    if repeatsFirstGroup, before.group == 0, before.set.source.keepsWithNext { return .fixed }
    let isKept = before.set.source.keepsWithNext
    // A row above a group that is not parted, such as its heading, is one with it.
    if groups[row.group].isWhole, isKept || row.group == before.group { return .whole }
    return isKept ? .chain : .free
  }
}

extension [FlowItem] {
  /// The items with the last link of each chain made firm, so that a page never begins with the end of a chain alone.
  ///
  /// - Parameter height: from this height on a row may begin a page alone, because it is much by itself.
  fileprivate func keepingLastLinks(below height: Length) -> [FlowItem] {
    var items = self
    var isLast = true
    for index in items.indices.reversed() {
      switch items[index].bond {
      case .free: isLast = true
      case .chain where isLast:
        if items[index].row.map({ $0.set.height(at: 0) < height }) ?? true { items[index].bond = .whole }
        isLast = false
      case .chain, .whole, .fixed: break
      }
    }
    return items
  }
}

/// A form as pages, and how far its texts had to give way.
package struct LayoutResult: Sendable {
  package var pages: [Page]
  /// The step of tightening that was taken.
  package var step: Int
  package var fits: [FitResult]
  /// Variation sequences that were drawn as their base characters.
  package var baseForms: [BaseForm]
}

/// How far the text of one box had to give way to fit.
package struct FitResult: Sendable, Hashable {
  package var box: String
  package var lines: Int
  /// Horizontal scale: 1 when the text was not condensed.
  package var condensed: Double
  /// Scale of the size: 1 when the text was not shrunk.
  package var shrunk: Double

  package init(box: String, lines: Int, condensed: Double, shrunk: Double) {
    self.box = box
    self.lines = lines
    self.condensed = condensed
    self.shrunk = shrunk
  }
}

/// Why a form cannot be laid out.
package enum LayoutFault: Sendable, Hashable {
  /// A text cannot be set.
  case setting(SettingFault)
  /// A row or block is taller than a page.
  case tooTall(needed: Length, available: Length)
  /// A QR code's text is longer than any symbol can hold.
  case code(text: String)
  /// A text would be printed over that of another box.
  case overlap(box: String, field: String?, other: String, needed: Length, available: Length)
  /// A text would leave the page.
  case beyondPage(box: String, field: String?, needed: Length, available: Length)
  /// Lines of a text, or characters of a line, would stand over each other.
  case crowded(CrowdedPart, box: String, field: String?, needed: Length, available: Length)
  /// A shape would be drawn through a text; `at` is its upper left corner.
  case struck(ShapeKind, at: Point, box: String, field: String?)
  /// A shape would leave the page; `at` is its upper left corner.
  case shapeBeyondPage(ShapeKind, at: Point, needed: Length, available: Length)
  /// The room around a QR code that must stay empty is cut off by the page's edge or by a rule, or has a text in it.
  case quietZone(intruder: String?)
}

/// All faults of a form at once.
package struct LayoutFaults: Error, Sendable, Hashable {
  package var faults: [LayoutFault]

  package init(_ faults: [LayoutFault]) {
    self.faults = faults
  }
}
