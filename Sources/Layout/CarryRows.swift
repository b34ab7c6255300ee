/// The carried sums of rows, set when a page ends below one of them: of most rows they are never asked for.
final class CarryRows {
  private let pieces: [FlowItem]
  private let collector: FaultCollector
  private var set: [Int: (foot: [SetRow], head: [SetRow])] = [:]

  init(pieces: [FlowItem], collector: FaultCollector) {
    self.pieces = pieces
    self.collector = collector
  }

  /// What stands at the foot of a page whose last piece is the one before `next`.
  func foot(above next: Int) -> [SetRow] {
    rows(above: next)?.foot ?? []
  }

  /// What stands at the head of a page that begins with the piece `next`.
  func head(above next: Int) -> [SetRow] {
    rows(above: next)?.head ?? []
  }

  private func rows(above next: Int) -> (foot: [SetRow], head: [SetRow])? {
    guard next > 0, pieces[next].continues(pieces[next - 1]), let carry = pieces[next - 1].row?.row.row.carry else {
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
