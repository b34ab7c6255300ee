import Diagnostics
import StrictXML
import Typesetting

/// What a table's rows share.
struct TableContext {
  var columns: [ColumnTemplate] = []
  /// The columns' widths, when they are stated as widths and not by their edges.
  var widths: Table.Columns?
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
    let ruleColour = required(
      colour(element, "rule-colour") ?? colours["blue"], element, "rule-colour", default: .black)
    let hairColour = required(
      colour(element, "hairline-colour") ?? colours["hairline"], element, "hairline-colour", default: .black)
    var table = TableContext(
      pitch: length(element, "pitch") ?? .mm(5.25),
      rule: Table.Rule(weight: length(element, "rule") ?? .mm(0.35), colour: ruleColour),
      hairline: Table.Rule(weight: length(element, "hairline") ?? .mm(0.15), colour: hairColour),
      from: length(element, "from") ?? textFrom, to: length(element, "to") ?? textTo)
    for columns in element.elements where columns.name == "columns" { readColumns(columns, into: &table) }
    let parts = element.elements.filter { !["columns", "head"].contains($0.name) }
    let groups: [Branch<GroupTemplate>] = branches(parts, context) { child, context in
      switch child.name {
      case "group": return [.item(readGroup(child, context, table))]
      case "row":
        return [
          .item(
            GroupTemplate(rule: table.rule, hairline: table.hairline, head: [], rows: readRow(child, context, table)))
        ]
      default:
        unknown(child, among: ["columns", "head", "group", "row", "when", "each"])
        return []
      }
    }
    let heads = element.elements.filter { $0.name == "head" }
    return TableTemplate(
      from: table.from, to: table.to, edge: Table.Rule(weight: length(element, "edge") ?? .mm(0.5), colour: ruleColour),
      head: heads.flatMap { head in branches(head.elements, context) { readRow($0, $1, table) } }, groups: groups,
      rule: table.rule,
      hairline: table.hairline,
      columns: table.widths.flatMap { $0.dependsOnContent ? $0 : nil })
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

  private func readRow(_ element: XMLElement, _ context: ReadingContext, _ table: TableContext) -> [Branch<RowTemplate>]
  {
    guard element.name == "row" else {
      unknown(element, among: ["row", "head", "when", "each"])
      return []
    }
    check(
      element,
      attributes: [
        "label", "label-style", "under", "note", "style", "height", "lines", "pitch", "tint", "tint-from", "tint-to",
        "rule", "rule-from",
        "rule-to",
        "keep", "condense", "shrink", "value-lines", "baseline",
      ])
    var tints: [Table.Tint] = []
    if let colour = colour(element, "tint") {
      tints.append(
        Table.Tint(
          from: length(element, "tint-from") ?? table.from, to: length(element, "tint-to") ?? table.to, colour: colour))
    }
    return [
      .item(
        RowTemplate(
          cells: readCells(of: element, context, table),
          height: required(elastic(element, "height"), element, "height", default: SteppedLength(.mm(7))),
          lines: integer(element, "lines") ?? 1, pitch: length(element, "pitch") ?? table.pitch, tints: tints,
          separator: separator(element, table), keepsWithNext: word(element, "keep", ["next": true]) ?? false,
          carry: readCarry(of: element, context, table)))
    ]
  }

  /// Elements of a row whose rows stand where a page ends below it.
  static let carryNames = ["carried-forward", "brought-forward"]

  private func readCarry(of row: XMLElement, _ context: ReadingContext, _ table: TableContext) -> CarryTemplate? {
    func rows(_ name: String) -> [Branch<RowTemplate>] {
      row.elements.filter { $0.name == name }.flatMap { element in
        check(element, attributes: [])
        return branches(element.elements, context) { readRow($0, $1, table) }
      }
    }
    let carry = CarryTemplate(foot: rows("carried-forward"), head: rows("brought-forward"))
    return carry.foot.isEmpty && carry.head.isEmpty ? nil : carry
  }

  private func separator(_ element: XMLElement, _ table: TableContext) -> Table.Separator {
    let starts = lengths(element, "rule-from")
    if !starts.isEmpty {
      let ends = lengths(element, "rule-to")
      return .partial(
        starts.enumerated().map {
          Table.Stretch(from: $0.element, to: $0.offset < ends.count ? ends[$0.offset] : table.to)
        })
    }
    guard let text = element.attribute("rule")?.value else { return .usual }
    if text == "none" { return .none }
    if text == "hairline" { return .rule(table.hairline) }
    return length(element, "rule").map { .rule(Table.Rule(weight: $0, colour: table.rule.colour)) } ?? .usual
  }
}
