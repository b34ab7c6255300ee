/// Brings a line to the measure by JLREQ 3.8: stage after stage of Appendix D when it is too long, of Appendix E when it is too short.
struct LineAdjustment {
  /// What is added to each gap of the line, in points; negative where it shrinks.
  private(set) var gaps: [Double]

  /// - Parameter excess: what the line lacks (positive) or has too much (negative).
  init(_ line: Composition.Line, of composition: Composition, excess: Double) {
    gaps = [Double](repeating: 0, count: max(0, line.visible.count - 1))
    let items = composition.items[line.visible].dropLast()
    if excess < 0 { shrink(items, by: -excess) } else { stretch(items, by: excess) }
  }

  private mutating func shrink(_ items: ArraySlice<Composition.Item>, by amount: Double) {
    var rest = amount
    for stage: UInt8 in [1, 4, 5, 6] where rest > 0 {
      let room = items.reduce(0) { $1.gap.shrinkStage == stage ? $0 + $1.gap.shrink : $0 }
      guard room > 0 else { continue }
      let ratio = min(1, rest / room)
      for (index, item) in items.enumerated() where item.gap.shrinkStage == stage {
        gaps[index] -= item.gap.shrink * ratio
      }
      rest -= room * ratio
    }
  }

  private mutating func stretch(_ items: ArraySlice<Composition.Item>, by amount: Double) {
    var rest = amount
    for stage: UInt8 in [1, 2, 3] where rest > 0 {
      let room = items.reduce(0) { $1.gap.stretchStage == stage ? $0 + $1.gap.stretch : $0 }
      guard room > 0 else { continue }
      let ratio = min(1, rest / room)
      for (index, item) in items.enumerated() where item.gap.stretchStage == stage {
        gaps[index] += item.gap.stretch * ratio
      }
      rest -= room * ratio
    }
    // Stage 4: the same for all that may grow at all.
    let growing = items.reduce(0) { $1.gap.stretchStage > 0 ? $0 + 1 : $0 }
    guard rest > 1e-9, growing > 0 else { return }
    for (index, item) in items.enumerated() where item.gap.stretchStage > 0 { gaps[index] += rest / Double(growing) }
  }
}
