import Typesetting

#if canImport(Glibc)
  import Glibc
#endif

extension PagePlacer {
  /// Boxed words from the right edge leftwards, and words in outline behind the body.
  mutating func place(_ marks: Marks) {
    var right = marks.right
    for word in marks.words {
      let paragraph = Paragraph([Inline(word.boxed, style: marks.style)], fit: FitPolicy(lines: 1), name: word.boxed)
      let set = collector.set(paragraph, from: .zero, to: document.width)
      let textWidth = set.lines.first?.width ?? .zero
      // Room beside the text, and what letter space the last character would have had: 4.15 mm a character and 5 mm at 10.5 pt.
      let width = textWidth + marks.style.size * marks.style.letterSpace + Length.mm(5)
      let area = Rectangle(x: right - width, y: marks.y, width: width, height: marks.height)
      builder.add(border: area, weight: marks.weight, marks.style.colour)
      let baseline = marks.y + marks.height / 2 + marks.style.size * 0.38
      builder.add(unread: set.lines.flatMap { $0.placed(x: area.x + (width - textWidth) / 2, baseline: baseline) })
      right = area.x - Length.mm(2)
    }
    for (word, diagonal) in zip(marks.words, marks.diagonals) { place(word.behind, diagonal, of: marks) }
  }

  /// One word turned 32° anticlockwise around its middle. Outlines are paths: no reader finds the word twice.
  private mutating func place(_ word: String, _ diagonal: Marks.Diagonal, of marks: Marks) {
    let shapes = collector.shapes(of: word, role: marks.diagonalRole)
    let size = diagonal.size.points
    let width = shapes.map(\.advance).reduce(0, +) + diagonal.letterSpace * Double(max(0, shapes.count - 1))
    let angle = Self.diagonalAngle * Double.pi / 180
    let (cosine, sine) = (cos(angle), sin(angle))
    var x = -width / 2
    var outlines: [GlyphOutline] = []
    for shape in shapes {
      // The em box is centred on the line through the middle: its bottom lies half an em less the descent of 0.12 em below.
      let (left, base) = (x * size, Self.baselineBelowMiddle * size)
      outlines.append(
        GlyphOutline(
          face: shape.face, glyph: shape.glyph, a: size * cosine, b: -size * sine, c: -size * sine, d: -size * cosine,
          e: left * cosine + base * sine, f: base * cosine - left * sine))
      x += shape.advance + diagonal.letterSpace
    }
    builder.add(
      diagonal: OutlineDrawing(outlines, .stroked(weight: marks.diagonalWeight), marks.diagonalColour),
      at: diagonal.centre)
  }

  /// Degrees anticlockwise.
  private static let diagonalAngle = 32.0
  /// Distance from the middle of an ideographic em box down to the baseline, in em (ascent 0.88, descent 0.12).
  private static let baselineBelowMiddle = 0.38
}
