/// Gathers glyphs into runs of one face, size, colour and scale.
struct RunCollector {
  private var finished: [GlyphRun] = []
  private var run: GlyphRun?
  /// UTF-8 of the run in work.
  private var text: [UInt8] = []

  /// Adds the glyphs of one unit.
  ///
  /// - Parameter x: where the unit's glyphs stand from the line's start.
  mutating func append(_ shaped: ShapedText, _ index: Int, _ style: TextStyle, x: Double, condensed: Double, shrunk: Double) {
    let drawing = shaped.drawings[index]
    guard !drawing.clusters.isEmpty else { return }
    let size = Length(points: style.size.points * shrunk)
    if run.map({ $0.face == drawing.face && $0.size == size && $0.colour == style.colour }) != true {
      finish()
      run = GlyphRun(
        face: drawing.face, size: size, condensed: condensed, colour: style.colour, glyphs: [], clusters: [], text: "",
        origin: Point(Length(points: x), .zero))
    }
    let offset = x - (run?.origin.x.points ?? 0)
    for glyph in shaped.glyphs[drawing.glyphs] {
      run?.glyphs.append(
        PlacedGlyph(
          glyph: glyph.id, x: Length(points: offset + glyph.x * size.points * condensed), y: Length(points: glyph.y * size.points)))
    }
    run?.clusters.append(contentsOf: shaped.clusters[drawing.clusters])
    text.append(contentsOf: shaped.text[drawing.bytes])
  }

  /// All runs, the last one included.
  mutating func runs() -> [GlyphRun] {
    finish()
    return finished
  }

  private mutating func finish() {
    guard var run else { return }
    run.text = String(decoding: text, as: UTF8.self)
    finished.append(run)
    text.removeAll(keepingCapacity: true)
    self.run = nil
  }
}
