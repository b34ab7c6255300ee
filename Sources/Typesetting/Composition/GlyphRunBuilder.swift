/// Joins the glyphs of a line into runs of one face, size, colour and orientation.
struct GlyphRunBuilder {
  /// The properties that all glyphs of a run share.
  private struct Kind: Equatable {
    var face: FaceID
    var size: Length
    var colour: Colour
    var turns: Int
  }

  private var finished: [GlyphRun] = []
  private var kind: Kind?
  private var condensed = 1.0
  private var origin = (x: 0.0, y: 0.0)
  private var glyphs: [PlacedGlyph] = []
  private var clusters: [Cluster] = []
  /// UTF-8 of the current run.
  private var text: [UInt8] = []

  /// Appends the glyphs of one unit.
  ///
  /// - Parameters:
  ///   - index: the unit's index in `shaped`.
  ///   - bytes: the unit's bytes in the shaped text.
  ///   - along: distance of the unit's origin from the line's start, in points.
  ///   - rise: its height above the line's baseline, or its distance to the right of a vertical line's axis, in points.
  mutating func append(
    _ shaped: ShapedText, _ index: Int, bytes: Range<Int>, _ style: TextStyle, along: Double, rise: Double = 0,
    condensed: Double,
    shrunk: Double
  ) {
    let drawing = shaped.drawings[index]
    let size = Length(points: style.size.points * shrunk)
    let isVertical = drawing.orientation != .horizontal
    let (x, y) = isVertical ? (rise, along) : (along, -rise)
    switch drawing.content {
    case .nothing: return
    case .single(let glyph):
      beginRun(
        Kind(face: drawing.face, size: size, colour: style.colour, turns: drawing.orientation.turns), condensed, x, y)
      glyphs.append(PlacedGlyph(glyph: glyph, x: Length(points: x - origin.x), y: Length(points: y - origin.y)))
      clusters.append(Cluster(bytes: bytes.count, glyphs: 1))
      text += shaped.text[bytes]
    case .part(let number):
      let part = shaped.parts[number]
      if part.clusters.isEmpty { return }
      beginRun(
        Kind(face: drawing.face, size: size, colour: style.colour, turns: drawing.orientation.turns), condensed, x, y)
      let (scaleX, scaleY) =
        isVertical ? (size.points, size.points * condensed) : (size.points * condensed, size.points)
      for glyph in shaped.glyphs[part.glyphs] {
        glyphs.append(
          PlacedGlyph(
            glyph: glyph.id, x: Length(points: x - origin.x + glyph.x * scaleX),
            y: Length(points: y - origin.y + glyph.y * scaleY)))
      }
      clusters += shaped.clusters[part.clusters]
      text += shaped.partText[part.bytes]
    }
  }

  /// Ends the current run and returns all runs.
  mutating func runs() -> [GlyphRun] {
    finishRun()
    return finished
  }

  /// Ends the current run and returns the number of runs so far, which is the index of the next.
  mutating func endRun() -> Int {
    finishRun()
    return finished.count
  }

  /// Continues the current run if it is of this kind, otherwise begins a new one.
  private mutating func beginRun(_ kind: Kind, _ condensed: Double, _ x: Double, _ y: Double) {
    if self.kind == kind { return }
    finishRun()
    self.kind = kind
    self.condensed = condensed
    origin = (x, y)
  }

  private mutating func finishRun() {
    guard let kind else { return }
    finished.append(
      GlyphRun(
        face: kind.face, size: kind.size, condensed: condensed, turns: kind.turns, colour: kind.colour, glyphs: glyphs,
        clusters: clusters,
        text: String(decoding: text, as: UTF8.self), origin: Point(Length(points: origin.x), Length(points: origin.y))))
    glyphs = []
    clusters = []
    text.removeAll(keepingCapacity: true)
    self.kind = nil
  }
}
