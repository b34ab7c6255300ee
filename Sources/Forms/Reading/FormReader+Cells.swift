import Diagnostics
import Layout
import StrictXML
import Typesetting

// The cells of a row, which a form writes in one of two ways:
//
//     <row height="7mm" label="工事名">{{ work.name }}</row>
//     <row height="7mm"><cell column="left">変更前</cell><cell column="right">変更後</cell></row>
//
// In the first, the row's content is the cell of the column called `value`. In both, the attributes `label` (with
// `under`, a second line) and `note` are the cells of the columns called `label` and `note`.

extension FormReader {
  func readCells(of row: XMLElement, _ context: ReadingContext, _ table: TableContext) -> [Branch<CellTemplate>] {
    var cells: [Branch<CellTemplate>] = []
    if let label = row.attribute("label")?.value {
      cells += readLabelCell(label, of: row, context, table)
    }
    let inner = row.elements.filter { ["cell", "when", "each"].contains($0.name) && !Self.holdsLines($0) }
    if inner.isEmpty {
      if let column = findColumn("value", for: row, in: table) {
        var cell = readValueCell(row, column, context)
        if let baseline = length(row, "baseline") { cell.vertical = .baseline(baseline) }
        cells.append(.item(cell))
      }
    } else {
      cells += readBranches(inner, context) { element, context in readCell(element, context, table) }
    }
    if let note = row.attribute("note")?.value, let column = findColumn("note", for: row, in: table) {
      var cell = makeCell(
        in: column, [.item(attributeParagraph(note, row, context, style: column.style, name: "note"))])
      // On the value's baseline when it is about as large as the value.
      cell.vertical = .label
      cells.append(.item(cell))
    }
    return cells
  }

  /// Whether an element of a row, such as a condition, holds lines of the row's value rather than cells.
  private static func holdsLines(_ element: XMLElement) -> Bool {
    element.name != "cell" && element.elements.contains { $0.name == "line" || holdsLines($0) }
  }

  private func readLabelCell(
    _ label: String, of row: XMLElement, _ context: ReadingContext, _ table: TableContext
  ) -> [Branch<CellTemplate>] {
    guard let column = findColumn("label", for: row, in: table) else { return [] }
    let style = row.attribute("label-style") == nil ? column.style : self.style(row, "label-style")
    let first = attributeParagraph(label, row, context, style: style, name: "label")
    var lines: [Branch<ParagraphTemplate>] = label.isEmpty ? [] : [.item(first)]
    if let under = row.attribute("under")?.value {
      var second = attributeParagraph(
        "（\(under)）", row, context, style: self.style(row, "under-style", default: "under"), name: "label")
      second.alignment = .centre
      lines.append(.item(second))
    }
    var cell = makeCell(in: column, lines)
    if let baseline = length(row, "baseline") { cell.vertical = .baseline(baseline) }
    return [.item(cell)]
  }

  private func readValueCell(_ row: XMLElement, _ column: ColumnTemplate, _ context: ReadingContext) -> CellTemplate {
    let style = row.attribute("style") == nil ? column.style : self.style(row)
    let fit = fit(Self.withValueLines(row), style.fit)
    let lineElements = row.elements.filter { $0.name == "line" || Self.holdsLines($0) }
    if lineElements.isEmpty {
      var value = readParagraph(Self.withoutCarry(row), context, style: style)
      value.alignment = style.alignment
      value.fit = fit
      checkCapacity(value, from: column.from, to: column.to, at: row.location)
      return makeCell(in: column, [.item(value)])
    }
    return makeCell(in: column, readBranches(lineElements, context) { readLine($0, $1, style: style) })
  }

  /// The row without the rows that are carried over, whose text is not the row's value.
  private static func withoutCarry(_ row: XMLElement) -> XMLElement {
    var element = row
    element.children.removeAll { if case .element(let child) = $0 { carryNames.contains(child.name) } else { false } }
    return element
  }

  /// The row with the attributes that say how far its value may give way. The limit of lines is `value-lines` there,
  /// because `lines` says for how many lines the row is high.
  private static func withValueLines(_ row: XMLElement) -> XMLElement {
    var element = row
    element.attributes.removeAll { $0.name == "lines" }
    if let limit = row.attribute("value-lines") {
      element.attributes.append(XMLAttribute(name: "lines", value: limit.value))
    }
    return element
  }

