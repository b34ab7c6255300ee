import Typesetting

#if canImport(Glibc)
  import Glibc
#endif

/// Places marks and seals. The word behind the body and the characters of a seal are drawn as outlines of glyphs. These
/// carry no text, so that they do not get between the words of the page when its text is copied.
extension PagePlacer {
  /// Places the marks' boxed words, from the right edge to the left, and their outlined words behind the body.
  mutating func placeMarks(_ marks: Marks) {
    var right = marks.right
    for word in marks.words {
      let paragraph = Paragraph([Inline(word.boxed, style: marks.style)], fit: FitPolicy(lines: 1), name: word.boxed)
      let set = collector.set(paragraph, from: .zero, to: form.width)
      let textWidth = set.lines.first?.width ?? .zero
      // The text with the letter space of its last character, and 5 mm of room beside it.
      let width = textWidth + marks.style.size * marks.style.letterSpace + Length.mm(5)
      let area = Rectangle(x: right - width, y: marks.y, width: width, height: marks.height)
      builder.addBorder(area, weight: marks.weight, marks.style.colour)
      let baseline = marks.y + marks.height / 2 + marks.style.size * EmBox.middle
      let textStart = area.x + (width - textWidth) / 2
      proof.addFrame(.frame, area, weight: marks.weight)
      proof.addText(paragraph, set.lines.map { $0.place(x: textStart, baseline: baseline) })
      builder.addUnread(set.lines.flatMap { $0.placed(x: textStart, baseline: baseline) })
      right = area.x - Length.mm(2)
    }
    let behind = marks.words.filter { !$0.behind.isEmpty }
    for (word, diagonal) in zip(behind, marks.diagonals) { placeDiagonal(word.behind, diagonal, of: marks) }
  }

  /// Places a word turned around its middle. It is drawn as outlines, which carry no text, so that a reader finds the
  /// word only once.
  private mutating func placeDiagonal(_ word: String, _ diagonal: Marks.Diagonal, of marks: Marks) {
    let shapes = collector.shapes(of: word, role: marks.diagonalRole)
    let size = diagonal.size.points
    let width = shapes.map(\.advance).reduce(0, +) + diagonal.letterSpace * Double(max(0, shapes.count - 1))
    let angle = Self.diagonalAngle * Double.pi / 180
    let (cosine, sine) = (cos(angle), sin(angle))
    var x = -width / 2
    var outlines: [GlyphOutline] = []
    for shape in shapes {
      // The em box is centred on the line through the middle, so the baseline is below that line.
      let (left, base) = (x * size, EmBox.middle * size)
      outlines.append(
        GlyphOutline(
          face: shape.face, glyph: shape.glyph, a: size * cosine, b: -size * sine, c: -size * sine, d: -size * cosine,
          e: left * cosine + base * sine, f: base * cosine - left * sine))
      x += shape.advance + diagonal.letterSpace
    }
    proof.addShape(.mark, outlines.areaOfEmBoxes(at: diagonal.centre))
    builder.addDiagonal(
      OutlineDrawing(outlines, .stroked(weight: marks.diagonalWeight), marks.diagonalColour),
      at: diagonal.centre)
  }

  /// Degrees anticlockwise.
  private static let diagonalAngle = 32.0
}

extension [GlyphOutline] {
  /// The area of the em boxes of all outlines of a drawing.
  ///
  /// - Parameter origin: where the drawing's own coordinates begin.
  func areaOfEmBoxes(at origin: Point) -> Area {
    var area = Area(left: origin.x, top: origin.y, right: origin.x, bottom: origin.y)
    for outline in self {
      for (x, y) in [(0.0, -EmBox.descent), (1, -EmBox.descent), (0, EmBox.ascent), (1, EmBox.ascent)] {
        let corner = Point(
          origin.x + Length(points: outline.a * x + outline.c * y + outline.e),
          origin.y + Length(points: outline.b * x + outline.d * y + outline.f))
        area = area.union(Area(left: corner.x, top: corner.y, right: corner.x, bottom: corner.y))
      }
    }
    return area
  }
}

extension PagePlacer {
  /// The seal's measures as parts of its side, from a design with a side of 24 mm (design of the papers, 6).
  private enum SealMeasure {
    static let border = 1.3 / 24
    static let radius = 0.9 / 24
    static let margin = 2.1 / 24
    /// Type size of 18 pt, and the horizontal and vertical stretch of the characters.
    static let size = 18 * 25.4 / 72 / 24
    static let widening = 0.96
    static let heightening = 1.06
    /// By how much the seal covers the name's last character, in em of the name.
    static let overlap = 0.36
  }

