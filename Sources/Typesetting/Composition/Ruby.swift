/// ルビ: a reading above its base characters, or right of them in vertical lines (JLREQ 3.3). Over one character it is
/// mono-ruby, over several group-ruby.
///
/// Before line breaking `makeRoom` gives a long reading its room; after it, `spread` places the reading over its base.
struct Ruby {
  /// The base, as indices of the paragraph's units.
  let base: Range<Int>
  /// Style of the reading: half the base's size.
  let style: TextStyle
  /// Units of the reading.
  let units: [TextUnit]
  let shaped: ShapedText
  /// How far the reading extends over the characters before and after its base, in points; set by `makeRoom`.
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

  /// The space before the reading's first character and between its characters, over a base of `baseWidth`.
  ///
  /// Over a single base character the reading is set solid in the middle. Over several it is spread out, with half a
  /// gap at both ends, but at most half an em of the base (JLREQ 3.3.6).
  func spread(over baseWidth: Double) -> (start: Double, gap: Double) {
    let room = baseWidth - width
    let count = Double(shaped.drawings.count)
    if base.count == 1 || room <= 0 || count < 2 { return (room / 2, 0) }
    let start = min(room / count / 2, style.size.points)
    return (start, (room - 2 * start) / (count - 1))
  }

  /// Forbids line breaks inside the base, and widens the base where the reading is longer.
  mutating func makeRoom(_ units: [TextUnit], in items: inout [Composition.Item]) {
    let inner = base.dropLast()
    for index in inner {
      items[index].boundary = .prohibited
      items[index].gap.stretchStage = 0
      items[index].gap.stretch = 0
    }
    let last = base.upperBound - 1
    let width = base.reduce(0) { $0 + items[$1].body } + inner.reduce(0) { $0 + items[$1].gap.natural }
    let start = base.lowerBound
    let lacking = fit(
      baseWidth: width, before: start > 0 ? (units[start - 1].characterClass, items[start - 1].gap.natural) : nil,
      after: last + 1 < units.count ? (units[last + 1].characterClass, items[last].gap.natural) : nil)
    guard lacking > 0 else { return }
    // Shared 1 : 2 : 1 among the ends and the gaps of the base (JLREQ 3.3.6).
    let share = lacking / Double(base.count)
    items[base.lowerBound].shift += share / 2
    items[base.lowerBound].body += share / 2
    items[last].body += share / 2
    for index in inner { items[index].gap.natural += share }
  }

  /// Fits a reading that is longer than its base: it first extends over kana beside the base, by its own em at most.
  ///
  /// - Returns: by how much the base is still too narrow, in points.
  mutating func fit(baseWidth: Double, before: Neighbour?, after: Neighbour?) -> Double {
    let excess = width - baseWidth
    guard excess > 0 else { return 0 }
    overhang = (min(excess / 2, reach(over: before)), min(excess / 2, reach(over: after)))
    return excess - overhang.before - overhang.after
  }

  /// The class of the character beside the base, and the space between them.
  typealias Neighbour = (characterClass: CharacterClass, space: Double)

  /// How far a reading may extend over a neighbour (JLREQ Appendix B, Table 1, the cells of cl-22 with hanging): over
  /// kana and marks by its own em, over a middle dot and Latin by the space between, over kanji and 々 not at all.
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

extension RandomAccessCollection where Element == Ruby, Index == Int {
  /// The readings whose bases begin in a line, of readings in ascending order: found by bisection, so that each line of
  /// a long paragraph need not look at all of them.
  func over(_ line: Range<Int>) -> SubSequence {
    self[firstIndex(from: line.lowerBound)..<firstIndex(from: line.upperBound)]
  }

  /// Index of the first reading whose base begins at the unit or after it.
  private func firstIndex(from unit: Int) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if self[middle].base.lowerBound < unit { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
