import Fields
import Layout
import Typesetting

/// What boxes are called in messages and in the report of a run: by what a person reads on the paper, not by a position
/// in a file.
///
/// - A value in a table goes by the label of its row (工事名), and below a column's head by both (保証金額　変更後).
/// - Any other text goes by its own words, with the headings of fields for values: `第{{ number }}号` → 第〔保証契約番号〕号.
///
/// When a form has been read, its boxes and blocks are named once by `named()`. A paragraph is named last of all, so
/// that only then the paragraphs and cells in which nothing is left to fill are made (`makingConstant`).
enum BoxNames {
  /// Characters of a name at most; a longer one ends with an ellipsis. A message is one line of a terminal.
  private static let limit = 24

  /// The name that a paragraph's own words give it, or nil when it has none.
  static func name(of paragraph: ParagraphTemplate) -> String? {
    var segments: [Template.Segment] = []
    for run in paragraph.runs { collectSegments(of: run, into: &segments) }
    let values = segments.compactMap { segment in
      if case .value(let expression) = segment { expression.heading } else { nil }
    }
    let plain = segments.map { segment in if case .text(let words) = segment { words } else { "" } }.joined()
    let isBlank = plain.unicodeScalars.allSatisfy { $0 == " " || $0 == "　" || $0 == "\n" }
    if isBlank { return values.isEmpty ? nil : truncated(values.joined(separator: "・")) }
    return truncated(
      segments.map { segment in
        switch segment {
        case .text(let words): words.split(separator: "\n").joined()
        case .value(let expression): "〔\(expression.heading)〕"
        }
      }.joined())
  }

  private static func collectSegments(of branch: Branch<ParagraphTemplate.Run>, into segments: inout [Template.Segment])
  {
    switch branch {
    case .item(let run): if !run.isLeader { segments += run.template.segments }
    case .when(let condition, let inner):
      // What stands in place of an absent value (－) does not name the box.
      if !condition.negated { for run in inner { collectSegments(of: run, into: &segments) } }
    case .each(_, let inner): for run in inner { collectSegments(of: run, into: &segments) }
    }
  }

  private static func truncated(_ name: String) -> String {
    name.count > limit ? name.prefix(limit - 1) + "…" : name
  }
}

extension ParagraphTemplate {
  /// Named by its own words, or by its position when it has none.
  fileprivate func named() -> ParagraphTemplate {
    named(BoxNames.name(of: self) ?? name)
  }

  fileprivate func named(_ name: String) -> ParagraphTemplate {
    var paragraph = self
    paragraph.name = name
    return paragraph.makingConstant()
  }
}

extension BoxTemplate {
  func named() -> BoxTemplate {
    switch self {
    case .text(let text, let otherwise, var box):
      let (text, otherwise) = (text.named(), otherwise?.named())
      guard let constant = text.constantParagraph, !constant.inlines.isEmpty else {
        return .text(text, otherwise: otherwise, box)
      }
      box.paragraph = constant
      if let otherwise = otherwise?.constantParagraph { box.otherwise?.paragraph = otherwise }
      return .constant(.text(box))
    case .pageNumber(let text, let box): return .pageNumber(text.named("ページ番号"), box)
    case .cells(let content, var box):
      let headings = content.segments.compactMap { segment in
        if case .value(let expression) = segment { expression.heading } else { nil }
      }
      if let heading = headings.first { box.name = heading }
      return .cells(content, box)
    case .group(let inner): return .group(inner.map { $0.map { $0.named() } })
    case .constant, .code, .seal, .image: return self
    }
  }
}

extension BlockTemplate {
  func named() -> BlockTemplate {
    var block = self
    block.boxes = boxes.map { $0.map { $0.named() } }
    block.tables = tables.map { $0.map { $0.named() } }
    return block
  }
}

extension TableTemplate {
  /// With each cell named by the label of its row and the head above it.
  fileprivate func named() -> TableTemplate {
    var table = self
    var heads: [CellTemplate] = []
    table.head = head.map { $0.map { $0.named(&heads) } }
    table.groups = groups.map { branch in
      branch.map { group in
        var group = group
        group.head = group.head.map { $0.map { $0.named(&heads) } }
        group.rows = group.rows.map { $0.map { $0.named(&heads) } }
        return group
      }
    }
    return table
  }
}

extension RowTemplate {
  /// - Parameter heads: the column heads above this row; its own are added for the rows below.
  fileprivate func named(_ heads: inout [CellTemplate]) -> RowTemplate {
    var row = self
    let label = cells.flatMap(\.items).first { $0.role != .columnHeader && $0.role != .note }.flatMap { $0.label }
    var isLabel = label != nil
    row.cells = cells.map { branch in
      branch.map { cell in
        defer { isLabel = false }
        switch cell.role {
        case .columnHeader:
          heads.removeAll { $0.overlaps(cell) }
          heads.append(cell)
          return cell.mappingParagraphs { $0.named() }
        case .note: return cell.mappingParagraphs { $0.named() }
        case .rowHeader, .data:
          if isLabel { return cell.mappingParagraphs { $0.named() } }
          let head = heads.last { $0.covers(cell) && $0.firstLineName != nil }?.firstLineName
          return cell.named([label, head].compactMap(\.self))
        }
      }
    }
    row.carry = carry.map { carry in
      CarryTemplate(
        foot: carry.foot.map { $0.map { $0.named(&heads) } }, head: carry.head.map { $0.map { $0.named(&heads) } })
    }
    return row
  }
}

extension CellTemplate {
  /// The label that the cell gives its row: its first line, when that is the form's own words only.
  fileprivate var label: String? {
    guard let first = lines.flatMap(\.items).first, !first.runs.isEmpty else { return nil }
    let runs = first.runs.flatMap(\.items)
    return runs.allSatisfy { $0.template.constantText != nil } ? BoxNames.name(of: first) : nil
  }

  fileprivate var firstLineName: String? { lines.flatMap(\.items).first.flatMap { BoxNames.name(of: $0) } }

  /// Whether this head stands above the whole of a cell; a wider cell does not belong to its column.
  fileprivate func covers(_ other: CellTemplate) -> Bool {
    if let columns, let others = other.columns {
      return columns.lowerBound <= others.lowerBound && others.upperBound <= columns.upperBound
    }
    return from <= other.from && other.to <= to
  }

  fileprivate func overlaps(_ other: CellTemplate) -> Bool {
    if let columns, let others = other.columns { return columns.overlaps(others) }
    return from < other.to && other.from < to
  }

  /// The columns that the cell spans, in a table whose columns have indices.
  private var columns: Range<Int>? { column.map { $0..<$0 + max(1, span) } }

  fileprivate func mappingParagraphs(_ transform: (ParagraphTemplate) -> ParagraphTemplate) -> CellTemplate {
    var cell = self
    cell.lines = lines.map { $0.map(transform) }
    return cell.makingConstant()
  }

  /// Named by label and head. Where a cell has several lines, the name of each line follows.
  fileprivate func named(_ names: [String]) -> CellTemplate {
    if names.isEmpty { return mappingParagraphs { $0.named() } }
    let isAlone = lines.flatMap(\.items).count <= 1
    return mappingParagraphs { line in
      line.named((names + (isAlone ? [] : [BoxNames.name(of: line)].compactMap(\.self))).joined(separator: "　"))
    }
  }
}
