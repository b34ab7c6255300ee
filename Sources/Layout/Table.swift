package import Typesetting

/// Rows parted by hairlines, groups parted by rules: the papers' tables have no vertical rules and no boxed cells.
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
  /// Whether the first group is the table's head, said again on every page on which the table goes on.
  package var repeatsFirstGroup: Bool
  /// Columns whose edges depend on what stands in them; nil when every cell says where it stands.
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
    /// Rows said again when a page ends inside the group.
    package var head: [Row]
    package var rows: [Row]

    package init(rule: Rule, hairline: Rule, head: [Row] = [], rows: [Row]) {
      self.rule = rule
      self.hairline = hairline
      self.head = head
      self.rows = rows
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

  /// What stands above a row.
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
    package var lines: Int
    /// What each further line adds, and the distance of baselines.
    package var pitch: Length
    package var tints: [Tint]
    package var separator: Separator
    /// No page ends below this row.
    package var keepsWithNext: Bool
    /// What is said when a page ends below this row and its group goes on.
    package var carry: Carry?

    package init(
      cells: [Cell], height: SteppedLength, lines: Int = 1, pitch: Length, tints: [Tint] = [],
      separator: Separator = .usual,
      keepsWithNext: Bool = false, carry: Carry? = nil
    ) {
      self.cells = cells
      self.height = height
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
      /// Read as part of the cell before it: a note at a row's end.
      case note
    }

    /// How the cell's lines stand in their row.
    package enum Vertical: Sendable, Hashable {
      /// Middle of the row plus 0.38 em, lines spread around the middle: the centring rule of the papers' design.
      case centred
      /// A label: on the first baseline of the row's values when it is about as large and has no more lines; otherwise centred.
      case label
      /// A stated distance of the first baseline from the row's top.
      case baseline(Length)
    }

    package var from: Length
    package var to: Length
    package var paragraphs: [Paragraph]
    package var role: Role
    package var vertical: Vertical
    /// Columns that the cell stands over: of the tag, and of the edges when the table's columns decide them.
    package var span: Int
    /// Its first column among `Table.columns`; nil when `from` and `to` are stated.
    package var column: Int?
    /// Distance of the cell's own baselines, when it is not the row's.
    package var pitch: Length?

    package init(
      from: Length, to: Length, paragraphs: [Paragraph], role: Role = .data, vertical: Vertical = .centred,
      span: Int = 1,
      column: Int? = nil, pitch: Length? = nil
    ) {
      self.from = from
      self.to = to
      self.paragraphs = paragraphs
      self.role = role
      self.vertical = vertical
      self.span = span
      self.column = column
      self.pitch = pitch
    }
  }
}
