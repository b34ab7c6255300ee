import Diagnostics
import Layout
import StrictXML
import Typesetting

// Tables: the columns, then the groups of rows. `FormReader+Cells.swift` reads the cells of a row.

/// What all rows of a table share.
struct TableContext {
  var columns: [ColumnTemplate] = []
  /// The columns as widths; nil when they are given by their edges.
  var widths: Table.Columns?
  var pitch: Length
  var rule: Table.Rule
  var hairline: Table.Rule
  /// The left edge of the table. Together with the right one, `to`, it gives the width of every rule and tint for which
  /// the form states no edges.
  var from: Length
  var to: Length
}

/// A column of a table: where its cells stand and how they are set.
struct ColumnTemplate {
  var name: String
  var from: Length
  var to: Length
  var style: Style
  var role: Table.Cell.Role
  var vertical: Table.Cell.Vertical
  var pitch: Length?
  /// Its index, in a table in which the edges of columns depend on what stands in them; otherwise nil.
  var index: Int?
  /// Whether it is a column of figures: `align="point"`.
  var isFigure = false
}

extension FormReader {
  func readTable(_ element: XMLElement, _ context: ReadingContext) -> TableTemplate {
    checkAttributes(
      of: element, allowed: ["from", "to", "edge", "rule", "hairline", "pitch", "rule-colour", "hairline-colour"])
    let ruleColour = required(
      colour(element, "rule-colour") ?? colours["blue"], element, "rule-colour", default: .black)
    let hairColour = required(
      colour(element, "hairline-colour") ?? colours["hairline"], element, "hairline-colour", default: .black)
    var table = TableContext(
      pitch: length(element, "pitch") ?? .mm(5.25),
      rule: Table.Rule(weight: length(element, "rule") ?? Self.ruleWeight, colour: ruleColour),
      hairline: Table.Rule(weight: length(element, "hairline") ?? .mm(0.15), colour: hairColour),
      from: length(element, "from") ?? textFrom, to: length(element, "to") ?? textTo)
    for columns in element.elements where columns.name == "columns" { readColumns(columns, into: &table) }
    let parts = element.elements.filter { !["columns", "head"].contains($0.name) }
    let groups: [Branch<GroupTemplate>] = readBranches(parts, context) { child, context in
      switch child.name {
      case "group": return [.item(readGroup(child, context, table))]
      case "row":
        return [
          .item(
            GroupTemplate(rule: table.rule, hairline: table.hairline, head: [], rows: readRow(child, context, table)))
        ]
      default:
        reportUnknownElement(child, allowed: ["columns", "head", "group", "row", "when", "each"])
        return []
      }
    }
    return TableTemplate(
      from: table.from, to: table.to, edge: Table.Rule(weight: length(element, "edge") ?? .mm(0.5), colour: ruleColour),
      head: readRows(of: "head", in: element, context, table), groups: groups,
      rule: table.rule, hairline: table.hairline,
      columns: table.widths.flatMap { $0.dependsOnContent ? $0 : nil })
  }

  private func readGroup(_ element: XMLElement, _ context: ReadingContext, _ table: TableContext) -> GroupTemplate {
    checkAttributes(of: element, allowed: ["rule", "keep"])
    var rule = table.rule
    if let weight = length(element, "rule") { rule.weight = weight }
    return GroupTemplate(
      rule: rule, hairline: table.hairline,
      head: readRows(of: "head", in: element, context, table),
      rows: readBranches(element.elements.filter { $0.name != "head" }, context) { readRow($0, $1, table) },
      isWhole: keyword(element, "keep", ["whole": true]) ?? false)
  }

  /// The rows of `<head>`, `<carried-forward>` or `<brought-forward>` in an element.
  private func readRows(
    of section: String, in parent: XMLElement, _ context: ReadingContext, _ table: TableContext
  ) -> [Branch<RowTemplate>] {
    parent.elements.filter { $0.name == section }.flatMap { element in
      if Self.carryNames.contains(section) { checkAttributes(of: element, allowed: []) }
      return readBranches(element.elements, context) { readRow($0, $1, table) }
    }
  }

