import Fields
import Layout
import Typesetting

/// What boxes are called in refusals and in the report of a run: the words that a person reads on the paper, not places in a file.
///
/// A value in a table goes by its row's label (工事名), below a column's head by both (保証金額　変更後); any other text by its own words,
/// values by the headings of their fields: 第〔保証契約番号〕号.
enum BoxNames {
  /// Characters of a name; a sentence is cut.
  private static let limit = 24

  /// The name that a text's own words give it, or nil when it says nothing.
  static func words(of text: TextTemplate) -> String? {
    var pieces: [Template.Piece] = []
    for stretch in text.stretches { collect(stretch, into: &pieces) }
    let values = pieces.compactMap { piece in if case .value(let expression) = piece { expression.heading } else { nil }
    }
    let plain = pieces.map { piece in if case .text(let words) = piece { words } else { "" } }.joined()
    let isBlank = plain.unicodeScalars.allSatisfy { $0 == " " || $0 == "　" || $0 == "\n" }
    if isBlank { return values.isEmpty ? nil : cut(values.joined(separator: "・")) }
    return cut(
      pieces.map { piece in
        switch piece {
        case .text(let words): words.split(separator: "\n").joined()
        case .value(let expression): "〔\(expression.heading)〕"
        }
      }.joined())
  }

  private static func collect(_ branch: Branch<TextTemplate.Stretch>, into pieces: inout [Template.Piece]) {
    switch branch {
    case .item(let stretch): if !stretch.isLeader { pieces += stretch.template.pieces }
    case .when(let condition, let inner):
      // Words that stand in for an absent value are not the box's name.
      if !condition.negated { for stretch in inner { collect(stretch, into: &pieces) } }
    case .each(_, let inner): for stretch in inner { collect(stretch, into: &pieces) }
    }
  }

  private static func cut(_ name: String) -> String {
    name.count > limit ? name.prefix(limit - 1) + "…" : name
  }
}

extension TextTemplate {
  /// Called by its own words. A text is named last of all: it is then as it stays.
  func named() -> TextTemplate {
    named(BoxNames.words(of: self) ?? name)
  }

  fileprivate func named(_ name: String) -> TextTemplate {
    var text = self
    text.name = name
    return text.fixingOwnWords()
  }
}

extension BoxTemplate {
  func named() -> BoxTemplate {
    switch self {
    case .text(let text, let otherwise, var box):
      let (text, otherwise) = (text.named(), otherwise?.named())
      guard let fixed = text.fixed, !fixed.inlines.isEmpty else { return .text(text, otherwise: otherwise, box) }
      box.paragraph = fixed
      if let otherwise = otherwise?.fixed { box.otherwise?.paragraph = otherwise }
      return .fixed(.text(box))
    case .pageNumber(let text, let box): return .pageNumber(text.named("ページ番号"), box)
    case .cells(let content, var box):
      let headings = content.pieces.compactMap { piece in
        if case .value(let expression) = piece { expression.heading } else { nil }
      }
      if let heading = headings.first { box.name = heading }
      return .cells(content, box)
    case .group(let inner): return .group(inner.map { $0.map { $0.named() } })
    case .fixed, .code, .seal, .image: return self
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
  /// Cells called by their rows' labels and the heads above them.
  func named() -> TableTemplate {
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
  /// - Parameter heads: column heads seen so far; those of this row are added.
  fileprivate func named(_ heads: inout [CellTemplate]) -> RowTemplate {
    var row = self
    let label = items(of: cells).first { $0.role != .columnHeader && $0.role != .note }.flatMap { $0.label }
    var isLabel = label != nil
    row.cells = cells.map { branch in
      branch.map { cell in
        defer { isLabel = false }
        switch cell.role {
        case .columnHeader:
          heads.removeAll { $0.overlaps(cell) }
          heads.append(cell)
          return cell.naming { $0.named() }
        case .note: return cell.naming { $0.named() }
        case .rowHeader, .data:
          if isLabel { return cell.naming { $0.named() } }
          let head = heads.last { $0.covers(cell) && $0.ownWords != nil }?.ownWords
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

  private func items(of branches: [Branch<CellTemplate>]) -> [CellTemplate] {
    branches.flatMap(\.items)
  }
}

extension CellTemplate {
  /// The words of a cell that is its row's label: the form's own.
  fileprivate var label: String? {
    guard let first = lines.flatMap(\.items).first, !first.stretches.isEmpty else { return nil }
    let stretches = first.stretches.flatMap(\.items)
    return stretches.allSatisfy { $0.template.plain != nil } ? BoxNames.words(of: first) : nil
  }

  fileprivate var ownWords: String? { lines.flatMap(\.items).first.flatMap { BoxNames.words(of: $0) } }

  /// Whether a head stands above the whole of a cell; a value that is wider is none of its column.
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

  /// The columns that the cell stands in, when they are counted.
  private var columns: Range<Int>? { column.map { $0..<$0 + max(1, span) } }

  fileprivate func naming(_ name: (TextTemplate) -> TextTemplate) -> CellTemplate {
    var cell = self
    cell.lines = lines.map { $0.map(name) }
    return cell.fixingOwnWords()
  }

  /// Called by label and head; of several lines each one says besides what it holds.
  fileprivate func named(_ names: [String]) -> CellTemplate {
    if names.isEmpty { return naming { $0.named() } }
    let isAlone = lines.flatMap(\.items).count <= 1
    return naming { text in
      text.named((names + (isAlone ? [] : [BoxNames.words(of: text)].compactMap(\.self))).joined(separator: "　"))
    }
  }
}

extension Branch {
  /// The same branch with other items.
  func map<Other: Sendable>(_ transform: (Item) -> Other) -> Branch<Other> {
    switch self {
    case .item(let item): .item(transform(item))
    case .when(let condition, let inner): .when(condition, inner.map { $0.map(transform) })
    case .each(let path, let inner): .each(path, inner.map { $0.map(transform) })
    }
  }

  /// Its items, whatever their conditions.
  var items: [Item] {
    switch self {
    case .item(let item): [item]
    case .when(_, let inner), .each(_, let inner): inner.flatMap(\.items)
    }
  }
}
