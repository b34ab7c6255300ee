extension Composition {
  /// Measures a shaped paragraph.
  ///
  /// - Parameter advances: advance of each unit in em; what is joined with the unit before by its font is nil.
  /// - Parameter rubies: readings, ascending; each is told how far it may reach over its neighbours.
  init(
    _ units: [TextUnit], advances: [Double?], _ paragraph: Paragraph, boundaries: [LineBreaker.Boundary],
    rubies: inout [Ruby]
  ) {
    var items: [Item] = []
    items.reserveCapacity(units.count)
    for index in units.indices {
      let unit = units[index]
      let style = paragraph.inlines[unit.inline].style
      let size = style.size.points
      let (body, shift) = SpacingTable.body(unit.scalar, advance: advances[index] ?? 0)
      var item = Item(
        body: body * size, shift: shift * size, gap: Gap(), endSpace: 0, hang: 0, boundary: boundaries[index],
        isSpace: unit.isSpace, isLineEnd: unit.isLineEnd)
      if paragraph.inlines[unit.inline].isLeader { item.isLeader = true }
      // What the body leaves of its glyph is blank.
      let blank = (advances[index] ?? 0) * size - item.body
      switch unit.characterClass {
      case .closingBracket, .warichuClosing: item.endSpace = blank
      case .middleDot: item.endSpace = blank / 2
      case .fullStop, .comma:
        item.endSpace = blank
        if paragraph.hangsPunctuation { item.hang = item.body }
      default: break
      }
      if index + 1 < units.count, !item.isLineEnd, !units[index + 1].isLineEnd {
        let next = units[index + 1]
        if advances[index + 1] == nil {
          item.boundary = .prohibited
        } else {
          let nextSize = paragraph.inlines[next.inline].style.size.points
          item.gap = Self.gap(unit, next, size, nextSize)
          item.gap.natural = NaturalSpace.after(index, in: units, style, size: size, nextSize: nextSize)
          if item.isLeader || paragraph.inlines[next.inline].isLeader {
            item.gap = Gap()
            item.boundary = .prohibited
          }
        }
      }
      items.append(item)
    }
    for index in rubies.indices { Self.makeRoom(for: &rubies[index], units, in: &items) }
    self.init(items: items, indent: paragraph.indent * (paragraph.inlines.first?.style.size.points ?? 0))
  }

  /// Keeps a reading's base together and widens it for a longer reading.
  private static func makeRoom(for ruby: inout Ruby, _ units: [TextUnit], in items: inout [Item]) {
    let inner = ruby.base.dropLast()
    for index in inner {
      items[index].boundary = .prohibited
      items[index].gap.stretchStage = 0
      items[index].gap.stretch = 0
    }
    let last = ruby.base.upperBound - 1
    let width = ruby.base.reduce(0) { $0 + items[$1].body } + inner.reduce(0) { $0 + items[$1].gap.natural }
    let start = ruby.base.lowerBound
    let lacking = ruby.fit(
      baseWidth: width, before: start > 0 ? (units[start - 1].characterClass, items[start - 1].gap.natural) : nil,
      after: last + 1 < units.count ? (units[last + 1].characterClass, items[last].gap.natural) : nil)
    guard lacking > 0 else { return }
    let share = lacking / Double(ruby.base.count)
    items[ruby.base.lowerBound].shift += share / 2
    items[ruby.base.lowerBound].body += share / 2
    items[last].body += share / 2
    for index in inner { items[index].gap.natural += share }
  }

  /// The gap that the tables give a pair, in points: its natural space and how far that gives way.
  private static func gap(_ before: TextUnit, _ after: TextUnit, _ size: Double, _ nextSize: Double) -> Gap {
    if before.characterClass == .westernSpace {
      // Stage 1 of Appendix D and E: a word space is a third of an em, at least a quarter, at most a half. The fonts' own is a half.
      return Gap(natural: 0, shrink: size / 4, shrinkStage: 1, stretch: 0, stretchStage: 1)
    }
    let rule = PairRule.of(before.characterClass, after.characterClass)
    var gap = Gap()
    gap.natural = NaturalSpace.pair(before, after, size, nextSize)
    if gap.natural > 0 {
      gap.shrinkStage = rule.shrinkStage
      switch rule.shrinkStage {
      // Behind a full stop only the middle dot's quarter gives way.
      case 4: gap.shrink = before.characterClass == .fullStop ? Double(rule.after) * nextSize / 4 : gap.natural
      case 5: gap.shrink = gap.natural
      case 6: gap.shrink = gap.natural / 2
      default: break
      }
    }
    gap.stretchStage = rule.stretchStage
    switch rule.stretchStage {
    case 2 where gap.natural > 0: gap.stretch = gap.natural
    case 2, 3:
      gap.stretchStage = isRigid(before, after) ? 0 : 3
      gap.stretch = gap.stretchStage == 3 ? size / 4 : 0
    default: break
    }
    return gap
  }

  /// Solid pairs that never grow: two ellipses or dashes, which are one sign, and the digits and marks of one number.
  private static func isRigid(_ before: TextUnit, _ after: TextUnit) -> Bool {
    if before.characterClass == .inseparable {
      return after.characterClass == .inseparable && Separation.isPair(before.scalar, after.scalar)
    }
    return isNumber(before) && isNumber(after)
  }

  private static func isNumber(_ unit: TextUnit) -> Bool {
    unit.characterClass == .groupedNumeral || unit.roles.contains(.digit)
  }
}
