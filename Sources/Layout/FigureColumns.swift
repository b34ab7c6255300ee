import Typesetting

/// Sets the figures of a column alike: all condensed as far as the widest of them needs, and with their decimal points
/// below one another. Figures begin to be condensed before they come nearer than 2 mm to the column on their left.
///
/// ```
///   799.5          799.5
///     799    →     799
///   △0.5          △0.5
/// ```
struct FigureColumns {
  let setter: any TextSetter

  /// How the figures of one column are set.
  private struct Setting {
    var scale = 1.0
    /// Width of the longest decimals, not condensed.
    var decimals = Length.zero
  }

  /// The table with its figures aligned. The edges of all cells must be known.
  func aligned(_ table: Table) -> Table {
    var texts: [Table.Stretch: [Paragraph]] = [:]
    var measures: [Table.Stretch: Length] = [:]
    for group in table.groups {
      for row in (group.head + group.rows).flatMap({ [$0] + ($0.carry?.foot ?? []) + ($0.carry?.head ?? []) }) {
        for cell in row.cells where cell.isFigure {
          let stretch = Table.Stretch(from: cell.from, to: cell.to)
          texts[stretch, default: []] += cell.paragraphs
          measures[stretch] = min(measures[stretch] ?? cell.to - cell.from, Self.measure(of: cell, in: row))
        }
      }
    }
    let settings = Dictionary(
      uniqueKeysWithValues: texts.map { ($0.key, setting(of: $0.value, measure: measures[$0.key] ?? .zero)) })
    if settings.values.allSatisfy({ $0.scale == 1 && $0.decimals == .zero }) { return table }
    var table = table
    for group in table.groups.indices {
      apply(settings, to: &table.groups[group].head)
      apply(settings, to: &table.groups[group].rows)
    }
    return table
  }

  /// The distance that figures keep from the column before them, as far as condensing can make room for it.
  private static let gap = Length.mm(2)

  /// The width that a cell's figures may take so that they keep their distance from a text which ends before them.
  private static func measure(of cell: Table.Cell, in row: Table.Row) -> Length {
    let own = cell.to - cell.from
    guard cell.paragraphs.contains(where: { !text(of: $0).isEmpty }) else { return own }
    let ends = row.cells.filter { other in
      other.to < cell.to && other.paragraphs.contains { $0.alignment == .end && !text(of: $0).isEmpty }
    }
    guard let nearest = ends.map(\.to).max() else { return own }
    return min(own, cell.to - nearest - gap)
  }

  private func setting(of texts: [Paragraph], measure: Length) -> Setting {
    let lengths = Set(texts.filter(Self.isNumber).map { Self.decimals(of: $0).count })
    // Where all numbers have as many decimals, their points are below one another anyway.
    let differ = lengths.count > 1
    if !differ, texts.allSatisfy({ Self.surelyFits($0, in: measure) }) { return Setting() }
    var setting = Setting()
    if differ { setting.decimals = texts.map(decimalsWidth).max() ?? .zero }
    let needed =
      texts.map { text in
        width(of: text) + (Self.isNumber(text) && differ ? setting.decimals - decimalsWidth(of: text) : .zero)
      }.max() ?? .zero
    let floor = texts.map(\.fit.condenseFloor).min() ?? 1
    while needed.points * setting.scale > measure.points + 0.01, setting.scale > floor + 0.001 {
      setting.scale -= 0.05
    }
    return setting
  }

  private func apply(_ settings: [Table.Stretch: Setting], to rows: inout [Table.Row]) {
    for row in rows.indices {
      for index in rows[row].cells.indices where rows[row].cells[index].isFigure {
        var cell = rows[row].cells[index]
        guard let setting = settings[Table.Stretch(from: cell.from, to: cell.to)] else { continue }
        if setting.decimals > .zero, let text = cell.paragraphs.first, Self.isNumber(text) {
          cell.to -= (setting.decimals - decimalsWidth(of: text)) * setting.scale
        }
        for text in cell.paragraphs.indices where setting.scale < 1 {
          cell.paragraphs[text].fit.condenseFrom = setting.scale
        }
        rows[row].cells[index] = cell
      }
      if var carry = rows[row].carry {
        apply(settings, to: &carry.foot)
        apply(settings, to: &carry.head)
        rows[row].carry = carry
      }
    }
  }

  private static func text(of paragraph: Paragraph) -> String { paragraph.inlines.map(\.text).joined() }

  /// Whether the text is one number, such as △1,234.5.
  private static func isNumber(_ paragraph: Paragraph) -> Bool {
    let text = text(of: paragraph)
    return text.utf8.contains { (0x30...0x39).contains($0) }
      && text.unicodeScalars.allSatisfy { ("0"..."9").contains($0) || $0 == "," || $0 == "." || $0 == "△" }
  }

  /// `.5` of 799.5; empty without a decimal point.
  private static func decimals(of paragraph: Paragraph) -> Substring {
    let text = text(of: paragraph)
    return text.lastIndex(of: ".").map { text[$0...] } ?? ""
  }

  /// Whether the text fits in any of the house's faces, none of whose figures is wider than 0.6 em.
  private static func surelyFits(_ paragraph: Paragraph, in measure: Length) -> Bool {
    let size = paragraph.inlines.map(\.style.size).max() ?? .zero
    let width = text(of: paragraph).unicodeScalars.map { $0.isASCII ? 0.6 : 1 }.reduce(0, +)
    return size * width <= measure
  }

  private func decimalsWidth(of paragraph: Paragraph) -> Length {
    let decimals = Self.decimals(of: paragraph)
    guard Self.isNumber(paragraph), !decimals.isEmpty, let style = paragraph.inlines.first?.style else { return .zero }
    var whole = paragraph
    whole.inlines = [Inline(String(Self.text(of: paragraph).dropLast(decimals.count)), style: style)]
    return width(of: paragraph) - width(of: whole)
  }

  /// The width of the text on one line. Zero for a text that cannot be set; its fault is reported when the row is set.
  private func width(of paragraph: Paragraph) -> Length {
    var natural = paragraph
    natural.alignment = .start
    natural.fit = FitPolicy()
    return (try? setter.set(natural, measure: .mm(1000)))?.lines.first?.width ?? .zero
  }
}
