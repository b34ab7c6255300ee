import Diagnostics
import StrictXML
import Typesetting

extension FormReader {
  /// A row's cells: `label`, `under` and `note` as attributes and the value as content, or `<cell>` elements.
  func readCells(of row: XMLElement, _ context: ReadingContext, _ table: TableContext) -> [Branch<CellTemplate>] {
    var cells: [Branch<CellTemplate>] = []
    if let label = row.attribute("label")?.value {
      cells += labelCell(label, of: row, context, table)
    }
    let inner = row.elements.filter { ["cell", "when", "each"].contains($0.name) && !Self.holdsLines($0) }
    if inner.isEmpty {
      if let column = column("value", row, table) {
        var cell = valueCell(row, column, context)
        if let baseline = length(row, "baseline") { cell.vertical = .baseline(baseline) }
        cells.append(.item(cell))
      }
    } else {
      cells += branches(inner, context) { element, context in readCell(element, context, table) }
    }
    if let note = row.attribute("note")?.value, let column = column("note", row, table) {
      var cell = cell(column, [.item(words(note, row, context, style: column.style, name: "note"))])
      // Beside a value of about its size it stands on the value's baseline.
      cell.vertical = .label
      cells.append(.item(cell))
    }
    return cells
  }

  /// Whether a condition or repetition in a row stands around lines of its value rather than around cells.
  private static func holdsLines(_ element: XMLElement) -> Bool {
    element.name != "cell" && element.elements.contains { $0.name == "line" || holdsLines($0) }
  }

  private func labelCell(
    _ label: String, of row: XMLElement, _ context: ReadingContext, _ table: TableContext
  ) -> [Branch<CellTemplate>] {
    guard let column = column("label", row, table) else { return [] }
    let style = row.attribute("label-style") == nil ? column.style : self.style(row, "label-style")
    var spread = words(label, row, context, style: style, name: "label")
    spread.alignment = label.isEmpty ? .start : style.alignment
    var lines: [Branch<TextTemplate>] = label.isEmpty ? [] : [.item(spread)]
    if let under = row.attribute("under")?.value {
      var second = words(
        "（\(under)）", row, context, style: self.style(row, "under-style", default: "under"), name: "label")
      second.alignment = .centre
      lines.append(.item(second))
    }
    var cell = cell(column, lines)
    if let baseline = length(row, "baseline") { cell.vertical = .baseline(baseline) }
    return [.item(cell)]
  }

  private func valueCell(_ row: XMLElement, _ column: ColumnTemplate, _ context: ReadingContext) -> CellTemplate {
    let style = row.attribute("style") == nil ? column.style : self.style(row)
    let fit = fit(valueFit(row), style.fit)
    let lineElements = row.elements.filter { $0.name == "line" || Self.holdsLines($0) }
    if lineElements.isEmpty {
      var value = text(Self.withoutCarry(row), context, style: style)
      value.alignment = style.alignment
      value.fit = fit
      checkCapacity(value, from: column.from, to: column.to, at: row.location)
      return cell(column, [.item(value)])
    }
    return cell(column, branches(lineElements, context) { readLine($0, $1, style: style) })
  }

  private static func withoutCarry(_ row: XMLElement) -> XMLElement {
    var element = row
    element.children.removeAll { if case .element(let child) = $0 { carryNames.contains(child.name) } else { false } }
    return element
  }

  /// On a row `lines` is the row's own; its value's limit is `value-lines`.
  private func valueFit(_ row: XMLElement) -> XMLElement {
    var element = row
    element.attributes.removeAll { $0.name == "lines" }
    if let limit = row.attribute("value-lines") {
      element.attributes.append(XMLAttribute(name: "lines", value: limit.value))
    }
    return element
  }

  private func readLine(_ element: XMLElement, _ context: ReadingContext, style: Style) -> [Branch<TextTemplate>] {
    guard element.name == "line" else {
      unknown(element, among: ["line", "when", "each"])
      return []
    }
    check(element, attributes: ["style", "align", "lines", "condense", "shrink", "indent"])
    return [.item(text(element, context, style: element.attribute("style") == nil ? style : self.style(element)))]
  }

