/// ルビ: a reading above its base characters (right of them in vertical lines), as mono-ruby over one, as group-ruby over several
/// (JLREQ 3.3).
struct Ruby {
  /// The base: indices of the paragraph's units.
  let base: Range<Int>
  /// Of the reading: half the base's size.
  let style: TextStyle
  /// Of the reading.
  let units: [TextUnit]
  let shaped: ShapedText
  /// How far the reading reaches over the characters before and after its base, in points; set by `fit`.
  private(set) var overhang = (before: 0.0, after: 0.0)

  init(base: Range<Int>, style: TextStyle, units: [TextUnit], shaped: ShapedText) {
    self.base = base
    self.style = style
    self.units = units
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
  mutating func fit(baseWidth: Double, before: Neighbour?, after: Neighbour?) -> Double {
    let excess = width - baseWidth
    guard excess > 0 else { return 0 }
    overhang = (min(excess / 2, reach(over: before)), min(excess / 2, reach(over: after)))
    return excess - overhang.before - overhang.after
  }

  /// The class of the character beside the base, and the space between them.
  typealias Neighbour = (characterClass: CharacterClass, space: Double)

  /// How far a reading may reach over a neighbour (JLREQ Appendix B, Table 1: the cells of cl-22 that say hang): over kana and marks by
  /// its own em, over a middle dot and Latin by the space that stands between, over kanji and 々 not at all.
  private func reach(over neighbour: Neighbour?) -> Double {
    guard let neighbour else { return 0 }
    let em = style.size.points
    switch neighbour.characterClass {
    case .hiragana, .katakana, .smallKana, .prolongedSoundMark, .ideographicSpace, .inseparable: return em
    case .openingBracket, .closingBracket, .fullStop, .comma: return em
    case .middleDot, .western, .groupedNumeral, .unitSymbol, .ornamented: return min(em, neighbour.space)
    default: return 0
    }
  }
}
