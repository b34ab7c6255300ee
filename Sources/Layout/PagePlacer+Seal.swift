import Typesetting

extension PagePlacer {
  /// The seal's measures for a side of 24 mm, in parts of the side (design of the papers, 6).
  private enum Measure {
    static let border = 1.3 / 24
    static let radius = 0.9 / 24
    static let margin = 2.1 / 24
    /// Type size of 18 pt, and how the characters are stretched.
    static let size = 18 * 25.4 / 72 / 24
    static let widening = 0.96
    static let heightening = 1.06
    /// Of the name's last character, in em of the name.
    static let overlap = 0.36
  }

  /// Border and characters as paths, or the supplied picture: a figure with an alternative text.
  mutating func place(_ seal: SealBox, below top: Length) {
    if let image = seal.image {
      let area = Rectangle(x: left(of: seal), y: top + seal.y[step], width: seal.size, height: seal.size)
      let picture = Artifact.image(image, area.fitting(width: image.width, height: image.height))
      return builder.add(.figure(.figure(alternative: seal.alternative), [picture]))
    }
    guard let plan = SealPlan(name: seal.name) else {
      collector.note(.setting(.overflow(box: "印影", field: nil, needed: seal.size, available: seal.size)))
      return
    }
    let side = seal.size
    let x = left(of: seal)
    let y = top + seal.y[step]
    let inset = side * (Measure.border / 2)
    let border = Rectangle(x: x + inset, y: y + inset, width: side - inset * 2, height: side - inset * 2)
    let field = side * (1 - 2 * Measure.margin)
    let rows = plan.columns.map(\.count).max() ?? 1
    let (cellWidth, cellHeight) = (field / Double(plan.columns.count), field / Double(rows))
    // With more than three a side the characters shrink with their cells.
    let wide = side.points * Measure.size * Measure.widening * 3 / Double(max(3, plan.columns.count))
    let high = side.points * Measure.size * Measure.heightening * 3 / Double(max(3, rows))
    var outlines: [GlyphOutline] = []
    for (column, characters) in plan.columns.enumerated() {
      let shapes = collector.shapes(of: String(characters), role: seal.role)
      for (row, shape) in shapes.enumerated() {
        let middleX = side * (1 - Measure.margin) - cellWidth * (Double(column) + 0.5)
        let middleY = side * Measure.margin + cellHeight * (Double(row) + 0.5)
        outlines.append(
          GlyphOutline(
            face: shape.face, glyph: shape.glyph, a: wide, b: 0, c: 0, d: -high,
            e: middleX.points - wide * shape.advance / 2,
            f: middleY.points + high * 0.38))
      }
    }
    builder.add(
      .figure(
        .figure(alternative: seal.alternative),
        [
          .outlines(OutlineDrawing(outlines, .filled, seal.colour), at: Point(x, y)),
          .border(border, weight: side * Measure.border, radius: side * Measure.radius, seal.colour),
        ]))
  }

  /// The name's right end less a good third of its last character (domain.md F8: the seal overlaps the end of the name).
  private func left(of seal: SealBox) -> Length {
    let name = Paragraph([Inline(seal.name, style: seal.nameStyle)], fit: FitPolicy(lines: 1), name: "印影")
    let width = collector.set(name, from: seal.nameFrom, to: document.width).lines.first?.width ?? .zero
    return seal.nameFrom + width - seal.nameStyle.size * Measure.overlap
  }
}