  private func readCell(_ element: XMLElement, _ context: ReadingContext, _ table: TableContext) -> [Branch<
    CellTemplate
  >] {
    guard element.name == "cell" else {
      unknown(element, among: ["cell", "when", "each"])
      return []
    }
    check(
      element,
      attributes: [
        "column", "from", "to", "style", "align", "as", "baseline", "span", "pitch", "lines", "condense", "shrink",
        "vertical",
      ])
    guard let column = column(element.attribute("column")?.value ?? "", element, table) else { return [] }
    let style = element.attribute("style") == nil ? column.style : self.style(element)
    let lineElements = element.elements.filter { $0.name == "line" || Self.holdsLines($0) }
    var lines: [Branch<TextTemplate>]
    if lineElements.isEmpty {
      let content = text(element, context, style: style)
      lines = content.stretches.isEmpty ? [] : [.item(content)]
    } else {
      lines = branches(lineElements, context) { readLine($0, $1, style: style) }
    }
    var cell = cell(column, lines)
    cell.span = integer(element, "span") ?? 1
    stretch(&cell, over: column, in: table, at: element)
    if let baseline = length(element, "baseline") { cell.vertical = .baseline(baseline) }
    if let vertical = word(element, "vertical", ["centred": Table.Cell.Vertical.centred, "label": .label]) {
      cell.vertical = vertical
    }
    if let role = word(
      element, "as", ["label": Table.Cell.Role.rowHeader, "head": .columnHeader, "value": .data, "note": .note])
    {
      cell.role = role
    }
    for case .item(let line) in cell.lines { checkCapacity(line, from: cell.from, to: cell.to, at: element.location) }
    if let pitch = length(element, "pitch") { cell.pitch = pitch }
    return [.item(cell)]
  }

  /// The edges of a cell that stands over several columns, or says itself where it stands.
  private func stretch(
    _ cell: inout CellTemplate, over column: ColumnTemplate, in table: TableContext, at element: XMLElement
  ) {
    if table.widths != nil, let first = table.columns.firstIndex(where: { $0.name == column.name }) {
      cell.to = table.columns[min(first + max(1, cell.span), table.columns.count) - 1].to
    }
    let (from, to) = (length(element, "from"), length(element, "to"))
    if column.location != nil, from != nil || to != nil {
      report(
        "form.columns.mixed", element.location, "幅が内容で決まる表では、マスに from と to は書けません。",
        "In a table with content columns a cell has no from or to.",
        advice: LocalizedText("span で列をまたいでください。", "Let it span columns."))
    }
    if let from { cell.from = from }
    if let to { cell.to = to }
  }

  private func cell(_ column: ColumnTemplate, _ lines: [Branch<TextTemplate>]) -> CellTemplate {
    CellTemplate(
      from: column.from, to: column.to, lines: lines, role: column.role, vertical: column.vertical, span: 1,
      column: column.location, pitch: column.pitch)
  }

  private func column(_ name: String, _ element: XMLElement, _ table: TableContext) -> ColumnTemplate? {
    if let column = table.columns.first(where: { $0.name == name }) { return column }
    report(
      "form.column.unknown", element.location(of: element.name == "cell" ? "column" : name),
      "列 \(Echo.quoted(name)) は定義されていません。",
      "Column \(Echo.quoted(name)) is not defined.",
      advice: Nearest.name(to: name, among: table.columns.map(\.name)).map(Self.didYouMean))
    return nil
  }

  /// Words of an attribute as a paragraph.
  private func words(
    _ words: String, _ element: XMLElement, _ context: ReadingContext, style: Style, name: String
  ) -> TextTemplate {
    TextTemplate(
      stretches: [
        .item(
          TextTemplate.Stretch(template: template(words, context: context) { _ in element.location }, style: style.text)
        )
      ],
      alignment: style.alignment, indent: 0, fit: style.fit, name: "\(element.location.position) \(name)")
  }
}
