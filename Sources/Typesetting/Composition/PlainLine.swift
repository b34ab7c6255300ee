/// A short way for a horizontal paragraph that fits on one line and needs no shaping, as nearly every value of a record
/// does.
///
/// Nothing of it has to be broken, adjusted or shaped, so its glyphs are placed in one pass over its units. The result
/// is the same as that of full composition, which takes over (nil) whenever a paragraph is not as simple.
struct PlainLine {
  private let paragraph: Paragraph
  private let units: [TextUnit]
  /// Number of units without the spaces at the end, which take no room.
  private let visible: Int

  /// A part of the line in one face, size and colour.
  private struct Stretch {
    let face: FaceID
    let font: ShapingFont
    let style: TextStyle
    /// Index of its first unit.
    var start: Int
    var text: String
  }

  init?(_ paragraph: Paragraph, _ units: [TextUnit]) {
    guard paragraph.direction == .horizontal, paragraph.fit.condenseFrom == 1 else { return nil }
    for inline in paragraph.inlines where inline.isLeader || inline.ruby?.isEmpty == false { return nil }
    var visible = units.count
    while visible > 0, units[visible - 1].isSpace { visible -= 1 }
    guard visible > 0 else { return nil }
    self.paragraph = paragraph
    self.units = units
    self.visible = visible
  }

  /// The line; nil when it does not fit or needs full composition.
  ///
  /// - Parameter measure: in points.
  func set(measure: Double, _ shaper: Shaper) -> SetLine? {
    var stretches: [Stretch] = []
    var glyphs: [PlacedGlyph] = []
    var clusters: [Cluster] = []
    glyphs.reserveCapacity(units.count)
    clusters.reserveCapacity(units.count)
    var pen = paragraph.indent * (paragraph.inlines.first?.style.size.points ?? 0)
    var (width, largest) = (0.0, 0.0)
    var mayJoin = false
    var index = 0
    while index < units.count {
      let number = units[index].inline
      let inline = paragraph.inlines[number]
      guard let stretch = makeStretch(of: inline, from: index, shaper) else { return nil }
      let (table, unit, size) = (stretch.font.glyphs, stretch.font.unit, inline.style.size.points)
      append(stretch, to: &stretches)
      largest = max(largest, size)
      while index < units.count, units[index].inline == number {
        let character = units[index]
        if character.isCompound || character.isLineEnd { return nil }
        let entry = table[character.scalar]
        switch entry.kind {
        case .plain: mayJoin = false
        case .joining where !mayJoin: mayJoin = true
        default: return nil
        }
        let (body, shift) = Spacing.body(of: character.scalar, advance: Double(entry.advance) * unit)
        glyphs.append(PlacedGlyph(glyph: entry.glyph, x: Length(points: pen + shift * size)))
        clusters.append(Cluster(bytes: character.bytes.count, glyphs: 1))
        pen += body * size
        index += 1
        if index == visible { width = pen }
        if index < visible {
          let next = units[index].inline == number ? size : paragraph.inlines[units[index].inline].style.size.points
          pen += Spacing.naturalSpace(after: index - 1, in: units, inline.style, size: size, nextSize: next)
        }
      }
    }
    guard width <= measure + FirstFit.tolerance else { return nil }
    width = align(&glyphs, width, measure)
    return SetLine(
      runs: makeRuns(stretches, &glyphs, clusters), width: Length(points: width), size: Length(points: largest))
  }

  private func makeStretch(of inline: Inline, from index: Int, _ shaper: Shaper) -> Stretch? {
    let role = shaper.role(inline.style.role)
    guard let font = role.primary else { return nil }
    return Stretch(face: role.chain[0], font: font, style: inline.style, start: index, text: inline.text)
  }

  /// Appends a stretch, or joins it to the last if that has the same face, size and colour.
  private func append(_ stretch: Stretch, to stretches: inout [Stretch]) {
    // The last stretch is not taken out of the array: its text would be copied before it grows, for every inline.
    let last = stretches.count - 1
    if last >= 0, stretches[last].face == stretch.face, stretches[last].style.size == stretch.style.size,
      stretches[last].style.colour == stretch.style.colour
    {
      stretches[last].text += stretch.text
    } else {
      stretches.append(stretch)
    }
  }

  /// Moves the glyphs by the paragraph's alignment, and returns the width of the aligned line.
  private func align(_ glyphs: inout [PlacedGlyph], _ width: Double, _ measure: Double) -> Double {
    let offset: Double
    switch paragraph.alignment {
    case .start, .justified: return width
    case .centre: offset = (measure - width) / 2
    case .end: offset = measure - width
    case .spread:
      guard visible > 1 else {
        offset = (measure - width) / 2
        break
      }
      let even = (measure - width) / Double(visible - 1)
      for index in glyphs.indices { glyphs[index].x.points += even * Double(min(index, visible - 1)) }
      return measure
    }
    for index in glyphs.indices { glyphs[index].x.points += offset }
    return paragraph.alignment == .spread ? measure : width
  }

  /// The runs of the line. Where there is only one, it takes over the array of glyphs without a copy.
  private func makeRuns(_ stretches: [Stretch], _ glyphs: inout [PlacedGlyph], _ clusters: [Cluster]) -> [GlyphRun] {
    var runs: [GlyphRun] = []
    runs.reserveCapacity(stretches.count)
    for (index, stretch) in stretches.enumerated() {
      let end = index + 1 < stretches.count ? stretches[index + 1].start : glyphs.count
      let isWhole = stretch.start == 0 && end == glyphs.count
      var own: [PlacedGlyph] = []
      if isWhole { swap(&own, &glyphs) } else { own = Array(glyphs[stretch.start..<end]) }
      let origin = own[0].x.points
      for glyph in own.indices { own[glyph].x.points -= origin }
      runs.append(
        GlyphRun(
          face: stretch.face, size: stretch.style.size, colour: stretch.style.colour, glyphs: own,
          clusters: isWhole ? clusters : Array(clusters[stretch.start..<end]), text: stretch.text,
          origin: Point(Length(points: origin), .zero)))
    }
    return runs
  }
}
