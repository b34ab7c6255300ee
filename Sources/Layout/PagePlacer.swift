import Typesetting

/// Places everything that stands on one page.
struct PagePlacer {
  let document: FilledForm
  let step: Int
  let collector: FaultCollector
  let number: Int
  let count: Int
  var builder = PageBuilder()

  init(document: FilledForm, step: Int, collector: FaultCollector, number: Int, count: Int) {
    self.document = document
    self.step = step
    self.collector = collector
    self.number = number
    self.count = count
  }

  /// The page's fixed boxes and its share of the flow, in reading order.
  mutating func place(_ pieces: [PlacedFlowItem]) {
    for box in document.everyPage { place(box, below: .zero) }
    if let marks = document.marks { place(marks) }
    for box in number == 1 ? document.firstPage : document.laterPages { place(box, below: .zero) }
    var index = 0
    while index < pieces.count {
      let block = pieces[index].piece.block
      let end = pieces[index...].firstIndex { $0.piece.block != block } ?? pieces.count
      place(block: document.flow[block], pieces: pieces[index..<end])
      index = end
    }
  }

  func finished() -> Page {
    builder.page(width: document.width, height: document.height)
  }

  private mutating func place(block: Block, pieces: ArraySlice<PlacedFlowItem>) {
    guard let first = pieces.first else { return }
    if first.piece.beginsBlock {
      for box in block.boxes { place(box, below: first.start) }
    }
    if let table = block.table { place(table, rows: pieces) }
  }
}
