extension Composition {
  /// Measures a shaped paragraph.
  init(_ units: [TextUnit], _ shaped: ShapedText, _ paragraph: Paragraph, boundaries: [LineBreaker.Boundary]) {
    items = []
    items.reserveCapacity(units.count)
    for index in units.indices {
      let unit = units[index]
      let style = paragraph.inlines[unit.inline].style
      let size = style.size.points
      let drawing = shaped.drawings[index]
      let (body, shift) = SpacingTable.body(unit.characterClass, advance: drawing.advance)
      var item = Item(
        body: body * size, shift: shift * size, space: 0, shrink: 0, stretch: 0, boundary: boundaries[index],
        isSpace: unit.characterClass == .westernSpace || unit.characterClass == .ideographicSpace, isLineEnd: unit.scalar == "\n")
      if index + 1 < units.count, !item.isLineEnd {
        if shaped.drawings[index + 1].isJoined, units[index + 1].scalar != "\n" {
          item.boundary = .prohibited
        } else {
          let gap = SpacingTable.space(unit.characterClass, units[index + 1].characterClass)
          item.space = (gap.space + style.letterSpace - Self.tightening(index, in: units, style)) * size
          item.shrink = gap.shrink * size
          item.stretch = gap.stretch * size
        }
      }
      items.append(item)
    }
    indent = paragraph.indent * (paragraph.inlines.first?.style.size.points ?? 0)
  }

  /// What a half-width comma or full stop after a digit gives back: its half em would tear the number open.
  private static func tightening(_ index: Int, in units: [TextUnit], _ style: TextStyle) -> Double {
    guard index > 0, units[index].scalar == "," || units[index].scalar == "." else { return 0 }
    return ("0"..."9").contains(units[index - 1].scalar) ? style.digitTightening : 0
  }
}
