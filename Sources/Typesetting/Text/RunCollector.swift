/// Gathers glyphs into runs of one face, size, colour and scale.
struct RunCollector {
  private var finished: [GlyphRun] = []
  private var run: GlyphRun?
  /// UTF-8 of the run in work.
  private var text: [UInt8] = []

  /// Adds the glyphs of one unit.
  ///
  /// - Parameters:
  ///   - along: where the unit's origin stands from the line's start.
  ///   - rise: how far above the line's baseline, or right of a vertical line's axis, it stands.
  mutating func append(
    _ shaped: ShapedText, _ index: Int, _ style: TextStyle, along: Double, rise: Double = 0, condensed: Double, shrunk: Double
  ) {
    let drawing = shaped.drawings[index]
    guard !drawing.clusters.isEmpty else { return }
    let size = Length(points: style.size.points * shrunk)
    let isVertical = drawing.orientation != .horizontal
    let (x, y) = isVertical ? (rise, along) : (along, -rise)
    let turns = drawing.orientation.turns
    if run.map({ $0.face == drawing.face && $0.size == size && $0.colour == style.colour && $0.turns == turns }) != true {
      finish()
      run = GlyphRun(
        face: drawing.face, size: size, condensed: condensed, turns: turns, colour: style.colour, glyphs: [], clusters: [], text: "",
        origin: Point(Length(points: x), Length(points: y)))
    }
    let offset = (x: x - (run?.origin.x.points ?? 0), y: y - (run?.origin.y.points ?? 0))
    let (scaleX, scaleY) = isVertical ? (size.points, size.points * condensed) : (size.points * condensed, size.points)
    for glyph in shaped.glyphs[drawing.glyphs] {
      run?.glyphs.append(
        PlacedGlyph(
          glyph: glyph.id, x: Length(points: offset.x + glyph.x * scaleX), y: Length(points: offset.y + glyph.y * scaleY)))
    }
    run?.clusters.append(contentsOf: shaped.clusters[drawing.clusters])
    text.append(contentsOf: shaped.text[drawing.bytes])
  }

  /// All runs, the last one included.
  mutating func runs() -> [GlyphRun] {
    finish()
    return finished
  }

  /// Ends the run in work and says how many there are.
  mutating func part() -> Int {
    finish()
    return finished.count
  }

  private mutating func finish() {
    guard var run else { return }
    run.text = String(decoding: text, as: UTF8.self)
    finished.append(run)
    text.removeAll(keepingCapacity: true)
    self.run = nil
  }
}
