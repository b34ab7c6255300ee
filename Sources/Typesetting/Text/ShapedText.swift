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
    var glyphs: Range<Int>
    var clusters: Range<Int>
    /// Bytes of `text` that the glyphs stand for.
    var bytes: Range<Int>
    /// Along the line.
    var advance: Double
    var orientation: Orientation
    /// The font joined this unit's glyphs with those of the unit before: they stay together.
    var isJoined: Bool
  }

  /// One for each unit. A line end (`\n`) draws nothing and says nothing.
  var drawings: [Drawing] = []
  var glyphs: [Glyph] = []
  var clusters: [Cluster] = []
  /// What the glyphs say: the paragraph's text without line ends, 外字 by their readable text.
  var text: [UInt8] = []
  /// Units whose variation sequence no font has, drawn as their bases.
  var bases: [Int] = []
}