  private func readRow(
    _ element: XMLElement, _ context: ReadingContext, _ table: TableContext
  ) -> [Branch<RowTemplate>] {
    guard element.name == "row" else {
      reportUnknownElement(element, allowed: ["row", "head", "when", "each"])
      return []
    }
    checkAttributes(
      of: element,
      allowed: [
        "label", "label-style", "under", "note", "style", "height", "min-height", "lines", "pitch", "tint", "tint-from",
        "tint-to",
        "rule", "rule-from", "rule-to", "keep", "condense", "shrink", "value-lines", "baseline",
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
          height: required(steppedLength(element, "height"), element, "height", default: SteppedLength(.mm(7))),
          minimumHeight: steppedLength(element, "min-height"), lines: integer(element, "lines") ?? 1,
          pitch: length(element, "pitch") ?? table.pitch, tints: tints,
          separator: readSeparator(element, table), keepsWithNext: keyword(element, "keep", ["next": true]) ?? false,
          carry: readCarry(of: element, context, table)))
    ]
  }

  /// The elements of a row that hold the rows to print where a page ends below it: 次頁へ繰越, 前頁より繰越.
  static let carryNames = ["carried-forward", "brought-forward"]

  private func readCarry(of row: XMLElement, _ context: ReadingContext, _ table: TableContext) -> CarryTemplate? {
    let carry = CarryTemplate(
      foot: readRows(of: "carried-forward", in: row, context, table),
      head: readRows(of: "brought-forward", in: row, context, table))
    return carry.foot.isEmpty && carry.head.isEmpty ? nil : carry
  }

  /// The rule below a row: `rule="none"`, `"hairline"` or a weight, or segments of it from `rule-from` to `rule-to`.
  private func readSeparator(_ element: XMLElement, _ table: TableContext) -> Table.Separator {
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

extension FormReader {
  /// `<columns>`: each column by its edges, or all by their widths, which then stand side by side between the table's
  /// edges.
  func readColumns(_ element: XMLElement, into table: inout TableContext) {
    checkAttributes(of: element, allowed: ["gap", "inset"])
    let elements = element.elements.filter { column in
      if column.name != "column" { reportUnknownElement(column, allowed: ["column"]) }
      return column.name == "column"
    }
    let isByWidth = elements.contains { $0.attribute("width") != nil }
    var columns = elements.map { readColumn($0, isByWidth: isByWidth) }
    if isByWidth {
      let inset = length(element, "inset") ?? .zero
      let widths = Table.Columns(
        from: table.from + inset, to: table.to - inset, gap: length(element, "gap") ?? .zero,
        widths: elements.map { readWidth($0) ?? .share(1) })
      checkWidth(of: widths, at: element.location)
      for (index, edges) in widths.narrowest.enumerated() {
        (columns[index].from, columns[index].to) = (edges.from, edges.to)
        if widths.dependsOnContent { columns[index].index = index }
      }
      table.widths = widths
    }
    table.columns += columns
  }

  private func readColumn(_ element: XMLElement, isByWidth: Bool) -> ColumnTemplate {
    checkAttributes(of: element, allowed: ["name", "from", "to", "width", "max", "style", "align", "as", "pitch"])
    var style = style(element)
    let isFigure = element.attribute("align")?.value == "point"
    if isFigure { style.alignment = .end } else if let alignment = alignment(element) { style.alignment = alignment }
    let role = cellRole(element) ?? .data
    var edges = (from: Length.zero, to: Length.zero)
    if isByWidth {
      if element.attribute("from") != nil || element.attribute("to") != nil || element.attribute("width") == nil {
        report(
          "form.columns.mixed", element.location, "一つの表の列は、すべて width か、すべて from と to で書きます。",
          "The columns of a table are all given by width, or all by from and to.")
      }
    } else {
      edges = (
        requiredLength(element, "from"),
        requiredLength(element, "to")
      )
    }
    return ColumnTemplate(
      name: element.attribute("name")?.value ?? "", from: edges.from, to: edges.to, style: style, role: role,
      vertical: role == .rowHeader ? .label : .centred, pitch: length(element, "pitch"),
      isFigure: isFigure)
  }

  /// `25mm`; `2fr`, a share of what is left; or `content`, as wide as its texts but no wider than `max`.
  private func readWidth(_ element: XMLElement) -> Table.Columns.Width? {
    guard let text = element.attribute("width")?.value else { return nil }
    if text == "content" { return .content(upTo: requiredLength(element, "max")) }
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
    // A sum of millimetres may be off by rounding. But columns in fr need something that is left.
    let isEnough = columns.sharesSlack ? slack > 0.01 : slack > -0.01
    if isEnough { return }
    if columns.sharesSlack, slack > -0.01 {
      report(
        "form.columns.wide", location, "fr の列に幅が残りません。", "Nothing is left for the columns in fr.",
        advice: Self.narrowerAdvice
      )
      return
    }
    let missing = Int((-slack).rounded(.up))
    report(
      "form.columns.wide", location, "列の幅の合計が表の幅を\(missing) mm超えます。",
      "The columns are \(missing) mm wider than the table.",
      advice: Self.narrowerAdvice)
  }

  private static let narrowerAdvice = LocalizedText(
    "width・max・gap のどれかを狭くしてください。", "Make a width, a max or the gap narrower.")
}

extension Table.Columns {
  /// Whether some column is as wide as its texts, so that the edges are known only when a record is set.
  var dependsOnContent: Bool {
    widths.contains { if case .content = $0 { true } else { false } }
  }

  /// Whether some column takes a share of what the others leave.
  fileprivate var sharesSlack: Bool {
    widths.contains { if case .share = $0 { true } else { false } }
  }
}
