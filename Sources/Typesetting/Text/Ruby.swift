/// ルビ: a reading above its base characters (right of them in vertical lines), as mono-ruby over one, as group-ruby over several
/// (JLREQ 3.3).
struct Ruby {
  /// The base: indices of the paragraph's units.
  let base: Range<Int>
  /// Of the reading: half the base's size.
  let style: TextStyle
  let shaped: ShapedText
  /// How far the reading reaches over the characters before and after its base, in points; set by `fit`.
  private(set) var overhang = (before: 0.0, after: 0.0)

  init(base: Range<Int>, style: TextStyle, shaped: ShapedText) {
    self.base = base
    self.style = style
    self.shaped = shaped
  }

  /// The reading's width, set solid, in points.
  var width: Double {
    shaped.drawings.reduce(0) { $0 + $1.advance } * style.size.points
  }

  /// Space of the reading's characters over a base of `baseWidth`: at its start, and between any two.
  ///
  /// A single base character has its reading solid in its middle; over several the reading spreads, with half a gap at both ends but at
  /// most half an em of the base (JLREQ 3.3.6).
  func spread(over baseWidth: Double) -> (start: Double, gap: Double) {
    let room = baseWidth - width
    let count = Double(shaped.drawings.count)
    if base.count == 1 || room <= 0 || count < 2 { return (room / 2, 0) }
    let start = min(room / count / 2, style.size.points)
    return (start, (room - 2 * start) / (count - 1))
  }

  /// Makes room for a reading that is longer than its base: first over kana beside it, by its own em at most, then between the bases.
  ///
  /// - Returns: what the base lacks, in points, shared 1 : 2 : 1 among its ends and gaps.
  mutating func fit(baseWidth: Double, before: CharacterClass?, after: CharacterClass?) -> Double {
    let excess = width - baseWidth
    guard excess > 0 else { return 0 }
    let half = excess / 2
    overhang = (min(half, Self.reach(over: before) * style.size.points), min(half, Self.reach(over: after) * style.size.points))
    return excess - overhang.before - overhang.after
  }

  /// How far a reading may reach over a neighbour, in em of the reading (JLREQ Appendix B: hang).
  private static func reach(over neighbour: CharacterClass?) -> Double {
    switch neighbour {
    case .hiragana, .katakana, .smallKana, .prolongedSoundMark, .ideographicSpace: 1
    case .openingBracket, .closingBracket, .fullStop, .comma: 1
    case .middleDot: 0.5
    default: 0
    }
  }
}
