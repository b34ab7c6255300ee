package import Fields
package import Layout
import Typesetting

// Filling: a form and a record's values become boxes, paragraphs and tables with text in them, in which only the ends
// of lines and pages are left to decide. `Scope` decides which branches stand for the record and finds their values;
// here each template becomes the value of Typesetting that it stands for.

extension Form {
  /// The form with a record's values.
  ///
  ///     let filled = library["certificate"]?.fill(values)
  package func fill(_ values: ValueTree) -> FilledForm { fill(in: Scope(values)) }

  /// The paths of the values that are printed for a record, in the text or in the title.
  ///
  /// Not among them are values that only a condition asks for, and those that stand only on a later page or in carried
  /// sums: whether there is a later page is not known before layout.
  package func printedFields(_ values: ValueTree) -> Set<String> {
    let printed = PrintedPaths()
    _ = fill(in: Scope(values, printed: printed))
    return printed.paths
  }

  /// The message with a record's values; nil for a form of pages.
  package func fillMessage(_ values: ValueTree) -> FilledMessage? { message?.fill(in: Scope(values)) }

  private func fill(in scope: Scope) -> FilledForm {
    FilledForm(
      title: scope.mapItems(of: titles) { $1.text(of: $0) }.last ?? scope.text(of: title), width: width, height: height,
      steps: steps,
      firstStep: scope.mapItems(of: tightening) { step, _ in step }.max() ?? 0, marks: marks.map { $0.fill(in: scope) },
      everyPage: scope.fillBoxes(everyPage), firstPage: scope.fillBoxes(firstPage),
      laterPages: scope.notRecording.fillBoxes(laterPages),
      continuedPages: scope.notRecording.fillBoxes(continuedPages), lastPage: scope.fillBoxes(lastPage),
      flow: scope.mapItems(of: flow) { $1.fillBlock($0) }, laterTop: laterTop, floor: floor, grid: grid)
  }
}

extension MessageTemplate {
  fileprivate func fill(in scope: Scope) -> FilledMessage {
    let texts = scope.mapItems(of: paragraphs) { template, scope in
      scope.fillParagraph(template).inlines.map(\.text).joined()
    }
    return FilledMessage(
      from: from.fill(in: scope), to: to.fill(in: scope),
      subject: scope.mapItems(of: subjects) { $1.text(of: $0) }.last ?? scope.text(of: subject),
      text: texts.joined(separator: "\n\n") + "\n")
  }
}

extension MessageTemplate.Mailbox {
  fileprivate func fill(in scope: Scope) -> FilledMessage.Mailbox {
    func text(_ path: FieldPath) -> String? {
      if case .text(let text)? = scope.value(at: path) { text } else { nil }
    }
    return FilledMessage.Mailbox(field: address.text, address: text(address), name: text(name) ?? "")
  }
}

extension MarksTemplate {
  fileprivate func fill(in scope: Scope) -> Marks {
    var marks = style
    marks.words = scope.mapItems(of: words) { word, scope in
      Marks.Word(boxed: scope.text(of: word.boxed), behind: scope.text(of: word.behind))
    }
    // With more words than the form has positions for, the first words take the positions.
    let positions = scope.mapItems(of: behind) { position, _ in position }
    let count = min(marks.words.count { !$0.behind.isEmpty }, positions.map(\.words).max() ?? 0)
    marks.diagonals = positions.filter { $0.words == count }.map(\.diagonal)
    return marks
  }
}

extension Scope {
  fileprivate func fillBoxes(_ branches: [Branch<BoxTemplate>]) -> [Box] {
    mapItems(of: branches) { template, scope in scope.fillBox(template) }
  }

  private func fillBox(_ template: BoxTemplate) -> Box? {
    switch template {
    case .constant(let box): return box
    case .text(let text, let otherwise, var box):
      box.paragraph = fillParagraph(text)
      if let otherwise { box.otherwise?.paragraph = fillParagraph(otherwise) }
      return box.paragraph.inlines.isEmpty ? nil : .text(box)
    case .pageNumber(let text, var box):
      box.paragraph = fillParagraph(text)
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
        content.segments.lazy.compactMap { if case .value(let expression) = $0 { expression.path.text } else { nil } }
        .first
      return .cells(box)
    case .group(let inner): return .group(fillBoxes(inner))
    }
  }

  /// The paragraph with its values. Each value is an inline of its own, so that a message can name its field.
  fileprivate func fillParagraph(_ template: ParagraphTemplate) -> Paragraph {
    if let constant = template.constantParagraph { return constant }
    var inlines: [Inline] = []
    visitItems(of: template.runs) { run, scope in
      let ruby = run.ruby.map { scope.text(of: $0) }
      for segment in run.template.segments {
        switch segment {
        case .text(let text): inlines.append(Inline(text, style: run.style, ruby: ruby, isLeader: run.isLeader))
        case .value(let expression):
          guard let text = scope.text(of: expression), !text.isEmpty else { continue }
          inlines.append(
            Inline(
              text, style: run.style, ruby: ruby, field: expression.path.text,
              allowsBaseForm: expression.allowsBaseForm))
        }
      }
    }
    return template.paragraph(inlines)
  }

  fileprivate func fillBlock(_ template: BlockTemplate) -> Block {
    Block(
      start: template.start, boxes: fillBoxes(template.boxes),
      table: mapItems(of: template.tables) { $1.fillTable($0) }.first,
      height: template.height, keepsWithPrevious: template.keepsWithPrevious, standsOnGrid: template.standsOnGrid)
  }

  private func fillTable(_ template: TableTemplate) -> Table {
    let groups: [Table.Group] = mapItems(of: template.groups) { group, scope in
      let rows = scope.fillRows(group.rows)
      if rows.isEmpty { return nil }
      return Table.Group(
        rule: group.rule, hairline: group.hairline, head: scope.fillRows(group.head), rows: rows, isWhole: group.isWhole
      )
    }
    var head = fillRows(template.head)
    // No page may end directly below the head.
    for row in head.indices { head[row].keepsWithNext = true }
    let top = head.isEmpty ? [] : [Table.Group(rule: template.rule, hairline: template.hairline, rows: head)]
    return Table(
      from: template.from, to: template.to, edge: template.edge, groups: top + groups, repeatsFirstGroup: !head.isEmpty,
      columns: template.columns)
  }

  private func fillRows(_ branches: [Branch<RowTemplate>]) -> [Table.Row] {
    mapItems(of: branches) { row, scope in
      Table.Row(
        cells: scope.mapItems(of: row.cells) { $1.fillCell($0) }, height: row.height,
        minimumHeight: row.minimumHeight, lines: row.lines,
        pitch: row.pitch, tints: row.tints, separator: row.separator, keepsWithNext: row.keepsWithNext,
        carry: row.carry.map {
          Table.Carry(foot: scope.notRecording.fillRows($0.foot), head: scope.notRecording.fillRows($0.head))
        })
    }
  }

  private func fillCell(_ template: CellTemplate) -> Table.Cell {
    template.constantCell ?? template.cell(mapItems(of: template.lines) { $1.fillParagraph($0) })
  }
}
