package import Typesetting

/// A table: groups of rows with rules between groups and hairlines between rows. The papers' tables have no vertical
/// rules and no boxed cells.
///
/// Cells state their edges themselves (`from`, `to`), or the table has columns (`Columns`), whose widths may depend on
/// the texts.
package struct Table: Sendable {
  /// A rule's weight and colour.
  package struct Rule: Sendable, Hashable {
    package var weight: Length
    package var colour: Colour

    package init(weight: Length, colour: Colour) {
      self.weight = weight
      self.colour = colour
    }
  }

  package var from: Length
  package var to: Length
  /// First and last rule of the table, on every page that it covers.
  package var edge: Rule
  package var groups: [Group]
  /// Whether the first group is the table's head, which is repeated on every page on which the table continues.
  package var repeatsFirstGroup: Bool
  /// Columns whose widths may depend on their texts; nil when every cell states its edges.
  package var columns: Columns?

  package init(
    from: Length, to: Length, edge: Rule, groups: [Group], repeatsFirstGroup: Bool = false, columns: Columns? = nil
  ) {
    self.from = from
    self.to = to
    self.edge = edge
    self.groups = groups
    self.repeatsFirstGroup = repeatsFirstGroup
    self.columns = columns
  }

  /// Rows that belong together.
  package struct Group: Sendable {
    /// The rule above the group, unless the group begins the table.
    package var rule: Rule
    /// The rule between its rows.
    package var hairline: Rule
    /// Rows that are repeated when a page ends inside the group.
    package var head: [Row]
    package var rows: [Row]
    /// Whether the rows are on one page while a page holds them all.
    package var isWhole: Bool

    package init(rule: Rule, hairline: Rule, head: [Row] = [], rows: [Row], isWhole: Bool = false) {
      self.rule = rule
      self.hairline = hairline
      self.head = head
      self.rows = rows
      self.isWhole = isWhole
    }
  }

  /// A tinted stretch of a row.
  package struct Tint: Sendable, Hashable {
    package var from: Length
    package var to: Length
    package var colour: Colour

    package init(from: Length, to: Length, colour: Colour) {
      self.from = from
      self.to = to
      self.colour = colour
    }
  }

  /// A stretch of a row's width.
  package struct Stretch: Sendable, Hashable {
    package var from: Length
    package var to: Length

    package init(from: Length, to: Length) {
      self.from = from
      self.to = to
    }
  }

  /// The rule above a row.
  package enum Separator: Sendable, Hashable {
    /// The group's hairline (or its rule, above the group's first row).
    case usual
    case none
    /// The hairline over stretches of the row only.
    case partial([Stretch])
    /// Another rule than the usual one.
    case rule(Rule)
  }

  package struct Row: Sendable {
    package var cells: [Cell]
    /// Height with up to `lines` lines of text.
    package var height: SteppedLength
    /// The row is never lower than this: a label of two lines beside a value of one.
    package var minimumHeight: SteppedLength?
    package var lines: Int
    /// The height that each further line adds, which is also the distance between baselines.
    package var pitch: Length
    package var tints: [Tint]
    package var separator: Separator
    /// Whether the next row is on the same page, where that leaves no great part of the page before it empty.
    package var keepsWithNext: Bool
    /// Sums carried over to the next page when a page ends below this row, inside its group.
    package var carry: Carry?

    package init(
      cells: [Cell], height: SteppedLength, minimumHeight: SteppedLength? = nil, lines: Int = 1, pitch: Length,
      tints: [Tint] = [],
      separator: Separator = .usual, keepsWithNext: Bool = false, carry: Carry? = nil
    ) {
      self.cells = cells
      self.height = height
      self.minimumHeight = minimumHeight
      self.lines = lines
      self.pitch = pitch
      self.tints = tints
      self.separator = separator
      self.keepsWithNext = keepsWithNext
      self.carry = carry
    }
  }

  package struct Cell: Sendable {
    package enum Role: Sendable, Hashable {
      case rowHeader
      case columnHeader
      case data
      /// A note at a row's end, which is read as part of the cell before it.
      case note
    }

    /// The vertical position of the cell's lines in the row.
    package enum Vertical: Sendable, Hashable {
      /// Centred: the lines are spread around the middle of the row, and a single line's baseline is 0.38 em below it.
      case centred
      /// A label: on the first baseline of the row's value if it is of about the same size and has no more lines,
      /// otherwise centred.
      case label
      /// A stated distance of the first baseline from the row's top.
      case baseline(Length)
    }

    package var from: Length
    package var to: Length
    package var paragraphs: [Paragraph]
    package var role: Role
    package var vertical: Vertical
    /// The number of columns that the cell spans.
    package var span: Int
    /// Its first column, as an index into `Table.columns`; nil when `from` and `to` are stated.
    package var column: Int?
    /// Distance between the cell's baselines; nil: that of the row.
    package var pitch: Length?
    /// Whether it belongs to a column of figures (`FigureColumns`).
    package var isFigure: Bool

    package init(
      from: Length, to: Length, paragraphs: [Paragraph], role: Role = .data, vertical: Vertical = .centred,
      span: Int = 1, column: Int? = nil, pitch: Length? = nil, isFigure: Bool = false
    ) {
      self.from = from
      self.to = to
      self.paragraphs = paragraphs
      self.role = role
      self.vertical = vertical
      self.span = span
      self.column = column
      self.pitch = pitch
      self.isFigure = isFigure
    }
  }
}

extension Table {
  /// 繰越: the sums so far, which are carried over where a page ends inside a group.
  package struct Carry: Sendable {
    /// Below the page's last row: 次頁へ繰越.
    package var foot: [Row]
    /// Above the next page's first row, below the group's head: 前頁より繰越.
    package var head: [Row]

    package init(foot: [Row], head: [Row]) {
      self.foot = foot
      self.head = head
    }
  }

  /// Columns side by side, of which some are as wide as their texts. Their edges are known only when the table is laid
  /// out.
  ///
  /// ```
  /// 100 mm wide, gap 2 mm, widths [.fixed(24 mm), .share(1), .share(3)]  → 24, 18 and 54 mm
  /// ```
  package struct Columns: Sendable, Hashable {
    package enum Width: Sendable, Hashable {
      case fixed(Length)
      /// A share of the width that the other columns leave.
      case share(Double)
      /// As wide as the widest text of the cells in this column alone, up to a limit.
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

    /// The width that is left for shares when every content column is at its limit; negative when the table is too
    /// narrow.
    package var slack: Length {
      remainder { limit, _ in limit }
    }

    /// The columns' edges from the left.
    ///
    /// - Parameter content: the width that the texts of a content column need, by the column's index.
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

    /// The edges when every content column is at its limit, which leaves least for the shares.
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
