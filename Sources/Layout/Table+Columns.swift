package import Typesetting

extension Table {
  /// Columns side by side of which some are as wide as what stands in them: their edges are known when the table is laid out.
  package struct Columns: Sendable, Hashable {
    package enum Width: Sendable, Hashable {
      case fixed(Length)
      /// A part of what the other columns leave.
      case share(Double)
      /// As wide as the widest text that stands in this column alone, up to a limit.
      case content(upTo: Length)
    }

    package var from: Length
    package var to: Length
    /// Distance from one column to the next.
    package var gap: Length
    package var widths: [Width]

    package init(from: Length, to: Length, gap: Length, widths: [Width]) {
      self.from = from
      self.to = to
      self.gap = gap
      self.widths = widths
    }

    /// What fixed columns, content columns at their limits and gaps leave of the width: shared, or negative when it is too narrow.
    package var slack: Length {
      remainder { limit, _ in limit }
    }

    /// The columns' edges from the left, when the column of an index needs `content(index)` for its texts.
    package func edges(content: (Int) -> Length) -> [Stretch] {
      let left = remainder { limit, index in min(limit, content(index)) }
      let shares = widths.map { if case .share(let share) = $0 { share } else { 0 } }.reduce(0, +)
      var x = from
      return widths.enumerated().map { index, width in
        let own =
          switch width {
          case .fixed(let length): length
          case .content(let limit): min(limit, content(index))
          case .share(let share): left * (share / shares)
          }
        defer { x += own + gap }
        return Stretch(from: x, to: x + own)
      }
    }

    /// The edges when every content column is at its limit: the least that shares get.
    package var narrowest: [Stretch] {
      edges { index in
        guard case .content(let limit) = widths[index] else { return .zero }
        return limit
      }
    }

    private func remainder(content: (Length, Int) -> Length) -> Length {
      var left = to - from - gap * Double(widths.count - 1)
      for (index, width) in widths.enumerated() {
        switch width {
        case .fixed(let length): left -= length
        case .content(let limit): left -= content(limit, index)
        case .share: break
        }
      }
      return left
    }
  }
}
