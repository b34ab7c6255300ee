/// The glyphs of a paragraph, by units, all measures in em of their inline's size.
struct ShapedText {
  struct Glyph {
    var id: UInt32
    /// Where the glyph stands from its unit's origin: on the baseline; in a vertical line at the unit's top, on the middle axis.
    var x: Double
    var y: Double
  }

  /// What is drawn for one `TextUnit`.
  struct Drawing {
    var face: FaceID
    /// Along the line.
    var advance: Double
    var content: Content
    var orientation = Orientation.horizontal
    /// The font joined this unit's glyphs with those of the unit before: they stay together.
    var isJoined = false
  }

  enum Content {
    /// A line end draws nothing and says nothing.
    case nothing
    /// One glyph at the unit's origin, which says the unit's text.
    case own(UInt32)
    /// What shaping made of it: an index of `parts`.
    case part(Int)
  }

  /// Several glyphs, or one that stands elsewhere or says something else.
  struct Part {
    var glyphs: Range<Int>
    var clusters: Range<Int>
    /// Bytes of `spoken` that the glyphs stand for.
    var bytes: Range<Int>
  }

  /// The paragraph's UTF-8, of which units are ranges.
  var text: [UInt8]
  /// One for each unit.
  var drawings: [Drawing] = []
  var parts: [Part] = []
  var glyphs: [Glyph] = []
  var clusters: [Cluster] = []
  /// What the glyphs of parts say: 外字 by their readable text.
  var spoken: [UInt8] = []
  /// Units whose variation sequence no font has, drawn as their bases.
  var bases: [Int] = []

  /// The glyphs of a unit, from its origin.
  func glyphs(of index: Int) -> [Glyph] {
    switch drawings[index].content {
    case .nothing: []
    case .own(let glyph): [Glyph(id: glyph, x: 0, y: 0)]
    case .part(let part): Array(glyphs[parts[part].glyphs])
    }
  }
}
