import Layout
import Typesetting

// What stands on a page, before the values of a record are known: boxes, paragraphs and tables. Filling
// (`Form+Filling.swift`) makes of each of these values the one of Typesetting that it is named for. What holds the
// form's own words only is made once, when the form is read (`constant…`), because it is the same on every paper.

/// A box before its values are known.
enum BoxTemplate: Sendable {
  /// A box in which nothing is left to fill.
  case constant(Box)
  /// The box's paragraphs are empty until a record fills them; `otherwise` is the same text in another style.
  case text(ParagraphTemplate, otherwise: ParagraphTemplate?, TextBox)
  case pageNumber(ParagraphTemplate, TextBox)
  case code(Template, alternative: Template, right: Length, y: SteppedLength, module: Length)
  case seal(Template, alternative: Template, SealBox)
  case image(alternative: Template, ImageBox)
  case cells(Template, CellsBox)
  case group([Branch<BoxTemplate>])
}

/// A named way of setting text: the face and all that goes with it.
struct Style: Sendable, Hashable {
  var text: TextStyle
  /// Distance from one baseline to the next.
  var pitch: Length
  var alignment: Alignment
  var fit: FitPolicy

  /// What a style is before it says anything, and what stands in for an unknown one: the running text of the house's
  /// papers.
  static let standard = Style(
    text: TextStyle(role: "mincho", size: .pt(10.5)), pitch: .mm(6), alignment: .start, fit: FitPolicy())
}

/// A paragraph before its values are known.
struct ParagraphTemplate: Sendable {
  /// Text in one style; `ruby` is its reading.
  struct Run: Sendable {
    var template: Template
    var style: TextStyle
    var ruby: Template?
    /// Whether the template is the pattern that a leader (リーダー) repeats.
    var isLeader = false
  }

  var runs: [Branch<Run>]
  var alignment: Alignment
  /// First-line indent in em.
  var indent: Double
  var fit: FitPolicy
  /// How strictly lines may begin and end; nil: strict.
  var breaking: LineBreakLevel?
  /// Whether full stops and commas may hang out of justified lines (ぶら下げ).
  var hangs = false
  var direction = WritingDirection.horizontal
  /// The paragraph itself when all its words are the form's own. The setter recognises it and need not set it again.
  var constantParagraph: Paragraph?
  /// The box's name for messages (`BoxNames`), or the position of its element in the file when it has no words.
  var name: String

  /// The paragraph of these inlines.
  func paragraph(_ inlines: [Inline]) -> Paragraph {
    Paragraph(
      inlines, alignment: alignment, indent: indent, fit: fit, name: name, hangsPunctuation: hangs, level: breaking,
      direction: direction)
  }

  /// The template with another style: the runs that were set in `style` are set in `other`, and all other runs keep
  /// theirs. How far the text may give way is then what `other` says.
  func restyled(from style: Style, to other: Style) -> ParagraphTemplate {
    var restyled = self
    restyled.fit = other.fit
    restyled.runs = runs.map { branch in
      branch.map { run in
        var run = run
        if run.style == style.text { run.style = other.text }
        return run
      }
    }
    return restyled
  }

  /// The template with its paragraph made once and for all, unless a value or a condition is in it.
  func makingConstant() -> ParagraphTemplate {
    var inlines: [Inline] = []
    for branch in runs {
      guard case .item(let run) = branch, run.template.constantText != nil else { return self }
      if let ruby = run.ruby, ruby.constantText == nil { return self }
      for case .text(let text) in run.template.segments {
        inlines.append(Inline(text, style: run.style, ruby: run.ruby?.constantText, isLeader: run.isLeader))
      }
    }
    var template = self
    template.constantParagraph = paragraph(inlines).identified()
    return template
  }
}

/// A table before its values are known.
struct TableTemplate: Sendable {
  var from: Length
  var to: Length
  /// Rule around the table.
  var edge: Table.Rule
  /// Rows at the table's top, repeated on every page on which it goes on.
  var head: [Branch<RowTemplate>]
  var groups: [Branch<GroupTemplate>]
  /// Rule below the head, and between its rows.
  var rule: Table.Rule
  var hairline: Table.Rule
  /// The columns when some are as wide as their texts; nil when all edges are known.
  var columns: Table.Columns?
}

/// Rows between two rules.
struct GroupTemplate: Sendable {
  var rule: Table.Rule
  var hairline: Table.Rule
  var head: [Branch<RowTemplate>]
  var rows: [Branch<RowTemplate>]
  var isWhole = false
}

/// A row and its cells.
struct RowTemplate: Sendable {
  var cells: [Branch<CellTemplate>]
  var height: SteppedLength
  /// The row is never lower than this, whatever its lines need.
  var minimumHeight: SteppedLength?
  /// How many lines of text `height` is meant for; each line more makes the row higher by `pitch`.
  var lines: Int
  var pitch: Length
  var tints: [Table.Tint]
  var separator: Table.Separator
  var keepsWithNext: Bool
  var carry: CarryTemplate?
}

/// The rows carried forward (繰越) at the foot of a page that ends below a row, and brought forward at the head of the
/// next one. Both see the values that the row sees.
struct CarryTemplate: Sendable {
  var foot: [Branch<RowTemplate>]
  var head: [Branch<RowTemplate>]
}

/// A cell: where it stands, and its paragraphs.
struct CellTemplate: Sendable {
  var from: Length
  var to: Length
  var lines: [Branch<ParagraphTemplate>]
  var role: Table.Cell.Role
  var vertical: Table.Cell.Vertical
  var span: Int
  /// Index of its first column, in a table whose columns are given by width.
  var column: Int?
  var pitch: Length?
  /// Whether it belongs to a column of figures.
  var isFigure = false
  /// The cell itself when all its words are the form's own.
  var constantCell: Table.Cell?

  /// The cell with these paragraphs.
  func cell(_ paragraphs: [Paragraph]) -> Table.Cell {
    Table.Cell(
      from: from, to: to, paragraphs: paragraphs, role: role, vertical: vertical, span: span, column: column,
      pitch: pitch, isFigure: isFigure)
  }

  /// The template with its cell made once and for all, unless something in it is left to fill.
  func makingConstant() -> CellTemplate {
    var paragraphs: [Paragraph] = []
    for branch in lines {
      guard case .item(let line) = branch, let paragraph = line.constantParagraph else { return self }
      paragraphs.append(paragraph)
    }
    var template = self
    template.constantCell = cell(paragraphs)
    return template
  }
}