  /// Places the seal as a figure with an alternative text: border and characters as paths, or the picture.
  mutating func placeSeal(_ seal: SealBox, below top: Length) {
    if let image = seal.image {
      let area = Rectangle(x: leftEdge(of: seal), y: top + seal.y[step], width: seal.size, height: seal.size)
      proof.addShape(.seal, Area(area))
      let picture = Artifact.image(image, area.fitting(width: image.width, height: image.height))
      return builder.addElement(.figure(.figure(alternative: seal.alternative), [picture]))
    }
    if let omission = seal.omission { return placeOmission(omission, of: seal, below: top) }
    guard let arrangement = SealArrangement(name: seal.name) else {
      collector.addFault(.setting(.overflow(box: "印影", field: nil, needed: seal.size, available: seal.size)))
      return
    }
    let side = seal.size
    let x = leftEdge(of: seal)
    let y = top + seal.y[step]
    proof.addShape(.seal, Area(Rectangle(x: x, y: y, width: side, height: side)))
    let inset = side * (SealMeasure.border / 2)
    let border = Rectangle(x: x + inset, y: y + inset, width: side - inset * 2, height: side - inset * 2)
    let field = side * (1 - 2 * SealMeasure.margin)
    let rows = arrangement.columns.map(\.count).max() ?? 1
    let (cellWidth, cellHeight) = (field / Double(arrangement.columns.count), field / Double(rows))
    // With more than three characters a side they shrink with their cells.
    let wide = side.points * SealMeasure.size * SealMeasure.widening * 3 / Double(max(3, arrangement.columns.count))
    let high = side.points * SealMeasure.size * SealMeasure.heightening * 3 / Double(max(3, rows))
    var outlines: [GlyphOutline] = []
    for (column, characters) in arrangement.columns.enumerated() {
      let shapes = collector.shapes(of: String(characters), role: seal.role)
      for (row, shape) in shapes.enumerated() {
        let middleX = side * (1 - SealMeasure.margin) - cellWidth * (Double(column) + 0.5)
        let middleY = side * SealMeasure.margin + cellHeight * (Double(row) + 0.5)
        outlines.append(
          GlyphOutline(
            face: shape.face, glyph: shape.glyph, a: wide, b: 0, c: 0, d: -high,
            e: middleX.points - wide * shape.advance / 2,
            f: middleY.points + high * EmBox.middle))
      }
    }
    builder.addElement(
      .figure(
        .figure(alternative: seal.alternative),
        [
          .outlines(OutlineDrawing(outlines, .filled, seal.colour), at: Point(x, y)),
          .border(border, weight: side * SealMeasure.border, radius: side * SealMeasure.radius, seal.colour),
        ]))
  }

  /// An empty square where the seal would be, with words in its middle.
  private mutating func placeOmission(_ words: String, of seal: SealBox, below top: Length) {
    let area = Rectangle(x: leftEdge(of: seal), y: top + seal.y[step], width: seal.size, height: seal.size)
    let weight = Length.mm(0.35)
    proof.addShape(.seal, Area(area).enlarged(by: weight / 2))
    builder.addBorder(area, weight: weight, radius: seal.size * SealMeasure.radius, seal.colour)
    let style = TextStyle(role: "gothic", size: .pt(9))
    let paragraph = Paragraph(
      [Inline(words, style: style)], alignment: .centre, fit: FitPolicy(lines: 1), name: words)
    let set = collector.set(paragraph, from: area.x, to: area.x + area.width)
    let baseline = area.y + area.height / 2 + style.size * EmBox.middle
    builder.addElement(.leaf(.paragraph, set.lines.flatMap { $0.placed(x: area.x, baseline: baseline) }))
  }

  /// The seal's left edge, a good third of a character before the end of the name (domain.md F8: the seal overlaps the
  /// end of the name).
  private func leftEdge(of seal: SealBox) -> Length {
    let name = Paragraph([Inline(seal.name, style: seal.nameStyle)], fit: FitPolicy(lines: 1), name: "印影")
    let width = collector.set(name, from: seal.nameFrom, to: form.width).lines.first?.width ?? .zero
    return seal.nameFrom + width - seal.nameStyle.size * SealMeasure.overlap
  }
}

/// The arrangement of a square seal's characters: columns from the right, each read downwards.
///
/// ```
/// 礎保証株式会社  → 礎保証 | 株式会 | 社之印
/// ```
struct SealArrangement: Equatable {
  /// The columns, from the right.
  let columns: [[Character]]

  /// Arranges a name in three columns up to nine characters, in four up to sixteen. Empty cells at the end are filled
  /// with 之印, a single one with 印.
  ///
  /// Nil for a longer name, for which the form needs an image of the seal.
  init?(name: String) {
    var characters = Array(name)
    let (columns, rows) =
      switch characters.count {
      case ...9: (3, 3)
      case ...12: (4, 3)
      default: (4, 4)
      }
    let empty = columns * rows - characters.count
    guard !characters.isEmpty, empty >= 0 else { return nil }
    if empty >= 2 { characters += Array("之印") } else if empty == 1 { characters.append("印") }
    self.columns = stride(from: 0, to: characters.count, by: rows).map {
      Array(characters[$0..<min($0 + rows, characters.count)])
    }
  }
}
