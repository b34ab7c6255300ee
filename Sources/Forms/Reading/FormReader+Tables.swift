import Diagnostics
import Typesetting

/// A table's column: where its cells stand and how they are set.
struct ColumnTemplate {
  var name: String
  var from: Length
  var to: Length
  var style: Style
  var role: Table.Cell.Role
  var vertical: Table.Cell.Vertical
  var pitch: Length?
}

/// What a table's rows share.
struct TableContext {
  var columns: [ColumnTemplate] = []
  var pitch: Length
  var rule: Table.Rule
  var hairline: Table.Rule
  /// Edges of the table, for rules and for tints that name no place.
  var from: Length
  var to: Length
}

extension FormReader {
  func readTable(_ element: XMLElement, _ context: ReadingContext) -> TableTemplate {
    check(element, attributes: ["from", "to", "edge", "rule", "hairline", "pitch", "rule-colour", "hairline-colour"])
    let ruleColour = required(colour(element, "rule-colour") ?? colours["blue"], element, "rule-colour", default: .black)
    let hairColour = required(colour(element, "hairline-colour") ?? colours["hairline"], element, "hairline-colour", default: .black)
    var table = TableContext(
      pitch: length(element, "pitch") ?? .mm(5.25), rule: Table.Rule(weight: length(element, "rule") ?? .mm(0.35), colour: ruleColour),
      hairline: Table.Rule(weight: length(element, "hairline") ?? .mm(0.15), colour: hairColour),
      from: length(element, "from") ?? textFrom, to: length(element, "to") ?? textTo)
    for columns in element.elements where columns.name == "columns" {
      table.columns += columns.elements.compactMap { readColumn($0) }
    }
    let groups: [Branch<GroupTemplate>] = branches(element.elements.filter { $0.name != "columns" }, context) { child, context in
      switch child.name {
      case "group": return [.item(readGroup(child, context, table))]
      case "row": return [.item(GroupTemplate(rule: table.rule, hairline: table.hairline, head: [], rows: readRow(child, context, table)))]
      default:
        unknown(child, among: ["columns", "group", "row", "when", "each"])
        return []
      }
    }
    return TableTemplate(
      from: table.from, to: table.to, edge: Table.Rule(weight: length(element, "edge") ?? .mm(0.5), colour: ruleColour), groups: groups)
  }

  private func readColumn(_ element: XMLElement) -> ColumnTemplate? {
    guard element.name == "column" else {
      unknown(element, among: ["column"])
      return nil
    }
    check(element, attributes: ["name", "from", "to", "style", "align", "as", "pitch"])
    var style = style(element)
    if let alignment = alignment(element) { style.alignment = alignment }
    let kind =
      word(element, "as", ["label": Table.Cell.Role.rowHeader, "head": .columnHeader, "value": .data, "note": .note]) ?? .data
    return ColumnTemplate(
      name: element.attribute("name")?.value ?? "", from: required(length(element, "from"), element, "from", default: .zero),
      to: required(length(element, "to"), element, "to", default: .zero), style: style, role: kind,
      vertical: kind == .rowHeader ? .label : .centred, pitch: length(element, "pitch"))
  }

  private func readGroup(_ element: XMLElement, _ context: ReadingContext, _ table: TableContext) -> GroupTemplate {
    check(element, attributes: ["rule"])
    var rule = table.rule
    if let weight = length(element, "rule") { rule.weight = weight }
    let heads = element.elements.filter { $0.name == "head" }
    return GroupTemplate(
      rule: rule, hairline: table.hairline,
      head: heads.flatMap { head in branches(head.elements, context) { readRow($0, $1, table) } },
      rows: branches(element.elements.filter { $0.name != "head" }, context) { readRow($0, $1, table) })
  }

  private func readRow(_ element: XMLElement, _ context: ReadingContext, _ table: TableContext) -> [Branch<RowTemplate>] {
    guard element.name == "row" else {
      unknown(element, among: ["row", "head", "when", "each"])
      return []
    }
    check(
      element,
      attributes: [
        "label", "label-style", "under", "note", "style", "height", "lines", "pitch", "tint", "tint-from", "tint-to", "rule", "rule-from",
        "rule-to",
        "keep", "condense", "shrink", "value-lines", "baseline",
      ])
    var tints: [Table.Tint] = []
    if let colour = colour(element, "tint") {
      tints.append(
        Table.Tint(from: length(element, "tint-from") ?? table.from, to: length(element, "tint-to") ?? table.to, colour: colour))
    }
    return [
      .item(
        RowTemplate(
          cells: readCells(of: element, context, table),
          height: required(elastic(element, "height"), element, "height", default: Elastic(.mm(7))),
          lines: integer(element, "lines") ?? 1, pitch: length(element, "pitch") ?? table.pitch, tints: tints,
          separator: separator(element, table), keepsWithNext: word(element, "keep", ["next": true]) ?? false))
    ]
  }

  private func separator(_ element: XMLElement, _ table: TableContext) -> Table.Separator {
    let starts = lengths(element, "rule-from")
    if !starts.isEmpty {
      let ends = lengths(element, "rule-to")
      return .partial(starts.enumerated().map { Table.Stretch(from: $0.element, to: $0.offset < ends.count ? ends[$0.offset] : table.to) })
    }
    guard let text = element.attribute("rule")?.value else { return .usual }
    if text == "none" { return .none }
    if text == "hairline" { return .rule(table.hairline) }
    return length(element, "rule").map { .rule(Table.Rule(weight: $0, colour: table.rule.colour)) } ?? .usual
  }
}
