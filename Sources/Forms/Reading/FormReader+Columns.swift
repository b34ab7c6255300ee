import Diagnostics
import StrictXML
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
