import Diagnostics
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

/// A table's column: where its cells stand and how they are set.
struct ColumnTemplate {
  var name: String
  var from: Length
  var to: Length
  var style: Style
  var role: Table.Cell.Role
  var vertical: Table.Cell.Vertical
  var pitch: Length?
  /// Its count among columns whose edges depend on what stands in them.
  var location: Int?
}

extension FormReader {
  /// `<columns>`: each column by its edges, or all by their widths, side by side between the table's edges.
  func readColumns(_ element: XMLElement, into table: inout TableContext) {
    check(element, attributes: ["gap", "inset"])
    let elements = element.elements.filter { column in
      if column.name != "column" { unknown(column, among: ["column"]) }
      return column.name == "column"
    }
    let isByWidth = elements.contains { $0.attribute("width") != nil }
    var columns = elements.map { readColumn($0, isByWidth: isByWidth) }
    if isByWidth {
      let inset = length(element, "inset") ?? .zero
      let widths = Table.Columns(
        from: table.from + inset, to: table.to - inset, gap: length(element, "gap") ?? .zero,
        widths: elements.map { width($0) ?? .share(1) })
      checkWidth(of: widths, at: element.location)
      for (index, edges) in widths.narrowest.enumerated() {
        (columns[index].from, columns[index].to) = (edges.from, edges.to)
        if widths.dependsOnContent { columns[index].location = index }
      }
      table.widths = widths
    }
    table.columns += columns
  }

  private func readColumn(_ element: XMLElement, isByWidth: Bool) -> ColumnTemplate {
    check(element, attributes: ["name", "from", "to", "width", "max", "style", "align", "as", "pitch"])
    var style = style(element)
    if let alignment = alignment(element) { style.alignment = alignment }
    let kind =
      word(element, "as", ["label": Table.Cell.Role.rowHeader, "head": .columnHeader, "value": .data, "note": .note])
      ?? .data
    var edges = (from: Length.zero, to: Length.zero)
    if isByWidth {
      if element.attribute("from") != nil || element.attribute("to") != nil || element.attribute("width") == nil {
        report(
          "form.columns.mixed", element.location, "一つの表の列は、すべて width か、すべて from と to で書きます。",
          "The columns of a table are all given by width, or all by from and to.")
      }
    } else {
      edges = (
        required(length(element, "from"), element, "from", default: .zero),
        required(length(element, "to"), element, "to", default: .zero)
      )
    }
    return ColumnTemplate(
      name: element.attribute("name")?.value ?? "", from: edges.from, to: edges.to, style: style, role: kind,
      vertical: kind == .rowHeader ? .label : .centred, pitch: length(element, "pitch"))
  }

  /// `25mm`, `2fr`, or `content` with the most that it may take as `max`.
  private func width(_ element: XMLElement) -> Table.Columns.Width? {
    guard let text = element.attribute("width")?.value else { return nil }
    if text == "content" { return .content(upTo: required(length(element, "max"), element, "max", default: .zero)) }
    if text.hasSuffix("fr"), let share = Self.decimal(text.dropLast(2)), share > 0 { return .share(share) }
    if let length = Self.length(text) { return .fixed(length) }
    report(
      "form.columns.width", element.location(of: "width"), "列の幅 \(Echo.quoted(text)) が読めません。",
      "A column's width cannot be \(Echo.quoted(text)).",
      advice: LocalizedText("25mm・2fr・content のように書いてください。", "Write it like 25mm, 2fr or content."))
    return nil
  }

  private func checkWidth(of columns: Table.Columns, at location: SourceLocation) {
    let slack = columns.slack.millimetres
    // Rounding of sums of millimetres is forgiven; a share of nothing is not.
    let isEnough = columns.sharesSlack ? slack > 0.01 : slack > -0.01
    if isEnough { return }
    if columns.sharesSlack, slack > -0.01 {
      report(
        "form.columns.wide", location, "fr の列に幅が残りません。", "Nothing is left for the columns in fr.", advice: Self.narrower
      )
      return
    }
    let missing = Int((-slack).rounded(.up))
    report(
      "form.columns.wide", location, "列の幅の合計が表の幅を\(missing) mm超えます。",
      "The columns are \(missing) mm wider than the table.",
      advice: Self.narrower)
  }

  private static let narrower = LocalizedText(
    "width・max・gap のどれかを狭くしてください。", "Make a width, a max or the gap narrower.")
}

extension Table.Columns {
  /// Whether an edge depends on what stands in the columns.
  var dependsOnContent: Bool {
    widths.contains { if case .content = $0 { true } else { false } }
  }

  fileprivate var sharesSlack: Bool {
    widths.contains { if case .share = $0 { true } else { false } }
  }
}
