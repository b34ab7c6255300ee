/// Gathers glyphs into runs of one face, size, colour and scale.
struct RunCollector {
  /// What a run's glyphs have in common.
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
  /// UTF-8 of the run in work.
  private var text: [UInt8] = []

  /// Adds the glyphs of one unit.
  ///
  /// - Parameters:
  ///   - bytes: the unit's, of the shaped text.
  ///   - along: where the unit's origin stands from the line's start.
  ///   - rise: how far above the line's baseline, or right of a vertical line's axis, it stands.
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
    case .own(let glyph):
      begin(
        Kind(face: drawing.face, size: size, colour: style.colour, turns: drawing.orientation.turns), condensed, x, y)
      glyphs.append(PlacedGlyph(glyph: glyph, x: Length(points: x - origin.x), y: Length(points: y - origin.y)))
      clusters.append(Cluster(bytes: bytes.count, glyphs: 1))
      text += shaped.text[bytes]
    case .part(let number):
      let part = shaped.parts[number]
      if part.clusters.isEmpty { return }
      begin(
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
      text += shaped.spoken[part.bytes]
    }
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

  /// Goes on with the run in work, or begins one of another kind.
  private mutating func begin(_ kind: Kind, _ condensed: Double, _ x: Double, _ y: Double) {
    if self.kind == kind { return }
    finish()
    self.kind = kind
    self.condensed = condensed
    origin = (x, y)
  }

  private mutating func finish() {
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
