package import Fields
package import Typesetting

extension Form {
  /// The form with a record's values: boxes with text, nothing left to decide.
  package func fill(_ values: ValueTree) -> FilledForm { filled(Scope(values)) }

  func filled(_ scope: Scope) -> FilledForm {
    FilledForm(
      title: scope.filled(titles) { $1.text(of: $0) }.last ?? scope.text(of: title), width: width, height: height,
      steps: steps,
      firstStep: scope.filled(tightening) { step, _ in step }.max() ?? 0, marks: marks.map { $0.filled(scope) },
      everyPage: scope.boxes(everyPage), firstPage: scope.boxes(firstPage), laterPages: scope.unnoted.boxes(laterPages),
      flow: scope.filled(flow) { $1.block($0) }, laterTop: laterTop, floor: floor, grid: grid)
  }
}

extension MarksTemplate {
  fileprivate func filled(_ scope: Scope) -> Marks {
    var marks = style
    marks.words = scope.filled(words) { word, scope in
      Marks.Word(boxed: scope.text(of: word.boxed), behind: scope.text(of: word.behind))
    }
    // With more words than the form has places for, the first ones stand there.
    let locations = scope.filled(behind) { location, _ in location }
    let count = min(marks.words.count, locations.map(\.words).max() ?? 0)
    marks.diagonals = locations.filter { $0.words == count }.map(\.diagonal)
    return marks
  }
}

extension Scope {
  func boxes(_ branches: [Branch<BoxTemplate>]) -> [Box] {
    filled(branches) { template, scope in scope.box(template) }
  }

  private func box(_ template: BoxTemplate) -> Box? {
    switch template {
    case .fixed(let box): return box
    case .text(let text, let otherwise, var box):
      box.paragraph = paragraph(text)
      if let otherwise { box.otherwise?.paragraph = paragraph(otherwise) }
      return box.paragraph.inlines.isEmpty ? nil : .text(box)
    case .pageNumber(let text, var box):
      box.paragraph = paragraph(text)
      return .pageNumber(box)
    case .code(let content, let alternative, let right, let y, let module):
      return .code(
        CodeBox(text: text(of: content), alternative: text(of: alternative), right: right, y: y, module: module))
    case .seal(let name, let alternative, var box):
      box.name = text(of: name)
      box.alternative = text(of: alternative)
      return .seal(box)
    case .image(let alternative, var box):
      box.alternative = text(of: alternative)
      return .image(box)
    case .cells(let content, var box):
      box.groups = text(of: content).split(separator: " ").map(String.init)
      box.field =
        content.pieces.lazy.compactMap { if case .value(let expression) = $0 { expression.path.text } else { nil } }
        .first
      return .cells(box)
    case .group(let inner): return .group(boxes(inner))
    }
  }

  /// The paragraph with its values; each value is a stretch of its own, so that a refusal can name its field.
  func paragraph(_ template: TextTemplate) -> Paragraph {
    if let fixed = template.fixed { return fixed }
    var inlines: [Inline] = []
    visit(template.stretches) { stretch, scope in
      let ruby = stretch.ruby.map { scope.text(of: $0) }
      for piece in stretch.template.pieces {
        switch piece {
        case .text(let text): inlines.append(Inline(text, style: stretch.style, ruby: ruby, isLeader: stretch.isLeader))
        case .value(let expression):
          guard let text = scope.text(of: expression), !text.isEmpty else { continue }
          inlines.append(
            Inline(
              text, style: stretch.style, ruby: ruby, field: expression.path.text,
              allowsBaseForm: expression.allowsBaseForm))
        }
      }
    }
    return template.paragraph(inlines)
  }
}

/// Which values a form prints for a record: what is only asked for by a condition is not among them.
final class PrintedFields {
  /// `work.price`, `contractor.members[0].name`.
  private(set) var paths: Set<String> = []

  func add(_ path: String) { paths.insert(path) }
}

extension Form {
  /// The paths of the values that stand on the paper of these values, its title included.
  package func printedFields(_ values: ValueTree) -> Set<String> {
    let printed = PrintedFields()
    _ = filled(Scope(values, printed: printed))
    return printed.paths
  }
}

extension Scope {
  func block(_ template: BlockTemplate) -> Block {
    Block(
      start: template.start, boxes: boxes(template.boxes), table: filled(template.tables) { $1.table($0) }.first,
      height: template.height, keepsWithPrevious: template.keepsWithPrevious, standsOnGrid: template.standsOnGrid)
  }

  private func table(_ template: TableTemplate) -> Table {
    let groups: [Table.Group] = filled(template.groups) { group, scope in
      let rows = scope.rows(group.rows)
      if rows.isEmpty { return nil }
      return Table.Group(rule: group.rule, hairline: group.hairline, head: scope.rows(group.head), rows: rows)
    }
    var head = rows(template.head)
    // No page ends below the head.
    for row in head.indices { head[row].keepsWithNext = true }
    let top = head.isEmpty ? [] : [Table.Group(rule: template.rule, hairline: template.hairline, rows: head)]
    return Table(
      from: template.from, to: template.to, edge: template.edge, groups: top + groups, repeatsFirstGroup: !head.isEmpty,
      columns: template.columns)
  }

  private func rows(_ branches: [Branch<RowTemplate>]) -> [Table.Row] {
    filled(branches) { row, scope in
      Table.Row(
        cells: scope.filled(row.cells) { $1.cell($0) }, height: row.height, lines: row.lines, pitch: row.pitch,
        tints: row.tints,
        separator: row.separator, keepsWithNext: row.keepsWithNext,
        carry: row.carry.map { Table.Carry(foot: scope.unnoted.rows($0.foot), head: scope.unnoted.rows($0.head)) })
    }
  }

  private func cell(_ template: CellTemplate) -> Table.Cell {
    template.fixed ?? template.cell(filled(template.lines) { $1.paragraph($0) })
  }
}
