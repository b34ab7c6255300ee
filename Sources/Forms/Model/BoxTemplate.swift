import Typesetting

/// A box before its values are known.
enum BoxTemplate: Sendable {
  /// One in which nothing is left to fill.
  case fixed(Box)
  /// The box's paragraphs are empty until a record fills them; `otherwise` are the same words in another style.
  case text(TextTemplate, otherwise: TextTemplate?, TextBox)
  case pageNumber(TextTemplate, TextBox)
  case code(Template, alternative: Template, right: Length, y: SteppedLength, module: Length)
  case seal(Template, alternative: Template, SealBox)
  case image(alternative: Template, ImageBox)
  case cells(Template, CellsBox)
  case group([Branch<BoxTemplate>])
}

/// A paragraph before its values are known.
struct TextTemplate: Sendable {
  /// A stretch in one style; `ruby` is its reading.
  struct Stretch: Sendable {
    var template: Template
    var style: TextStyle
    var ruby: Template?
    /// Whether the template is the pattern of a leader.
    var isLeader = false
  }

  var stretches: [Branch<Stretch>]
  var alignment: Alignment
  /// First-line indent in em.
  var indent: Double
  var fit: FitPolicy
  /// How strictly lines may begin and end; nil: strict.
  var breaking: LineBreakLevel?
  /// Whether stops may hang out of justified lines.
  var hangs = false
  var direction = WritingDirection.horizontal
  /// The paragraph itself, when all its words are the form's own: nothing is left to fill, and a setter knows it again.
  var fixed: Paragraph?
  /// The box's name for messages (`BoxNames`); the place of its element where it has no words.
  var name: String
}

extension TextTemplate {
  /// The same words in another style: what stood in `style` stands in `other`, which also says how far the text may give way.
  func restyled(from style: Style, to other: Style) -> TextTemplate {
    var restyled = self
    restyled.fit = other.fit
    restyled.stretches = stretches.map { branch in
      branch.map { stretch in
        var stretch = stretch
        if stretch.style == style.text { stretch.style = other.text }
        return stretch
      }
    }
    return restyled
  }

  /// The paragraph of these inlines.
  func paragraph(_ inlines: [Inline]) -> Paragraph {
    Paragraph(
      inlines, alignment: alignment, indent: indent, fit: fit, name: name, hangsPunctuation: hangs, level: breaking,
      direction: direction)
  }

  /// The template with its paragraph made once and for all, when no value and no condition is in it.
  func fixingOwnWords() -> TextTemplate {
    var inlines: [Inline] = []
    for branch in stretches {
      guard case .item(let stretch) = branch, stretch.template.plain != nil else { return self }
      if let ruby = stretch.ruby, ruby.plain == nil { return self }
      for case .text(let text) in stretch.template.pieces {
        inlines.append(Inline(text, style: stretch.style, ruby: stretch.ruby?.plain, isLeader: stretch.isLeader))
      }
    }
    var template = self
    template.fixed = paragraph(inlines).identified()
    return template
  }
}

/// A table before its values are known.
struct TableTemplate: Sendable {
  var from: Length
  var to: Length
  var edge: Table.Rule
  /// Rows at the table's top, said again on every page on which it goes on.
  var head: [Branch<RowTemplate>]
  var groups: [Branch<GroupTemplate>]
  /// Rule below the head, and between its rows.
  var rule: Table.Rule
  var hairline: Table.Rule
  /// Columns of which some are as wide as their texts; nil when all edges are known.
  var columns: Table.Columns?
}

/// Rows between two rules.
struct GroupTemplate: Sendable {
  var rule: Table.Rule
  var hairline: Table.Rule
  var head: [Branch<RowTemplate>]
  var rows: [Branch<RowTemplate>]
}

/// A row and its cells.
struct RowTemplate: Sendable {
  var cells: [Branch<CellTemplate>]
  var height: SteppedLength
  var lines: Int
  var pitch: Length
  var tints: [Table.Tint]
  var separator: Table.Separator
  var keepsWithNext: Bool
  var carry: CarryTemplate?
}

/// What is carried over below a row, in the row's own scope.
struct CarryTemplate: Sendable {
  var foot: [Branch<RowTemplate>]
  var head: [Branch<RowTemplate>]
}

/// A cell: its place and its paragraphs.
struct CellTemplate: Sendable {
  var from: Length
  var to: Length
  var lines: [Branch<TextTemplate>]
  var role: Table.Cell.Role
  var vertical: Table.Cell.Vertical
  var span: Int
  /// Its first column among the table's, when those are widths.
  var column: Int?
  var pitch: Length?
  /// The cell itself, when all its words are the form's own.
  var fixed: Table.Cell?
}

extension CellTemplate {
  /// The cell with its paragraphs.
  func cell(_ paragraphs: [Paragraph]) -> Table.Cell {
    Table.Cell(
      from: from, to: to, paragraphs: paragraphs, role: role, vertical: vertical, span: span, column: column,
      pitch: pitch)
  }

  /// The template with its cell made once and for all, when nothing is left to fill.
  func fixingOwnWords() -> CellTemplate {
    var paragraphs: [Paragraph] = []
    for branch in lines {
      guard case .item(let line) = branch, let paragraph = line.fixed else { return self }
      paragraphs.append(paragraph)
    }
    var template = self
    template.fixed = cell(paragraphs)
    return template
  }
}

/// A named way of setting text: the face and all that goes with it.
struct Style: Sendable, Hashable {
  var text: TextStyle
  /// Distance of baselines.
  var pitch: Length
  var alignment: Alignment
  var fit: FitPolicy
}