  private func readLine(_ element: XMLElement, _ context: ReadingContext, style: Style) -> [Branch<ParagraphTemplate>] {
    guard element.name == "line" else {
      reportUnknownElement(element, allowed: ["line", "when", "each"])
      return []
    }
    checkAttributes(of: element, allowed: ["style", "align", "lines", "condense", "shrink", "indent"])
    return [
      .item(readParagraph(element, context, style: element.attribute("style") == nil ? style : self.style(element)))
    ]
  }

  private func readCell(
    _ element: XMLElement, _ context: ReadingContext, _ table: TableContext
  ) -> [Branch<CellTemplate>] {
    guard element.name == "cell" else {
      reportUnknownElement(element, allowed: ["cell", "when", "each"])
      return []
    }
    checkAttributes(
      of: element,
      allowed: [
        "column", "from", "to", "style", "align", "as", "baseline", "span", "pitch", "lines", "condense", "shrink",
        "vertical",
      ])
    guard let column = findColumn(element.attribute("column")?.value ?? "", for: element, in: table) else { return [] }
    let style = element.attribute("style") == nil ? column.style : self.style(element)
    let lineElements = element.elements.filter { $0.name == "line" || Self.holdsLines($0) }
    var lines: [Branch<ParagraphTemplate>]
    if lineElements.isEmpty {
      let content = readParagraph(element, context, style: style)
      lines = content.runs.isEmpty ? [] : [.item(content)]
    } else {
      lines = readBranches(lineElements, context) { readLine($0, $1, style: style) }
    }
    var cell = makeCell(in: column, lines)
    cell.span = integer(element, "span") ?? 1
    setEdges(of: &cell, over: column, in: table, at: element)
    if let baseline = length(element, "baseline") { cell.vertical = .baseline(baseline) }
    if let vertical = keyword(element, "vertical", ["centred": Table.Cell.Vertical.centred, "label": .label]) {
      cell.vertical = vertical
    }
    if let role = cellRole(element) { cell.role = role }
    // A head's words are no figures, nor is what stands over several columns.
    cell.isFigure = column.isFigure && cell.role == .data && cell.span == 1
    for case .item(let line) in cell.lines { checkCapacity(line, from: cell.from, to: cell.to, at: element.location) }
    if let pitch = length(element, "pitch") { cell.pitch = pitch }
    return [.item(cell)]
  }

  /// Sets the edges of a cell that spans several columns or states its own edges.
  private func setEdges(
    of cell: inout CellTemplate, over column: ColumnTemplate, in table: TableContext, at element: XMLElement
  ) {
    if table.widths != nil, let first = table.columns.firstIndex(where: { $0.name == column.name }) {
      cell.to = table.columns[min(first + max(1, cell.span), table.columns.count) - 1].to
    }
    let (from, to) = (length(element, "from"), length(element, "to"))
    if column.index != nil, from != nil || to != nil {
      report(
        "form.columns.mixed", element.location, "幅が内容で決まる表では、マスに from と to は書けません。",
        "In a table with content columns a cell has no from or to.",
        advice: LocalizedText("span で列をまたいでください。", "Let it span columns."))
    }
    if let from { cell.from = from }
    if let to { cell.to = to }
  }

  private func makeCell(in column: ColumnTemplate, _ lines: [Branch<ParagraphTemplate>]) -> CellTemplate {
    CellTemplate(
      from: column.from, to: column.to, lines: lines, role: column.role, vertical: column.vertical, span: 1,
      column: column.index, pitch: column.pitch)
  }

  private func findColumn(_ name: String, for element: XMLElement, in table: TableContext) -> ColumnTemplate? {
    if let column = table.columns.first(where: { $0.name == name }) { return column }
    report(
      "form.column.unknown", element.location(of: element.name == "cell" ? "column" : name),
      "列 \(Echo.quoted(name)) は定義されていません。",
      "Column \(Echo.quoted(name)) is not defined.",
      advice: Nearest.name(to: name, among: table.columns.map(\.name)).map(Self.didYouMean))
    return nil
  }

  /// The text of an attribute as a paragraph.
  private func attributeParagraph(
    _ words: String, _ element: XMLElement, _ context: ReadingContext, style: Style, name: String
  ) -> ParagraphTemplate {
    ParagraphTemplate(
      runs: [.item(.init(template: template(words, context: context) { _ in element.location }, style: style.text))],
      alignment: style.alignment, indent: 0, fit: style.fit, name: "\(element.location.position) \(name)")
  }
}
